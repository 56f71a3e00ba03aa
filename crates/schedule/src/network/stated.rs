//! What plans say of nodes and needs that the network does not have: the passes by products' rules read it there.
//!
//! Most items say nothing but how long they take, and most needs have no lag. A network that knows which spares those passes
//! a look at every item and every need of the plan.

use longpole_model::{Estimate, Item, ItemKind, ItemScheduling, NeedLag, Progress};

use super::{Node, NodeKind, NodeState};
use crate::WorkCalendar;

/// What the plan states of the nodes and needs of a network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Stated {
    /// By node: whether its item [says nothing more](says_no_more).
    pub(crate) plain: Vec<bool>,
    /// The lags of needs that have one, by the position of the need in [`Network::needs`](super::Network::needs).
    pub(crate) lags: Vec<(u32, NeedLag)>,
}

/// Whether all that `item` says of its dates and work is the duration of `node`, in whole minutes of `calendar`, the one
/// calendar that the node has. Those who work on it are another matter.
pub(super) fn says_no_more(item: &Item, node: &Node, calendar: &WorkCalendar) -> bool {
    let takes = match (node.kind, &item.estimate) {
        (NodeKind::Task, Some(Estimate::Duration(spread))) => {
            calendar.tenths_of(spread.likely()) == node.duration * 10
        }
        (NodeKind::Milestone, _) => node.duration == 0 && item.kind != ItemKind::StartMilestone,
        (
            NodeKind::Task
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::Entry
            | NodeKind::Summary
            | NodeKind::LevelOfEffort,
            _,
        ) => false,
    };
    takes
        && node.calendar == node.own_calendar
        && node.state == NodeState::Planned
        && item.progress == Progress::default()
        && item.splits.is_empty()
        && item.calendar.is_none()
        && item.not_before.is_none()
        && item.constraint.is_none()
        && item.deadline.is_none()
        && item.scheduling == ItemScheduling::default()
}
