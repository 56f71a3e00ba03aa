//! Summaries: they span their children, and have the dates and slack that follow from those.

use super::dates;
use super::forward::Early;
use super::slack::total;
use crate::profile::details::{Role, Stage};
use crate::profile::passes::{Ends, Passes};
use crate::profile::tick::Tick;
use crate::{Driver, LinkIndex, NodeIndex, NodeKind};

/// From the earliest start to the latest finish of the children; what was set by hand stays.
pub(super) fn span(passes: &Passes<'_>, node: NodeIndex) -> Early {
    let mut early: Option<Early> = None;
    for (link, child) in children(passes, node) {
        let (start, finish) = (passes.early[child].start, passes.early[child].finish);
        let so_far = early.get_or_insert(Early {
            start,
            finish,
            driver: Driver::Link(link),
        });
        so_far.start = so_far.start.min(start);
        if finish > so_far.finish {
            so_far.finish = finish;
            so_far.driver = Driver::Link(link);
        }
    }
    let working = passes.details.working(node);
    let mut early = early.unwrap_or_else(|| {
        let program = &passes.network.programs[passes.details.nodes[node].program as usize];
        let at = working.next_start(Tick::of(program.floor));
        Early {
            start: at,
            finish: at,
            driver: Driver::DataDate,
        }
    });
    if let Some(manual) = passes.details.facts(node).manual {
        early.start = manual.start.unwrap_or(early.start);
        early.finish = manual.finish.unwrap_or(early.finish).max(early.start);
        early.driver = Driver::SetDay;
    }
    early
}

/// The link of the child that starts first; of those that start together, the first in the plan.
pub(super) fn first_child(passes: &Passes<'_>, node: NodeIndex) -> Option<u32> {
    children(passes, node)
        .min_by_key(|&(link, child)| (passes.early[child].start, link))
        .map(|(link, _)| link as u32)
}

/// Late dates and slack of every summary, from its children's.
pub(in crate::profile) fn summaries(passes: &mut Passes<'_>) {
    for node in 0..passes.network.nodes.len() {
        if passes.details.nodes[node].kind == NodeKind::Summary && dates(passes, node) {
            summarise(passes, node);
        }
    }
}

fn summarise(passes: &mut Passes<'_>, node: NodeIndex) {
    let (mut start, mut finish) = (Tick::MAX, Tick::MIN);
    let mut critical = false;
    for (_, child) in children(passes, node) {
        let (early, late) = (passes.early[child], passes.late[child]);
        // What is set by hand counts where it is, not where it could be.
        let stays = passes.details.facts(child).manual.is_some()
            && passes.details.nodes[child].kind != NodeKind::Summary;
        start = start.min(if stays { early.start } else { late.start });
        finish = finish.max(if stays { early.finish } else { late.finish });
        critical |= passes.dates[child].critical;
    }
    if start > finish {
        (start, finish) = (passes.early[node].start, passes.early[node].finish);
    }
    let working = passes.details.working(node);
    let is_done = passes.details.nodes[node].stage == Stage::Finished;
    let is_started = passes.details.nodes[node].stage == Stage::Started;
    let early = passes.early[node];
    passes.late[node] = Ends { start, finish };
    let dates = &mut passes.dates[node];
    let slack = |from, to| {
        if is_done {
            0
        } else {
            working.between(from, to)
        }
    };
    // What has begun can't begin later any more, wherever the late start of its open children lies.
    let at_start = if is_started {
        0
    } else {
        slack(early.start, start)
    };
    let at_finish = slack(early.finish, finish);
    dates.start_slack = Some(at_start);
    dates.finish_slack = Some(at_finish);
    let total = total(at_start, at_finish, is_started);
    dates.total_slack = Some(total);
    dates.free_slack = Some(dates.free_slack.unwrap_or(total).min(total).max(0));
    dates.critical = critical;
}

/// The children that count for a summary, each with its link.
pub(super) fn children(
    passes: &Passes<'_>,
    node: NodeIndex,
) -> impl Iterator<Item = (LinkIndex, NodeIndex)> {
    passes
        .network
        .incoming(node)
        .filter(|&link| passes.details.links[link].role == Role::Rollup)
        .map(|link| (link, passes.details.links[link].from()))
}
