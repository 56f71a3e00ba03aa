//! Which elements does a task have that follows from an item?

use jiff::civil::DateTime;
use longpole_model::{
    ConstraintKind, Estimate, FieldValue, Item, Moment, Remaining, Span, WorkRule,
};

use super::assignment::TaskDates;
use super::record::{DayEnds, Elements};
use crate::import::ForeignDates;
use crate::mspdi::read::CustomFields;
use crate::mspdi::values::{LengthFormat, Lengths, NO_ESTIMATED_DURATION, decimal_text};
use crate::xml::Element;

/// All that a task's elements follow from.
#[derive(Debug, Clone, Copy)]
pub(in crate::mspdi) struct TaskView<'a> {
    pub(in crate::mspdi) uid: i64,
    pub(in crate::mspdi) item: &'a Item,
    /// Whether others are part of it.
    pub(in crate::mspdi) is_summary: bool,
    /// Its dates, as they were computed.
    pub(in crate::mspdi) dates: ForeignDates,
    /// The work of its assignments; of a summary, of all that is part of it.
    pub(in crate::mspdi) work: Work,
    /// Of a summary: how much of its parts' time has passed.
    pub(in crate::mspdi) passed: Passed,
    pub(in crate::mspdi) calendar: Option<i64>,
    pub(in crate::mspdi) lengths: Lengths,
    pub(in crate::mspdi) custom: &'a CustomFields,
    pub(in crate::mspdi) day: DayEnds,
    /// Whether all is computed back from the finish.
    pub(in crate::mspdi) from_finish: bool,
}

/// Work, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct Work {
    pub(in crate::mspdi) total: i64,
    pub(in crate::mspdi) actual: i64,
    pub(in crate::mspdi) remaining: i64,
    pub(in crate::mspdi) overtime: i64,
}

impl Work {
    /// Adds that of another.
    pub(in crate::mspdi) fn add(&mut self, other: Self) {
        self.total = self.total.saturating_add(other.total);
        self.actual = self.actual.saturating_add(other.actual);
        self.remaining = self.remaining.saturating_add(other.remaining);
        self.overtime = self.overtime.saturating_add(other.overtime);
    }
}

/// Time of tasks in all, and of it that which has passed, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct Passed {
    pub(in crate::mspdi) total: i64,
    pub(in crate::mspdi) actual: i64,
}

/// How far a task is, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mspdi) struct HowFar {
    pub(in crate::mspdi) duration: Option<i64>,
    pub(in crate::mspdi) actual: i64,
    pub(in crate::mspdi) remaining: i64,
    /// In percent.
    pub(in crate::mspdi) percent: i64,
}

impl TaskView<'_> {
    /// Its duration and what of it is done.
    pub(in crate::mspdi) fn how_far(&self) -> HowFar {
        let progress = &self.item.progress;
        let computed = self
            .dates
            .duration
            .filter(|tenths| *tenths >= 0)
            .and_then(|tenths| tenths.checked_mul(6000));
        if self.is_summary {
            let percent = match self.passed {
                Passed { total, .. } if total <= 0 => i64::from(progress.finished.is_some()) * 100,
                Passed { total, actual } => (i128::from(actual) * 100 / i128::from(total)) as i64,
            };
            let duration = computed.unwrap_or(0);
            let actual = (i128::from(duration) * i128::from(percent) / 100) as i64;
            return HowFar {
                duration: computed,
                actual,
                remaining: duration - actual,
                percent,
            };
        }
        let stated = stated_duration(self.item, &self.lengths);
        let is_point = self.item.is_milestone();
        let duration = if is_point {
            Some(0)
        } else {
            stated.or(computed)
        };
        let length = duration.unwrap_or(0);
        let span = |span: Span| self.lengths.in_milliseconds(span);
        let actual = self.item.scheduling.actual_duration.map(span);
        let left = match progress.remaining {
            Some(Remaining::Duration(left)) => Some(span(left.likely())),
            Some(Remaining::Effort(_)) | None => None,
        };
        let stated_percent = progress
            .percent
            .map(|percent| i64::from(percent.in_millionths()) / 10_000);
        if progress.finished.is_some() {
            let actual = actual.unwrap_or(length);
            return HowFar {
                duration,
                actual,
                remaining: 0,
                percent: 100,
            };
        }
        if progress.started.is_none() {
            return HowFar {
                duration,
                actual: 0,
                remaining: length,
                percent: stated_percent.unwrap_or(0),
            };
        }
        let left = left.or(self
            .dates
            .remaining
            .and_then(|tenths| tenths.checked_mul(6000)));
        let by_percent = stated_percent.map_or(0, |percent| {
            (i128::from(length) * i128::from(percent) / 100) as i64
        });
        let actual = actual
            .or(left.map(|left| (length - left).max(0)))
            .unwrap_or(by_percent);
        let remaining = left.unwrap_or((length - actual).max(0));
        let percent = stated_percent.unwrap_or(match i128::from(actual) + i128::from(remaining) {
            0 => 0,
            whole => (i128::from(actual) * 100 / whole) as i64,
        });
        HowFar {
            duration,
            actual,
            remaining,
            percent,
        }
    }

    /// The work that its assignment of nobody has.
    pub(in crate::mspdi) fn work_of_nobody(&self) -> Work {
        let HowFar {
            duration,
            actual,
            remaining,
            ..
        } = self.how_far();
        Work {
            total: duration.unwrap_or(0),
            actual,
            remaining,
            overtime: 0,
        }
    }

    /// Its dates, as far as its assignments share them.
    pub(in crate::mspdi) fn task_dates(&self) -> TaskDates {
        let progress = &self.item.progress;
        let finished = progress.finished.map(|at| self.day.finish(at));
        let started = progress.started.map(|at| self.day.start(at));
        let moment = |at: Option<Moment>| at.map(|at| self.day.start(at));
        TaskDates {
            start: self.dates.start.or(started),
            finish: self.dates.finish.or(finished),
            stop: finished.or(moment(progress.stopped)),
            resume: finished.or(moment(progress.resumed)),
            actual_start: started.or(finished),
            actual_finish: finished,
        }
    }

    /// The elements that the item itself says, without what is computed: its dates, its place in the outline.
    pub(in crate::mspdi) fn elements(&self) -> Vec<Element<'static>> {
        self.elements_beside(None)
    }

    /// As [`Self::elements`], without those that `row` has not: to be held against it.
    pub(in crate::mspdi) fn elements_beside<'r>(
        &self,
        row: Option<&'r [Element<'r>]>,
    ) -> Vec<Element<'static>> {
        let item = self.item;
        let mut out = Elements::beside(row);
        out.number("UID", self.uid);
        out.some_text("Name", item.title.as_deref());
        out.flag("Active", !item.scheduling.inactive);
        self.by_hand(&mut out);
        out.number("Type", self.kind_of_work());
        out.number("Priority", i64::from(item.priority.unwrap_or(500)));
        self.time(&mut out);
        self.work(&mut out);
        out.flag("EffortDriven", item.scheduling.effort_driven);
        out.flag("Milestone", item.is_milestone());
        self.constraint(&mut out);
        out.number("CalendarUID", self.calendar.unwrap_or(-1));
        out.time("Deadline", item.deadline.map(|at| self.day.finish(at)));
        self.levelling(&mut out);
        let link = item.evidence.links.first().map(String::as_str);
        out.some_text("Hyperlink", link);
        out.some_text("HyperlinkAddress", link);
        out.flag(
            "IgnoreResourceCalendar",
            item.scheduling.ignores_resource_calendars,
        );
        out.some_text("Notes", item.description.as_deref());
        out.0
            .extend(custom_elements(&item.meta.fields, self.custom));
        out.0
    }

    /// Dates set by hand; those of other tasks are their own dates.
    fn by_hand(&self, out: &mut Elements<'_>) {
        out.flag("Manual", self.item.scheduling.manual.is_some());
        let (start, finish) = match self.item.scheduling.manual {
            Some(manual) => (
                manual.start.map(|at| self.day.start(at)),
                manual.finish.map(|at| self.day.finish(at)),
            ),
            None => (self.dates.start, self.dates.finish),
        };
        out.time("ManualStart", start);
        out.time("ManualFinish", finish);
        if let Some(duration) = self.how_far().duration {
            out.length("ManualDuration", duration);
        }
    }

    fn kind_of_work(&self) -> i64 {
        match self.item.scheduling.work_rule {
            None if self.is_summary => 1,
            None | Some(WorkRule::FixedUnits | WorkRule::ResourceDependent) => 0,
            Some(WorkRule::FixedDuration) => 1,
            Some(WorkRule::FixedWork) => 2,
        }
    }

    fn time(&self, out: &mut Elements<'_>) {
        let progress = &self.item.progress;
        let HowFar {
            duration,
            actual,
            remaining,
            percent,
        } = self.how_far();
        if let Some(duration) = duration {
            out.length("Duration", duration);
        }
        out.number("DurationFormat", self.duration_format());
        let dates = self.task_dates();
        out.time("Stop", dates.stop);
        out.time("Resume", dates.resume);
        out.number("PercentComplete", percent);
        out.time("ActualStart", dates.actual_start);
        out.time("ActualFinish", dates.actual_finish);
        // Of what came in from elsewhere and is under way, nothing is said that was not said there.
        let under_way = progress.started.is_some() && progress.finished.is_none();
        let is_as_stated = under_way && !self.is_summary && self.item.meta.origin.is_some();
        if !is_as_stated || self.item.scheduling.actual_duration.is_some() {
            out.length("ActualDuration", actual);
        }
        if duration.is_some() && (!is_as_stated || progress.remaining.is_some()) {
            out.length("RemainingDuration", remaining);
        }
    }

    fn work(&self, out: &mut Elements<'_>) {
        let Work {
            total,
            actual,
            remaining,
            overtime,
        } = self.work;
        let percent = match total {
            0 => self.how_far().percent,
            total => (i128::from(actual) * 100 / i128::from(total)) as i64,
        };
        out.length("Work", total);
        out.length("RegularWork", total.saturating_sub(overtime));
        out.length("OvertimeWork", overtime);
        out.length("ActualWork", actual);
        out.length("ActualOvertimeWork", 0);
        out.length("RemainingWork", remaining);
        out.length("RemainingOvertimeWork", overtime);
        out.number("PercentWorkComplete", percent);
    }

    fn constraint(&self, out: &mut Elements<'_>) {
        let start = |at: Moment| self.day.start(at);
        let finish = |at: Moment| self.day.finish(at);
        let (code, at): (i64, Option<DateTime>) = match self.item.constraint {
            Some(constraint) => match constraint.kind {
                ConstraintKind::AsLateAsPossible => (1, None),
                ConstraintKind::MustStartOn => (2, constraint.at.map(start)),
                ConstraintKind::MustFinishOn => (3, constraint.at.map(finish)),
                ConstraintKind::StartNoEarlierThan | ConstraintKind::StartOn => {
                    (4, constraint.at.map(start))
                }
                ConstraintKind::StartNoLaterThan => (5, constraint.at.map(start)),
                ConstraintKind::FinishNoEarlierThan | ConstraintKind::FinishOn => {
                    (6, constraint.at.map(finish))
                }
                ConstraintKind::FinishNoLaterThan => (7, constraint.at.map(finish)),
            },
            None => match self.item.not_before {
                Some(at) => (4, Some(start(at))),
                None => (i64::from(self.from_finish), None),
            },
        };
        out.number("ConstraintType", code);
        out.time("ConstraintDate", at);
    }

    fn duration_format(&self) -> i64 {
        let is_by_hand = self.item.scheduling.manual.is_some();
        let takes_time = !self.is_summary && !self.item.is_milestone();
        match &self.item.estimate {
            Some(Estimate::Duration(duration)) => LengthFormat::code_of(duration.likely()),
            None if is_by_hand && takes_time => NO_ESTIMATED_DURATION,
            Some(Estimate::Effort(_) | Estimate::Backlog(_)) | None => 7,
        }
    }

    fn levelling(&self, out: &mut Elements<'_>) {
        let (delay, format) = match self.item.scheduling.levelling_delay {
            Some(delay) => (
                self.lengths.in_milliseconds(delay) / 6000,
                LengthFormat::code_of(delay),
            ),
            None => (0, 8),
        };
        out.number("LevelingDelay", delay);
        out.number("LevelingDelayFormat", format);
    }
}

/// The duration that an item itself states, in milliseconds; of three points, the likely one.
fn stated_duration(item: &Item, lengths: &Lengths) -> Option<i64> {
    match &item.estimate {
        Some(Estimate::Duration(duration)) => Some(lengths.in_milliseconds(duration.likely())),
        Some(Estimate::Effort(_) | Estimate::Backlog(_)) | None => None,
    }
}

/// The custom fields that the project defines.
pub(super) fn custom_elements(
    fields: &std::collections::BTreeMap<String, FieldValue>,
    custom: &CustomFields,
) -> Vec<Element<'static>> {
    let mut all = Vec::new();
    for (name, value) in fields {
        if let Some(id) = custom.id_of(name) {
            let mut out = Elements::default();
            out.text("FieldID", id);
            out.text("Value", value_text(value));
            all.push(Element::parent("ExtendedAttribute", out.0));
        }
    }
    all
}

/// A custom field's value as text.
pub(super) fn value_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Number(thousandths) => decimal_text(*thousandths, 3),
        FieldValue::Flag(flag) => i32::from(*flag).to_string(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Share(share) => share.to_string(),
        FieldValue::List(values) => values.iter().map(value_text).collect::<Vec<_>>().join("; "),
    }
}
