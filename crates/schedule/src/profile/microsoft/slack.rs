//! Slack: by how much a node can slip before a date that is held moves, or before anything else does.

use longpole_model::{ConstraintKind, LinkKind};

use super::links::{before_lag, ignores, is_done, is_put_off};
use super::{Bounds, dates};
use crate::profile::details::{Role, Stage};
use crate::profile::passes::{Axes, Ends, Passes};
use crate::profile::tick::Tick;
use crate::profile::working::Working;
use crate::{LinkIndex, NodeIndex, NodeKind, WorkCalendar};

/// The total of two slacks: the smaller, but that of the finish once work has begun.
pub(super) fn total(start: i64, finish: i64, is_started: bool) -> i64 {
    if is_started {
        finish
    } else {
        start.min(finish)
    }
}

/// Gives every node its slack. Late dates are known.
pub(in crate::profile) fn slack(passes: &mut Passes<'_>) {
    let clock = WorkCalendar::around_the_clock();
    // What those that wait leave where they are now: of entries and summaries.
    let mut left = vec![Bounds::NONE; passes.network.nodes.len()];
    for node in (0..passes.network.nodes.len()).rev() {
        if !dates(passes, node) {
            let early = passes.early[node];
            left[node] = Bounds {
                start: early.start,
                finish: early.finish,
            };
            continue;
        }
        let early = passes.early[node];
        (passes.dates[node].start, passes.dates[node].finish) = (early.start, early.finish);
        let bounds = stays(passes, &left, node);
        let working = if passes.details.facts(node).elapsed {
            Working(&clock)
        } else {
            passes.details.working(node)
        };
        let axes = if passes.details.facts(node).elapsed {
            Axes::of(early, working)
        } else {
            passes.axes[node]
        };
        let gap = gap(early, axes, bounds, working);
        match passes.details.nodes[node].kind {
            NodeKind::Entry => left[node] = bounds,
            NodeKind::Summary => {
                left[node] = bounds;
                // The rest follows from the children: see `summaries`.
                passes.dates[node].free_slack = gap;
            }
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::LevelOfEffort => {
                let early = passes.early[node];
                left[node] = Bounds {
                    start: early.start,
                    finish: early.finish,
                };
                of_work(passes, node, gap, (working, axes));
            }
        }
    }
}

fn of_work(
    passes: &mut Passes<'_>,
    node: NodeIndex,
    gap: Option<i64>,
    (working, axes): (Working<'_>, Axes),
) {
    let this = passes.details.facts(node);
    let program = &passes.details.programs[passes.details.nodes[node].program as usize];
    let is_done = this.finished.is_some();
    // What is put off as late as possible has no slack left.
    let has_none = is_done || passes.memory.put_off_to.contains_key(&node);
    let unpulled = unpulled_start(passes, node);
    // A place-holder: scheduled by hand, without a duration, and nothing says where it belongs.
    let holds_a_place = this.manual.is_some()
        && !passes.details.nodes[node].states_duration
        && !passes.network.has_needs(node);
    let (early, late) = (passes.early[node], passes.late[node]);
    let dates = &mut passes.dates[node];
    let slack = |from, axis, to| {
        if has_none || from == to {
            0
        } else {
            working.work_at(to) - axis
        }
    };
    let finish = slack(early.finish, axes.finish, late.finish);
    // A start that was set by hand has the slack of the finish, and none once work has begun.
    let start = match (this.manual, this.started) {
        (Some(_), Some(_)) => 0,
        (Some(_), None) => finish,
        (None, _) if unpulled == early.start => slack(early.start, axes.start, late.start),
        (None, _) => slack(unpulled, working.work_at(unpulled), late.start),
    };
    let total = total(start, finish, this.started.is_some());
    dates.start_slack = Some(start);
    dates.finish_slack = Some(finish);
    dates.total_slack = Some(total);
    let free = if has_none { 0 } else { gap.unwrap_or(total) };
    dates.free_slack = Some(free.min(total).max(0));
    dates.critical = !is_done && !holds_a_place && total <= program.critical_slack;
}

/// Where links alone would have it start: a constraint that pulls it back from there shows as negative slack.
fn unpulled_start(passes: &Passes<'_>, node: NodeIndex) -> Tick {
    let this = passes.details.facts(node);
    let start = passes.early[node].start;
    let pulls = this
        .constraint
        .is_some_and(|constraint| match constraint.kind {
            ConstraintKind::MustStartOn
            | ConstraintKind::MustFinishOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::FinishNoLaterThan => true,
            ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::StartOn
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible => false,
        });
    let is_planned = passes.details.nodes[node].stage == Stage::Planned;
    if pulls && is_planned && this.manual.is_none() {
        let unpulled = passes.memory.unpulled.get(&node);
        unpulled.map_or(start, |unpulled| start.max(*unpulled))
    } else {
        start
    }
}

/// The latest start and finish of `node` with which all that wait for it stay where they are.
fn stays(passes: &Passes<'_>, left: &[Bounds], node: NodeIndex) -> Bounds {
    let mut found = Bounds::NONE;
    for (link, this) in passes.details.outgoing(passes.network, node) {
        let link = *link as usize;
        if this.role == Role::Rollup {
            continue;
        }
        if is_done(passes, this.to()) || ignores(passes, link) {
            continue;
        }
        let at = match this.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => left[this.to()].start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => left[this.to()].finish,
        };
        if at == Tick::MAX {
            continue;
        }
        let at = before_lag(passes, link, at);
        match this.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => found.finish_by(at),
            LinkKind::StartToStart | LinkKind::StartToFinish => found.start_by(at),
        }
    }
    found
}

/// By how much the end that a link hangs on can slip before what waits moves. What was set by hand or has begun does not wait,
/// and a summary waits for each child to finish.
pub(in crate::profile) fn link_slack(passes: &Passes<'_>, link: LinkIndex) -> Option<i64> {
    let this = &passes.details.links[link];
    let (from, to) = (passes.early[this.from()], passes.early[this.to()]);
    let waits = match this.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => to.start,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => to.finish,
    };
    let ends = match this.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => from.finish,
        LinkKind::StartToStart | LinkKind::StartToFinish => from.start,
    };
    let spans = passes.details.nodes[this.to()].kind.is_of_summary();
    let is_planned = passes.details.nodes[this.to()].stage == Stage::Planned;
    let is_by_hand = passes.details.facts(this.to()).manual.is_some();
    let waits_still = spans || (is_planned && !is_by_hand);
    if !waits_still || ignores(passes, link) || waits == Tick::MIN || ends == Tick::MIN {
        return None;
    }
    if this.kind == LinkKind::FinishToStart
        && !is_put_off(passes, this)
        && let Some(gap) = passes.gap(link)
    {
        return Some(gap);
    }
    let working = passes.details.working(this.from());
    Some(working.between(ends, before_lag(passes, link, waits)))
}

/// The working time from early dates, at `axes`, to `bounds`; `None` where nothing waits for it.
fn gap(early: Ends, axes: Axes, bounds: Bounds, working: Working<'_>) -> Option<i64> {
    let gap = |early: Tick, axis: i64, latest: Tick| {
        let gap = || {
            if early == latest {
                0
            } else {
                working.work_at(latest) - axis
            }
        };
        (latest < Tick::MAX).then(gap)
    };
    let start = gap(early.start, axes.start, bounds.start);
    let finish = gap(early.finish, axes.finish, bounds.finish);
    start.into_iter().chain(finish).min()
}
