//! Floats: total by the option of the project, free by what the successors leave.

use longpole_model::{ConstraintKind, LinkKind, SlackKind};

use crate::profile::details::{LinkDetails, Role};
use crate::profile::passes::{Axes, Passes};
use crate::profile::tick::PER_MINUTE;
use crate::{LinkIndex, NodeIndex, Wall};

use super::asks::{Ask, date_and_lag};
use super::lag::Lag;
use super::{Rules, dates};

/// Finds the floats of all activities. What is complete has none.
pub(super) fn find(passes: &mut Passes<'_>) {
    for node in 0..passes.network.nodes.len() {
        if !dates(passes, node) || passes.details.nodes[node].kind.is_of_summary() {
            continue;
        }
        let rules = Rules::of(passes);
        if rules.is_complete(node) {
            continue;
        }
        let tenths = |minutes: i64| Some(minutes.saturating_mul(PER_MINUTE));
        let calendar = passes.details.working(node).0;
        let early = Axes {
            start: passes.axes[node].start / PER_MINUTE,
            finish: passes.axes[node].finish / PER_MINUTE,
        };
        let start = calendar.work_at(rules.late_start(node)) - early.start;
        let finish = calendar.work_at(rules.late_finish(node)) - early.finish;
        let total = match rules.options(node).scheduling.slack {
            None | Some(SlackKind::Finish) => finish,
            Some(SlackKind::Start) => start,
            Some(SlackKind::Smaller) => start.min(finish),
        };
        let free = free(&rules, node, early.finish);
        let dates = &mut passes.dates[node];
        dates.start_slack = tenths(start);
        dates.finish_slack = tenths(finish);
        dates.total_slack = tenths(total);
        dates.free_slack = tenths(free);
    }
}

/// By how much the finish of `node` can slip before a successor moves, or, when it has none, before the early finish of the
/// project does; it is `done` there on its axis. What sets its finish by itself has none.
fn free(rules: &Rules<'_, '_>, node: NodeIndex, done: i64) -> i64 {
    if is_held(rules, node) {
        return 0;
    }
    let calendar = rules.details.working(node).0;
    let finish = rules.early_finish(node);
    let (mut waits, mut free) = (None, None);
    for &(link, ref ends) in rules.details.outgoing(rules.network, node) {
        let start = rules.early_start(ends.to());
        if is_plain(rules, ends) && finish != Wall::MIN {
            waits = Some(waits.map_or(start, |so_far: Wall| so_far.min(start)));
        } else if let Some(gap) = gap(rules, node, link as LinkIndex) {
            free = Some(free.map_or(gap, |so_far: i64| so_far.min(gap)));
        }
    }
    // Of those that wait for the finish alone, the first leaves the least.
    let before = waits.map(|start| calendar.work_at(start) - done);
    let free = free.into_iter().chain(before).min().unwrap_or_else(|| {
        let (end, _) = rules.memory.ends[rules.details.nodes[node].program as usize];
        calendar.work_at(end) - done
    });
    free.max(0)
}

/// Whether a link says no more than that an activity starts after another, neither of which has begun.
pub(super) fn is_plain(rules: &Rules<'_, '_>, ends: &LinkDetails) -> bool {
    ends.role != Role::Rollup
        && ends.kind == LinkKind::FinishToStart
        && !ends.has_lag
        && !rules.is_started(ends.from())
        && !rules.is_started(ends.to())
}

/// Working time of the predecessor between what `link` asks and what its successor does. A summary waits for nothing.
pub(super) fn gap(rules: &Rules<'_, '_>, node: NodeIndex, link: LinkIndex) -> Option<i64> {
    let ends = &rules.details.links[link];
    let to = ends.to();
    if ends.role == Role::Rollup {
        return None;
    }
    if ends.kind == LinkKind::StartToStart && ends.has_lag && Lag::of(rules, link).minutes < 0 {
        // A lead after a start counts for dates, but not for float.
        let calendar = rules.details.working(node).0;
        return Some(calendar.minutes_from(rules.early_start(node), rules.early_start(to)));
    }
    let (asked, done): (Wall, Wall) = match date_and_lag(rules, link)? {
        Ask::Start(at) => (at, rules.early_start(to)),
        Ask::Finish(at) => (at, rules.early_finish(to)),
    };
    let calendar = rules.details.working(node).0;
    Some(calendar.minutes_from(asked, done))
}

/// Whether `node` is set by a mandatory constraint or an expected finish.
fn is_held(rules: &Rules<'_, '_>, node: NodeIndex) -> bool {
    let details = rules.details.facts(node);
    let constraints = [details.constraint, details.also].into_iter().flatten();
    let mut kinds = constraints.map(|constraint| constraint.kind);
    let is_mandatory = kinds.any(|kind| {
        matches!(
            kind,
            ConstraintKind::MustStartOn | ConstraintKind::MustFinishOn
        )
    });
    is_mandatory || rules.expects_finish(node)
}
