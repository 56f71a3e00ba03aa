//! What the passes read of a network: the one that lies in order, and the one that is edited (see [`crate::Live`]).

use super::{Link, LinkIndex, Network, Node, NodeIndex, ProgramNode};
use crate::WorkCalendar;

/// Nodes, and the links at either end of them.
pub(crate) trait Graph {
    fn node_at(&self, node: NodeIndex) -> &Node;

    fn link_at(&self, link: LinkIndex) -> &Link;

    /// The links that lead to `node`, in the order in which the plan has them.
    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex>;

    /// The links that leave `node`.
    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex>;

    fn program_at(&self, program: u32) -> &ProgramNode;

    fn calendar_at(&self, calendar: u32) -> &WorkCalendar;

    fn calendar_of(&self, node: NodeIndex) -> &WorkCalendar {
        self.calendar_at(self.node_at(node).calendar)
    }

    fn program_of(&self, node: NodeIndex) -> &ProgramNode {
        self.program_at(self.node_at(node).program)
    }
}

impl Graph for Network {
    fn node_at(&self, node: NodeIndex) -> &Node {
        &self.nodes[node]
    }

    fn link_at(&self, link: LinkIndex) -> &Link {
        &self.links[link]
    }

    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.incoming(node)
    }

    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.outgoing(node).iter().map(|&link| link as LinkIndex)
    }

    fn program_at(&self, program: u32) -> &ProgramNode {
        &self.programs[program as usize]
    }

    fn calendar_at(&self, calendar: u32) -> &WorkCalendar {
        &self.calendars[calendar as usize]
    }
}
