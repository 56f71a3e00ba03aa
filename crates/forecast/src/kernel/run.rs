//! All blocks of a network, on all threads.

use rayon::prelude::*;

use super::block::{Block, Forward};
use super::driving::{Drive, Drives, Paths, first};
use super::network::{End, Network, TooLong};
use super::program::Program;
use super::row::{LANES, Row, Tick};
use super::vector;

/// What is asked of a run.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Where chance comes from.
    pub seed: u64,
    /// How often the network is run, at least once.
    pub iterations: u32,
    /// Dates that are kept from every iteration.
    pub keep: Vec<(u32, End)>,
    /// Dates that are kept from the first iterations only, and from how many at least.
    pub some: (Vec<(u32, End)>, u32),
    /// Nodes whose finish is asked for: what drives it, and how often.
    pub targets: Vec<u32>,
}

/// What came out, in ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// By date that is kept, those from every iteration first: iteration by iteration.
    pub dates: Vec<Vec<u32>>,
    /// By target.
    pub drives: Vec<Drives>,
    /// Whether ticks of thirty-two bits had to be taken.
    pub is_wide: bool,
}

/// Runs `network`, with ticks of sixteen bits where they carry it.
///
/// Fails where even thirty-two bits don't.
pub fn run(network: &Network, ask: &Ask) -> Result<Outcome, TooLong> {
    let starts = ask.starts();
    match Program::<u16>::compile(network, &starts) {
        Ok(program) => Ok(run_program(&program, ask, false)),
        Err(TooLong) => {
            let program = Program::<u32>::compile(network, &starts)?;
            Ok(run_program(&program, ask, true))
        }
    }
}

impl Ask {
    /// The nodes whose starts are asked for.
    pub(crate) fn starts(&self) -> Vec<u32> {
        let all = self.keep.iter().chain(&self.some.0);
        all.filter(|(_, end)| *end == End::Start)
            .map(|(node, _)| *node)
            .collect()
    }
}

/// Runs a compiled program.
pub(crate) fn run_program<T: Tick>(program: &Program<T>, ask: &Ask, is_wide: bool) -> Outcome {
    let iterations = ask.iterations.max(1) as usize;
    let blocks = iterations.div_ceil(LANES);
    let some_blocks = (ask.some.1 as usize).div_ceil(LANES).min(blocks);
    let (keep, some) = (program.rows_of(&ask.keep), program.rows_of(&ask.some.0));
    let mut kept = vec![Row::all(T::ZERO); blocks * keep.len()];
    let mut kept_some = vec![Row::all(T::ZERO); some_blocks * some.len()];
    let mut some_rooms = kept_some.chunks_mut(some.len().max(1));
    let mut rooms = kept.chunks_mut(keep.len().max(1));
    let rooms: Vec<Room<'_, T>> = (0..blocks)
        .map(|block| Room {
            block,
            every: rooms.next(),
            some: some_rooms.next(),
        })
        .collect();
    let drives = rooms
        .into_par_iter()
        .fold(
            || Worker::new(program, ask),
            |mut worker, room| {
                let lanes = LANES.min(iterations - room.block * LANES);
                worker.run(program, ask, lanes, [&keep, &some], room);
                worker
            },
        )
        .map(|worker| worker.drives)
        .reduce(|| nothing(program, ask), together);
    let column = |kept: &[Row<T>], columns: usize, at: usize| -> Vec<u32> {
        let rows = kept.chunks_exact(columns).flat_map(|block| block[at].0);
        rows.take(iterations).map(Tick::ticks).collect()
    };
    let every = (0..keep.len()).map(|at| column(&kept, keep.len(), at));
    let first = (0..some.len()).map(|at| column(&kept_some, some.len(), at));
    Outcome {
        dates: every.chain(first).collect(),
        drives,
        is_wide,
    }
}

/// Where what one block keeps goes.
struct Room<'a, T: Tick> {
    block: usize,
    every: Option<&'a mut [Row<T>]>,
    /// Of the first blocks only.
    some: Option<&'a mut [Row<T>]>,
}

/// What a thread needs, and what it has counted so far.
struct Worker<T: Tick> {
    block: Block<T>,
    paths: Paths,
    drives: Vec<Drives>,
}

impl<T: Tick> Worker<T> {
    fn new(program: &Program<T>, ask: &Ask) -> Self {
        Self {
            block: Block::new(program),
            paths: Paths::default(),
            drives: nothing(program, ask),
        }
    }

    fn run(
        &mut self,
        program: &Program<T>,
        ask: &Ask,
        lanes: usize,
        [keep, some]: [&[u32]; 2],
        room: Room<'_, T>,
    ) {
        vector::run(Forward {
            program,
            seed: ask.seed,
            block: room.block as u32,
            into: &mut self.block,
        });
        for (kept, rows) in [(room.every, keep), (room.some, some)] {
            for (kept, &row) in kept.into_iter().flatten().zip(rows) {
                *kept = self.block.rows[row as usize];
            }
        }
        for (&target, drives) in ask.targets.iter().zip(&mut self.drives) {
            vector::run(Drive {
                program,
                block: &self.block,
                target,
                lanes: first(lanes),
                paths: &mut self.paths,
                counts: &mut drives.counts,
            });
            for lane in 0..lanes {
                drives.add_chain(self.paths.chain(target, lane));
            }
        }
    }
}

fn nothing<T: Tick>(program: &Program<T>, ask: &Ask) -> Vec<Drives> {
    let nodes = program.steps.len();
    ask.targets.iter().map(|_| Drives::new(nodes)).collect()
}

/// Sums of whole numbers, so that the order in which threads finish does not matter.
fn together(a: Vec<Drives>, b: Vec<Drives>) -> Vec<Drives> {
    a.into_iter().zip(b).map(|(a, b)| a.and(b)).collect()
}
