//! What sets a date in each iteration: back from there along every link that asks for exactly the date that came out.
//!
//! A bit for each iteration, so that one walk serves a whole block, and whatever drives in none of them is skipped: mostly nine
//! nodes of ten. That a link drives is the same as that both its ends have no slack towards the date asked for.

use std::collections::BTreeMap;

use super::block::{Block, Bounds, Drawn};
use super::network::{End, Kind};
use super::program::{NONE, Program, Step};
use super::row::{LANES, Row, Tick};
use super::vector::{Task, Unit};

/// On a driving path: what drives an end of a node, and in which iterations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    from: u32,
    end: End,
    lanes: u64,
}

/// The driving paths of a block.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    wanted: Vec<[u64; 2]>,
    /// The chain that was asked for last.
    chain: Vec<u32>,
    /// By node: where the edges lie that drive its start, and its finish.
    ranges: Vec<[(u32, u32); 2]>,
    edges: Vec<Edge>,
}

/// How often what drives a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drives {
    /// By node: the iterations in which it lies on a driving path.
    pub counts: Vec<u32>,
    /// By hash: a chain of nodes, first to last, and in how many iterations it is the driving path. Where several links drive, the
    /// first was followed.
    chains: BTreeMap<u64, (Vec<u32>, u32)>,
}

impl Drives {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            counts: vec![0; nodes],
            chains: BTreeMap::new(),
        }
    }

    /// The chains, with the iterations in which each is the driving path.
    pub fn chains(&self) -> impl Iterator<Item = (&[u32], u32)> {
        self.chains
            .values()
            .map(|(chain, drives)| (chain.as_slice(), *drives))
    }

    /// Counts a chain.
    pub(crate) fn add_chain(&mut self, chain: &[u32]) {
        self.add_chains(chain, 1);
    }

    fn add_chains(&mut self, chain: &[u32], drives: u32) {
        let mut hash = chain.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &node| {
            (hash ^ u64::from(node))
                .wrapping_mul(0x0000_0100_0000_01B3)
                .rotate_left(23)
        });
        loop {
            let (known, count) = self
                .chains
                .entry(hash)
                .or_insert_with(|| (chain.to_vec(), 0));
            if known == chain {
                *count += drives;
                return;
            }
            hash = hash.wrapping_add(1);
        }
    }

    /// Both together.
    #[must_use]
    pub(crate) fn and(mut self, other: Self) -> Self {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        for (chain, drives) in other.chains.into_values() {
            self.add_chains(&chain, drives);
        }
        self
    }
}

/// Finds the driving paths to the finish of `target` in the iterations of `lanes`, and counts for each node the iterations in which it
/// lies on one.
pub(crate) struct Drive<'a, T: Tick> {
    pub(crate) program: &'a Program<T>,
    pub(crate) block: &'a Block<T>,
    pub(crate) target: u32,
    pub(crate) lanes: u64,
    pub(crate) paths: &'a mut Paths,
    pub(crate) counts: &'a mut [u32],
}

impl<T: Tick> Task for Drive<'_, T> {
    type Out = ();

    #[inline(always)]
    fn run<U: Unit>(self, unit: U) {
        let Self {
            program,
            block,
            target,
            lanes,
            paths,
            counts,
        } = self;
        let rows = &block.rows;
        let drawn = block.drawn(program, unit);
        let last = target as usize + 1;
        paths.clear(last);
        paths.wanted[target as usize][End::Finish as usize] = lanes;
        for node in (0..last).rev() {
            let [by_start, by_finish] = paths.wanted[node];
            let lanes = by_start | by_finish;
            if lanes == 0 {
                continue;
            }
            counts[node] += lanes.count_ones();
            let step = &program.steps[node];
            let from = paths.edges.len() as u32;
            match step.kind {
                Kind::Work => {
                    work(&drawn, node, step, rows, lanes, paths);
                    // Both ends of work move together.
                    let range = (from, paths.edges.len() as u32);
                    paths.ranges[node] = [range, range];
                }
                Kind::Span => {
                    span(&drawn, step, rows, [by_start, 0], paths);
                    let middle = paths.edges.len() as u32;
                    span(&drawn, step, rows, [0, by_finish], paths);
                    paths.ranges[node] = [(from, middle), (middle, paths.edges.len() as u32)];
                }
            }
        }
    }
}

/// What drives work.
#[inline(always)]
fn work<T: Tick, U: Unit>(
    drawn: &Drawn<'_, T, U>,
    node: usize,
    step: &Step<T>,
    rows: &[Row<T>],
    lanes: u64,
    paths: &mut Paths,
) {
    let program = drawn.program;
    let plain = &program.plain[step.links[0] as usize..step.links[1] as usize];
    let mut start = Row::all(step.floor);
    for &from in plain {
        start.raise(&rows[from as usize]);
    }
    let Bounds { start, finish } = drawn.bounds(step, start, rows);
    let (by_start, by_finish) = if step.start_row == NONE {
        (lanes, 0)
    } else {
        let starts = T::equal(drawn.unit, &rows[step.start_row as usize], &start);
        let finishes = T::equal(drawn.unit, &rows[node], &finish);
        (starts & lanes, finishes & lanes)
    };
    for &from in plain {
        let drives = T::equal(drawn.unit, &rows[from as usize], &start) & by_start;
        paths.add(from, End::Finish, drives);
    }
    let [_, _, starts, finishes, end] = step.links.map(|at| at as usize);
    for (arcs, bound, lanes) in [
        (starts..finishes, &start, by_start),
        (finishes..end, &finish, by_finish),
    ] {
        if lanes == 0 {
            continue;
        }
        for arc in &program.arcs[arcs] {
            let drives = T::equal(drawn.unit, &drawn.asked(arc, rows), bound) & lanes;
            let (from, end) = arc.source();
            paths.add(from, end, drives);
        }
    }
}

/// What drives the start or the finish of a summary: the child that starts first, the one that finishes last.
#[inline(always)]
fn span<T: Tick, U: Unit>(
    drawn: &Drawn<'_, T, U>,
    step: &Step<T>,
    rows: &[Row<T>],
    [by_start, by_finish]: [u64; 2],
    paths: &mut Paths,
) {
    let [_, _, starts, finishes, end] = step.links.map(|at| at as usize);
    let (arcs, lanes) = if by_start == 0 {
        (finishes..end, by_finish)
    } else {
        (starts..finishes, by_start)
    };
    let arcs = &drawn.program.arcs[arcs];
    let [first, others @ ..] = arcs else {
        return;
    };
    let mut bound = drawn.asked(first, rows);
    for arc in others {
        let asked = drawn.asked(arc, rows);
        if by_start == 0 {
            bound.raise(&asked);
        } else {
            bound.lower(&asked);
        }
    }
    for arc in arcs {
        let drives = T::equal(drawn.unit, &drawn.asked(arc, rows), &bound) & lanes;
        let (from, end) = arc.source();
        paths.add(from, end, drives);
    }
}

impl Paths {
    fn clear(&mut self, nodes: usize) {
        self.wanted.clear();
        self.wanted.resize(nodes, [0; 2]);
        self.ranges.clear();
        self.ranges.resize(nodes, [(0, 0); 2]);
        self.edges.clear();
    }

    #[inline(always)]
    fn add(&mut self, from: u32, end: End, lanes: u64) {
        if lanes != 0 {
            self.wanted[from as usize][end as usize] |= lanes;
            self.edges.push(Edge { from, end, lanes });
        }
    }

    /// The chain of nodes that leads to the finish of `target` in one iteration, first to last.
    pub(crate) fn chain(&mut self, target: u32, lane: usize) -> &[u32] {
        self.chain.clear();
        let mut next = Some((target, End::Finish));
        while let Some((node, end)) = next {
            self.chain.push(node);
            let (from, to) = self.ranges[node as usize][end as usize];
            next = self.edges[from as usize..to as usize]
                .iter()
                .find(|edge| edge.lanes >> lane & 1 == 1)
                .map(|edge| (edge.from, edge.end));
        }
        self.chain.reverse();
        &self.chain
    }
}

/// A bit for each of the first `lanes` iterations of a block.
pub(crate) fn first(lanes: usize) -> u64 {
    u64::MAX >> (LANES - lanes.clamp(1, LANES))
}
