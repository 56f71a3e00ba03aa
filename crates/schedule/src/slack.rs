//! Slack: by how much each node can slip before an end moves (total), or before anything else moves (free).

use crate::backward::{Backward, Bound, Late};
use crate::forward::Early;
use crate::{Network, NodeIndex, NodeKind, NodeState, Wall};

/// Working minutes between early and late dates: the smaller of both ends, but the finish alone once work has begun.
pub(crate) fn total(network: &Network, early: &Early, late: &Late, node: NodeIndex) -> i64 {
    let calendar = network.calendar(node);
    let at_finish = || calendar.minutes_from(early.finish[node], late.finish[node]);
    match network.nodes[node].state {
        NodeState::Planned => calendar
            .minutes_from(early.start[node], late.start[node])
            .min(at_finish()),
        NodeState::Started(_) => at_finish(),
        NodeState::Finished { .. } => 0,
    }
}

/// Where each node may be so that nothing that waits for it moves.
pub(crate) struct Free {
    /// The early dates of nodes; what their children leave to entries, what waits for them to summaries.
    pub(crate) dates: Late,
    /// Free slack in working minutes; `None` where nothing waits.
    pub(crate) slack: Vec<Option<i64>>,
}

/// A backward pass in which everything that waits stays where it is.
///
/// `ends` are the instants, by node, that would move the finish of the program.
pub(crate) fn free(backward: &Backward<'_>, early: &Early, ends: &[Wall]) -> Free {
    let network = backward.network;
    let nodes = network.nodes.len();
    let mut free = Free {
        dates: Late::unbounded(nodes),
        slack: vec![None; nodes],
    };
    for node in (0..nodes).rev() {
        let (start, finish) = backward.bounds(&free.dates, node);
        free.slack[node] = free_slack(network, early, node, start.at, finish.at, ends[node]);
        let (start, finish) = match network.nodes[node].kind {
            NodeKind::Entry | NodeKind::Summary => (start, finish),
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::LevelOfEffort => (here(early.restart[node]), here(early.finish[node])),
        };
        free.dates.put(node, start, finish);
    }
    free
}

fn here(at: Wall) -> Bound {
    Bound { at, by: None }
}

fn free_slack(
    network: &Network,
    early: &Early,
    node: NodeIndex,
    start: Wall,
    finish: Wall,
    end: Wall,
) -> Option<i64> {
    let calendar = network.calendar(node);
    if matches!(network.nodes[node].state, NodeState::Finished { .. }) {
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
