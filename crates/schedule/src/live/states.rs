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
        let mut marks = Marks::none(graph.places());
        for &summary in self.touched.summaries.iter().chain(&self.touched.itself) {
            if graph.present[summary] && graph.kind(summary) == NodeKind::Summary {
                marks.set(graph.order.rank(summary));
            }
        }
        while let Some(rank) = marks.take_first() {
            let summary = self.graph.order.node(rank);
            let children = Graph::links_to(&self.graph, summary)
                .map(|link| self.graph.link_at(link))
                .filter(|link| link.role == LinkRole::Rollup)
                .map(|link| self.graph.state(link.from));
            let state = children.reduce(rolled_up).unwrap_or(NodeState::Planned);
            if self.graph.state(summary) == state {
                continue;
            }
            self.put_off -= usize::from(is_put_off(self.graph.node(summary)));
            self.graph.put_state(summary, state);
            self.put_off += usize::from(is_put_off(self.graph.node(summary)));
            self.touched.node(&self.graph, summary);
            for parent in parents(&self.graph, summary) {
                marks.set(self.graph.order.rank(parent));
            }
        }
    }
}
