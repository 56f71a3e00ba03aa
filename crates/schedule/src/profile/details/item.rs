//! What an item says, as the products' rules read it.

use longpole_model::{
    Constraint, ConstraintKind, Estimate, Item, ItemKind, Moment, Remaining, Span, Split,
};

use super::{Constrained, Delay, ManualTicks, NodeFacts};
use crate::network::work::{estimated, is_elapsed, left};
use crate::profile::Working;
use crate::profile::tick::{PER_MINUTE, Tick};
use crate::{Network, Node, Wall};

/// What `item` says of `node` beside its duration. Its assignments come later.
pub(super) fn facts(item: &Item, node: &Node, network: &Network) -> NodeFacts {
    let calendar = Working(&network.calendars[node.own_calendar as usize]);
    let scheduling = &item.scheduling;
    let progress = &item.progress;
    let start = |moment: Option<Moment>| moment.map(|moment| start_tick(moment, calendar));
    let finish = |moment: Option<Moment>| moment.map(|moment| finish_tick(moment, calendar));
    NodeFacts {
        names_calendar: item.calendar.is_some(),
        elapsed: is_elapsed(item),
        remaining: progress
            .remaining
            .map(|remaining| remaining_tenths(remaining, item, calendar)),
        actual_duration: scheduling
            .actual_duration
            .map(|span| calendar.tenths_of(span).max(0)),
        percent: progress.percent,
        started: start(progress.started),
        finished: finish(progress.finished),
        stopped: finish(progress.stopped),
        resumed: start(progress.resumed),
        splits: splits(&item.splits),
        manual: by_hand(item, calendar),
        not_before: start(item.not_before),
        constraint: item
            .constraint
            .and_then(|constraint| constrained(constraint, calendar)),
        also: scheduling
            .also
            .and_then(|constraint| constrained(constraint, calendar)),
        deadline: finish(item.deadline),
        expected_finish: finish(scheduling.expected_finish),
        external_start: start(scheduling.external_start),
        external_finish: finish(scheduling.external_finish),
        levelling_delay: delay(scheduling.levelling_delay, calendar),
        work_rule: scheduling.work_rule,
        ignores_resource_calendars: scheduling.ignores_resource_calendars,
        starts_work: item.kind == ItemKind::StartMilestone,
        assignments: 0..0,
    }
}

/// `span` in tenths of a minute; none for none.
pub(super) fn delay(span: Option<Span>, calendar: Working<'_>) -> Delay {
    span.map_or(Delay::default(), |span| Delay {
        tenths: calendar.tenths_of(span),
        elapsed: span.elapsed,
    })
}

/// The time that was said, else where the day's work begins.
pub(super) fn start_tick(moment: Moment, calendar: Working<'_>) -> Tick {
    match moment.time {
        Some(time) => Tick::at(moment.date.to_datetime(time)),
        None => calendar.day_start(Wall::midnight(moment.date)),
    }
}

/// The time that was said, else where the day's work ends.
pub(super) fn finish_tick(moment: Moment, calendar: Working<'_>) -> Tick {
    match moment.time {
        Some(time) => Tick::at(moment.date.to_datetime(time)),
        None => calendar.day_end(Wall::midnight(moment.date)),
    }
}

/// Whether the owner of `item` says how long it takes.
pub(super) fn states_duration(item: &Item) -> bool {
    item.estimate.is_some() || item.is_milestone()
}

fn by_hand(item: &Item, calendar: Working<'_>) -> Option<ManualTicks> {
    item.scheduling.manual.map(|manual| ManualTicks {
        start: manual.start.map(|start| start_tick(start, calendar)),
        finish: manual.finish.map(|finish| finish_tick(finish, calendar)),
    })
}

/// The work of `node` as a whole, in tenths of a minute. Where nobody says how long it takes, dates that were set by hand do.
pub(super) fn duration(item: &Item, node: &Node, network: &Network) -> i64 {
    let calendar = Working(&network.calendars[node.own_calendar as usize]);
    if item.is_milestone() {
        return 0;
    }
    match &item.estimate {
        Some(Estimate::Duration(spread)) => calendar.tenths_of(spread.likely()).max(0),
        // The network has remarked on what it assumed, and a backlog's pace may be its team's.
        Some(Estimate::Effort(_)) => {
            estimated(item, None, calendar.0, &mut Vec::new()).likely() * PER_MINUTE
        }
        Some(Estimate::Backlog(_)) => node.work.likely() * PER_MINUTE,
        None => by_hand(item, calendar)
            .and_then(|manual| manual.start.zip(manual.finish))
            .map_or(0, |(start, finish)| calendar.between(start, finish).max(0)),
    }
}

fn remaining_tenths(remaining: Remaining, item: &Item, calendar: Working<'_>) -> i64 {
    match remaining {
        Remaining::Duration(spread) => calendar.tenths_of(spread.likely()).max(0),
        Remaining::Effort(_) => {
            left(remaining, item.people, calendar.0, &mut Vec::new()).likely() * PER_MINUTE
        }
    }
}

/// Stretches in order, from the first moment off to the moment at which work goes on.
fn splits(splits: &[Split]) -> Vec<std::ops::Range<Tick>> {
    let mut ranges: Vec<_> = splits
        .iter()
        .map(|split| {
            let from = match split.from.time {
                Some(time) => Tick::at(split.from.date.to_datetime(time)),
                None => Tick::of(Wall::midnight(split.from.date)),
            };
            let to = match split.to.time {
                Some(time) => Tick::at(split.to.date.to_datetime(time)),
                None => Tick::of(Wall::midnight(split.to.date).plus_clock(crate::wall::DAY)),
            };
            from..to
        })
        .filter(|range| range.start < range.end)
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}

fn constrained(constraint: Constraint, calendar: Working<'_>) -> Option<Constrained> {
    let at = |at: Moment| match constraint.kind {
        ConstraintKind::MustStartOn
        | ConstraintKind::StartNoLaterThan
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::StartOn => start_tick(at, calendar),
        ConstraintKind::MustFinishOn
        | ConstraintKind::FinishNoLaterThan
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::FinishOn
        | ConstraintKind::AsLateAsPossible => finish_tick(at, calendar),
    };
    let at = match (constraint.kind, constraint.at) {
        (ConstraintKind::AsLateAsPossible, _) => Tick::MAX,
        (_, Some(moment)) => at(moment),
        // The network has remarked on it.
        (_, None) => return None,
    };
    Some(Constrained {
        kind: constraint.kind,
        at,
        is_day: constraint.at.is_some_and(|at| at.time.is_none()),
    })
}
