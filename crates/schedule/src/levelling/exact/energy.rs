//! Does what is still to be done fit between now and the bound? By the energy that each resource has left.
//!
//! All unplaced work whose activities have at least a tail q behind them must be done before the bound minus q. Where a resource's capacity
//! never changes, its demands are also rounded: those above B − λ to all of the capacity B, those below λ to nothing. What fits before fits
//! after (a dual feasible function; Fekete and Schepers 2001), and large demands, of which no two go together, then count in full.

use super::super::packed::PackedProfile;
use super::super::{Problem, Slot};

/// A resource, or one with rounded demands.
pub(super) struct Energy {
    /// The resource whose free units are read from the profile; `None` for a rounded one.
    resource: Option<usize>,
    capacity: u64,
    /// Units that each activity takes.
    units: Vec<u64>,
    /// Activities that take any, those with the longest tail behind them first.
    users: Vec<User>,
}

struct User {
    activity: u32,
    /// At least so many slots from its finish to the end.
    tail: Slot,
    /// Its duration times its units.
    work: u64,
}

/// So many ways of rounding a resource's demands, those that make most of them; more cost more time than they save.
const ROUNDED: usize = 2;

/// Units of each activity on each resource, and what demands become when they are rounded.
pub(super) fn resources(problem: &Problem) -> Vec<(Option<usize>, u64, Vec<u64>)> {
    let mut found = Vec::new();
    for (resource, capacity) in problem.capacities().iter().enumerate() {
        let units: Vec<u64> = (0..problem.len())
            .map(|activity| units(problem, activity, resource))
            .collect();
        let steps = capacity.0.iter();
        let most = u64::from(steps.map(|&(_, units)| units).max().unwrap_or(0));
        if capacity.is_constant() {
            let mut rounded: Vec<Vec<u64>> = (1..=most / 2)
                .map(|threshold| units.iter().map(|&u| round(u, most, threshold)).collect())
                .filter(|rounded| *rounded != units)
                .collect();
            rounded.sort_unstable();
            rounded.dedup();
            rounded.sort_by_key(|units| std::cmp::Reverse(work(problem, units)));
            rounded.truncate(ROUNDED);
            found.extend(rounded.into_iter().map(|units| (None, most, units)));
        }
        found.push((Some(resource), most, units));
    }
    found
}

fn units(problem: &Problem, activity: usize, resource: usize) -> u64 {
    let activity = &problem.activities()[activity];
    if activity.fixed.is_some() || activity.duration == 0 {
        return 0;
    }
    let demand = activity.demands.iter().find(|d| d.resource == resource);
    demand.map_or(0, |demand| u64::from(demand.units))
}

fn work(problem: &Problem, units: &[u64]) -> u64 {
    let durations = problem
        .activities()
        .iter()
        .map(|activity| u64::from(activity.duration));
    durations
        .zip(units)
        .map(|(duration, units)| duration * units)
        .sum()
}

fn round(units: u64, capacity: u64, threshold: u64) -> u64 {
    if units > capacity - threshold {
        capacity
    } else if units < threshold {
        0
    } else {
        units
    }
}

impl Energy {
    pub(super) fn all(problem: &Problem, tails: &[Slot]) -> Vec<Self> {
        resources(problem)
            .into_iter()
            .map(|(resource, capacity, units)| {
                let mut users: Vec<User> = (0..problem.len())
                    .filter(|&activity| units[activity] > 0)
                    .map(|activity| {
                        let duration = problem.activities()[activity].duration;
                        User {
                            activity: activity as u32,
                            tail: tails[activity] - duration,
                            work: u64::from(duration) * units[activity],
                        }
                    })
                    .collect();
                users.sort_by_key(|user| std::cmp::Reverse(user.tail));
                Self {
                    resource,
                    capacity,
                    units,
                    users,
                }
            })
            .collect()
    }

    /// Whether the work of activities not in `placed` fits between `start` and `bound`, so that all is finished before it. `going`: what was placed and
    /// finishes after `start`, with its finish.
    pub(super) fn fits(
        &self,
        profile: &PackedProfile,
        placed: u64,
        going: &[(u32, Slot)],
        start: Slot,
        bound: Slot,
    ) -> bool {
        let last = bound - 1;
        let mut until = start;
        let mut free = 0;
        let mut asked = 0;
        let mut open = self
            .users
            .iter()
            .filter(|user| placed >> user.activity & 1 == 0)
            .peekable();
        while let Some(user) = open.next() {
            asked += user.work;
            if open.peek().is_some_and(|next| next.tail == user.tail) {
                continue;
            }
            let end = last.saturating_sub(user.tail);
            if end > until {
                free += self.free(profile, going, until, end);
                until = end;
            }
            if asked > free {
                return false;
            }
        }
        true
    }

    fn free(&self, profile: &PackedProfile, going: &[(u32, Slot)], from: Slot, to: Slot) -> u64 {
        match self.resource {
            Some(resource) => profile.free_units(resource, from, to),
            None => {
                let all = u64::from(to - from) * self.capacity;
                let taken = going.iter().map(|&(activity, finish)| {
                    u64::from(finish.min(to).saturating_sub(from)) * self.units[activity as usize]
                });
                all - taken.sum::<u64>()
            }
        }
    }
}
