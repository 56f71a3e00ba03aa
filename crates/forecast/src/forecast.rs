//! The forecast: run the network many times, then ask the samples.

use longpole_model::Workspace;
use longpole_schedule::{Network, Schedule};
use rayon::prelude::*;

use crate::answers;
use crate::columns::{self, Columns};
use crate::inputs::Inputs;
use crate::options::ForecastOptions;
use crate::result::Forecast;
use crate::run::{Drawn, Driving, LANES, Row, Steps, Times};

/// A workspace with its network and its schedule, which belong together.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// What is planned.
    pub workspace: &'a Workspace,
    /// The network built from it.
    pub network: &'a Network,
    /// Its schedule.
    pub schedule: &'a Schedule,
}

/// The odds of every date of `plan`.
///
/// The result depends on plan and options alone: not on the number of threads, nor on what else is in the workspace than
/// what a date waits for.
pub fn forecast(plan: Plan<'_>, options: &ForecastOptions) -> Forecast {
    let inputs = Inputs::new(plan, options.seed);
    let iterations = options.iterations.max(1);
    let columns = Columns::new(&inputs, iterations);
    let run = run(&inputs, &columns, iterations);
    answers::answer(&inputs, &columns, &run, options)
}

/// What came out of all iterations.
pub(crate) struct Run {
    pub(crate) iterations: u32,
    /// Block by block the rows of the columns that are kept from every iteration.
    pub(crate) exact: Vec<Row>,
    /// Block by block the rows of the others.
    pub(crate) rest: Vec<Row>,
    /// By program.
    pub(crate) driving: Vec<Driving>,
}

fn run(inputs: &Inputs<'_>, columns: &Columns, iterations: u32) -> Run {
    let steps = Steps::new(inputs);
    let mut exact = vec![[0; LANES]; columns.exact.len() * columns.blocks];
    let mut rest = vec![[0; LANES]; columns.rest.len() * columns.rest_blocks];
    let mut rest_chunks = rest.chunks_mut(columns.rest.len().max(1));
    let rooms: Vec<Room<'_>> = exact
        .chunks_mut(columns.exact.len().max(1))
        .enumerate()
        .map(|(block, exact)| Room {
            block,
            exact,
            rest: rest_chunks.next(),
        })
        .collect();
    let driving = rooms
        .into_par_iter()
        .fold(
            || Worker::new(inputs),
            |mut worker, room| {
                worker.run(inputs, &steps, columns, iterations, room);
                worker
            },
        )
        .map(|worker| worker.driving)
        .reduce(|| nothing(inputs), together);
    Run {
        iterations,
        exact,
        rest,
        driving,
    }
}

/// Where what one block keeps goes.
struct Room<'a> {
    block: usize,
    exact: &'a mut [Row],
    /// The first blocks only.
    rest: Option<&'a mut [Row]>,
}

/// The rows of one thread, and what it has counted so far.
struct Worker {
    drawn: Drawn,
    times: Times,
    driving: Vec<Driving>,
}

impl Worker {
    fn new(inputs: &Inputs<'_>) -> Self {
        Self {
            drawn: Drawn::new(inputs),
            times: Times::new(inputs.network.nodes.len()),
            driving: nothing(inputs),
        }
    }

    fn run(
        &mut self,
        inputs: &Inputs<'_>,
        steps: &Steps<'_>,
        columns: &Columns,
        iterations: u32,
        room: Room<'_>,
    ) {
        let first = (room.block * LANES) as u32;
        let lanes = LANES.min((iterations - first) as usize);
        self.drawn.draw(inputs, first);
        steps.run(&self.drawn, &mut self.times);
        let kept = [
            (Some(room.exact), &columns.exact),
            (room.rest, &columns.rest),
        ];
        for (rows, columns) in kept {
            for (row, &column) in rows.into_iter().flatten().zip(columns) {
                *row = columns::row(column, inputs, steps, &self.drawn, &self.times);
            }
        }
        for (closers, driving) in inputs.closers.iter().zip(&mut self.driving) {
            let finish = steps.latest(closers, &self.times);
            steps.add_driving(closers, &finish, lanes, &self.drawn, &self.times, driving);
        }
    }
}

fn nothing(inputs: &Inputs<'_>) -> Vec<Driving> {
    let nodes = inputs.network.nodes.len();
    vec![Driving::new(nodes); inputs.closers.len()]
}

/// Sums of whole numbers, so that the order in which threads finish does not matter.
fn together(a: Vec<Driving>, b: Vec<Driving>) -> Vec<Driving> {
    a.into_iter().zip(b).map(|(a, b)| a.and(b)).collect()
}
