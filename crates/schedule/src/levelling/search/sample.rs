//! Where do the first lists come from? From a priority rule and chance.
//!
//! Regret-based biased random sampling (Drexl 1991): an eligible activity is drawn with a chance that grows with how much it would
//! be regretted to leave it. Large problems add noise to the rule's keys instead, which takes no pass over what is eligible.

use super::{Problem, Random};
use crate::levelling::generate::ActivityList;
use crate::levelling::priority::list_by_keys;

/// Problems up to this size are sampled by regret.
const BY_REGRET_UP_TO: usize = 1_000;

/// A list in which activities with low keys tend to come first.
pub(super) fn list(problem: &Problem, keys: &[i64], random: &mut Random) -> ActivityList {
    if problem.len() <= BY_REGRET_UP_TO {
        by_regret(problem, keys, random)
    } else {
        with_noise(problem, keys, random)
    }
}

fn with_noise(problem: &Problem, keys: &[i64], random: &mut Random) -> ActivityList {
    let lowest = keys.iter().min().copied().unwrap_or(0);
    let highest = keys.iter().max().copied().unwrap_or(0);
    let spread = ((highest - lowest) as usize / 2).max(1);
    let keys: Vec<i64> = keys
        .iter()
        .map(|key| key * 16 + random.below(spread * 16) as i64)
        .collect();
    list_by_keys(problem, &keys)
}

fn by_regret(problem: &Problem, keys: &[i64], random: &mut Random) -> ActivityList {
    let mut waits: Vec<u32> = (0..problem.len())
        .map(|activity| problem.predecessors(activity).len() as u32)
        .collect();
    let mut eligible: Vec<u32> = (0..problem.len() as u32)
        .filter(|&activity| waits[activity as usize] == 0)
        .collect();
    let mut list = Vec::with_capacity(problem.len());
    while !eligible.is_empty() {
        let drawn = draw(&eligible, keys, random);
        let activity = eligible.swap_remove(drawn);
        list.push(activity);
        for edge in problem.successors(activity as usize) {
            let waiting = &mut waits[edge.other as usize];
            *waiting -= 1;
            if *waiting == 0 {
                eligible.push(edge.other);
            }
        }
    }
    ActivityList(list)
}

/// Draws a position; the chance is the regret, which is the distance from the worst key, and one.
fn draw(eligible: &[u32], keys: &[i64], random: &mut Random) -> usize {
    let key = |activity: &u32| keys[*activity as usize];
    let worst = eligible.iter().map(key).max().unwrap_or(0);
    let regret = |activity: &u32| (worst - key(activity)) as usize + 1;
    let sum: usize = eligible.iter().map(regret).sum();
    let mut left = random.below(sum);
    for (position, activity) in eligible.iter().enumerate() {
        let regret = regret(activity);
        if left < regret {
            return position;
        }
        left -= regret;
    }
    eligible.len() - 1
}
