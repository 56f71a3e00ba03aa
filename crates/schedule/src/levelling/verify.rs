//! Does a schedule keep all that the problem asks? Checked slot by slot, with none of the generators' code.

use std::collections::BTreeMap;

use longpole_model::LinkKind;

use super::{Problem, Slot};

/// What a schedule breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// Not one start for each activity.
    #[error("there are {starts} starts for {activities} activities")]
    Count {
        /// How many starts there are.
        starts: usize,
        /// How many there should be.
        activities: usize,
    },
    /// A start before the release.
    #[error("activity {activity} starts at {start}, before its release")]
    Release {
        /// Which activity.
        activity: usize,
        /// Where it starts.
        start: Slot,
    },
    /// A fixed activity elsewhere.
    #[error("activity {activity} starts at {start}, but is fixed")]
    Moved {
        /// Which activity.
        activity: usize,
        /// Where it starts.
        start: Slot,
    },
    /// A start in a slot in which the activity pauses.
    #[error("activity {activity} starts at {start}, where it pauses")]
    Pause {
        /// Which activity.
        activity: usize,
        /// Where it starts.
        start: Slot,
    },
    /// An arc that isn't kept.
    #[error("activity {to} does not wait for activity {from}")]
    Precedence {
        /// What should be waited for.
        from: usize,
        /// What doesn't wait.
        to: usize,
    },
    /// More asked of a resource than there is, by activities that are not all fixed.
    #[error("resource {resource} has {available} units in slot {slot}, and {asked} are asked for")]
    Capacity {
        /// Which resource.
        resource: usize,
        /// When.
        slot: Slot,
        /// What is taken.
        asked: u64,
        /// What there is.
        available: u32,
    },
}

/// Checks the starts of all activities.
pub fn verify(problem: &Problem, starts: &[Slot]) -> Result<(), Violation> {
    if starts.len() != problem.len() {
        return Err(Violation::Count {
            starts: starts.len(),
            activities: problem.len(),
        });
    }
    let worked: Vec<Vec<Slot>> = (0..problem.len())
        .map(|activity| worked_slots(problem, activity, starts[activity]))
        .collect();
    for activity in 0..problem.len() {
        starts_where_it_may(problem, activity, starts[activity], &worked[activity])?;
    }
    let finishes: Vec<Slot> = (0..problem.len())
        .map(|activity| {
            worked[activity]
                .last()
                .map_or(starts[activity], |last| last + 1)
        })
        .collect();
    for arc in problem.arcs() {
        let (leaving, entering) = match arc.kind {
            LinkKind::FinishToStart => (finishes[arc.from], starts[arc.to]),
            LinkKind::StartToStart => (starts[arc.from], starts[arc.to]),
            LinkKind::FinishToFinish => (finishes[arc.from], finishes[arc.to]),
            LinkKind::StartToFinish => (starts[arc.from], finishes[arc.to]),
        };
        if i64::from(entering) < i64::from(leaving) + i64::from(arc.lag) {
            return Err(Violation::Precedence {
                from: arc.from,
                to: arc.to,
            });
        }
    }
    nothing_is_overloaded(problem, &worked)
}

/// The slots in which an activity goes on, by walking from its start.
fn worked_slots(problem: &Problem, activity: usize, start: Slot) -> Vec<Slot> {
    let this = &problem.activities()[activity];
    let mut slots = Vec::with_capacity(this.duration as usize);
    let mut slot = start;
    while slots.len() < this.duration as usize {
        if is_worked(problem, activity, slot) {
            slots.push(slot);
        }
        slot += 1;
    }
    slots
}

fn is_worked(problem: &Problem, activity: usize, slot: Slot) -> bool {
    match problem.activities()[activity].calendar {
        None => true,
        Some(calendar) => {
            let calendar = &problem.calendars[calendar];
            calendar.worked_before(slot + 1) > calendar.worked_before(slot)
        }
    }
}

fn starts_where_it_may(
    problem: &Problem,
    activity: usize,
    start: Slot,
    worked: &[Slot],
) -> Result<(), Violation> {
    let this = &problem.activities()[activity];
    match this.fixed {
        Some(fixed) if fixed == start => Ok(()),
        Some(_) => Err(Violation::Moved { activity, start }),
        None if start < this.release => Err(Violation::Release { activity, start }),
        None if worked.first().is_some_and(|&first| first != start) => {
            Err(Violation::Pause { activity, start })
        }
        None => Ok(()),
    }
}

fn nothing_is_overloaded(problem: &Problem, worked: &[Vec<Slot>]) -> Result<(), Violation> {
    // What is taken in each slot of each resource, and whether anything that could be elsewhere takes part.
    let mut taken: BTreeMap<(usize, Slot), (u64, bool)> = BTreeMap::new();
    for (activity, slots) in problem.activities().iter().zip(worked) {
        for demand in &activity.demands {
            for &slot in slots {
                let entry = taken.entry((demand.resource, slot)).or_default();
                entry.0 += u64::from(demand.units);
                entry.1 |= activity.fixed.is_none();
            }
        }
    }
    for ((resource, slot), (asked, movable)) in taken {
        let available = problem.capacities()[resource].at(slot);
        if movable && asked > u64::from(available) {
            return Err(Violation::Capacity {
                resource,
                slot,
                asked,
                available,
            });
        }
    }
    Ok(())
}
