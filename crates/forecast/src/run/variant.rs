//! Plans that differ in one thing, run under the same chance: only what the difference can reach is worked out again.

use rayon::prelude::*;

use super::{Drawn, LANES, Row, Steps, Times};
use crate::inputs::{Inputs, RiskInput};

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

impl Edit {
    /// The nodes that it touches at once.
    fn touched(&self, inputs: &Inputs<'_>) -> Vec<u32> {
        match self {
            Self::Work(node, _) | Self::FinishFloor(node, _) => vec![*node],
            Self::Risk(old, new) => {
                let old = old.map(|old| &inputs.risks[old]);
                let both = old.into_iter().chain(new);
                both.flat_map(|risk| risk.hits.iter().map(|hit| hit.node))
                    .collect()
            }
        }
    }
}

/// The finish of program `program` in each iteration: of the plan as it is first, then of each of its variants.
pub(crate) fn finishes_of_variants(
    inputs: &Inputs<'_>,
    program: usize,
    edits: &[Edit],
    iterations: u32,
) -> Vec<Vec<i32>> {
    let steps = Steps::new(inputs);
    let closers = &inputs.closers[program];
    let reached: Vec<Vec<u32>> = edits
        .iter()
        .map(|edit| inputs.downstream(&edit.touched(inputs)))
        .collect();
    let blocks: Vec<Vec<Row>> = (0..iterations.div_ceil(LANES as u32))
        .into_par_iter()
        .map_init(
            || Scratch::new(inputs),
            |scratch, block| scratch.run(inputs, &steps, closers, edits, &reached, block),
        )
        .collect();
    (0..=edits.len())
        .map(|plan| {
            let all = blocks.iter().flat_map(|rows| rows[plan]);
            all.take(iterations as usize).collect()
        })
        .collect()
}

/// The rows of one thread.
struct Scratch {
    drawn: Drawn,
    plan: Times,
    variant: Times,
}

impl Scratch {
    fn new(inputs: &Inputs<'_>) -> Self {
        let nodes = inputs.network.nodes.len();
        Self {
            drawn: Drawn::new(inputs),
            plan: Times::new(nodes),
            variant: Times::new(nodes),
        }
    }

    fn run(
        &mut self,
        inputs: &Inputs<'_>,
        steps: &Steps<'_>,
        closers: &[u32],
        edits: &[Edit],
        reached: &[Vec<u32>],
        block: u32,
    ) -> Vec<Row> {
        self.drawn.draw(inputs, block * LANES as u32);
        steps.run(&self.drawn, &mut self.plan);
        self.variant.clone_from(&self.plan);
        let mut finishes = vec![steps.latest(closers, &self.plan)];
        for (edit, reached) in edits.iter().zip(reached) {
            self.rerun(inputs, steps, edit, reached);
            finishes.push(steps.latest(closers, &self.variant));
            for &node in reached {
                let node = node as usize;
                if !steps.is_plain(node) {
                    self.variant.start[node] = self.plan.start[node];
                }
                self.variant.finish[node] = self.plan.finish[node];
            }
        }
        finishes
    }

    fn rerun(&mut self, inputs: &Inputs<'_>, steps: &Steps<'_>, edit: &Edit, reached: &[u32]) {
        match edit {
            Edit::Work(node, minutes) => {
                let late = inputs.late.of_node(*node as usize);
                let kept = self.drawn.fix_work(*node as usize, *minutes);
                let kept_late = late.map(|late| self.drawn.put_late(late, [0; LANES]));
                steps.run_again(reached, &self.drawn, &mut self.variant, None);
                self.drawn.put_work(*node as usize, kept);
                if let (Some(late), Some(kept)) = (late, kept_late) {
                    self.drawn.put_late(late, kept);
                }
            }
            Edit::Risk(old, new) => {
                let kept = self.drawn.hits();
                let old = old.map(|old| &inputs.risks[old]);
                self.drawn.swap_risk(old, new.as_ref());
                steps.run_again(reached, &self.drawn, &mut self.variant, None);
                self.drawn.put_hits(kept);
            }
            Edit::FinishFloor(node, at) => {
                let floor = Some((*node, *at));
                steps.run_again(reached, &self.drawn, &mut self.variant, floor);
            }
        }
    }
}
