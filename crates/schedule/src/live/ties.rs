//! Which levels of effort span what, while both come and go.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Network, NodeIndex, Tie};

use super::graph::LiveGraph;

/// The ties of a network, in the order in which they are dated.
#[derive(Debug, Clone, Default)]
pub(super) struct Ties {
    /// By their number: numbers of later ones are larger.
    by_number: BTreeMap<u32, Tie>,
    /// The tie of each level of effort.
    of: BTreeMap<NodeIndex, u32>,
    /// The ties that span a node.
    spanning: BTreeMap<NodeIndex, BTreeSet<u32>>,
    /// Those that span their whole program.
    whole: BTreeSet<u32>,
}

impl Ties {
    pub(super) fn new(network: &Network) -> Self {
        let mut ties = Self::default();
        for tie in &network.ties {
            ties.put(tie.node, tie.spans.clone());
        }
        ties
    }

    /// The level of effort `node` spans these from now on.
    pub(super) fn put(&mut self, node: NodeIndex, spans: Vec<NodeIndex>) {
        let next = self
            .by_number
            .last_key_value()
            .map_or(0, |(last, _)| last + 1);
        let tie = *self.of.entry(node).or_insert(next);
        self.forget_spans(tie);
        for &other in &spans {
            self.spanning.entry(other).or_default().insert(tie);
        }
        if spans.is_empty() {
            self.whole.insert(tie);
        }
        self.by_number.insert(tie, Tie { node, spans });
    }

    /// `node` is no longer there. Gives the levels of effort that spanned it.
    pub(super) fn remove(&mut self, node: NodeIndex) -> Vec<NodeIndex> {
        if let Some(tie) = self.of.remove(&node) {
            self.forget_spans(tie);
            self.by_number.remove(&tie);
        }
        let spanning: Vec<NodeIndex> = self.spanning(node).map(|tie| self.node(tie)).collect();
        for &effort in &spanning {
            let tie = self.of[&effort];
            let spans = self.spans(tie).iter().copied();
            let spans = spans.filter(|&other| other != node).collect();
            self.put(effort, spans);
        }
        spanning
    }

    fn forget_spans(&mut self, tie: u32) {
        self.whole.remove(&tie);
        let Some(before) = self.by_number.get(&tie) else {
            return;
        };
        for other in &before.spans {
            if let Some(spanning) = self.spanning.get_mut(other) {
                spanning.remove(&tie);
            }
        }
    }

    pub(super) fn of(&self, node: NodeIndex) -> Option<u32> {
        self.of.get(&node).copied()
    }

    pub(super) fn node(&self, tie: u32) -> NodeIndex {
        self.by_number[&tie].node
    }

    pub(super) fn spans(&self, tie: u32) -> &[NodeIndex] {
        &self.by_number[&tie].spans
    }

    pub(super) fn spanning(&self, node: NodeIndex) -> impl Iterator<Item = u32> {
        self.spanning.get(&node).into_iter().flatten().copied()
    }

    /// The ties that span one of `programs` as a whole.
    pub(super) fn of_programs(&self, graph: &LiveGraph, programs: &[u32]) -> BTreeSet<u32> {
        let is_of = |&tie: &u32| programs.contains(&graph.packed()[self.node(tie)].program);
        if programs.is_empty() {
            return BTreeSet::new();
        }
        self.whole.iter().copied().filter(is_of).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Tie> {
        self.by_number.values()
    }
}
