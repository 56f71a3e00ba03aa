//! Which activity does an item make?

use jiff::civil::{DateTime, Time};
use longpole_model::{
    Constraint, ConstraintKind, Estimate, Item, ItemId, ItemKind, Moment, ProgramId, Remaining,
    WorkRule,
};

use super::{Giving, code, length, moment, quantity};
use crate::import::{ForeignDates, ids};
use crate::p6::payload::kept;
use crate::p6::record::{ActivityRecord, ConstraintRecord, Kind};
use crate::p6::values::Length;
use crate::p6::words::{ActivityKind, DurationKind, PercentKind, Priority, Status};

impl Giving<'_> {
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
            _ if item.is_milestone() => Length(0),
            (Status::Complete, _) => Length(0),
            (Status::Active, Some(Remaining::Duration(span))) => length(span.likely(), day),
            (Status::Active, Some(Remaining::Effort(_)) | None) => dates
                .remaining
                .or(dates.duration)
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
            code: Some(code(&item.meta, id.as_str(), |of| {
                let is_code = ids::code(of).as_deref() == Some(id.as_str());
                // One that shares its code with another has another id here.
                is_code || kept(&item.meta, Kind::Activity).is_some()
            })),
            name: Some(item.title.clone().unwrap_or_else(|| id.to_string())),
            kind: Some(activity_kind(item)),
            duration_kind: match item.scheduling.work_rule {
                Some(WorkRule::FixedUnits) => Some(DurationKind::Rate),
                Some(WorkRule::FixedWork) => Some(DurationKind::Units),
                Some(WorkRule::FixedDuration | WorkRule::ResourceDependent) | None => None,
            },
            percent_kind: physical.filter(|_| status != Status::Complete).map(|_| {
                if follows {
                    PercentKind::Duration
                } else {
                    PercentKind::Physical
                }
            }),
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
}

/// How long an activity takes: as it says, else as was computed for it.
pub(super) fn planned(item: &Item, dates: &ForeignDates, day: u32) -> Length {
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
/// An actual date: with the time that was computed where only the day was said.
fn actual(at: Moment, computed: Option<DateTime>, usual: Time) -> DateTime {
    let computed = computed.filter(|computed| at.time.is_none() && computed.date() == at.date);
    computed.unwrap_or_else(|| moment(at, usual))
}
