//! How does an order of slots become dates? Starts go back into the network as floors, and the passes date it again.

use longpole_model::ConstraintKind;

use super::axis::Axis;
use super::modes::Flexible;
use super::translate::{Translation, is_set};
use crate::levelling::Slot;
use crate::{Network, Node, NodeState, Schedule};

/// `network` in which work with a pool starts no earlier than `starts` say. `planned` are its dates before.
pub(super) fn with_floors(
    network: &Network,
    planned: &Schedule,
    axis: &Axis,
    translation: &Translation,
    starts: &[Slot],
) -> Network {
    let mut network = network.clone();
    let is_late =
        |node: &Node| matches!(node.constraint, Some((ConstraintKind::AsLateAsPossible, _)));
    // What waits for such work may come before its planned date, and still not before its turn.
    let has_late = network.nodes.iter().any(is_late);
    for node in 0..network.nodes.len() {
        let Some(activity) = translation.work_of[node] else {
            continue;
        };
        let this = &translation.activities[activity];
        if this.demands.is_empty() || this.fixed.is_some() || is_set(&network.nodes[node]) {
            continue;
        }
        let planned = planned.early_restart[node];
        let start = if starts[activity] == axis.from(planned) {
            // It may lie within a slot, where times are rounded.
            planned
        } else {
            network
                .calendar(node)
                .next_start(axis.wall(starts[activity]))
        };
        let this = &mut network.nodes[node];
        if is_late(this) {
            // As late as possible is when its people have time.
            this.constraint = None;
        }
        if start > planned || has_late {
            this.start_floor = this.start_floor.max(start);
        }
    }
    network
}

/// Gives each piece of effort the people that were chosen for it.
pub(super) fn with_people(network: &mut Network, flexible: &[Flexible], modes: &[usize]) {
    for (this, &mode) in flexible.iter().zip(modes) {
        let node = &mut network.nodes[this.node];
        let work = &this.modes[mode].work;
        if node.state == NodeState::Planned {
            node.duration = work.likely();
            node.work = work.clone();
        }
    }
}
