//! Which dates are kept from every iteration, and which only from the first ones, so that memory stays bounded.
//!
//! Exact are programs, milestones, gates, decisions, and everything with a date that somebody wants kept: commitments, targets,
//! deadlines, promises. Of all other items as many iterations are kept as fit into [`BUDGET`] numbers: all ten thousand of up to
//! 3,276 items, the first 3,328 of ten thousand items.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::LinkKind;
use longpole_schedule::{AnchorKind, NodeKind};

use crate::inputs::{Inputs, promised};
use crate::kernel::row::LANES;

/// At most so many numbers of each sort are kept: 128 MiB.
const BUDGET: usize = 1 << 25;

/// The least iterations that are kept of anything.
const LEAST: usize = 256;

/// A date whose samples are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    /// The finish of a program, by its position.
    Program(u32),
    /// The finish of a node.
    Finish(u32),
    /// The start of a node, which somebody waits for.
    Start(u32),
    /// The delivery over a link, later than its provider's finish.
    Delivery(u32),
}

/// The columns of a run.
pub(crate) struct Columns {
    /// Kept from every iteration.
    pub(crate) exact: Vec<Column>,
    /// Kept from the first iterations.
    pub(crate) rest: Vec<Column>,
    /// Iterations of which `rest` is kept.
    pub(crate) rest_kept: usize,
    place: BTreeMap<Column, usize>,
}

impl Columns {
    pub(crate) fn new(inputs: &Inputs<'_>, iterations: u32) -> Self {
        let iterations = iterations.max(1) as usize;
        let wanted = wanted(inputs);
        let all: BTreeSet<Column> = columns(inputs).chain(wanted.iter().copied()).collect();
        let fits = wanted.len() * iterations <= BUDGET;
        let (exact, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|column| {
            matches!(column, Column::Program(_)) || fits && wanted.contains(column)
        });
        let place = exact.iter().chain(&rest).copied().zip(0..).collect();
        let kept = (BUDGET / rest.len().max(1)).clamp(LEAST, iterations.max(LEAST));
        Self {
            // Whole blocks, so that none is kept in part.
            rest_kept: kept.div_ceil(LANES) * LANES,
            exact,
            rest,
            place,
        }
    }

    /// Where `column` stands among all, the exact ones first.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.place.get(&column).copied()
    }

    /// The column at `place`.
    pub(crate) fn at(&self, place: usize) -> Column {
        match place.checked_sub(self.exact.len()) {
            None => self.exact[place],
            Some(rest) => self.rest[rest],
        }
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.exact.len() + self.rest.len()
    }
}

/// Which dates have to be kept from every iteration.
fn wanted(inputs: &Inputs<'_>) -> BTreeSet<Column> {
    let network = inputs.network;
    let programs = (0..network.programs.len() as u32).map(Column::Program);
    let nodes = network.nodes.iter().enumerate().filter(|(_, node)| {
        let is_point = match node.kind {
            NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision => true,
            NodeKind::Task | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => false,
        };
        let is_dated = node.anchors.iter().any(|anchor| match anchor.kind {
            AnchorKind::Commitment | AnchorKind::Deadline | AnchorKind::Target => true,
            AnchorKind::GateDay | AnchorKind::ProgramTarget => false,
        });
        is_point || is_dated
    });
    let promised = (0..network.links.len()).filter(|&link| {
        promised(inputs.workspace, network, link).is_some_and(|found| found.promise.date.is_some())
    });
    programs
        .chain(nodes.map(|(node, _)| Column::Finish(node as u32)))
        .chain(promised.map(|link| delivery(inputs, link)))
        .collect()
}

/// Every date that a forecast speaks of.
fn columns(inputs: &Inputs<'_>) -> impl Iterator<Item = Column> {
    let network = inputs.network;
    let nodes = network.nodes.iter().enumerate();
    let finishes = nodes
        .filter(|(_, node)| node.kind != NodeKind::Entry)
        .map(|(node, _)| Column::Finish(node as u32));
    let needs = (0..network.links.len())
        .filter(|&link| network.need_of(link).is_some())
        .map(|link| delivery(inputs, link));
    finishes.chain(needs)
}

/// The date on which what `link` waits for is delivered.
pub(crate) fn delivery(inputs: &Inputs<'_>, link: usize) -> Column {
    let from = inputs.network.links[link].from as u32;
    match inputs.network.links[link].kind {
        LinkKind::StartToStart | LinkKind::StartToFinish => Column::Start(from),
        LinkKind::FinishToStart | LinkKind::FinishToFinish => match inputs.late.of_link[link] {
            Some(_) => Column::Delivery(link as u32),
            None => Column::Finish(from),
        },
    }
}
