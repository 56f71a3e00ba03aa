//! The order of a network that is edited: where a new link leads back, only what lies between its ends is put in order anew.
//!
//! After Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs" (2006).

use std::collections::BTreeMap;

use crate::network::{Graph as _, circle};
use crate::{Cycle, Link, LinkIndex, NodeIndex};

use super::graph::LiveGraph;

/// Places of nodes in an order in which no link leads back.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The place of each node.
    rank: Vec<u32>,
    /// The node at each place.
    node: Vec<u32>,
}

impl Order {
    /// So many nodes, in order as they are.
    pub(super) fn of(nodes: usize) -> Self {
        let places: Vec<u32> = (0..nodes as u32).collect();
        Self {
            rank: places.clone(),
            node: places,
        }
    }

    /// Adds a node at the end.
    pub(super) fn push(&mut self) {
        let last = self.rank.len() as u32;
        self.rank.push(last);
        self.node.push(last);
    }

    pub(super) fn rank(&self, node: NodeIndex) -> usize {
        self.rank[node] as usize
    }

    pub(super) fn node(&self, rank: usize) -> NodeIndex {
        self.node[rank] as NodeIndex
    }

    /// Gives the places that `nodes` have to them anew, in the order in which they come.
    fn reassign(&mut self, nodes: &[NodeIndex]) {
        let mut places: Vec<u32> = nodes.iter().map(|&node| self.rank[node]).collect();
        places.sort_unstable();
        for (&node, place) in nodes.iter().zip(places) {
            self.rank[node] = place;
            self.node[place as usize] = node as u32;
        }
    }
}

impl LiveGraph {
    /// Puts the nodes in an order in which `link` does not lead back. When it closes a circle, that; then nothing has changed.
    pub(super) fn make_room_for(&mut self, link: &Link) -> Result<(), Cycle> {
        let (from, to) = (link.from, link.to);
        let (first, last) = (self.order.rank(to), self.order.rank(from));
        if from != to && last < first {
            return Ok(());
        }
        let after = self.reached(
            to,
            |graph, node| {
                let links = graph.links_from(node);
                links.map(|link| (link, graph.link_at(link).to)).collect()
            },
            |rank| rank <= last,
        );
        if after.contains_key(&from) {
            return Err(self.circle(link, &after));
        }
        let before = self.reached(
            from,
            |graph, node| {
                let links = graph.links_to(node);
                links.map(|link| (link, graph.link_at(link).from)).collect()
            },
            |rank| rank >= first,
        );
        let in_order = |nodes: BTreeMap<NodeIndex, Option<LinkIndex>>| {
            let mut nodes: Vec<NodeIndex> = nodes.into_keys().collect();
            nodes.sort_unstable_by_key(|&node| self.order.rank(node));
            nodes
        };
        let mut nodes = in_order(before);
        nodes.extend(in_order(after));
        self.order.reassign(&nodes);
        Ok(())
    }

    /// The nodes to which links lead from `start` within some places, and by which link each was met first.
    fn reached(
        &self,
        start: NodeIndex,
        neighbours: impl Fn(&Self, NodeIndex) -> Vec<(LinkIndex, NodeIndex)>,
        within: impl Fn(usize) -> bool,
    ) -> BTreeMap<NodeIndex, Option<LinkIndex>> {
        let mut met = BTreeMap::from([(start, None)]);
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for (link, next) in neighbours(self, node) {
                if within(self.order.rank(next)) && !met.contains_key(&next) {
                    met.insert(next, Some(link));
                    open.push(next);
                }
            }
        }
        met
    }

    /// The circle that `link` closes, found by following back how its provider was met from its consumer.
    fn circle(&self, link: &Link, met: &BTreeMap<NodeIndex, Option<LinkIndex>>) -> Cycle {
        let mut links = vec![*link];
        while let Some(&Some(by)) = met.get(&links[links.len() - 1].from) {
            links.push(self.link_at(by));
        }
        circle(|node| self.node(node), &self.needs, links.iter())
    }
}
