//! Levels of effort: they last from the first to the last of what their links name, and drive nothing.

use std::collections::BTreeMap;

use longpole_model::LinkKind;

use crate::profile::details::{EffortDetails, EffortLink};
use crate::profile::passes::Passes;
use crate::profile::tick::{PER_MINUTE, Tick};
use crate::{Driver, NodeIndex, Wall};

use super::activity::Status;
use super::lag::Lag;
use super::work::Work;
use super::{Rules, critical, dates, ends};

/// Dates the levels of effort that have links, each after those that it follows.
pub(super) fn stretch_linked(passes: &mut Passes<'_>) {
    let details = passes.details;
    for effort in in_order(&details.efforts) {
        if !effort.links.is_empty() {
            stretch(passes, effort);
        }
    }
}

/// Dates those without links, which last as long as their summary: P6's "WBS summary" activities.
pub(super) fn stretch_loose(passes: &mut Passes<'_>) {
    let details = passes.details;
    for effort in &details.efforts {
        if effort.links.is_empty() {
            stretch(passes, effort);
        }
    }
}

fn stretch(passes: &mut Passes<'_>, effort: &EffortDetails) {
    let is_complete = passes.primavera.activities[effort.node].is_complete();
    if dates(passes, effort.node) && !is_complete {
        stretch_one(passes, effort);
    }
}

fn stretch_one(passes: &mut Passes<'_>, effort: &EffortDetails) {
    let rules = Rules::of(passes);
    let node = effort.node;
    let work = Work::of(rules.details, rules.activity(node), node);
    let floor = rules.program(node).floor;
    // What has begun counts from when it did, and what is complete until then.
    let early = span(&rules, effort, |node| match rules.activity(node).status {
        Status::NotStarted => (rules.early_start(node), rules.early_finish(node)),
        Status::InProgress { started } => (started, rules.early_finish(node)),
        Status::Complete { started, finished } => (started, finished),
    });
    let late = span(&rules, effort, |node| {
        (rules.late_start(node), rules.late_finish(node))
    });
    let begins = early.0.unwrap_or(floor);
    let start = work.calendar.next_start(begins.max(floor));
    let finish = early.1.unwrap_or_else(|| work.finish(start));
    let finish = work.calendar.previous_finish(finish).max(start);
    let late_finish = work
        .calendar
        .previous_finish(late.1.unwrap_or(rules.memory.ends[effort.program].1));
    let late_start = late.0.unwrap_or_else(|| work.start_of(late_finish));
    let late_start = late_start.min(late_finish);
    let shown = if rules.is_started(node) {
        start
    } else {
        work.calendar.next_start(begins)
    };
    let slack = work.calendar.minutes_from(finish, late_finish) * PER_MINUTE;
    let start_slack = work.calendar.minutes_from(start, late_start) * PER_MINUTE;
    let dates = &mut passes.dates[node];
    dates.start = Tick::of(shown);
    dates.total_slack = Some(slack);
    dates.finish_slack = Some(slack);
    dates.start_slack = Some(start_slack);
    dates.free_slack = Some(0);
    dates.longest_path = false;
    passes.move_to(node, ends(start, finish));
    passes.late[node] = ends(late_start, late_finish);
    passes.drivers[node] = Driver::Span;
    passes.dates[node].critical = critical::is_critical(passes, node);
}

/// The first start and the last finish that the links of `effort` name; without links those of its summary, or its program.
fn span(
    rules: &Rules<'_, '_>,
    effort: &EffortDetails,
    dates: impl Fn(NodeIndex) -> (Wall, Wall),
) -> (Option<Wall>, Option<Wall>) {
    if effort.links.is_empty() {
        let whole = effort.parent.map(&dates);
        return (whole.map(|whole| whole.0), whole.map(|whole| whole.1));
    }
    let (mut start, mut finish): (Option<Wall>, Option<Wall>) = (None, None);
    for link in &effort.links {
        let (other_start, other_finish) = dates(link.other);
        let at = match (link.kind, link.is_successor) {
            (LinkKind::FinishToStart | LinkKind::FinishToFinish, false)
            | (LinkKind::FinishToFinish | LinkKind::StartToFinish, true) => other_finish,
            (LinkKind::StartToStart | LinkKind::StartToFinish, false)
            | (LinkKind::FinishToStart | LinkKind::StartToStart, true) => other_start,
        };
        let lag = if link.is_successor {
            Lag::resolved(rules, effort.node, link.other, link.lag)
        } else {
            Lag::resolved(rules, link.other, effort.node, link.lag)
        };
        let at = if link.is_successor {
            lag.before(at)
        } else {
            lag.after(at)
        };
        if names_start(link) {
            start = Some(start.map_or(at, |so_far| so_far.min(at)));
        } else {
            finish = Some(finish.map_or(at, |so_far| so_far.max(at)));
        }
    }
    (start, finish)
}

/// Whether a link names the start of its level of effort, or its finish.
fn names_start(link: &EffortLink) -> bool {
    match (link.kind, link.is_successor) {
        (LinkKind::FinishToStart | LinkKind::StartToStart, false)
        | (LinkKind::StartToStart | LinkKind::StartToFinish, true) => true,
        (LinkKind::FinishToFinish | LinkKind::StartToFinish, false)
        | (LinkKind::FinishToStart | LinkKind::FinishToFinish, true) => false,
    }
}

/// Levels of effort after those that they follow. Those that follow each other in a circle come last, as they stand.
fn in_order(efforts: &[EffortDetails]) -> Vec<&EffortDetails> {
    let of: BTreeMap<NodeIndex, usize> = efforts
        .iter()
        .enumerate()
        .map(|(index, effort)| (effort.node, index))
        .collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); efforts.len()];
    let mut waits = vec![0usize; efforts.len()];
    for (index, effort) in efforts.iter().enumerate() {
        let followed = effort.links.iter().filter(|link| !link.is_successor);
        for other in followed.filter_map(|link| of.get(&link.other)) {
            followers[*other].push(index);
            waits[index] += 1;
        }
    }
    let mut order: Vec<usize> = (0..efforts.len())
        .filter(|&index| waits[index] == 0)
        .collect();
    let mut next = 0;
    while next < order.len() {
        for &follower in &followers[order[next]] {
            waits[follower] -= 1;
            if waits[follower] == 0 {
                order.push(follower);
            }
        }
        next += 1;
    }
    order.extend((0..efforts.len()).filter(|&index| waits[index] > 0));
    order.into_iter().map(|index| &efforts[index]).collect()
}
