//! The order that levelling found: what holds each piece of work where it is, and what a change would do to it.
//!
//! It keeps the problem that was solved. A change is tried by putting everything in the same order into the changed problem, so that what it brings is
//! due to the change and not to another search.

use super::axis::Axis;
use super::people::{People, Pool};
use super::translate::Translation;
use crate::levelling::{Cost, Generator, Problem, Slot, Violation, verify};
use crate::schedule::counts;
use crate::{Driver, Network, NodeIndex, Wall};

/// The order of a levelled plan, with the problem that it solves.
#[derive(Debug, Clone)]
pub struct LevelOrder {
    pub(super) problem: Problem,
    pub(super) starts: Vec<Slot>,
    /// The node of each activity.
    pub(super) node_of: Vec<Option<NodeIndex>>,
    /// The activity that stands for the finish of each node; none where that is done already.
    pub(super) activity_of: Vec<Option<usize>>,
    /// What sets where each activity may begin at the earliest, by activity.
    pub(super) begins: Vec<Driver>,
    /// By resource of the problem.
    pub(super) pools: Vec<Pool>,
    pub(super) axis: Axis,
    /// The activities that count for the ends of programs: not those that only wait for a day.
    counted: Vec<usize>,
    /// The node that finishes last of those; none where all is done.
    pub(super) last: Option<NodeIndex>,
}

impl LevelOrder {
    pub(super) fn new(
        problem: Problem,
        starts: Vec<Slot>,
        translation: &Translation,
        people: &People,
        axis: &Axis,
        network: &Network,
        late: &[bool],
    ) -> Self {
        let mut activity_of = vec![None; translation.work_of.len()];
        for (activity, node) in translation.node_of.iter().enumerate() {
            if let Some(node) = node {
                activity_of[*node] = Some(activity);
            }
        }
        let counts = |&activity: &usize| {
            translation.node_of[activity].is_some_and(|node| counts(&network.nodes[node]))
        };
        let counted: Vec<usize> = (0..problem.len()).filter(counts).collect();
        let last = counted
            .iter()
            .copied()
            .max_by_key(|&activity| (problem.finish(activity, starts[activity]), activity));
        Self {
            counted,
            last: last.and_then(|activity| translation.node_of[activity]),
            problem,
            starts,
            node_of: translation.node_of.clone(),
            activity_of,
            begins: translation
                .begins
                .iter()
                .zip(late)
                .map(|(&begins, late)| match late {
                    true => Driver::AsLateAsPossible,
                    false => begins,
                })
                .collect(),
            pools: people
                .sources
                .iter()
                .map(|source| source.pool.clone())
                .collect(),
            axis: axis.clone(),
        }
    }

    /// Whether it keeps all that the plan asks: checked slot by slot, by code that has nothing to do with how it was found.
    pub fn check(&self) -> Result<(), Violation> {
        verify(&self.problem, &self.starts)
    }

    /// What it costs: orders that cost less are better.
    pub fn cost(&self) -> Cost {
        Cost::of(&self.problem, &self.starts)
    }

    /// Where the last of what counts for the ends of programs finishes in a schedule.
    pub(super) fn end_of(&self, problem: &Problem, starts: &[Slot]) -> Slot {
        let finish = |&activity: &usize| problem.finish(activity, starts[activity]);
        self.counted.iter().map(finish).max().unwrap_or(0)
    }

    /// Keys by which the serial scheme makes this order again.
    pub(super) fn keys(&self) -> Vec<i64> {
        self.starts.iter().map(|&start| i64::from(start)).collect()
    }

    /// Starts of `problem`, a changed one, in the order of `keys`.
    pub(super) fn again(problem: &Problem, keys: &[i64]) -> Vec<Slot> {
        Generator::new(problem).serial_by(keys)
    }

    /// Where on the wall something that finishes at `slot` does.
    pub(super) fn finish_wall(&self, slot: Slot) -> Wall {
        self.axis.end_wall(slot)
    }
}
