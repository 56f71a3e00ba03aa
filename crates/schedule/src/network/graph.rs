//! What the passes read of a network: of the one that lies in order, of that packed for them, and of the one that is edited
//! (see [`crate::Live`]).

use longpole_model::ConstraintKind;

use super::{Link, LinkIndex, Network, NodeIndex, NodeKind, NodeState, ProgramNode};
use crate::{Subject, Wall, WorkCalendar};

/// Nodes, and the links at either end of them.
pub(crate) trait Graph {
    fn subject(&self, node: NodeIndex) -> &Subject;

    fn kind(&self, node: NodeIndex) -> NodeKind;

    fn state(&self, node: NodeIndex) -> NodeState;

    /// See [`super::Node::start_floor`].
    fn start_floor(&self, node: NodeIndex) -> Wall;

    /// See [`super::Node::finish_floor`].
    fn finish_floor(&self, node: NodeIndex) -> Wall;

    /// See [`super::Node::constraint`].
    fn constraint(&self, node: NodeIndex) -> Option<(ConstraintKind, Wall)>;

    fn link_at(&self, link: LinkIndex) -> Link;

    /// The links that lead to `node`, in the order in which the plan has them.
    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex>;

    /// The links that leave `node`.
    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex>;

    fn calendar_of(&self, node: NodeIndex) -> &WorkCalendar;

    fn program_of(&self, node: NodeIndex) -> &ProgramNode;

    /// The first instant at which unfinished work of `node` can begin: that of its program, in its calendar.
    fn floor(&self, node: NodeIndex) -> Wall {
        self.calendar_of(node)
            .next_start(self.program_of(node).floor)
    }
}

impl Graph for Network {
    fn subject(&self, node: NodeIndex) -> &Subject {
        &self.nodes[node].subject
    }

    fn kind(&self, node: NodeIndex) -> NodeKind {
        self.nodes[node].kind
    }

    fn state(&self, node: NodeIndex) -> NodeState {
        self.nodes[node].state
    }

    fn start_floor(&self, node: NodeIndex) -> Wall {
        self.nodes[node].start_floor
    }

    fn finish_floor(&self, node: NodeIndex) -> Wall {
        self.nodes[node].finish_floor
    }

    fn constraint(&self, node: NodeIndex) -> Option<(ConstraintKind, Wall)> {
        self.nodes[node].constraint
    }

    fn link_at(&self, link: LinkIndex) -> Link {
        self.links[link]
    }

    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.incoming(node)
    }

    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.outgoing(node).iter().map(|&link| link as LinkIndex)
    }

    fn calendar_of(&self, node: NodeIndex) -> &WorkCalendar {
        &self.calendars[self.nodes[node].calendar as usize]
    }

    fn program_of(&self, node: NodeIndex) -> &ProgramNode {
        &self.programs[self.nodes[node].program as usize]
    }
}
