//! How short can a schedule possibly be? Bounds that no schedule beats.
//!
//! The critical path; and for each resource its energy: what work it has to do between the earliest that any of it can begin
//! and the latest that any can end. Where a bound is met, the schedule is the best there is.

use super::{Problem, Slot};

/// A makespan that no schedule of `problem` beats: the greatest of the critical path and the resources' energy bounds.
pub fn lower_bound(problem: &Problem) -> Slot {
    let starts = problem.earliest_starts();
    let path = problem.makespan(&starts);
    (0..problem.capacities.len())
        .map(|resource| energy_bound(problem, resource, &starts))
        .fold(path, Slot::max)
}

/// For every head h and tail t: the work on `resource` of activities that can't start before h and have t after them must
/// fit between. Heads and tails are those of single activities; all pairs of them are tried, a hundred of each at most.
fn energy_bound(problem: &Problem, resource: usize, starts: &[Slot]) -> Slot {
    const TRIED: usize = 100;
    let tails = problem.tails();
    // (head, tail after its finish, work)
    let mut users: Vec<(Slot, Slot, u64)> = Vec::new();
    for (index, activity) in problem.activities.iter().enumerate() {
        if activity.fixed.is_some() {
            continue;
        }
        let demand = activity.demands.iter().find(|d| d.resource == resource);
        let Some(demand) = demand else { continue };
        // Behind its finish, which is where its work ends unless it pauses; then this is left out.
        let tail = if problem.pauses {
            0
        } else {
            tails[index] - i64::from(activity.duration)
        };
        let work = u64::from(activity.duration) * u64::from(demand.units);
        users.push((starts[index], tail.max(0) as Slot, work));
    }
    let tried = |values: Vec<Slot>| {
        let mut values = values;
        values.sort_unstable();
        values.dedup();
        let step = values.len().div_ceil(TRIED).max(1);
        values.into_iter().step_by(step).collect::<Vec<_>>()
    };
    let heads = tried(users.iter().map(|user| user.0).collect());
    let tails = tried(users.iter().map(|user| user.1).collect());
    users.sort_unstable();
    let mut best = 0;
    let mut sums = vec![0u64; tails.len()];
    let mut next = users.len();
    for &head in heads.iter().rev() {
        while next > 0 && users[next - 1].0 >= head {
            next -= 1;
            let (_, tail, work) = users[next];
            for (sum, _) in sums.iter_mut().zip(&tails).filter(|(_, t)| **t <= tail) {
                *sum += work;
            }
        }
        for (&work, &tail) in sums.iter().zip(&tails).filter(|(work, _)| **work > 0) {
            let end = end_of_work(&problem.capacities[resource].0, head, work, problem.horizon);
            best = best.max(end + tail);
        }
    }
    best
}

/// The earliest slot by which a resource can have done `work` unit-slots from `from` on.
fn end_of_work(steps: &[(Slot, u32)], from: Slot, work: u64, never: Slot) -> Slot {
    if work == 0 {
        return from;
    }
    let mut left = work;
    let first = steps.partition_point(|&(slot, _)| slot <= from).max(1) - 1;
    for (index, &(slot, units)) in steps.iter().enumerate().skip(first) {
        let begin = slot.max(from);
        let end = steps.get(index + 1).map_or(never, |&(slot, _)| slot);
        let here = u64::from(end.saturating_sub(begin)) * u64::from(units);
        if here >= left {
            return begin + left.div_ceil(u64::from(units)) as Slot;
        }
        left -= here;
    }
    // What doesn't fit is work that fixed activities or pauses leave no room for; then this bound says nothing.
    from
}
