//! Which records do the entities of a plan make?
//!
//! The mirror of `take`: what it makes of a record, this makes a record of again.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, Time};
use longpole_model::{
    Assignment, Calendar, CalendarId, Constraint, ConstraintKind, DayHours, Effort, Estimate, Item,
    ItemId, ItemKind, LagCalendar, Moment, Need, NeedLag, NeedSource, OutOfSequence, Program,
    ProgramId, Remaining, Resource, ResourceId, ResourceKind, SlackKind, Span, SpanUnit, WorkRule,
    Workspace,
};

use super::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, ConstraintRecord, Key, LinkRecord,
    OptionsRecord, ProjectRecord, ResourceRecord, WbsRecord,
};
use super::take::{Context, ProjectContext, USUAL_DAY};
use super::values::{Length, Quantity};
use super::words::{ActivityKind, DurationKind, PercentKind, Priority, ResourceWord, Status};
use crate::import::ForeignDates;

/// What the file calls the entities of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) calendars: BTreeMap<CalendarId, Key>,
    pub(crate) projects: BTreeMap<ProgramId, Key>,
    /// Nodes that stand for whole projects.
    pub(crate) roots: BTreeMap<ProgramId, Key>,
    pub(crate) nodes: BTreeMap<(ProgramId, ItemId), Key>,
    pub(crate) activities: BTreeMap<(ProgramId, ItemId), Key>,
    pub(crate) resources: BTreeMap<(ProgramId, ResourceId), Key>,
}

/// What records are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Giving<'w> {
    pub(crate) workspace: &'w Workspace,
    pub(crate) keys: &'w Keys,
}

impl Giving<'_> {
    /// What a record needs to know of others to become one of these entities again.
    pub(crate) fn context(self) -> Context {
        let calendars = self.keys.calendars.iter();
        let of_program = |id: &ProgramId| {
            let calendar = self.workspace.programs.get(id)?.charter.calendar.clone();
            let day = self.day(calendar.as_ref());
            Some((id.clone(), ProjectContext { calendar, day }))
        };
        let nodes = self.keys.nodes.iter();
        let roots = self.keys.roots.values();
        Context {
            calendars: calendars
                .map(|(id, key)| (key.clone(), (id.clone(), self.day(Some(id)))))
                .collect(),
            projects: self.keys.projects.keys().filter_map(of_program).collect(),
            wbs: nodes
                .map(|(place, key)| (key.clone(), Some(place.clone())))
                .chain(roots.map(|key| (key.clone(), None)))
                .collect(),
            ..Context::default()
        }
    }

    /// Minutes that a day of a calendar means.
    fn day(self, calendar: Option<&CalendarId>) -> u32 {
        let mut at = calendar;
        // A circle of bases has no end: no chain is longer than there are calendars.
        for _ in 0..=self.workspace.calendars.len() {
            let Some(calendar) = at.and_then(|id| self.workspace.calendars.get(id)) else {
                break;
            };
            if let Some(day) = calendar.minutes_per_day {
                return day;
            }
            let longest = calendar.week.iter().flatten().map(DayHours::minutes).max();
            if let Some(day) = longest.filter(|day| *day > 0) {
                return u32::from(day);
            }
            at = calendar.base.as_ref();
        }
        USUAL_DAY
    }

    /// A calendar.
    pub(crate) fn calendar(self, id: &CalendarId, calendar: &Calendar) -> CalendarRecord {
        CalendarRecord {
            key: self.keys.calendars.get(id).cloned().unwrap_or_default(),
            name: Some(calendar.name.clone().unwrap_or_else(|| id.to_string())),
            base: calendar
                .base
                .as_ref()
                .and_then(|base| self.keys.calendars.get(base).cloned()),
            day: Some(Length(i64::from(self.day(Some(id))) * 1000)),
            week: calendar.week.clone(),
            exceptions: calendar
                .exceptions
                .iter()
                .filter(|exception| exception.from == exception.to && exception.every.is_none())
                .map(|exception| (exception.from, exception.hours.clone()))
                .collect(),
            ..CalendarRecord::default()
        }
    }

    /// A project.
    pub(crate) fn project(self, id: &ProgramId, program: &Program) -> ProjectRecord {
        let charter = &program.charter;
        let scheduling = &charter.scheduling;
        let at = |date: Option<jiff::civil::Date>, time: Option<Time>| {
            date.map(|date| date.to_datetime(time.unwrap_or(Time::midnight())))
        };
        let (retained, overrides) = match scheduling.out_of_sequence {
            Some(OutOfSequence::ProgressOverride) => (false, true),
            Some(OutOfSequence::ActualDates) => (false, false),
            Some(OutOfSequence::RetainedLogic) | None => (true, false),
        };
        let start = at(charter.start, scheduling.start_time);
        ProjectRecord {
            key: self.keys.projects.get(id).cloned().unwrap_or_default(),
            code: Some(id.to_string()),
            name: charter.name.clone(),
            calendar: charter
                .calendar
                .as_ref()
                .and_then(|calendar| self.keys.calendars.get(calendar).cloned()),
            planned_start: start,
            data_date: at(charter.data_date, scheduling.data_time),
            must_finish: scheduling
                .finish
                .map(|finish| moment(finish, Time::constant(17, 0, 0, 0))),
            critical_slack: Some(length(
                scheduling.critical_slack.unwrap_or(Span::ZERO),
                self.day(charter.calendar.as_ref()),
            )),
            longest_path: Some(scheduling.critical_by == longpole_model::CriticalBy::LongestPath),
            options: OptionsRecord {
                retained_logic: Some(retained),
                progress_override: Some(overrides),
                slack: Some(scheduling.slack.unwrap_or(SlackKind::Finish)),
                lag_calendar: Some(scheduling.lag_calendar.unwrap_or(LagCalendar::Predecessor)),
                expected_finish: Some(scheduling.expected_finish),
                open_ends_critical: Some(scheduling.open_ends_critical),
                lags_from_early_start: Some(!scheduling.lags_from_actual_start),
                ignores_others: Some(scheduling.ignores_other_programs),
            },
            ..ProjectRecord::default()
        }
    }

    /// A summary, as a node of the work breakdown.
    pub(crate) fn node(self, program: &ProgramId, id: &ItemId, item: &Item) -> WbsRecord {
        WbsRecord {
            key: self
                .keys
                .nodes
                .get(&(program.clone(), id.clone()))
                .cloned()
                .unwrap_or_default(),
            project: self.keys.projects.get(program).cloned(),
            parent: self.parent(program, item),
            name: Some(item.title.clone().unwrap_or_else(|| id.to_string())),
            ..WbsRecord::default()
        }
    }

    /// The node that an item is in: its summary's, else that of the project.
    fn parent(self, program: &ProgramId, item: &Item) -> Option<Key> {
        let parent = item.parent.as_ref();
        let node =
            parent.and_then(|parent| self.keys.nodes.get(&(program.clone(), parent.clone())));
        node.or_else(|| self.keys.roots.get(program)).cloned()
    }

    /// An activity, with the dates that were computed for it.
    pub(crate) fn activity(
        self,
        program: &ProgramId,
        id: &ItemId,
        item: &Item,
        dates: &ForeignDates,
    ) -> ActivityRecord {
        let usual = self
            .workspace
            .programs
            .get(program)
            .and_then(|program| program.charter.calendar.as_ref());
        let calendar = item
            .calendar
            .as_ref()
            .filter(|id| self.keys.calendars.contains_key(*id))
            .or(usual);
        let day = self.day(calendar);
        let progress = &item.progress;
        let (morning, evening) = (Time::constant(8, 0, 0, 0), Time::constant(17, 0, 0, 0));
        let started = progress.started.map(|at| actual(at, dates.start, morning));
        let finished = progress
            .finished
            .map(|at| actual(at, dates.finish, evening));
        let started = started.or(finished);
        let status = match (started, finished) {
            (_, Some(_)) => Status::Complete,
            (Some(_), None) => Status::Active,
            (None, None) => Status::NotStarted,
        };
        let planned = planned(item, dates, day);
        let remaining = match (status, progress.remaining) {
            (Status::Complete, _) => Length(0),
            (Status::Active, Some(Remaining::Duration(span))) => length(span.likely(), day),
            (Status::Active, Some(Remaining::Effort(_)) | None) => dates
                .duration
                .map_or(planned, |tenths| Length(tenths * 100)),
            (Status::NotStarted, _) => planned,
        };
        let (constraint, second) = constraints(item);
        let physical = progress
            .percent
            .map(|share| i64::from(share.in_millionths()));
        // A percentage that follows from the durations needs no saying.
        let follows = planned.0 > 0
            && physical.is_some_and(|share| {
                let done = i128::from(planned.0.saturating_sub(remaining.0).max(0)) * 1_000_000
                    / i128::from(planned.0);
                (done - i128::from(share)).abs() <= 1
            });
        ActivityRecord {
            key: self
                .keys
                .activities
                .get(&(program.clone(), id.clone()))
                .cloned()
                .unwrap_or_default(),
            project: self.keys.projects.get(program).cloned(),
            wbs: self.parent(program, item),
            calendar: calendar.and_then(|calendar| self.keys.calendars.get(calendar).cloned()),
            code: Some(id.to_string()),
            name: Some(item.title.clone().unwrap_or_else(|| id.to_string())),
            kind: Some(activity_kind(item)),
            duration_kind: match item.scheduling.work_rule {
                Some(WorkRule::FixedUnits) => Some(DurationKind::Rate),
                Some(WorkRule::FixedWork) => Some(DurationKind::Units),
                Some(WorkRule::FixedDuration | WorkRule::ResourceDependent) | None => None,
            },
            percent_kind: physical
                .filter(|_| !follows && status != Status::Complete)
                .map(|_| PercentKind::Physical),
            status: Some(status),
            priority: item
                .priority
                .map(|priority| Priority::nearest(Some(priority))),
            physical_percent: physical.filter(|_| !follows),
            planned_duration: Some(planned),
            remaining_duration: Some(remaining),
            actual_work: item
                .actual_effort
                .map(|effort| quantity(effort, self.day(usual))),
            actual_start: started,
            actual_finish: finished,
            suspend: progress.stopped.map(|at| moment(at, evening)),
            resume: progress.resumed.map(|at| moment(at, morning)),
            expected_finish: item
                .scheduling
                .expected_finish
                .map(|at| moment(at, evening)),
            external_start: item.scheduling.external_start.map(|at| moment(at, morning)),
            external_finish: item
                .scheduling
                .external_finish
                .map(|at| moment(at, evening)),
            constraint,
            second_constraint: second,
            planned_start: started.or(dates.start),
            planned_finish: finished.or(dates.finish),
            dates: *dates,
            ..ActivityRecord::default()
        }
    }

    /// A link; `None` where one of its ends is no activity of the file.
    pub(crate) fn link(self, program: &ProgramId, need: &Need) -> Option<LinkRecord> {
        let NeedSource::Item(source) = &need.source else {
            return None;
        };
        let other = source.program.as_ref().unwrap_or(program);
        let successor = self
            .keys
            .activities
            .get(&(program.clone(), need.consumer.clone()))?;
        let predecessor = self
            .keys
            .activities
            .get(&(other.clone(), source.item.clone()))?;
        let provider = self.workspace.programs.get(other)?;
        let lag = match need.lag {
            NeedLag::Time(span) => length(span, self.day(provider.charter.calendar.as_ref())),
            NeedLag::Share { milli_percent, .. } => {
                let item = provider.items.get(&source.item)?;
                let day = self.day(
                    item.calendar
                        .as_ref()
                        .or(provider.charter.calendar.as_ref()),
                );
                let whole = planned(item, &ForeignDates::default(), day);
                Length((i128::from(whole.0) * i128::from(milli_percent) / 100_000) as i64)
            }
        };
        Some(LinkRecord {
            successor: successor.clone(),
            predecessor: predecessor.clone(),
            successor_project: self.keys.projects.get(program).cloned(),
            predecessor_project: self.keys.projects.get(other).cloned(),
            link: Some(need.link),
            lag: Some(lag),
            ..LinkRecord::default()
        })
    }

    /// A resource.
    pub(crate) fn resource(
        self,
        program: &ProgramId,
        id: &ResourceId,
        resource: &Resource,
    ) -> ResourceRecord {
        ResourceRecord {
            key: self
                .keys
                .resources
                .get(&(program.clone(), id.clone()))
                .cloned()
                .unwrap_or_default(),
            code: Some(id.to_string()),
            name: Some(resource.name.clone().unwrap_or_else(|| id.to_string())),
            kind: Some(match resource.kind {
                ResourceKind::Work => ResourceWord::Labor,
                ResourceKind::Material | ResourceKind::Cost => ResourceWord::Material,
            }),
            calendar: resource
                .calendar
                .as_ref()
                .and_then(|calendar| self.keys.calendars.get(calendar).cloned()),
            ..ResourceRecord::default()
        }
    }

    /// An assignment; `None` where its item or resource is not in the file.
    pub(crate) fn assignment(
        self,
        program: &ProgramId,
        assignment: &Assignment,
    ) -> Option<AssignmentRecord> {
        let plan = self.workspace.programs.get(program)?;
        let day = self.day(plan.charter.calendar.as_ref());
        let activity = self
            .keys
            .activities
            .get(&(program.clone(), assignment.item.clone()))?;
        let resource = self
            .keys
            .resources
            .get(&(program.clone(), assignment.resource.clone()))?;
        let hours = |effort: Effort| quantity(effort, day);
        let overtime = assignment.overtime.map(hours);
        let actual = assignment.actual_work.map(hours);
        let left = assignment.work.map(|work| {
            let done = assignment
                .actual_work
                .map_or(0, |done| done.micro_person_days);
            Effort {
                micro_person_days: work.micro_person_days.saturating_sub(done).max(0),
            }
        });
        Some(AssignmentRecord {
            project: self.keys.projects.get(program).cloned(),
            activity: activity.clone(),
            resource: Some(resource.clone()),
            units: assignment.units.map(i64::from),
            planned: assignment.work.map(hours),
            remaining: assignment.remaining_work.or(left).map(hours),
            actual: actual.map(|actual| Quantity(actual.0 - overtime.unwrap_or_default().0)),
            actual_overtime: overtime,
            delay: assignment.delay.map(|delay| length(delay, day)),
            ..AssignmentRecord::default()
        })
    }
}

/// How long an activity takes: as it says, else as was computed for it.
fn planned(item: &Item, dates: &ForeignDates, day: u32) -> Length {
    let computed = dates
        .duration
        .map(|tenths| Length(tenths.saturating_mul(100)));
    match &item.estimate {
        _ if item.is_milestone() => Length(0),
        Some(Estimate::Duration(spread)) => length(spread.likely(), day),
        Some(Estimate::Effort(spread)) => computed.unwrap_or_else(|| {
            let people = item.people.map_or(1, |people| people.least.max(1));
            let micro = i128::from(spread.likely().micro_person_days) / i128::from(people);
            Length((micro * i128::from(day) / 1000) as i64)
        }),
        Some(Estimate::Backlog(_)) | None => computed.unwrap_or_default(),
    }
}

/// P6 has two constraints; what a plan says beyond those it has no room for.
fn constraints(item: &Item) -> (ConstraintRecord, ConstraintRecord) {
    let (morning, evening) = (Time::constant(8, 0, 0, 0), Time::constant(17, 0, 0, 0));
    let of = |constraint: &Constraint| ConstraintRecord {
        kind: Some(constraint.kind),
        at: constraint.at.map(|at| match constraint.kind {
            ConstraintKind::MustStartOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::StartOn => moment(at, morning),
            ConstraintKind::MustFinishOn
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible => moment(at, evening),
        }),
    };
    let dated = |kind, at: Option<Moment>| at.map(|at| Constraint { kind, at: Some(at) });
    let manual = item.scheduling.manual.and_then(|manual| manual.start);
    let all = [
        item.constraint,
        item.scheduling.also,
        dated(ConstraintKind::MustStartOn, manual),
        dated(ConstraintKind::StartNoEarlierThan, item.not_before),
        dated(ConstraintKind::FinishNoLaterThan, item.deadline),
    ];
    let mut all = all.iter().flatten().map(of);
    (
        all.next().unwrap_or_default(),
        all.next().unwrap_or_default(),
    )
}

fn activity_kind(item: &Item) -> ActivityKind {
    match item.kind {
        ItemKind::Task | ItemKind::Deliverable => match item.scheduling.work_rule {
            Some(WorkRule::ResourceDependent) => ActivityKind::ResourceDependent,
            Some(WorkRule::FixedUnits | WorkRule::FixedDuration | WorkRule::FixedWork) | None => {
                ActivityKind::Task
            }
        },
        ItemKind::Milestone | ItemKind::Gate => ActivityKind::FinishMilestone,
        ItemKind::StartMilestone => ActivityKind::StartMilestone,
        ItemKind::LevelOfEffort => ActivityKind::LevelOfEffort,
    }
}

fn moment(at: Moment, usual: Time) -> DateTime {
    at.date.to_datetime(at.time.unwrap_or(usual))
}

/// An actual date: with the time that was computed where only the day was said.
fn actual(at: Moment, computed: Option<DateTime>, usual: Time) -> DateTime {
    let computed = computed.filter(|computed| at.time.is_none() && computed.date() == at.date);
    computed.unwrap_or_else(|| moment(at, usual))
}

/// A span in thousandths of a minute.
fn length(span: Span, day: u32) -> Length {
    let day = if span.elapsed { 1440 } else { i128::from(day) };
    let (days_of_week, days_of_month) = if span.elapsed { (7, 30) } else { (5, 20) };
    let minutes = match span.unit {
        SpanUnit::Minute => 1,
        SpanUnit::Hour => 60,
        SpanUnit::Day => day,
        SpanUnit::Week => days_of_week * day,
        SpanUnit::Month => days_of_month * day,
    };
    let length = i128::from(span.thousandths) * minutes;
    Length(length.clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64)
}

/// Hours of work.
fn quantity(effort: Effort, day: u32) -> Quantity {
    let hours = i128::from(effort.micro_person_days) * i128::from(day) / 60;
    Quantity(hours.clamp(0, i128::from(i64::MAX / 4)) as i64)
}
