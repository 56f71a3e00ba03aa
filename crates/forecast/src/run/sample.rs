//! What chance says in a block: durations, delays of risks that occur, lateness.

use super::{LANES, Row};
use crate::distribution::LONGEST;
use crate::inputs::{Hit, Inputs, RiskInput};

/// Everything that is drawn for a block of iterations.
pub(crate) struct Drawn {
    /// The first iteration of the block.
    first: u32,
    /// Working minutes that each node takes, risks left out.
    work: Vec<Row>,
    /// Working minutes that risks add to nodes or take off, by rising node; for each risk in turn where it hits a node.
    hits: Vec<(u32, Row)>,
    /// By lateness: working minutes from the finish to the delivery.
    late: Vec<Row>,
    /// Whether `work` holds what is the same in every block.
    is_filled: bool,
    /// Nodes whose work differs between iterations.
    uncertain: Vec<u32>,
}

impl Drawn {
    /// Room for what is drawn from `inputs`.
    pub(crate) fn new(inputs: &Inputs<'_>) -> Self {
        let nodes = inputs.network.nodes.len();
        Self {
            first: 0,
            work: vec![[0; LANES]; nodes],
            hits: Vec::new(),
            late: vec![[0; LANES]; inputs.late.list.len()],
            is_filled: false,
            uncertain: (0..nodes as u32)
                .filter(|&node| !inputs.work[node as usize].is_fixed())
                .collect(),
        }
    }

    /// Draws the iterations from `first` on.
    pub(crate) fn draw(&mut self, inputs: &Inputs<'_>, first: u32) {
        self.first = first;
        if !self.is_filled {
            for (row, work) in self.work.iter_mut().zip(&inputs.work) {
                row.fill(work.sample(crate::random::Draws::of(0, ""), 0));
            }
            self.is_filled = true;
        }
        for &node in &self.uncertain {
            let node = node as usize;
            inputs.work[node].fill(inputs.draws[node], first, &mut self.work[node]);
        }
        for (row, late) in self.late.iter_mut().zip(&inputs.late.list) {
            late.by.fill(late.draws, first, row);
        }
        self.hits = inputs
            .risks
            .iter()
            .flat_map(|risk| hit_rows(risk, first))
            .collect();
        self.hits.sort_by_key(|(node, _)| *node);
    }

    /// Sets what one node takes in every iteration.
    pub(crate) fn fix_work(&mut self, node: usize, minutes: i32) -> Row {
        std::mem::replace(&mut self.work[node], [minutes; LANES])
    }

    /// Puts back what [`Drawn::fix_work`] took.
    pub(crate) fn put_work(&mut self, node: usize, row: Row) {
        self.work[node] = row;
    }

    /// Replaces a lateness and gives the former one.
    pub(crate) fn put_late(&mut self, position: usize, row: Row) -> Row {
        std::mem::replace(&mut self.late[position], row)
    }

    /// Takes what `old` adds out of the delays, and puts in what `new` adds.
    pub(crate) fn swap_risk(&mut self, old: Option<&RiskInput>, new: Option<&RiskInput>) {
        for (risk, sign) in [(old, -1), (new, 1)] {
            for (node, mut row) in risk.into_iter().flat_map(|risk| hit_rows(risk, self.first)) {
                for minutes in &mut row {
                    *minutes *= sign;
                }
                let place = self.hits.partition_point(|(known, _)| *known <= node);
                self.hits.insert(place, (node, row));
            }
        }
    }

    /// The delays of the block, to be put back after [`Drawn::swap_risk`].
    pub(crate) fn hits(&self) -> Vec<(u32, Row)> {
        self.hits.clone()
    }

    /// Puts back what [`Drawn::hits`] gave.
    pub(crate) fn put_hits(&mut self, hits: Vec<(u32, Row)>) {
        self.hits = hits;
    }

    /// The working minutes that `node` takes, risks left out.
    #[inline]
    pub(crate) fn work(&self, node: usize) -> &Row {
        &self.work[node]
    }

    /// The working minutes that `node` takes, risks included.
    #[inline]
    pub(crate) fn duration(&self, node: usize) -> Row {
        let mut row = self.work[node];
        if let Some(delay) = self.delay(node) {
            for (minutes, delay) in row.iter_mut().zip(delay) {
                *minutes = minutes.saturating_add(delay).clamp(0, LONGEST);
            }
        }
        row
    }

    /// The working minutes that risks add to `node`; `None` when no risk hits it.
    #[inline]
    pub(crate) fn delay(&self, node: usize) -> Option<Row> {
        let from = self.hits.partition_point(|(hit, _)| (*hit as usize) < node);
        let mut hits = self.hits[from..]
            .iter()
            .take_while(|(hit, _)| *hit as usize == node);
        let (_, mut row) = *hits.next()?;
        for (_, more) in hits {
            for (sum, more) in row.iter_mut().zip(more) {
                *sum = sum.saturating_add(*more);
            }
        }
        Some(row)
    }

    /// The lateness at `position`.
    pub(crate) fn late(&self, position: usize) -> &Row {
        &self.late[position]
    }
}

/// What a risk adds to each node that it hits, in the iterations from `first` on.
fn hit_rows(risk: &RiskInput, first: u32) -> impl Iterator<Item = (u32, Row)> {
    let mut occurs = [false; LANES];
    for (lane, occurs) in occurs.iter_mut().enumerate() {
        *occurs = risk.occurs(first + lane as u32);
    }
    risk.hits
        .iter()
        .map(move |hit| (hit.node, hit_row(hit, &occurs, first)))
}

fn hit_row(hit: &Hit, occurs: &[bool; LANES], first: u32) -> Row {
    let mut row = [0; LANES];
    for (lane, minutes) in row.iter_mut().enumerate() {
        if occurs[lane] {
            *minutes = hit.sign * hit.delay.sample(hit.draws, first + lane as u32);
        }
    }
    row
}
