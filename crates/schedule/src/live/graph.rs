//! A network whose nodes and links come and go: the arrays behind [`Live`](crate::Live).
//!
//! Positions stay: what was removed leaves its place to what is added next.

use longpole_model::{ConstraintKind, LinkKind};

use crate::network::{Graph, Packed, PackedLink, PackedNode};
use crate::{
    Cycle, Lag, Link, LinkIndex, NeedRef, Network, Node, NodeIndex, NodeKind, NodeState,
    ProgramNode, Subject, Wall, WorkCalendar,
};

use super::order::Order;

/// Nodes and links by position, and the order of the nodes.
#[derive(Debug, Clone)]
pub(super) struct LiveGraph {
    nodes: Vec<Node>,
    /// What passes read of `nodes`.
    packed: Vec<PackedNode>,
    /// Whether a node is there, or only its place.
    pub(super) present: Vec<bool>,
    links: Vec<PackedLink>,
    pub(super) incoming: Vec<Vec<u32>>,
    pub(super) outgoing: Vec<Vec<u32>>,
    /// What [`LinkRole::Need`](crate::LinkRole::Need) points to.
    pub(super) needs: Vec<NeedRef>,
    programs: Vec<ProgramNode>,
    pub(super) calendars: Vec<WorkCalendar>,
    pub(super) order: Order,
    free_nodes: Vec<u32>,
    free_links: Vec<u32>,
}

impl LiveGraph {
    pub(super) fn new(network: &Network) -> Self {
        let nodes = network.nodes.len();
        Self {
            nodes: network.nodes.clone(),
            packed: Packed::of(network).nodes().to_vec(),
            present: vec![true; nodes],
            links: network.links.iter().map(PackedLink::of).collect(),
            incoming: (0..nodes)
                .map(|node| network.incoming(node).map(|link| link as u32).collect())
                .collect(),
            outgoing: (0..nodes)
                .map(|node| network.outgoing(node).to_vec())
                .collect(),
            needs: network.needs.clone(),
            programs: network.programs.clone(),
            calendars: network.calendars.clone(),
            order: Order::of(nodes),
            free_nodes: Vec::new(),
            free_links: Vec::new(),
        }
    }

    /// How many places there are for nodes.
    pub(super) fn places(&self) -> usize {
        self.nodes.len()
    }

    /// All that is known of a node.
    pub(super) fn node(&self, node: NodeIndex) -> &Node {
        &self.nodes[node]
    }

    /// What passes read of the nodes.
    pub(super) fn packed(&self) -> &[PackedNode] {
        &self.packed
    }

    pub(super) fn programs(&self) -> &[ProgramNode] {
        &self.programs
    }

    /// Puts `node` in the place of another.
    pub(super) fn put_node(&mut self, at: NodeIndex, node: Node) {
        self.packed[at] = self.pack(&node);
        self.nodes[at] = node;
    }

    /// Says how far a node is.
    pub(super) fn put_state(&mut self, at: NodeIndex, state: NodeState) {
        self.packed[at].state = state;
        self.nodes[at].state = state;
    }

    /// Puts `node` in the place of another program.
    pub(super) fn put_program(&mut self, program: usize, node: ProgramNode) {
        self.programs[program] = node;
        for at in 0..self.nodes.len() {
            if self.nodes[at].program as usize == program {
                self.packed[at] = self.pack(&self.nodes[at]);
            }
        }
    }

    /// Gives a link another kind and lag.
    pub(super) fn put_link(&mut self, at: LinkIndex, kind: LinkKind, lag: Lag) {
        let link = self.links[at].link();
        self.links[at] = PackedLink::of(&Link { kind, lag, ..link });
    }

    fn pack(&self, node: &Node) -> PackedNode {
        let floor = self.programs[node.program as usize].floor;
        let calendar = &self.calendars[node.calendar as usize];
        PackedNode::of(node, calendar.next_start(floor))
    }

    pub(super) fn add_node(&mut self, node: Node) -> NodeIndex {
        if let Some(place) = self.free_nodes.pop() {
            let place = place as NodeIndex;
            self.put_node(place, node);
            self.present[place] = true;
            return place;
        }
        self.packed.push(self.pack(&node));
        self.nodes.push(node);
        self.present.push(true);
        self.incoming.push(Vec::new());
        self.outgoing.push(Vec::new());
        self.order.push();
        self.nodes.len() - 1
    }

    /// Removes a node that has no links any more.
    pub(super) fn remove_node(&mut self, node: NodeIndex) {
        self.present[node] = false;
        self.free_nodes.push(node as u32);
    }

    /// Adds `link`, and puts the nodes in order where it leads back. A circle changes nothing.
    pub(super) fn add_link(&mut self, link: Link) -> Result<LinkIndex, Cycle> {
        self.make_room_for(&link)?;
        let place = match self.free_links.pop() {
            Some(place) => {
                self.links[place as usize] = PackedLink::of(&link);
                place
            }
            None => {
                self.links.push(PackedLink::of(&link));
                self.links.len() as u32 - 1
            }
        };
        self.incoming[link.to].push(place);
        self.outgoing[link.from].push(place);
        Ok(place as LinkIndex)
    }

    pub(super) fn remove_link(&mut self, link: LinkIndex) {
        let Link { from, to, .. } = self.links[link].link();
        let others = |&other: &u32| other as LinkIndex != link;
        self.incoming[to].retain(others);
        self.outgoing[from].retain(others);
        self.free_links.push(link as u32);
    }

    /// The positions of the nodes that are there, in order.
    pub(super) fn in_order(&self) -> impl Iterator<Item = NodeIndex> {
        let places = 0..self.nodes.len();
        let nodes = places.map(|rank| self.order.node(rank));
        nodes.filter(|&node| self.present[node])
    }
}

impl Graph for LiveGraph {
    fn subject(&self, node: NodeIndex) -> &Subject {
        &self.node(node).subject
    }

    fn kind(&self, node: NodeIndex) -> NodeKind {
        self.packed[node].kind
    }

    fn state(&self, node: NodeIndex) -> NodeState {
        self.packed[node].state
    }

    fn start_floor(&self, node: NodeIndex) -> Wall {
        self.packed[node].start_floor
    }

    fn finish_floor(&self, node: NodeIndex) -> Wall {
        self.packed[node].finish_floor
    }

    fn constraint(&self, node: NodeIndex) -> Option<(ConstraintKind, Wall)> {
        self.packed[node].constraint
    }

    fn link_at(&self, link: LinkIndex) -> Link {
        self.links[link].link()
    }

    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.incoming[node].iter().map(|&link| link as LinkIndex)
    }

    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.outgoing[node].iter().map(|&link| link as LinkIndex)
    }

    fn calendar_of(&self, node: NodeIndex) -> &WorkCalendar {
        &self.calendars[self.packed[node].calendar as usize]
    }

    fn program_of(&self, node: NodeIndex) -> &ProgramNode {
        &self.programs[self.packed[node].program as usize]
    }

    fn floor(&self, node: NodeIndex) -> Wall {
        self.packed[node].floor
    }
}
