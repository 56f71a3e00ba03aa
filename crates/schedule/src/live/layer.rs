//! Early and late dates of a network that is edited: a forward and a backward pass over what the edits reach.
//!
//! A pass visits nodes in order and goes on only where a date came out otherwise than before.

use crate::backward::{Backward, Late, first_child, first_children};
use crate::forward::{Early, early_pass, early_pass_with_late, is_put_off, place, place_put_off};
use crate::network::{Graph as _, Packed};
use crate::schedule::{end_of, late_dates, program_ends};
use crate::{LinkIndex, LinkRole, NodeIndex, NodeKind, Wall};

use super::graph::LiveGraph;
use super::marks::Marks;
use super::totals::Totals;
use super::touched::Touched;

/// The dates of one round of passes. Where something is to be as late as possible there are two rounds.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) early: Early,
    pub(super) late: Late,
    /// Of each summary, the link of the child that starts first.
    pub(super) first_children: Vec<Option<u32>>,
    pub(super) totals: Totals,
}

/// What came out otherwise than before.
#[derive(Debug, Clone, Default)]
pub(super) struct Moved {
    /// Nodes whose early dates were computed anew, whether they are others or not.
    pub(super) visited: Vec<NodeIndex>,
    /// Nodes with other early dates.
    pub(super) early: Vec<NodeIndex>,
    /// Nodes with other late dates.
    pub(super) late: Vec<NodeIndex>,
    /// Nodes whose own bound may be another: their program ends at another time, or a point moved beyond its end.
    pub(super) bounded: Vec<NodeIndex>,
    /// Summaries of which another child starts first.
    pub(super) summaries: Vec<NodeIndex>,
    /// The children that started first, and those that do.
    pub(super) first_children: Vec<NodeIndex>,
}

impl Layer {
    /// All dates of the network `packed`, which `graph` has in the same order. `late` are the late starts of the round before, if there
    /// was one.
    pub(super) fn of(
        packed: &Packed<'_>,
        graph: &LiveGraph,
        durations: &[i64],
        late: Option<&[Wall]>,
    ) -> Self {
        let early = match late {
            None => early_pass(packed, durations),
            Some(late) => early_pass_with_late(packed, durations, late),
        };
        let ends = program_ends(packed, &early);
        Self {
            late: late_dates(packed, durations, &early, &ends),
            first_children: first_children(packed, &early.start),
            totals: Totals::new(graph, &early.start, &early.finish),
            early,
        }
    }

    /// The finish beyond which the program of `node` ends later; `ends` are those of all programs.
    pub(super) fn end_of(&self, graph: &LiveGraph, ends: &[Wall], node: NodeIndex) -> Wall {
        let this = &graph.packed()[node];
        let end = ends[this.program as usize];
        end_of(this.kind, end, self.early.finish[node])
    }

    /// What its backward passes go by.
    pub(super) fn backward_pass<'a>(
        &'a self,
        graph: &'a LiveGraph,
        durations: &'a [i64],
    ) -> Backward<'a, LiveGraph> {
        Backward {
            graph,
            durations,
            first_children: &self.first_children,
            constraints: true,
        }
    }

    /// Follows what was `touched`. `late` are the late starts of the round before, and which of them moved, for what is to be
    /// as late as possible.
    pub(super) fn follow(
        &mut self,
        graph: &LiveGraph,
        durations: &[i64],
        touched: &Touched,
        late: Option<(&[Wall], &[NodeIndex])>,
    ) -> Moved {
        self.make_room(graph.places());
        let ends = self.totals.finishes(graph);
        let mut moved = self.forward(graph, durations, touched, late);
        self.total(graph, touched, &mut moved, &ends);
        self.find_first_children(graph, touched, &mut moved);
        self.backward(graph, durations, touched, &mut moved);
        moved
    }

    fn make_room(&mut self, nodes: usize) {
        self.early.resize(nodes);
        self.late.resize(nodes);
        self.first_children.resize(nodes, None);
    }

    fn forward(
        &mut self,
        graph: &LiveGraph,
        durations: &[i64],
        touched: &Touched,
        late: Option<(&[Wall], &[NodeIndex])>,
    ) -> Moved {
        let mut marks = Marks::none(graph.places());
        for &node in &touched.forward {
            marks.set(graph.order.rank(node));
        }
        for &node in late.iter().flat_map(|(_, moved)| moved.iter()) {
            if is_put_off(graph.node(node)) {
                marks.set(graph.order.rank(node));
            }
        }
        let mut moved = Moved::default();
        while let Some(rank) = marks.take_first() {
            let node = graph.order.node(rank);
            if !graph.present[node] {
                continue;
            }
            moved.visited.push(node);
            let (ends, duration) = (self.early.ends(), durations[node]);
            let placed = match late {
                None => place(graph, ends, node, duration, None),
                Some((late, _)) => place_put_off(graph, ends, node, duration, late[node]),
            };
            let before = self.early.placed(node);
            if placed == before {
                continue;
            }
            self.early.put(node, placed);
            moved.early.push(node);
            if (placed.start, placed.finish) != (before.start, before.finish) {
                for link in graph.links_from(node) {
                    marks.set(graph.order.rank(graph.link_at(link).to));
                }
            }
        }
        moved
    }

    /// Counts what moved, and finds the nodes that a program's end bounds otherwise than before.
    fn total(&mut self, graph: &LiveGraph, touched: &Touched, moved: &mut Moved, before: &[Wall]) {
        for &node in moved.early.iter().chain(&touched.itself) {
            let (start, finish) = (self.early.start[node], self.early.finish[node]);
            self.totals.count(graph, node, start, finish);
        }
        self.totals.settle();
        let after = self.totals.finishes(graph);
        if after != before {
            let nodes = graph.packed().iter().enumerate();
            let bounded = nodes.filter(|(_, node)| {
                let program = node.program as usize;
                after[program] != before[program]
            });
            moved.bounded.extend(bounded.map(|(node, _)| node));
        }
        let points = moved.early.iter().filter(|&&node| match graph.kind(node) {
            NodeKind::Gate | NodeKind::Decision => true,
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Entry
            | NodeKind::Summary
            | NodeKind::LevelOfEffort => false,
        });
        moved.bounded.extend(points);
    }

    fn find_first_children(&mut self, graph: &LiveGraph, touched: &Touched, moved: &mut Moved) {
        let parents = moved.early.iter().flat_map(|&node| parents(graph, node));
        let mut summaries: Vec<NodeIndex> =
            parents.chain(touched.summaries.iter().copied()).collect();
        summaries.sort_unstable();
        summaries.dedup();
        for summary in summaries {
            let first = first_child(graph, &self.early.start, summary).map(|link| link as u32);
            let before = std::mem::replace(&mut self.first_children[summary], first);
            if before != first {
                moved.summaries.push(summary);
                let children = [before, first].into_iter().flatten();
                let children = children.map(|link| graph.link_at(link as LinkIndex).from);
                moved.first_children.extend(children);
            }
        }
    }

    fn backward(
        &mut self,
        graph: &LiveGraph,
        durations: &[i64],
        touched: &Touched,
        moved: &mut Moved,
    ) {
        let mut marks = Marks::none(graph.places());
        let begin = [&touched.backward, &moved.bounded, &moved.first_children];
        for &node in begin.into_iter().flatten() {
            marks.set(graph.order.rank(node));
        }
        let ends = self.totals.finishes(graph);
        let backward = Backward {
            graph,
            durations,
            first_children: &self.first_children,
            constraints: true,
        };
        while let Some(rank) = marks.take_last() {
            let node = graph.order.node(rank);
            if !graph.present[node] {
                continue;
            }
            let promised = graph.packed()[node].promised;
            let own = self.end_of(graph, &ends, node).min(promised);
            let (start, finish) = backward.late_date(&self.late, node, own);
            if (start, finish) == (self.late.start(node), self.late.finish(node)) {
                continue;
            }
            self.late.put(node, start, finish);
            moved.late.push(node);
            for link in graph.links_to(node) {
                marks.set(graph.order.rank(graph.link_at(link).from));
            }
        }
    }
}

/// The summary that `node` counts for, if any.
pub(super) fn parents(graph: &LiveGraph, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
    graph
        .links_from(node)
        .map(|link| graph.link_at(link))
        .filter(|link| link.role == LinkRole::Rollup)
        .map(|link| link.to)
}
