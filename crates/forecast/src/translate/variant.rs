//! Plans that differ in one thing, run under the same chance.

use super::{Source, Translation};
use crate::inputs::{Inputs, RiskInput};
use crate::kernel::network::{Event, TooLong};
use crate::kernel::program::{Lasts, Program, longest};
use crate::kernel::row::Tick;
use crate::kernel::run::{Ask, run_program};

/// One difference from the plan.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// A node takes so many working minutes, always, and is delivered when it is done.
    Work(u32, i32),
    /// A risk, by its position, is as given, or gone.
    Risk(Option<usize>, Option<RiskInput>),
    /// A node finishes no earlier than this, in minutes after the origin, instead of its own day.
    FinishFloor(u32, i32),
}

/// The finish of program `program` in each iteration: of the plan as it is first, then of each of its variants.
pub(crate) fn finishes_of_variants(
    inputs: &Inputs<'_>,
    program: usize,
    edits: &[Edit],
    iterations: u32,
) -> Vec<Vec<i32>> {
    let others: Vec<RiskInput> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Risk(_, new) => new.clone(),
            Edit::Work(..) | Edit::FinishFloor(..) => None,
        })
        .collect();
    let floors: Vec<(u32, i32)> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::FinishFloor(node, at) => Some((*node, *at)),
            Edit::Work(..) | Edit::Risk(..) => None,
        })
        .collect();
    let translation = Translation::new(inputs, &others, &floors);
    let variants = Variants {
        translation: &translation,
        edits,
        seed: inputs.seed,
        iterations,
    };
    let Source::Drawn(finish) = &translation.programs[program] else {
        let Source::At(at) = translation.programs[program] else {
            return Vec::new();
        };
        return vec![vec![at; iterations as usize]; edits.len() + 1];
    };
    let ticks = match variants.compile::<u16>() {
        Ok(compiled) => variants.run(&compiled, finish.node),
        Err(TooLong) => match variants.compile::<u32>() {
            Ok(compiled) => variants.run(&compiled, finish.node),
            Err(TooLong) => Vec::new(),
        },
    };
    ticks
        .into_iter()
        .map(|ticks| translation.instants(finish, ticks.into_iter()))
        .collect()
}

struct Variants<'a> {
    translation: &'a Translation<'a>,
    edits: &'a [Edit],
    seed: u64,
    iterations: u32,
}

impl Variants<'_> {
    /// The plan as it is, with room for the latest of all floors.
    fn compile<T: Tick>(&self) -> Result<Program<T>, TooLong> {
        let mut network = self.translation.network.clone();
        let mut nodes = Vec::new();
        for edit in self.edits {
            if let Edit::FinishFloor(node, at) = edit
                && let Some((node, tick)) = self.floor(*node, *at)
            {
                let floor = &mut network.nodes[node as usize].finish_floor;
                *floor = (*floor).max(tick);
                nodes.push(node);
            }
        }
        let mut program = Program::compile(&network, &nodes)?;
        for node in nodes {
            let node = node as usize;
            program.steps[node].finish_floor =
                T::of(self.translation.network.nodes[node].finish_floor);
        }
        Ok(program)
    }

    /// The node of the kernel that is held back with a node of the plan, and until which tick.
    fn floor(&self, node: u32, at: i32) -> Option<(u32, u32)> {
        let main = self.translation.work_of(node as usize).0?;
        match self.translation.finish(node as usize) {
            Source::Drawn(place) => Some((main, self.translation.tick(&place, at.max(0)))),
            Source::At(_) => None,
        }
    }

    fn run<T: Tick>(&self, plan: &Program<T>, finish: u32) -> Vec<Vec<u32>> {
        let ask = Ask {
            seed: self.seed,
            iterations: self.iterations,
            keep: vec![(finish, crate::kernel::network::End::Finish)],
            ..Ask::default()
        };
        let mut others = self.translation.others.iter();
        let finishes = |program: &Program<T>| {
            run_program(program, &ask, false)
                .dates
                .pop()
                .unwrap_or_default()
        };
        let mut all = vec![finishes(plan)];
        for edit in self.edits {
            let mut variant = plan.clone();
            match edit {
                Edit::Work(node, minutes) => {
                    let (main, late) = self.translation.work_of(*node as usize);
                    if let Some(main) = main {
                        let half = self.translation.unit / 2;
                        let ticks = (i64::from(*minutes) + half) / self.translation.unit;
                        // The network was made for what can be drawn.
                        let node = &self.translation.network.nodes[main as usize];
                        let ticks = ticks.min(longest(&node.takes) as i64);
                        variant.steps[main as usize].lasts = Lasts::Always(T::of(ticks as u32));
                    }
                    if let Some(late) = late {
                        variant.events[late as usize].never();
                    }
                }
                Edit::Risk(old, new) => {
                    if let Some(old) = old {
                        variant.events[*old].never();
                    }
                    if new.is_some()
                        && let Some(&(event, to)) = others.next()
                    {
                        variant.events[event as usize].to = to;
                    }
                }
                Edit::FinishFloor(node, at) => {
                    if let Some((node, tick)) = self.floor(*node, *at) {
                        variant.steps[node as usize].finish_floor = T::of(tick);
                    }
                }
            }
            all.push(finishes(&variant));
        }
        all
    }
}

impl Event {
    fn never(&mut self) {
        (self.from, self.to) = (0, 0);
    }
}
