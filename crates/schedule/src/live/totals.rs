//! Start and finish of each program while its items move.
//!
//! The items of a program lie in blocks, each with the earliest start and the latest finish in it. When items move, their
//! blocks are looked through again, and the others are not.

use crate::{NodeIndex, ProgramDates, Wall};

use super::graph::LiveGraph;

/// Items in a block.
const BLOCK: usize = 128;

/// The dates of the items of each program.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    programs: Vec<Total>,
    /// The program among whose items a node is, and its place there.
    counted: Vec<Option<(u32, u32)>>,
}

/// The items of a program.
#[derive(Debug, Clone, Default)]
struct Total {
    items: Vec<Counted>,
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy)]
struct Counted {
    node: u32,
    start: Wall,
    finish: Wall,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    start: Wall,
    finish: Wall,
    is_stale: bool,
}

impl Totals {
    pub(super) fn new(graph: &LiveGraph, start: &[Wall], finish: &[Wall]) -> Self {
        let mut totals = Self {
            programs: vec![Total::default(); graph.programs().len()],
            counted: vec![None; graph.places()],
        };
        for node in 0..graph.places() {
            totals.count(graph, node, start[node], finish[node]);
        }
        totals.settle();
        totals
    }

    /// Counts `node` with these dates, or no longer. [`Totals::settle`] follows when all are counted.
    pub(super) fn count(&mut self, graph: &LiveGraph, node: NodeIndex, start: Wall, finish: Wall) {
        if node >= self.counted.len() {
            self.counted.resize(node + 1, None);
        }
        let this = &graph.packed()[node];
        let program = (graph.present[node] && this.counts).then_some(this.program);
        if let Some((before, place)) = self.counted[node]
            && program != Some(before)
        {
            self.remove(before, place as usize);
            self.counted[node] = None;
        }
        let Some(program) = program else {
            return;
        };
        let total = &mut self.programs[program as usize];
        let item = Counted {
            node: node as u32,
            start,
            finish,
        };
        let place = match self.counted[node] {
            Some((_, place)) => {
                total.items[place as usize] = item;
                place as usize
            }
            None => {
                total.items.push(item);
                total.items.len() - 1
            }
        };
        self.counted[node] = Some((program, place as u32));
        total.spoil(place);
    }

    /// Takes the item at `place` away; the last one gets its place.
    fn remove(&mut self, program: u32, place: usize) {
        let total = &mut self.programs[program as usize];
        total.spoil(total.items.len() - 1);
        total.items.swap_remove(place);
        if let Some(moved) = total.items.get(place) {
            self.counted[moved.node as usize] = Some((program, place as u32));
            total.spoil(place);
        }
    }

    /// Looks through the blocks of what moved.
    pub(super) fn settle(&mut self) {
        for total in &mut self.programs {
            total.settle();
        }
    }

    /// The finish of a program: its floor when it has no items.
    pub(super) fn finish(&self, graph: &LiveGraph, program: usize) -> Wall {
        let blocks = self.programs[program].blocks.iter();
        let last = blocks.map(|block| block.finish).max();
        last.unwrap_or(graph.programs()[program].floor)
    }

    /// The finish of each program.
    pub(super) fn finishes(&self, graph: &LiveGraph) -> Vec<Wall> {
        let programs = 0..graph.programs().len();
        programs
            .map(|program| self.finish(graph, program))
            .collect()
    }

    /// The dates of a program.
    pub(super) fn dates(&self, graph: &LiveGraph, program: usize) -> ProgramDates {
        let total = &self.programs[program];
        let finish = self.finish(graph, program);
        let first = total.blocks.iter().map(|block| block.start).min();
        // Of those that finish together the last in order: it waits for the others, if any does.
        let blocks = total.blocks.iter().zip(total.items.chunks(BLOCK));
        let last = blocks
            .filter(|(block, _)| block.finish == finish)
            .flat_map(|(_, items)| items)
            .filter(|item| item.finish == finish)
            .map(|item| item.node as NodeIndex)
            .max_by_key(|&node| graph.order.rank(node));
        ProgramDates {
            program: graph.programs()[program].program.clone(),
            start: first.unwrap_or(graph.programs()[program].floor),
            finish,
            last,
        }
    }
}

impl Total {
    /// The block of `place` has to be looked through again.
    fn spoil(&mut self, place: usize) {
        let block = place / BLOCK;
        if block == self.blocks.len() {
            self.blocks.push(Block {
                start: Wall::MAX,
                finish: Wall::MIN,
                is_stale: true,
            });
        }
        self.blocks[block].is_stale = true;
    }

    fn settle(&mut self) {
        self.blocks.truncate(self.items.len().div_ceil(BLOCK));
        let blocks = self.blocks.iter_mut().zip(self.items.chunks(BLOCK));
        for (block, items) in blocks.filter(|(block, _)| block.is_stale) {
            let ends = |(start, finish): (Wall, Wall), item: &Counted| {
                (start.min(item.start), finish.max(item.finish))
            };
            (block.start, block.finish) = items.iter().fold((Wall::MAX, Wall::MIN), ends);
            block.is_stale = false;
        }
    }
}
