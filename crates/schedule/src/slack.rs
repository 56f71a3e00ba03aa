//! Slack: by how much each node can slip before an end moves (total), or before anything else moves (free).

use crate::backward::{Backward, Bound, Late};
use crate::forward::{Early, is_limited, place_unlimited};
use crate::network::Graph;
use crate::{Driver, NodeIndex, NodeKind, NodeState, Wall};

/// Working minutes between early and late dates: the smaller of both ends, but the finish alone once work has begun.
///
/// What a no-later constraint holds before what it waits for lets it be is late by so much: the slack is counted from there.
pub(crate) fn total(
    graph: &impl Graph,
    durations: &[i64],
    early: &Early,
    late: &Late,
    node: NodeIndex,
) -> i64 {
    let calendar = graph.calendar_of(node);
    if early.driver[node] == Driver::Constraint && is_limited(graph, node) {
        let free = place_unlimited(graph, early.ends(), node, durations[node]);
        return calendar
            .minutes_from(free.start, late.start[node])
            .min(calendar.minutes_from(free.finish, late.finish[node]));
    }
    let at_finish = || calendar.minutes_from(early.finish[node], late.finish[node]);
    match graph.state(node) {
        NodeState::Planned => calendar
            .minutes_from(early.start[node], late.start[node])
            .min(at_finish()),
        NodeState::Started(_) => at_finish(),
        NodeState::Finished { .. } => 0,
    }
}

/// Where each node may be so that nothing that waits for it moves.
#[derive(Debug, Clone)]
pub(crate) struct Free {
    /// The early dates of nodes; what their children leave to entries, what waits for them to summaries.
    pub(crate) dates: Late,
    /// Free slack in working minutes; `None` where nothing waits.
    pub(crate) slack: Vec<Option<i64>>,
}

impl Free {
    pub(crate) fn unbounded(nodes: usize) -> Self {
        Self {
            dates: Late::unbounded(nodes),
            slack: vec![None; nodes],
        }
    }

    /// Room for so many nodes.
    pub(crate) fn resize(&mut self, nodes: usize) {
        self.dates.resize(nodes);
        self.slack.resize(nodes, None);
    }

    /// Start, finish and free slack of a node.
    pub(crate) fn at(&self, node: NodeIndex) -> (Bound, Bound, Option<i64>) {
        (
            self.dates.start(node),
            self.dates.finish(node),
            self.slack[node],
        )
    }
}

/// A backward pass in which everything that waits stays where it is.
///
/// `ends` are the instants, by node, that would move the finish of the program.
pub(crate) fn free<G: Graph>(backward: &Backward<'_, G>, early: &Early, ends: &[Wall]) -> Free {
    let mut free = Free::unbounded(ends.len());
    for (node, &end) in ends.iter().enumerate().rev() {
        free_at(backward, early, &mut free, node, end);
    }
    free
}

/// The step of [`free`] for one node, when those that wait for it have taken theirs.
pub(crate) fn free_at<G: Graph>(
    backward: &Backward<'_, G>,
    early: &Early,
    free: &mut Free,
    node: NodeIndex,
    end: Wall,
) {
    let graph = backward.graph;
    let (start, finish) = backward.bounds(&free.dates, node);
    free.slack[node] = free_slack(graph, early, node, start.at, finish.at, end);
    let (start, finish) = match graph.kind(node) {
        NodeKind::Entry | NodeKind::Summary => (start, finish),
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => (here(early.restart[node]), here(early.finish[node])),
    };
    free.dates.put(node, start, finish);
}

fn here(at: Wall) -> Bound {
    Bound { at, by: None }
}

fn free_slack(
    graph: &impl Graph,
    early: &Early,
    node: NodeIndex,
    start: Wall,
    finish: Wall,
    end: Wall,
) -> Option<i64> {
    let calendar = graph.calendar_of(node);
    if matches!(graph.state(node), NodeState::Finished { .. }) {
        return Some(0);
    }
    if start == Wall::MAX && finish == Wall::MAX {
        return None;
    }
    [
        (early.start[node], start),
        (early.finish[node], finish.min(end)),
    ]
    .into_iter()
    .filter(|(_, latest)| *latest < Wall::MAX)
    .map(|(early, latest)| calendar.minutes_from(early, latest).max(0))
    .min()
}
