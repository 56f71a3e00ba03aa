//! What holds each activity where it is: the critical chain, through arcs and through resources that others had first.

use super::calendar::SlotCalendar;
use super::{Problem, Slot};

/// A link of the critical chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainLink {
    /// The activity.
    pub activity: usize,
    /// What holds it.
    pub held_by: Hold,
}

/// What keeps an activity from starting earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It waits for this activity, by an arc.
    Arc(usize),
    /// This activity had the units of the resource that it needs.
    Resource {
        /// Which resource.
        resource: usize,
        /// Who had it.
        after: usize,
    },
    /// The resource has enough for it only from there on.
    Capacity(usize),
    /// Nothing that the schedule could change: its release, its fixed start, the beginning.
    Start,
}

/// The chain that ends with `last`, from it back to where it begins.
///
/// In a schedule in which nothing can start earlier, as the schemes make them, each link touches the next.
pub fn critical_chain(problem: &Problem, starts: &[Slot], last: usize) -> Vec<ChainLink> {
    let mut chain = Vec::new();
    let mut seen = vec![false; problem.len()];
    let mut activity = last;
    while !seen[activity] {
        seen[activity] = true;
        let held_by = hold(problem, starts, activity);
        chain.push(ChainLink { activity, held_by });
        activity = match held_by {
            Hold::Arc(next) | Hold::Resource { after: next, .. } => next,
            Hold::Capacity(_) | Hold::Start => break,
        };
    }
    chain
}

fn hold(problem: &Problem, starts: &[Slot], activity: usize) -> Hold {
    if problem.fixed[activity].is_some() {
        return Hold::Start;
    }
    let tight = problem.predecessors(activity).iter().filter(|edge| {
        let ready = problem.ready_by(activity, edge, starts);
        problem.next_worked(activity, ready) == starts[activity]
    });
    // Of several the one that finishes last, which is where to look first.
    let tight = tight.max_by_key(|edge| {
        let other = edge.other as usize;
        (
            problem.finish(other, starts[other]),
            std::cmp::Reverse(other),
        )
    });
    if let Some(edge) = tight {
        return Hold::Arc(edge.other as usize);
    }
    if starts[activity] == problem.next_worked(activity, problem.releases[activity]) {
        return Hold::Start;
    }
    held_by_resource(problem, starts, activity).unwrap_or(Hold::Start)
}

/// What its demand doesn't find free in the last slot before its start in which it could have gone on.
fn held_by_resource(problem: &Problem, starts: &[Slot], activity: usize) -> Option<Hold> {
    let start = starts[activity];
    let before = slot_before(problem.calendar(activity), start)?;
    for demand in &problem.activities[activity].demands {
        let capacity = &problem.capacities[demand.resource];
        let takers = takers(problem, starts, demand.resource, before);
        let others = || takers.iter().filter(|(other, _)| *other != activity);
        let taken: u64 = others().map(|(_, units)| u64::from(*units)).sum();
        if taken + u64::from(demand.units) <= u64::from(capacity.at(before)) {
            continue;
        }
        let gave_way = others()
            .map(|(other, _)| *other)
            .filter(|&other| problem.finish(other, starts[other]) <= start)
            .max_by_key(|&other| {
                (
                    problem.finish(other, starts[other]),
                    std::cmp::Reverse(other),
                )
            });
        return Some(match gave_way {
            Some(after) => Hold::Resource {
                resource: demand.resource,
                after,
            },
            None => Hold::Capacity(demand.resource),
        });
    }
    None
}

/// The last slot before its start in which `activity` could have gone on, had it found its demand free.
pub(crate) fn missed_slot(problem: &Problem, starts: &[Slot], activity: usize) -> Option<Slot> {
    slot_before(problem.calendar(activity), starts[activity])
}

/// Who takes units of `resource` in `slot`, and how many, in the order of activities.
pub(crate) fn takers(
    problem: &Problem,
    starts: &[Slot],
    resource: usize,
    slot: Slot,
) -> Vec<(usize, u32)> {
    (0..problem.len())
        .filter_map(|activity| {
            let units = problem.units(activity, resource);
            let takes = units > 0 && goes_on(problem, starts, activity, slot);
            takes.then_some((activity, units))
        })
        .collect()
}

/// The last slot before `slot` in which work goes on.
fn slot_before(calendar: Option<&SlotCalendar>, slot: Slot) -> Option<Slot> {
    match calendar {
        None => slot.checked_sub(1),
        Some(calendar) => {
            let position = calendar.worked_before(slot).checked_sub(1)?;
            Some(calendar.slot(position))
        }
    }
}

/// Whether `activity` takes its resources in `slot`.
fn goes_on(problem: &Problem, starts: &[Slot], activity: usize, slot: Slot) -> bool {
    let start = starts[activity];
    start <= slot
        && slot < problem.finish(activity, start)
        && problem
            .calendar(activity)
            .is_none_or(|calendar| calendar.worked_before(slot + 1) > calendar.worked_before(slot))
}
