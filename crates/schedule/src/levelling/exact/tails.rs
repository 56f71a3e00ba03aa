//! How long does it take at least from the start of an activity to the end of all? Longer than the longest path where resources are scarce.
//!
//! All that waits for an activity, directly or not, has to be done behind its finish, each with its own tail. On each resource those whose
//! tails are at least q need as long as their energy takes, and q after that.

use super::super::{Problem, Slot};
use super::energy::resources;

/// A lower bound, for each activity, of the slots from its start to the end of the last.
pub(super) fn tails(problem: &Problem) -> Vec<Slot> {
    let mut tails = vec![0; problem.len()];
    let behind = all_behind(problem);
    let resources = resources(problem);
    for &activity in problem.order().iter().rev() {
        let activity = activity as usize;
        let duration = problem.activities()[activity].duration;
        let path = problem.successors(activity).iter().map(|edge| {
            let through = i64::from(edge.weight) + i64::from(tails[edge.other as usize]);
            through.max(0) as Slot
        });
        let mut tail = path.max().unwrap_or(0).max(duration);
        // Only where what follows starts after the finish does its work lie behind it.
        if problem.finish_to_start_only {
            for (_, capacity, units) in &resources {
                let work = work_behind(problem, *capacity, units, behind[activity], &tails);
                tail = tail.max(duration + work);
            }
        }
        tails[activity] = tail;
    }
    tails
}

/// The set of all that waits for each activity.
fn all_behind(problem: &Problem) -> Vec<u64> {
    let mut behind = vec![0u64; problem.len()];
    for &activity in problem.order().iter().rev() {
        let following = problem.successors(activity as usize).iter();
        behind[activity as usize] = following.fold(0, |set, edge| {
            set | 1 << edge.other | behind[edge.other as usize]
        });
    }
    behind
}

/// How long the work of a set takes one resource, with what comes after it.
fn work_behind(problem: &Problem, capacity: u64, units: &[u64], set: u64, tails: &[Slot]) -> Slot {
    let mut users: Vec<(Slot, u64)> = Vec::new();
    for (index, activity) in problem.activities().iter().enumerate() {
        if set >> index & 1 == 1 && units[index] > 0 {
            let work = u64::from(activity.duration) * units[index];
            users.push((tails[index] - activity.duration, work));
        }
    }
    users.sort_unstable_by_key(|&(tail, _)| std::cmp::Reverse(tail));
    let mut sum = 0;
    let mut longest = 0;
    for (tail, work) in users {
        sum += work;
        longest = longest.max(sum.div_ceil(capacity.max(1)) as Slot + tail);
    }
    longest
}
