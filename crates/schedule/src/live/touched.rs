//! What edits touch directly, until the passes have followed it.

use crate::network::Graph as _;
use crate::{LinkRole, NodeIndex};

use super::graph::LiveGraph;

/// Nodes from which passes begin. A node may be listed more than once.
#[derive(Debug, Clone, Default)]
pub(super) struct Touched {
    /// Those whose early dates may be others.
    pub(super) forward: Vec<NodeIndex>,
    /// Those whose late dates or free slack may be others.
    pub(super) backward: Vec<NodeIndex>,
    /// Those that are others themselves: changed, added or removed.
    pub(super) itself: Vec<NodeIndex>,
    /// Those that were not there before.
    pub(super) added: Vec<NodeIndex>,
    /// Programs that are others themselves.
    pub(super) programs: Vec<usize>,
    /// Summaries of which a child came, went or is another.
    pub(super) summaries: Vec<NodeIndex>,
    /// Levels of effort that span something else than before.
    pub(super) ties: Vec<NodeIndex>,
}

impl Touched {
    pub(super) fn is_empty(&self) -> bool {
        self.forward.is_empty()
            && self.backward.is_empty()
            && self.itself.is_empty()
            && self.summaries.is_empty()
            && self.programs.is_empty()
            && self.ties.is_empty()
    }

    /// `node` is another one than before: what waits for it looks at how far it is, what it waits for at its calendar.
    pub(super) fn node(&mut self, graph: &LiveGraph, node: NodeIndex) {
        self.itself.push(node);
        self.forward.push(node);
        self.backward.push(node);
        for link in graph.links_from(node) {
            let link = graph.link_at(link);
            self.forward.push(link.to);
            if link.role == LinkRole::Rollup {
                self.summaries.push(link.to);
            }
        }
        let providers = graph.links_to(node).map(|link| graph.link_at(link).from);
        self.backward.extend(providers);
    }

    /// A link between two nodes came, went or is another.
    pub(super) fn link(&mut self, graph: &LiveGraph, link: usize) {
        let link = graph.link_at(link);
        self.forward.push(link.to);
        self.backward.push(link.from);
        if link.role == LinkRole::Rollup {
            self.summaries.push(link.to);
        }
    }
}
