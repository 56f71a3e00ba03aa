//! Which item does an activity make, and which dates does the file give it?

use longpole_model::{
    Constraint, ConstraintKind, Estimate, Item, ItemKind, ItemScheduling, Moment, Probability,
    ProgramId, Progress, Remaining, Spread, WorkRule,
};

use super::wbs::at;
use super::{Context, Taking, USUAL_DAY};
use crate::import::ForeignDates;
use crate::p6::record::{ActivityRecord, ConstraintRecord};
use crate::p6::values::{Length, Quantity};
use crate::p6::words::{ActivityKind, DurationKind, PercentKind, Priority, Status};

/// The item of a record, without its origin.
pub(crate) fn activity(record: &ActivityRecord, context: &Context, program: &ProgramId) -> Item {
    let project = context.projects.get(program);
    let calendar = record
        .calendar
        .as_ref()
        .and_then(|key| context.calendars.get(key));
    let usual = project.and_then(|project| project.calendar.as_ref());
    let day = match (calendar, project) {
        (Some((_, day)), _) => *day,
        (None, Some(project)) => project.day,
        (None, None) => USUAL_DAY,
    };
    let kind = record.kind.unwrap_or(ActivityKind::Task);
    let constraint = constraint(record.constraint);
    let mut item = Item {
        title: record.name.clone(),
        kind: item_kind(kind),
        parent: context.parent(record.wbs.as_ref(), program),
        progress: progress(record, day),
        calendar: calendar
            .map(|(id, _)| id)
            .filter(|id| Some(*id) != usual)
            .cloned(),
        constraint,
        scheduling: ItemScheduling {
            also: self::constraint(record.second_constraint).filter(|_| constraint.is_some()),
            expected_finish: record.expected_finish.map(Moment::at),
            external_start: record.external_start.map(Moment::at),
            external_finish: record.external_finish.map(Moment::at),
            work_rule: work_rule(kind, record.duration_kind),
            ..ItemScheduling::default()
        },
        priority: record.priority.and_then(Priority::number),
        actual_effort: record
            .actual_work
            .filter(|work| work.0 > 0)
            .and_then(|work| work.effort(project.map_or(USUAL_DAY, |project| project.day))),
        ..Item::default()
    };
    if !item.is_milestone() {
        item.estimate =
            duration(record).map(|length| Estimate::Duration(Spread::Fixed(length.span(day))));
    }
    item
}

fn item_kind(kind: ActivityKind) -> ItemKind {
    match kind {
        ActivityKind::Task | ActivityKind::ResourceDependent => ItemKind::Task,
        ActivityKind::LevelOfEffort | ActivityKind::Summary => ItemKind::LevelOfEffort,
        ActivityKind::StartMilestone => ItemKind::StartMilestone,
        ActivityKind::FinishMilestone => ItemKind::Milestone,
    }
}

/// P6 keeps the duration unless told otherwise, so only the other rules are said.
fn work_rule(kind: ActivityKind, duration: Option<DurationKind>) -> Option<WorkRule> {
    if kind == ActivityKind::ResourceDependent {
        return Some(WorkRule::ResourceDependent);
    }
    match duration? {
        DurationKind::DurationAndRate | DurationKind::DurationAndUnits => None,
        DurationKind::Units => Some(WorkRule::FixedWork),
        DurationKind::Rate => Some(WorkRule::FixedUnits),
    }
}

/// How long it takes: what is planned, but of work that has not begun what remains, since that is what P6 schedules.
fn duration(record: &ActivityRecord) -> Option<Length> {
    let (planned, remaining) = (record.planned_duration, record.remaining_duration);
    let length = if record.actual_start.is_none() && record.actual_finish.is_none() {
        remaining.or(planned)
    } else {
        planned.or(remaining)
    };
    length.filter(|length| length.0 >= 0)
}

fn progress(record: &ActivityRecord, day: u32) -> Progress {
    let underway = record.actual_start.is_some() && record.actual_finish.is_none();
    let remaining = record
        .remaining_duration
        .filter(|length| underway && length.0 >= 0);
    let milestone = record.kind.is_some_and(|kind| {
        matches!(
            kind,
            ActivityKind::StartMilestone | ActivityKind::FinishMilestone
        )
    });
    Progress {
        started: record.actual_start.map(Moment::at),
        finished: record.actual_finish.map(Moment::at),
        remaining: remaining
            .filter(|_| !milestone)
            .map(|length| Remaining::Duration(Spread::Fixed(length.span(day)))),
        percent: percent(record),
        stopped: record.suspend.map(Moment::at),
        resumed: record.resume.map(Moment::at),
    }
}

/// The share that is done, by whichever of its measures the activity goes. What has not begun or is done needs none.
pub(crate) fn percent(record: &ActivityRecord) -> Option<Probability> {
    if record.actual_finish.is_some() {
        return None;
    }
    let physical = || record.physical_percent.filter(|percent| *percent > 0);
    let share = |done: i64, all: i64| {
        let share = i128::from(done.max(0)) * 1_000_000;
        let share = (share + i128::from(all / 2)).checked_div(i128::from(all))?;
        i64::try_from(share).ok()
    };
    let millionths = match record.percent_kind {
        Some(PercentKind::Physical) => physical(),
        None | Some(PercentKind::Scope) => None,
        Some(_) if record.actual_start.is_none() => None,
        Some(PercentKind::Duration) => {
            let (planned, left) = (record.planned_duration?.0, record.remaining_duration?.0);
            (planned > 0)
                .then(|| share(planned.saturating_sub(left), planned))
                .flatten()
        }
        Some(PercentKind::Units) => {
            let sum = |one: Option<Quantity>, other: Option<Quantity>| {
                one.unwrap_or_default().plus(other.unwrap_or_default()).0
            };
            let done = sum(record.actual_work, record.actual_machines);
            let left = sum(record.remaining_work, record.remaining_machines);
            let all = done.saturating_add(left);
            (all > 0).then(|| share(done, all)).flatten()
        }
    };
    Probability::millionths(u32::try_from(millionths?).ok()?)
}

/// A constraint; without a date only one that needs none.
fn constraint(record: ConstraintRecord) -> Option<Constraint> {
    let kind = record.kind?;
    match (kind, record.at) {
        (ConstraintKind::AsLateAsPossible, _) => Some(Constraint { kind, at: None }),
        (_, Some(at)) => Some(Constraint {
            kind,
            at: Some(Moment::at(at)),
        }),
        (_, None) => None,
    }
}

/// The dates that P6 computed. Start and finish are actual where there are actual ones, else those of what remains.
pub(super) fn foreign_dates(record: &ActivityRecord) -> ForeignDates {
    let dates = record.dates;
    let waiting = record.actual_start.is_none() && record.actual_finish.is_none();
    ForeignDates {
        start: record
            .actual_start
            .or(dates.start)
            .or(dates.early_start)
            .or(record.planned_start),
        finish: record
            .actual_finish
            .or(dates.finish)
            .or(dates.early_finish)
            .or(record.planned_finish),
        duration: record
            .remaining_duration
            .filter(|_| waiting)
            .map(Length::tenths),
        ..dates
    }
}

impl Taking<'_> {
    pub(super) fn remark_on_activity(&mut self, record: &ActivityRecord) {
        let called = record.code.as_deref().unwrap_or(&record.key);
        let mut remarks: Vec<(&'static str, &str)> = Vec::new();
        let is_there = |key: &Option<String>, known: bool| key.is_none() || known;
        if !is_there(
            &record.wbs,
            record
                .wbs
                .as_ref()
                .is_some_and(|key| self.context.wbs.contains_key(key)),
        ) {
            remarks.push((
                "dangling-link",
                "an activity is in a node of the work breakdown that is not there",
            ));
        }
        if !is_there(
            &record.calendar,
            record
                .calendar
                .as_ref()
                .is_some_and(|key| self.context.calendars.contains_key(key)),
        ) {
            remarks.push((
                "dangling-link",
                "an activity has a calendar that is not there",
            ));
        }
        let negative = |length: Option<Length>| length.is_some_and(|length| length.0 < 0);
        if negative(record.planned_duration) || negative(record.remaining_duration) {
            remarks.push(("negative-duration", "an activity has a negative duration"));
        }
        if record
            .constraint
            .kind
            .is_some_and(|kind| kind != ConstraintKind::AsLateAsPossible)
            && record.constraint.at.is_none()
        {
            remarks.push((
                "constraint-without-date",
                "an activity has a constraint without a date",
            ));
        }
        let stands = match (record.actual_start, record.actual_finish) {
            (_, Some(_)) => Status::Complete,
            (Some(_), None) => Status::Active,
            (None, None) => Status::NotStarted,
        };
        if record.status.is_some_and(|status| status != stands) {
            remarks.push((
                "contradictory-progress",
                "an activity's status contradicts its actual dates; the dates hold",
            ));
        }
        if record.actual_finish.is_some() && record.actual_finish < record.actual_start {
            remarks.push((
                "contradictory-progress",
                "an activity was finished before it was started",
            ));
        }
        if stands != Status::Complete && record.dates.early_start.is_none() {
            remarks.push((
                "stale-dates",
                "an activity has no computed dates: it was added after the last scheduling, or nothing was scheduled",
            ));
        }
        for (code, message) in remarks {
            self.suspicious(code, message, at(called, record.line));
        }
        let differs = record.actual_start.is_none()
            && record.actual_finish.is_none()
            && record.remaining_duration.is_some()
            && record.planned_duration.is_some()
            && record.remaining_duration != record.planned_duration;
        if differs {
            self.changed(
                "remaining-before-start",
                "what remains of an activity that has not begun is not its planned duration; the estimate is what remains",
                at(called, record.line),
            );
        }
        if record.kind == Some(ActivityKind::Summary) {
            self.changed(
                "wbs-summary",
                "a WBS summary activity became a level of effort",
                at(called, record.line),
            );
        }
    }
}
