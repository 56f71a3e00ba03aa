//! Early and late dates of a network that is edited: a forward and a backward pass over what the edits reach.
//!
//! A pass visits nodes in order and goes on only where a date came out otherwise than before.

use crate::backward::{Backward, Late, first_child, first_children};
use crate::forward::{Early, early_pass, has_to_wait, place};
use crate::network::{Graph as _, Packed};
use crate::put_off::{put_off, put_off_at, room_at};
use crate::schedule::{end_of, late_dates, program_ends, room_of};
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

/// The round before a second one.
pub(super) struct Round<'a> {
    pub(super) early: &'a Early,
    pub(super) moved: &'a Moved,
    /// How late what is to be as late as possible can be.
    pub(super) room: &'a Late,
    /// Nodes whose room is another.
    pub(super) room_moved: &'a [NodeIndex],
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
    /// All dates of the network `packed`, which `graph` has in the same order, as early as they can be.
    pub(super) fn first(packed: &Packed<'_>, graph: &LiveGraph, durations: &[i64]) -> Self {
        Self::of(packed, graph, durations, early_pass(packed, durations))
    }

    /// The second round after `first`: what is to be as late as possible is put off into its `room`.
    pub(super) fn second(
        packed: &Packed<'_>,
        graph: &LiveGraph,
        durations: &[i64],
        first: &Self,
        room: &Late,
    ) -> Self {
        let early = put_off(packed, durations, &first.early, room);
        Self::of(packed, graph, durations, early)
    }

    fn of(packed: &Packed<'_>, graph: &LiveGraph, durations: &[i64], early: Early) -> Self {
        let ends = program_ends(packed, &early);
        Self {
            late: late_dates(packed, durations, &early, &ends),
            first_children: first_children(packed, &early.start),
            totals: Totals::new(graph, &early.start, &early.finish),
            early,
        }
    }

    /// How late what is to be as late as possible can be, when all else stays at these early dates.
    pub(super) fn room(&self, packed: &Packed<'_>, durations: &[i64]) -> Late {
        let ends = program_ends(packed, &self.early);
        room_of(packed, durations, &self.early, &ends)
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

    /// Follows what was `touched`, and in a second round what moved in the `first`.
    pub(super) fn follow(
        &mut self,
        graph: &LiveGraph,
        durations: &[i64],
        touched: &Touched,
        first: Option<&Round<'_>>,
    ) -> Moved {
        self.make_room(graph.places());
        let ends = self.totals.finishes(graph);
        let mut moved = self.forward(graph, durations, touched, first);
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
        first: Option<&Round<'_>>,
    ) -> Moved {
        let mut marks = Marks::none(graph.places());
        let before = first
            .iter()
            .flat_map(|first| [&first.moved.visited, first.room_moved]);
        for &node in before.flatten().chain(&touched.forward) {
            marks.set(graph.order.rank(node));
        }
        let mut moved = Moved::default();
        while let Some(rank) = marks.take_first() {
            let node = graph.order.node(rank);
            if !graph.present[node] {
                continue;
            }
            moved.visited.push(node);
            let (ends, duration) = (self.early.ends(), durations[node]);
            let placed = match first {
                None => place(graph, ends, node, duration, None),
                Some(Round { early, room, .. }) => {
                    put_off_at(graph, ends, early, room, node, duration)
                }
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

    /// Brings `room` up to date with the early dates that `moved`, and gives the nodes whose room is another.
    pub(super) fn follow_room(
        &self,
        graph: &LiveGraph,
        durations: &[i64],
        touched: &Touched,
        moved: &Moved,
        room: &mut Late,
    ) -> Vec<NodeIndex> {
        room.resize(graph.places());
        let mut marks = Marks::none(graph.places());
        let begin = [
            &touched.backward,
            &moved.early,
            &moved.bounded,
            &moved.first_children,
        ];
        for &node in begin.into_iter().flatten() {
            marks.set(graph.order.rank(node));
        }
        // What it waits for drives it, or no longer.
        for &node in &moved.early {
            for link in graph.links_to(node) {
                marks.set(graph.order.rank(graph.link_at(link).from));
            }
        }
        let ends = self.totals.finishes(graph);
        let backward = self.backward_pass(graph, durations);
        let mut room_moved = Vec::new();
        while let Some(rank) = marks.take_last() {
            let node = graph.order.node(rank);
            if !graph.present[node] {
                continue;
            }
            let own = self
                .end_of(graph, &ends, node)
                .min(graph.packed()[node].promised);
            let before = (room.start(node), room.finish(node));
            room_at(
                &backward,
                &self.early,
                room,
                node,
                own,
                has_to_wait(graph, node),
            );
            if (room.start(node), room.finish(node)) == before {
                continue;
            }
            room_moved.push(node);
            for link in graph.links_to(node) {
                marks.set(graph.order.rank(graph.link_at(link).from));
            }
        }
        room_moved
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
