//! A network whose nodes and links come and go: the arrays behind [`Live`](crate::Live).
//!
//! Positions stay: what was removed leaves its place to what is added next.

use crate::network::Graph;
use crate::{Cycle, Link, LinkIndex, NeedRef, Network, Node, NodeIndex, ProgramNode, WorkCalendar};

use super::order::Order;

/// Nodes and links by position, and the order of the nodes.
#[derive(Debug, Clone)]
pub(super) struct LiveGraph {
    pub(super) nodes: Vec<Node>,
    /// Whether a node is there, or only its place.
    pub(super) present: Vec<bool>,
    pub(super) links: Vec<Link>,
    pub(super) incoming: Vec<Vec<u32>>,
    pub(super) outgoing: Vec<Vec<u32>>,
    /// What [`LinkRole::Need`](crate::LinkRole::Need) points to.
    pub(super) needs: Vec<NeedRef>,
    pub(super) programs: Vec<ProgramNode>,
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
            present: vec![true; nodes],
            links: network.links.clone(),
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

    pub(super) fn add_node(&mut self, node: Node) -> NodeIndex {
        if let Some(place) = self.free_nodes.pop() {
            let place = place as NodeIndex;
            self.nodes[place] = node;
            self.present[place] = true;
            return place;
        }
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
                self.links[place as usize] = link;
                place
            }
            None => {
                self.links.push(link);
                self.links.len() as u32 - 1
            }
        };
        self.incoming[link.to].push(place);
        self.outgoing[link.from].push(place);
        Ok(place as LinkIndex)
    }

    pub(super) fn remove_link(&mut self, link: LinkIndex) {
        let Link { from, to, .. } = self.links[link];
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
    fn node_at(&self, node: NodeIndex) -> &Node {
        &self.nodes[node]
    }

    fn link_at(&self, link: LinkIndex) -> &Link {
        &self.links[link]
    }

    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.incoming[node].iter().map(|&link| link as LinkIndex)
    }

    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.outgoing[node].iter().map(|&link| link as LinkIndex)
    }

    fn program_at(&self, program: u32) -> &ProgramNode {
        &self.programs[program as usize]
    }

    fn calendar_at(&self, calendar: u32) -> &WorkCalendar {
        &self.calendars[calendar as usize]
    }
}
