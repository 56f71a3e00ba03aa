//! As late as possible: how late is what uses up its free slack, so that nothing else moves?
//!
//! It is what Primavera P6 does, and TaskJuggler with tasks that hang from what follows them. Microsoft Project uses up total
//! slack instead and pushes what waits; by Longpole's own rules a reminder that has time delays nobody.

use crate::backward::{Backward, Bound, Late};
use crate::forward::{Early, Ends, Placed, has_to_wait, roll_up};
use crate::network::Graph;
use crate::{Driver, NodeIndex, NodeKind, Wall};

/// A backward pass in which only what `is_late` says is to be late may move: its latest dates, those of what holds it, and the
/// early dates of everything else. `own` bounds the finish of each node by itself.
pub(crate) fn room<G: Graph>(
    backward: &Backward<'_, G>,
    early: &Early,
    own: &[Wall],
    is_late: impl Fn(NodeIndex) -> bool,
) -> Late {
    let mut room = Late::unbounded(own.len());
    for (node, &own) in own.iter().enumerate().rev() {
        room_at(backward, early, &mut room, node, own, is_late(node));
    }
    room
}

/// The step of [`room`] for one node, when those that wait for it have taken theirs.
pub(crate) fn room_at<G: Graph>(
    backward: &Backward<'_, G>,
    early: &Early,
    room: &mut Late,
    node: NodeIndex,
    own: Wall,
    is_late: bool,
) {
    let graph = backward.graph;
    let here = |at: Wall| Bound { at, by: None };
    let (start, finish) = match graph.kind(node) {
        // What they hold moves within them.
        NodeKind::Entry | NodeKind::Summary => backward.late_date(room, node, own),
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => {
            let latest = is_late.then(|| backward.late_date(room, node, own));
            let later = latest.filter(|(start, _)| {
                start.at > early.restart[node] && !drives(graph, early, room, node)
            });
            later.unwrap_or((here(early.restart[node]), here(early.finish[node])))
        }
    };
    room.put(node, start, finish);
}

/// Whether `node` sets the dates of what stays where it is. It then has no time, though there may be a night or a weekend before
/// that goes on.
fn drives(graph: &impl Graph, early: &Early, room: &Late, node: NodeIndex) -> bool {
    graph.links_from(node).any(|link| {
        let to = graph.link_at(link).to;
        early.driver[to] == Driver::Link(link) && room.start[to] <= early.restart[to]
    })
}

/// Early dates with what is to be late in the `room` it has. `first` are those of everything as early as possible.
pub(crate) fn put_off(graph: &impl Graph, durations: &[i64], first: &Early, room: &Late) -> Early {
    let mut early = Early::empty(durations.len());
    for (node, &duration) in durations.iter().enumerate() {
        let at = put_off_at(graph, early.ends(), first, room, node, duration);
        early.put(node, at);
    }
    early
}

/// The step of [`put_off`] for one node, when those before it have their `ends`.
pub(crate) fn put_off_at(
    graph: &impl Graph,
    ends: Ends<'_>,
    first: &Early,
    room: &Late,
    node: NodeIndex,
    duration: i64,
) -> Placed {
    let before = first.placed(node);
    match graph.kind(node) {
        NodeKind::Summary => {
            let held = roll_up(graph, ends, node, None);
            // Of children that end together, one that is put off holds nobody.
            let driver = if held.finish == before.finish {
                before.driver
            } else {
                held.driver
            };
            Placed { driver, ..held }
        }
        NodeKind::Entry
        | NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => {
            let latest = room.start[node];
            if !has_to_wait(graph, node) || latest <= before.restart {
                return before;
            }
            Placed {
                start: latest,
                restart: latest,
                finish: graph.calendar_of(node).finish_after(latest, duration),
                driver: Driver::AsLateAsPossible,
            }
        }
    }
}
