//! From the passes to the schedule: the rows of nodes that moved, then summaries, levels of effort and driving chains.

use crate::driving::Chain;
use crate::forward::is_limited;
use crate::level_of_effort::{Spanned, stretched};
use crate::network::Graph as _;
use crate::schedule::{roll_up_one, shown_late};
use crate::slack::{self, Free};
use crate::{Driver, NodeIndex, NodeKind, ProgramDates, Schedule, Wall};

use super::chains::Chains;
use super::graph::LiveGraph;
use super::layer::{Layer, Moved, parents};
use super::marks::Marks;
use super::ties::Ties;
use super::totals::Totals;
use super::touched::Touched;

/// What the schedule says of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    early: [Wall; 3],
    late: [Wall; 2],
    slack: [i64; 2],
    driver: Driver,
    driving: bool,
}

/// The schedule while it is brought up to date, with the rows as they were before.
pub(super) struct Settling<'a> {
    pub(super) graph: &'a LiveGraph,
    pub(super) durations: &'a [i64],
    pub(super) layer: &'a Layer,
    /// Starts and finishes of the first round: what was put off to the end of a program does not make it.
    first: &'a Totals,
    pub(super) free: &'a Free,
    pub(super) schedule: &'a mut Schedule,
    /// Each node once.
    before: Vec<(NodeIndex, Row)>,
    kept: Marks,
}

impl<'a> Settling<'a> {
    pub(super) fn new(
        graph: &'a LiveGraph,
        durations: &'a [i64],
        layer: &'a Layer,
        first: &'a Totals,
        free: &'a Free,
        schedule: &'a mut Schedule,
    ) -> Self {
        schedule.resize(graph.places());
        Self {
            before: Vec::new(),
            kept: Marks::none(graph.places()),
            graph,
            durations,
            layer,
            first,
            free,
            schedule,
        }
    }

    /// Brings everything up to date that rests on what `moved`, and gives the nodes whose rows are others now.
    pub(super) fn settle(
        mut self,
        touched: &Touched,
        moved: &Moved,
        freed: &[NodeIndex],
        ties: &Ties,
        chains: &mut Chains,
    ) -> Vec<NodeIndex> {
        let nodes = [&touched.itself, &moved.early, &moved.late]
            .into_iter()
            .flatten();
        // What is held by a limit may stay where it is while its slack does not.
        let held = moved
            .visited
            .iter()
            .filter(|&&node| is_limited(self.graph, node));
        let held = held.copied();
        let mut nodes: Vec<NodeIndex> = nodes.chain(freed).copied().chain(held).collect();
        let mut seen = Marks::none(self.graph.places());
        nodes.retain(|&node| self.graph.present[node] && seen.set(node));
        for &node in &nodes {
            self.put_row(node);
        }
        let summaries = self.roll_up(touched, &nodes);
        let of_programs = self.date_programs();
        self.stretch(touched, &nodes, &summaries, ties, &of_programs);
        self.follow_chains(touched, moved, chains);
        self.changed(&touched.added)
    }

    /// Keeps the row of `node` as it was before, to say later whether it is another.
    fn keep(&mut self, node: NodeIndex) {
        if self.kept.set(node) {
            self.before.push((node, row(self.schedule, node)));
        }
    }

    /// The row of `node` by itself. A summary's, and a level of effort's, are overridden afterwards.
    fn put_row(&mut self, node: NodeIndex) {
        self.keep(node);
        let Layer { early, late, .. } = self.layer;
        let schedule = &mut *self.schedule;
        schedule.early_start[node] = early.start[node];
        schedule.early_restart[node] = early.restart[node];
        schedule.early_finish[node] = early.finish[node];
        schedule.driver[node] = early.driver[node];
        let state = self.graph.state(node);
        (schedule.late_start[node], schedule.late_finish[node]) =
            shown_late(state, late.start[node], late.finish[node]);
        let total = slack::total(self.graph, self.durations, early, late, node);
        schedule.total_slack[node] = total;
        schedule.free_slack[node] = self.free.slack[node].unwrap_or(total.max(0));
    }

    /// Summaries of which a child is in `nodes`, and theirs. Gives those that were rolled up.
    fn roll_up(&mut self, touched: &Touched, nodes: &[NodeIndex]) -> Vec<NodeIndex> {
        let mut marks = Marks::none(self.graph.places());
        for &node in nodes.iter().chain(&touched.summaries) {
            if self.graph.kind(node) == NodeKind::Summary && self.graph.present[node] {
                marks.set(self.graph.order.rank(node));
            }
            for parent in parents(self.graph, node) {
                marks.set(self.graph.order.rank(parent));
            }
        }
        let mut rolled_up = Vec::new();
        while let Some(rank) = marks.take_first() {
            let summary = self.graph.order.node(rank);
            self.keep(summary);
            roll_up_one(self.graph, self.schedule, summary);
            rolled_up.push(summary);
            for parent in parents(self.graph, summary) {
                marks.set(self.graph.order.rank(parent));
            }
        }
        rolled_up
    }

    /// The dates of programs; gives those whose dates are others now.
    fn date_programs(&mut self) -> Vec<u32> {
        let mut moved = Vec::new();
        for program in 0..self.graph.programs().len() {
            let dates = ProgramDates {
                last: self.first.dates(self.graph, program).last,
                ..self.layer.totals.dates(self.graph, program)
            };
            let before = &self.schedule.programs[program];
            if (before.start, before.finish) != (dates.start, dates.finish) {
                moved.push(program as u32);
            }
            self.schedule.programs[program] = dates;
        }
        moved
    }

    /// Levels of effort, in their order: one that spans another sees that one's span when it comes after it.
    fn stretch(
        &mut self,
        touched: &Touched,
        nodes: &[NodeIndex],
        summaries: &[NodeIndex],
        ties: &Ties,
        programs: &[u32],
    ) {
        let mut open = ties.of_programs(self.graph, programs);
        for &node in nodes.iter().chain(summaries).chain(&touched.ties) {
            open.extend(ties.of(node));
            open.extend(ties.spanning(node));
        }
        while let Some(tie) = open.pop_first() {
            let node = ties.node(tie);
            self.keep(node);
            let spans = ties.spans(tie);
            let program = &self.schedule.programs[self.graph.packed()[node].program as usize];
            let dates = |other: NodeIndex| match ties.of(other) {
                Some(later) if later >= tie => self.unstretched(other),
                Some(_) | None => Spanned::of(self.schedule, other),
            };
            let Some(row) = stretched(self.graph, program, node, spans, dates) else {
                continue;
            };
            row.put(self.schedule, node);
            open.extend(ties.spanning(node).filter(|&other| other > tie));
        }
    }

    /// The dates of a level of effort whose turn comes later.
    fn unstretched(&self, node: NodeIndex) -> Spanned {
        let Layer { early, late, .. } = self.layer;
        let state = self.graph.state(node);
        Spanned {
            early: (early.start[node], early.finish[node]),
            late: shown_late(state, late.start[node], late.finish[node]),
        }
    }

    /// The driving chain of each program, where something on it moved.
    fn follow_chains(&mut self, touched: &Touched, moved: &Moved, chains: &mut Chains) {
        let entries = moved
            .visited
            .iter()
            .filter(|&&node| self.graph.kind(node) == NodeKind::Entry);
        let others = [
            &touched.itself,
            &touched.forward,
            &moved.early,
            &moved.summaries,
        ];
        let looked_at = others.into_iter().flatten().chain(entries);
        let open = chains.resting_on(looked_at, self.schedule);
        for program in open {
            let chain = Chain {
                graph: self.graph,
                drivers: &self.schedule.driver,
                ends: self.schedule.ends(),
                first_children: &self.layer.first_children,
            };
            let last = self.schedule.programs[program as usize].last;
            let path = last.map(|last| chain.path(last)).unwrap_or_default();
            for node in chains.put(program, path, self.graph.places()) {
                self.keep(node);
                self.schedule.driving[node] = chains.drives(node);
            }
        }
    }

    /// The nodes that are there and whose rows are others than before, and those that were `added`.
    fn changed(self, added: &[NodeIndex]) -> Vec<NodeIndex> {
        let rows = self.before.iter();
        let others = rows.filter(|(node, before)| row(self.schedule, *node) != *before);
        let mut changed = Marks::none(self.graph.places());
        for &node in others.map(|(node, _)| node).chain(added) {
            if self.graph.present[node] {
                changed.set(node);
            }
        }
        std::iter::from_fn(|| changed.take_first()).collect()
    }
}

fn row(schedule: &Schedule, node: NodeIndex) -> Row {
    Row {
        early: [
            schedule.early_start[node],
            schedule.early_restart[node],
            schedule.early_finish[node],
        ],
        late: [schedule.late_start[node], schedule.late_finish[node]],
        slack: [schedule.total_slack[node], schedule.free_slack[node]],
        driver: schedule.driver[node],
        driving: schedule.driving[node],
    }
}
