//! Which pool is the constraint? The one whose people, if there were enough of them, would bring the end forward most, or a date that somebody stands for.

use super::kept::StandingDate;
use super::order::LevelOrder;
use super::people::Pool;
use crate::levelling::{Budget, Hold, Problem, ProblemError, Slot, critical_chain, search};
use crate::{NodeIndex, Wall};

/// What it would bring if a pool had people enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// Which pool.
    pub pool: Pool,
    /// When all ends.
    pub end: Wall,
    /// When all would end.
    pub relieved_end: Wall,
    /// What it would bring a date that somebody stands for, with everything else in the same order: one that is missed, if any would be sooner,
    /// else the one that would be sooner by most.
    pub date: Option<RelievedDate>,
}

/// A date that somebody stands for, and when it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelievedDate {
    /// Whose.
    pub node: NodeIndex,
    /// The levelled finish.
    pub finish: Wall,
    /// When it would be finished.
    pub relieved: Wall,
}

/// Pools that hold the end together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Which pools: with people enough in all but one of them, the whole would not end sooner.
    pub pools: Vec<Pool>,
    /// When all ends.
    pub end: Wall,
    /// When all would end if each had people enough.
    pub relieved_end: Wall,
}

/// More pools than these are not tried.
const MOST_POOLS: usize = 5;

/// Reliefs of the pools on the chains that lead to the end and to dates that somebody stands for, the greatest first. Each takes a quarter of the
/// budget.
pub(super) fn reliefs(
    order: &LevelOrder,
    dates: &[StandingDate],
    budget: Budget,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<Relief>, ProblemError> {
    let standing: Vec<(&StandingDate, usize)> = dates
        .iter()
        .filter_map(|date| Some((date, order.activity_of[date.node]?)))
        .collect();
    let end = order.end_of(&order.problem, &order.starts);
    // By the slots that the end and a date would be sooner.
    let mut found: Vec<((Slot, Slot), Relief)> = Vec::new();
    for resource in on_chains(order, &standing) {
        let relieved = without(&order.problem, resource)?;
        let less = Budget {
            schedules: (budget.schedules / 4).max(1),
            seed: budget.seed,
        };
        let answer = search(&relieved, less, &mut *go_on);
        let starts = LevelOrder::again(&relieved, &order.keys());
        let relieved_end = order
            .end_of(&relieved, &answer.starts)
            .min(order.end_of(&relieved, &starts));
        let date = standing
            .iter()
            .map(|&(date, activity)| {
                let now = order.problem.finish(activity, order.starts[activity]);
                let then = relieved.finish(activity, starts[activity]);
                (date, now, then)
            })
            .filter(|(_, now, then)| then < now)
            .max_by_key(|(date, now, then)| {
                (!date.is_kept(), now - then, std::cmp::Reverse(date.node))
            });
        let sooner = (
            end.saturating_sub(relieved_end),
            date.map_or(0, |(_, now, then)| now - then),
        );
        if sooner == (0, 0) {
            continue;
        }
        let relief = Relief {
            pool: order.pools[resource].clone(),
            end: order.finish_wall(end),
            relieved_end: order.finish_wall(relieved_end.min(end)),
            date: date.map(|(date, now, then)| RelievedDate {
                node: date.node,
                finish: order.finish_wall(now),
                relieved: order.finish_wall(then),
            }),
        };
        found.push((sooner, relief));
    }
    found.sort_by_key(|(sooner, _)| std::cmp::Reverse(*sooner));
    Ok(found.into_iter().map(|(_, relief)| relief).collect())
}

/// The pools that hold the end together, where none of `reliefs` brings it forward: with fewer of them relieved, it would stay. Each try takes a
/// quarter of the budget.
pub(super) fn together(
    order: &LevelOrder,
    reliefs: &[Relief],
    budget: Budget,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Together>, ProblemError> {
    let end = order.end_of(&order.problem, &order.starts);
    if reliefs
        .iter()
        .any(|relief| relief.relieved_end < relief.end)
    {
        return Ok(None);
    }
    let mut kept = busiest(&order.problem);
    let mut end_with = |relieved: &[usize]| -> Result<Slot, ProblemError> {
        let mut problem = order.problem.clone();
        for &resource in relieved {
            problem = without(&problem, resource)?;
        }
        let less = Budget {
            schedules: (budget.schedules / 4).max(1),
            seed: budget.seed,
        };
        let answer = search(&problem, less, &mut *go_on);
        Ok(order.end_of(&problem, &answer.starts))
    };
    if kept.len() < 2 {
        return Ok(None);
    }
    let mut relieved_end = end_with(&kept)?;
    if relieved_end >= end {
        return Ok(None);
    }
    // The quietest first: what isn't needed for an earlier end goes.
    for &resource in kept.clone().iter().rev() {
        let fewer: Vec<usize> = kept.iter().copied().filter(|it| *it != resource).collect();
        let then = end_with(&fewer)?;
        if then < end && (fewer.len() == 1 || then == relieved_end) {
            (kept, relieved_end) = (fewer, then);
        }
    }
    Ok((kept.len() > 1).then(|| Together {
        pools: kept.iter().map(|&it| order.pools[it].clone()).collect(),
        end: order.finish_wall(end),
        relieved_end: order.finish_wall(relieved_end),
    }))
}

/// The resources of which most is asked in slots, the busiest first; no more than are tried.
fn busiest(problem: &Problem) -> Vec<usize> {
    let mut asked = vec![0u64; problem.capacities().len()];
    for activity in problem.activities() {
        for demand in &activity.demands {
            let capacity = u64::from(problem.capacities()[demand.resource].last().max(1));
            let work = u64::from(activity.duration) * u64::from(demand.units) * 1_000;
            asked[demand.resource] += work / capacity;
        }
    }
    let mut found: Vec<usize> = (0..asked.len()).filter(|&it| asked[it] > 0).collect();
    found.sort_by_key(|&it| (std::cmp::Reverse(asked[it]), it));
    found.truncate(MOST_POOLS);
    found
}

/// The resources that hold something on a chain: first on that of the end, then on those of dates.
fn on_chains(order: &LevelOrder, standing: &[(&StandingDate, usize)]) -> Vec<usize> {
    let end = order.last.and_then(|node| order.activity_of[node]);
    let ends = end.into_iter().chain(standing.iter().map(|date| date.1));
    let mut found: Vec<usize> = Vec::new();
    for activity in ends {
        for link in critical_chain(&order.problem, &order.starts, activity) {
            if let Hold::Resource { resource, .. } | Hold::Capacity(resource) = link.held_by
                && !found.contains(&resource)
            {
                found.push(resource);
            }
        }
    }
    found.truncate(MOST_POOLS);
    found
}

/// `problem` as if `resource` had enough.
fn without(problem: &Problem, resource: usize) -> Result<Problem, ProblemError> {
    let mut activities = problem.activities().to_vec();
    for activity in &mut activities {
        activity
            .demands
            .retain(|demand| demand.resource != resource);
    }
    Problem::new(
        activities,
        problem.arcs().to_vec(),
        problem.capacities().to_vec(),
        problem.calendars().to_vec(),
    )
}
