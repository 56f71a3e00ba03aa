//! What does a task say, and which item is it?

use jiff::civil::DateTime;
use longpole_model::{
    Constraint, ConstraintKind, Estimate, Item, ItemKind, ItemScheduling, ManualDates, Probability,
    Progress, Remaining, Span, Spread, WorkRule,
};

use super::Context;
use crate::import::ForeignDates;
use crate::mspdi::values::{
    LengthFormat, Lengths, NO_DURATION, NO_ESTIMATED_DURATION, date_time, decimal, flag, length,
    moment,
};
use crate::xml::Element;

/// The fields of a task that have a place in the model, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags of a task are independent of each other"
)]
pub(in crate::mspdi) struct TaskFields {
    pub(in crate::mspdi) uid: Option<i64>,
    pub(in crate::mspdi) id: Option<i64>,
    pub(in crate::mspdi) name: Option<String>,
    pub(in crate::mspdi) null: bool,
    pub(in crate::mspdi) outline_level: Option<i64>,
    pub(in crate::mspdi) outline_number: Option<String>,
    inactive: bool,
    manual: bool,
    external: bool,
    kind_of_work: Option<i64>,
    priority: Option<i64>,
    start: Option<DateTime>,
    finish: Option<DateTime>,
    manual_start: Option<DateTime>,
    manual_finish: Option<DateTime>,
    /// Milliseconds.
    duration: Option<i64>,
    format: Option<i64>,
    stop: Option<DateTime>,
    resume: Option<DateTime>,
    effort_driven: bool,
    milestone: bool,
    percent: Option<i64>,
    actual_start: Option<DateTime>,
    actual_finish: Option<DateTime>,
    actual_duration: Option<i64>,
    remaining_duration: Option<i64>,
    constraint: Option<i64>,
    constraint_date: Option<DateTime>,
    calendar: Option<i64>,
    deadline: Option<DateTime>,
    /// Tenths of a minute.
    levelling_delay: Option<i64>,
    levelling_format: Option<i64>,
    ignores_resource_calendars: bool,
    link: Option<String>,
    notes: Option<String>,
    custom: Vec<(String, String)>,
    stored: ForeignDates,
    /// Elements whose values mean nothing.
    unreadable: Vec<&'static str>,
}

impl TaskFields {
    /// Reads the elements of a task. Those whose value means nothing are left alone.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>]) -> Self {
        let mut fields = Self::default();
        for element in elements {
            fields.take(element);
        }
        let stored = &mut fields.stored;
        stored.start = fields.start;
        stored.finish = fields.finish;
        stored.duration = fields.duration.map(|milliseconds| milliseconds / 6000);
        fields
    }

    fn take(&mut self, element: &Element<'_>) {
        let text = element.text.trim();
        let number = || decimal(text, 0);
        let on = || flag(text) == Some(true);
        let some_text = || Some(element.text.to_string()).filter(|text| !text.trim().is_empty());
        match &*element.name {
            "UID" => self.uid = number(),
            "ID" => self.id = number(),
            "Name" => self.name = some_text(),
            "IsNull" => self.null = on(),
            "OutlineLevel" => self.outline_level = number(),
            "OutlineNumber" => self.outline_number = some_text(),
            "Active" => self.inactive = flag(text) == Some(false),
            "Manual" => self.manual = on(),
            "ExternalTask" | "IsSubproject" => self.external |= on(),
            "Type" => self.kind_of_work = number(),
            "Priority" => self.priority = number(),
            "Start" => self.start = self.date("Start", text),
            "Finish" => self.finish = self.date("Finish", text),
            "ManualStart" => self.manual_start = self.date("ManualStart", text),
            "ManualFinish" => self.manual_finish = self.date("ManualFinish", text),
            "Duration" => self.duration = self.length("Duration", text),
            "DurationFormat" => self.format = number(),
            "Stop" => self.stop = self.date("Stop", text),
            "Resume" => self.resume = self.date("Resume", text),
            "EffortDriven" => self.effort_driven = on(),
            "Milestone" => self.milestone = on(),
            "PercentComplete" => self.percent = number(),
            "ActualStart" => self.actual_start = self.date("ActualStart", text),
            "ActualFinish" => self.actual_finish = self.date("ActualFinish", text),
            "ActualDuration" => self.actual_duration = self.length("ActualDuration", text),
            "RemainingDuration" => self.remaining_duration = self.length("RemainingDuration", text),
            "ConstraintType" => self.constraint = number(),
            "ConstraintDate" => self.constraint_date = self.date("ConstraintDate", text),
            "CalendarUID" => self.calendar = number(),
            "Deadline" => self.deadline = self.date("Deadline", text),
            "LevelingDelay" => self.levelling_delay = number(),
            "LevelingDelayFormat" => self.levelling_format = number(),
            "IgnoreResourceCalendar" => self.ignores_resource_calendars = on(),
            "HyperlinkAddress" => self.link = some_text(),
            "Notes" => self.notes = some_text(),
            "ExtendedAttribute" => {
                if let (Some(id), Some(value)) =
                    (element.text_of("FieldID"), element.child("Value"))
                {
                    self.custom.push((id.to_owned(), value.text.to_string()));
                }
            }
            "EarlyStart" => self.stored.early_start = self.date("EarlyStart", text),
            "EarlyFinish" => self.stored.early_finish = self.date("EarlyFinish", text),
            "LateStart" => self.stored.late_start = self.date("LateStart", text),
            "LateFinish" => self.stored.late_finish = self.date("LateFinish", text),
            "TotalSlack" => self.stored.total_slack = number(),
            "FreeSlack" => self.stored.free_slack = number(),
            "StartSlack" => self.stored.start_slack = number(),
            "FinishSlack" => self.stored.finish_slack = number(),
            "Critical" => self.stored.critical = flag(text),
            _ => {}
        }
    }

    fn date(&mut self, name: &'static str, text: &str) -> Option<DateTime> {
        let at = date_time(text);
        if at.is_none() && !text.is_empty() {
            self.unreadable.push(name);
        }
        at
    }

    fn length(&mut self, name: &'static str, text: &str) -> Option<i64> {
        let milliseconds = length(text);
        if milliseconds.is_none() && !text.is_empty() {
            self.unreadable.push(name);
        }
        milliseconds
    }

    /// Elements whose values are no dates between 1900 and 9999 or no lengths of time, as they should be.
    pub(in crate::mspdi) fn unreadable(&self) -> &[&'static str] {
        &self.unreadable
    }

    /// The dates that the file itself gives the task.
    pub(in crate::mspdi) fn stored(&self) -> ForeignDates {
        self.stored
    }

    /// Whether its own dates contradict each other.
    pub(in crate::mspdi) fn ends_before_it_starts(&self) -> bool {
        matches!((self.start, self.finish), (Some(start), Some(finish)) if finish < start)
    }

    /// Whether it takes less than no time.
    pub(in crate::mspdi) fn is_negative(&self) -> bool {
        self.duration.is_some_and(|duration| duration < 0)
    }

    /// Whether it takes longer than can be planned.
    pub(in crate::mspdi) fn is_beyond_measure(&self, context: &Context<'_>) -> bool {
        let format = LengthFormat::of(self.format.unwrap_or(7));
        let span = |duration| context.lengths.span(duration, format);
        self.duration
            .is_some_and(|duration| duration >= 0 && span(duration).is_none())
    }

    /// Whether it belongs to another project, which alone knows how its dates come about.
    pub(in crate::mspdi) fn is_external(&self) -> bool {
        self.external
    }

    /// Whether it is scheduled by hand and nobody has said how long it takes. The product shows a day for it.
    fn has_no_duration(&self) -> bool {
        self.manual && matches!(self.format, Some(NO_DURATION | NO_ESTIMATED_DURATION))
    }

    /// Whether it is called a milestone and takes time all the same.
    pub(in crate::mspdi) fn is_long_milestone(&self) -> bool {
        self.milestone && self.duration.unwrap_or(0) != 0
    }

    /// The item, without what other records say of it (parent, splits, origin).
    pub(in crate::mspdi) fn item(&self, context: &Context<'_>, is_summary: bool) -> Item {
        let format = LengthFormat::of(self.format.unwrap_or(7));
        let lengths = &context.lengths;
        let span = |milliseconds: Option<i64>| {
            let milliseconds = milliseconds.filter(|duration| *duration >= 0)?;
            lengths.span(milliseconds, format)
        };
        let is_milestone = self.milestone && !is_summary && self.duration.unwrap_or(0) == 0;
        let estimate = span(self.duration)
            .filter(|_| !is_summary && !is_milestone && !self.has_no_duration())
            .map(|span| Estimate::Duration(Spread::Fixed(span)));
        let mut item = Item {
            title: self.name.clone(),
            description: self.notes.clone(),
            kind: if is_milestone {
                ItemKind::Milestone
            } else {
                ItemKind::Task
            },
            estimate,
            progress: self.progress(is_summary, &span),
            calendar: self
                .calendar
                .and_then(|uid| context.calendars.get(&uid).cloned()),
            constraint: self.constraint(context.from_finish),
            scheduling: self.scheduling(lengths, is_summary, &span),
            deadline: self.deadline.map(moment),
            priority: self
                .priority
                .and_then(|priority| u16::try_from(priority).ok())
                .filter(|priority| *priority <= 1000 && *priority != 500),
            ..Item::default()
        };
        item.evidence.links.extend(self.link.clone());
        for (id, value) in &self.custom {
            if let Some((name, value)) = context.custom.value(id, value) {
                item.meta.fields.insert(name.to_owned(), value);
            }
        }
        item
    }

    fn progress(&self, is_summary: bool, span: &dyn Fn(Option<i64>) -> Option<Span>) -> Progress {
        let started = self.actual_start;
        let finished = self.actual_finish;
        let under_way = started.is_some() && finished.is_none();
        let percent = self.percent.filter(|percent| {
            !is_summary && finished.is_none() && (*percent > 0 || started.is_some())
        });
        Progress {
            started: started.map(moment),
            finished: finished.map(moment),
            remaining: span(self.remaining_duration)
                .filter(|_| under_way && !is_summary)
                .map(|left| Remaining::Duration(Spread::Fixed(left))),
            percent: percent
                .and_then(|percent| u32::try_from(percent).ok())
                .and_then(Probability::percent),
            stopped: self.stop.filter(|_| under_way).map(moment),
            resumed: self.resume.filter(|_| under_way).map(moment),
        }
    }

    fn constraint(&self, from_finish: bool) -> Option<Constraint> {
        let kind = match self.constraint? {
            1 if from_finish => return None,
            1 => {
                return Some(Constraint {
                    kind: ConstraintKind::AsLateAsPossible,
                    at: None,
                });
            }
            2 => ConstraintKind::MustStartOn,
            3 => ConstraintKind::MustFinishOn,
            4 => ConstraintKind::StartNoEarlierThan,
            5 => ConstraintKind::StartNoLaterThan,
            6 => ConstraintKind::FinishNoEarlierThan,
            7 => ConstraintKind::FinishNoLaterThan,
            _ => return None,
        };
        let at = Some(moment(self.constraint_date?));
        Some(Constraint { kind, at })
    }

    fn scheduling(
        &self,
        lengths: &Lengths,
        is_summary: bool,
        span: &dyn Fn(Option<i64>) -> Option<Span>,
    ) -> ItemScheduling {
        let by_hand = self.manual || self.external;
        let manual = by_hand.then(|| ManualDates {
            start: self.manual_start.or(self.start).map(moment),
            finish: self.manual_finish.or(self.finish).map(moment),
        });
        let delay = self.levelling_delay.filter(|delay| *delay != 0);
        let delay_format = LengthFormat::of(self.levelling_format.unwrap_or(8));
        let took = self
            .actual_duration
            .filter(|_| self.actual_start.is_some() && !is_summary);
        let took = took.filter(|took| self.actual_finish.is_none() || Some(*took) != self.duration);
        ItemScheduling {
            manual: manual
                .filter(|dates| dates.start.is_some() || dates.finish.is_some() || self.manual),
            inactive: self.inactive,
            levelling_delay: delay
                .and_then(|tenths| tenths.checked_mul(6000))
                .and_then(|milliseconds| lengths.span(milliseconds, delay_format)),
            work_rule: match self.kind_of_work {
                Some(1) if is_summary => None,
                Some(0) => Some(WorkRule::FixedUnits),
                Some(1) => Some(WorkRule::FixedDuration),
                Some(2) => Some(WorkRule::FixedWork),
                _ => None,
            },
            effort_driven: self.effort_driven,
            ignores_resource_calendars: self.ignores_resource_calendars,
            actual_duration: span(took),
            ..ItemScheduling::default()
        }
    }
}
