//! How are free units kept for any number of resources, any amounts, and activities that pause?
//!
//! A list of slots for each resource, which grows as far as it is used; beyond it lies what there is after the last change.
//! A window is tested on the axis of the activity's own calendar, on which its pauses do not exist.

use super::calendar::SlotCalendar;
use super::profile::Profile;
use super::{Problem, Slot};

/// Free units of each resource.
pub(super) struct GeneralProfile {
    resources: Vec<Resource>,
    calendars: Vec<SlotCalendar>,
    activities: Vec<Taker>,
    /// `(resource, units)` of all activities, one after the other.
    demands: Vec<(u32, u32)>,
}

struct Resource {
    /// Before anything is taken, up to the last change.
    initial: Vec<u32>,
    /// What is free; beyond its end, `last`.
    free: Vec<u32>,
    /// What there is after the last change.
    last: u32,
}

struct Taker {
    duration: Slot,
    calendar: Option<u32>,
    demands: (u32, u32),
}

impl GeneralProfile {
    pub(super) fn of(problem: &Problem) -> Self {
        let mut demands = Vec::new();
        let activities = problem
            .activities()
            .iter()
            .map(|activity| {
                let first = demands.len() as u32;
                if activity.fixed.is_none() && activity.duration > 0 {
                    let own = activity.demands.iter();
                    demands.extend(own.map(|demand| (demand.resource as u32, demand.units)));
                }
                Taker {
                    duration: activity.duration,
                    calendar: activity.calendar.map(|calendar| calendar as u32),
                    demands: (first, demands.len() as u32),
                }
            })
            .collect();
        let mut profile = Self {
            resources: problem.capacities().iter().map(Resource::of).collect(),
            calendars: problem.calendars.clone(),
            activities,
            demands,
        };
        profile.take_fixed(problem);
        profile
    }

    /// Fixed activities may take more than there is; then nothing is left.
    fn take_fixed(&mut self, problem: &Problem) {
        for (index, activity) in problem.activities().iter().enumerate() {
            let Some(start) = activity.fixed else {
                continue;
            };
            for demand in &activity.demands {
                for position in self.positions(index, start) {
                    let slot = self.slot(index, position);
                    let free = self.resources[demand.resource].at_mut(slot);
                    *free = free.saturating_sub(demand.units);
                }
            }
        }
        for resource in &mut self.resources {
            resource.initial.clone_from(&resource.free);
        }
    }

    fn calendar(&self, activity: usize) -> Option<&SlotCalendar> {
        let calendar = self.activities[activity].calendar?;
        Some(&self.calendars[calendar as usize])
    }

    /// Where `slot`, or the next one that is worked, lies on the axis of the activity.
    fn position(&self, activity: usize, slot: Slot) -> Slot {
        self.calendar(activity)
            .map_or(slot, |calendar| calendar.worked_before(slot))
    }

    fn slot(&self, activity: usize, position: Slot) -> Slot {
        self.calendar(activity)
            .map_or(position, |calendar| calendar.slot(position))
    }

    fn positions(&self, activity: usize, start: Slot) -> std::ops::Range<Slot> {
        let first = self.position(activity, start);
        first..first + self.activities[activity].duration
    }

    fn demands(&self, activity: usize) -> &[(u32, u32)] {
        let (from, to) = self.activities[activity].demands;
        &self.demands[from as usize..to as usize]
    }

    fn lacks(&self, activity: usize, position: Slot) -> bool {
        let slot = self.slot(activity, position);
        self.demands(activity)
            .iter()
            .any(|&(resource, units)| self.resources[resource as usize].at(slot) < units)
    }
}

impl Resource {
    fn of(capacity: &super::Capacity) -> Self {
        let mut free = Vec::with_capacity(capacity.last_change() as usize);
        for two in capacity.0.windows(2) {
            // Before the first step there is nothing.
            free.resize(two[0].0 as usize, 0);
            free.resize(two[1].0 as usize, two[0].1);
        }
        free.resize(capacity.last_change() as usize, 0);
        Self {
            initial: Vec::new(),
            free,
            last: capacity.last(),
        }
    }

    fn at(&self, slot: Slot) -> u32 {
        self.free.get(slot as usize).copied().unwrap_or(self.last)
    }

    fn at_mut(&mut self, slot: Slot) -> &mut u32 {
        if slot as usize >= self.free.len() {
            self.free.resize(slot as usize + 1, self.last);
        }
        &mut self.free[slot as usize]
    }
}

impl Profile for GeneralProfile {
    fn clear(&mut self) {
        for resource in &mut self.resources {
            let Resource {
                initial,
                free,
                last: _,
            } = resource;
            free.clone_from(initial);
        }
    }

    fn earliest(&self, activity: usize, from: Slot) -> Slot {
        let duration = self.activities[activity].duration;
        if duration == 0 {
            return from;
        }
        let mut first = self.position(activity, from);
        let mut known = first;
        while let Some(miss) =
            (known..first + duration).rfind(|&position| self.lacks(activity, position))
        {
            known = first + duration;
            first = miss + 1;
        }
        self.slot(activity, first)
    }

    fn latest(&self, activity: usize, start: Slot) -> Option<Slot> {
        let duration = self.activities[activity].duration;
        if duration == 0 {
            return Some(start);
        }
        let mut first = match self.calendar(activity) {
            None => start,
            // The last worked slot up to `start`.
            Some(calendar) => calendar.worked_before(start + 1).checked_sub(1)?,
        };
        let mut known = first + duration;
        while let Some(miss) = (first..known).find(|&position| self.lacks(activity, position)) {
            known = first;
            first = miss.checked_sub(duration)?;
        }
        Some(self.slot(activity, first))
    }

    fn take(&mut self, activity: usize, start: Slot) {
        for position in self.positions(activity, start) {
            let slot = self.slot(activity, position);
            let (from, to) = self.activities[activity].demands;
            for &(resource, units) in &self.demands[from as usize..to as usize] {
                *self.resources[resource as usize].at_mut(slot) -= units;
            }
        }
    }

    fn give(&mut self, activity: usize, start: Slot) {
        for position in self.positions(activity, start) {
            let slot = self.slot(activity, position);
            let (from, to) = self.activities[activity].demands;
            for &(resource, units) in &self.demands[from as usize..to as usize] {
                *self.resources[resource as usize].at_mut(slot) += units;
            }
        }
    }
}
