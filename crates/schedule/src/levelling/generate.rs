//! How is a schedule made of a list of activities? One after the other, each as early as it fits (the serial scheme).
//!
//! The serial scheme makes active schedules: for a regular measure some list gives the best one (Kolisch 1996). A list has every activity after
//! all that it waits for. Justification, which makes a schedule shorter, is in `justify`; the parallel scheme in `parallel`.

use super::priority::list_by_keys;
use super::profile::{AnyProfile, Profile};
use super::{Problem, Slot};

/// Makes schedules of a problem, one after the other, in the same memory.
pub struct Generator<'a> {
    pub(super) problem: &'a Problem,
    pub(super) profile: AnyProfile,
    pub(super) scratch: Scratch,
    /// How many schedules were made: each pass over all activities counts.
    pub(super) made: u64,
}

/// Memory that passes use.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) counts: Vec<u32>,
    pub(super) list: Vec<u32>,
}

/// Activities in an order in which each comes after all that it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityList(pub(super) Vec<u32>);

impl ActivityList {
    /// `None` unless `activities` names each activity of the problem once, after all that it waits for.
    pub fn new(problem: &Problem, activities: Vec<u32>) -> Option<Self> {
        let mut place = vec![u32::MAX; problem.len()];
        for (at, &activity) in activities.iter().enumerate() {
            let place = place.get_mut(activity as usize)?;
            if *place != u32::MAX {
                return None;
            }
            *place = at as u32;
        }
        let in_order = problem
            .arcs()
            .iter()
            .all(|arc| place[arc.from] < place[arc.to]);
        (activities.len() == problem.len() && in_order).then_some(Self(activities))
    }

    /// The activities.
    pub fn activities(&self) -> &[u32] {
        &self.0
    }
}

impl<'a> Generator<'a> {
    /// A generator for `problem`.
    pub fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            profile: AnyProfile::of(problem),
            scratch: Scratch::default(),
            made: 0,
        }
    }

    /// How many schedules were made so far: each pass over all activities counts as one, also within a justification.
    pub fn schedules_made(&self) -> u64 {
        self.made
    }

    /// Starts of all activities when each, in the order of `list`, starts as early as it can. One schedule.
    pub fn serial(&mut self, list: &ActivityList) -> Vec<Slot> {
        let mut starts = vec![0; self.problem.len()];
        self.serial_into(&list.0, &mut starts);
        starts
    }

    /// Starts of all activities when each, the one with the lowest key first and all after what they wait for, starts as early as it can. One
    /// schedule.
    pub(crate) fn serial_by(&mut self, keys: &[i64]) -> Vec<Slot> {
        self.serial(&list_by_keys(self.problem, keys))
    }

    /// As [`serial`](Self::serial), into memory that is there; gives the makespan.
    pub(super) fn serial_into(&mut self, list: &[u32], starts: &mut [Slot]) -> Slot {
        self.made += 1;
        match &mut self.profile {
            AnyProfile::Packed(profile) => serial(self.problem, profile, list, starts),
            AnyProfile::General(profile) => serial(self.problem, profile, list, starts),
        }
    }
}

fn serial<P: Profile>(
    problem: &Problem,
    profile: &mut P,
    list: &[u32],
    starts: &mut [Slot],
) -> Slot {
    profile.clear();
    let mut makespan = 0;
    for &activity in list {
        let activity = activity as usize;
        let start = match problem.fixed[activity] {
            Some(start) => start,
            None => {
                let start = profile.earliest(activity, problem.ready(activity, starts));
                profile.take(activity, start);
                start
            }
        };
        starts[activity] = start;
        makespan = makespan.max(problem.finish_of(activity, start));
    }
    makespan
}
