//! Which pool is the constraint? The one whose people, if there were enough of them, would bring the end forward most.

use super::axis::Axis;
use super::people::{People, Pool};
use super::translate::Translation;
use crate::levelling::{Budget, Hold, Problem, ProblemError, Slot, critical_chain, search};

/// What it would bring if a pool had people enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// Which pool.
    pub pool: Pool,
    /// Working minutes by which the whole would end sooner.
    pub minutes: i64,
}

/// More pools than these are not tried.
const MOST_POOLS: usize = 5;

/// Reliefs of the pools on the critical chain, the greatest first. Each takes a quarter of the budget.
pub(super) fn reliefs(
    translation: &Translation,
    people: &People,
    problem: &Problem,
    starts: &[Slot],
    budget: Budget,
    axis: &Axis,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<Relief>, ProblemError> {
    let last =
        (0..problem.len()).max_by_key(|&activity| problem.finish(activity, starts[activity]));
    let chain = last.map(|last| critical_chain(problem, starts, last));
    let mut pools: Vec<usize> = chain
        .unwrap_or_default()
        .iter()
        .filter_map(|link| match link.held_by {
            Hold::Resource { resource, .. } | Hold::Capacity(resource) => Some(resource),
            Hold::Arc(_) | Hold::Start => None,
        })
        .collect();
    pools.sort_unstable();
    pools.dedup();
    let end = problem.makespan(starts);
    let mut found = Vec::new();
    for resource in pools.into_iter().take(MOST_POOLS) {
        let mut relieved = translation.clone();
        for activity in &mut relieved.activities {
            activity
                .demands
                .retain(|demand| demand.resource != resource);
        }
        let less = Budget {
            schedules: (budget.schedules / 4).max(1),
            seed: budget.seed,
        };
        let answer = search(&relieved.problem()?, less, &mut *go_on);
        let slots = end.saturating_sub(answer.cost.makespan);
        found.push(Relief {
            pool: people.sources[resource].pool.clone(),
            minutes: i64::from(slots) * axis.slot,
        });
    }
    found.sort_by_key(|relief| std::cmp::Reverse(relief.minutes));
    Ok(found)
}
