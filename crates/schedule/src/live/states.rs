//! How far summaries are, while their children go on.

use crate::forward::is_put_off;
use crate::network::{Graph, rolled_up};
use crate::{LinkRole, NodeKind, NodeState};

use super::Live;
use super::layer::parents;
use super::marks::Marks;

impl Live {
    /// Gives each summary whose children are others the state that follows from them, from the innermost outwards.
    pub(super) fn settle_states(&mut self) {
        let graph = &self.graph;
        let mut marks = Marks::none(graph.nodes.len());
        for &summary in self.touched.summaries.iter().chain(&self.touched.itself) {
            if graph.present[summary] && graph.nodes[summary].kind == NodeKind::Summary {
                marks.set(graph.order.rank(summary));
            }
        }
        while let Some(rank) = marks.take_first() {
            let summary = self.graph.order.node(rank);
            let children = Graph::links_to(&self.graph, summary)
                .map(|link| self.graph.link_at(link))
                .filter(|link| link.role == LinkRole::Rollup)
                .map(|link| self.graph.nodes[link.from].state);
            let state = children.reduce(rolled_up).unwrap_or(NodeState::Planned);
            if self.graph.nodes[summary].state == state {
                continue;
            }
            let node = &mut self.graph.nodes[summary];
            self.put_off -= usize::from(is_put_off(node));
            node.state = state;
            self.put_off += usize::from(is_put_off(node));
            self.touched.node(&self.graph, summary);
            for parent in parents(&self.graph, summary) {
                marks.set(self.graph.order.rank(parent));
            }
        }
    }
}
