//! How are free units kept so that a slot is tested in one step? Four resources in one word, sixteen bits each.
//!
//! The top bit of each field stays clear, so one subtraction with these bits set compares all four: a bit that was borrowed
//! from is a resource that has too little (SIMD within a register). A window is tested from its end, since a miss there
//! moves the start furthest.

use super::profile::Profile;
use super::{Problem, Slot};

/// The top bits of the four fields.
const GUARDS: u64 = 0x8000_8000_8000_8000;
/// Fields a word.
const FIELDS: usize = 4;
/// The most units that fit into a field beside its guard.
const MOST_UNITS: u32 = 0x7FFF;
/// Beyond so many slots the words no longer stay in the cache.
const MOST_SLOTS: Slot = 1 << 16;

/// Free units, one word a slot.
pub(super) struct PackedProfile {
    /// Before anything is taken.
    initial: Vec<u64>,
    free: Vec<u64>,
    /// Everything from here on is as it was initially.
    touched_until: usize,
    durations: Vec<Slot>,
    demands: Vec<u64>,
}

impl PackedProfile {
    /// `None` when the problem has too many resources, units or slots, or activities that pause.
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let capacities = problem.capacities();
        let units_fit = capacities
            .iter()
            .all(|capacity| capacity.0.iter().all(|&(_, units)| units <= MOST_UNITS));
        if capacities.len() > FIELDS || !units_fit || problem.horizon > MOST_SLOTS || problem.pauses
        {
            return None;
        }
        let mut initial = vec![0u64; problem.horizon as usize + 1];
        for (resource, capacity) in capacities.iter().enumerate() {
            for (step, &(from, units)) in capacity.0.iter().enumerate() {
                let to = capacity.0.get(step + 1).map(|&(slot, _)| slot as usize);
                for free in &mut initial[from as usize..to.unwrap_or(problem.horizon as usize + 1)]
                {
                    *free |= field(resource, units);
                }
            }
        }
        let mut profile = Self {
            free: initial.clone(),
            initial,
            touched_until: 0,
            durations: problem.durations.clone(),
            demands: problem.activities().iter().map(demand).collect(),
        };
        profile.take_fixed(problem);
        Some(profile)
    }

    /// The free units of `resource` in all slots from `from` to `to`.
    pub(super) fn free_units(&self, resource: usize, from: Slot, to: Slot) -> u64 {
        if from >= to {
            return 0;
        }
        let slots = self.free[from as usize..to as usize].iter();
        slots
            .map(|free| free >> (16 * resource) & u64::from(MOST_UNITS))
            .sum()
    }

    /// Fixed activities may take more than there is; then nothing is left.
    fn take_fixed(&mut self, problem: &Problem) {
        for activity in problem.activities() {
            let Some(start) = activity.fixed else {
                continue;
            };
            for free in &mut self.initial[start as usize..(start + activity.duration) as usize] {
                for demand in &activity.demands {
                    let here = (*free >> (16 * demand.resource)) as u32 & MOST_UNITS;
                    *free -= field(demand.resource, demand.units.min(here));
                }
            }
        }
        self.free.copy_from_slice(&self.initial);
    }
}

fn field(resource: usize, units: u32) -> u64 {
    u64::from(units) << (16 * resource)
}

/// What an activity takes; nothing when it is fixed, since that is gone already, or takes no time.
fn demand(activity: &super::Activity) -> u64 {
    if activity.fixed.is_some() || activity.duration == 0 {
        return 0;
    }
    let fields = activity.demands.iter();
    fields.fold(0, |word, demand| {
        word | field(demand.resource, demand.units)
    })
}

#[inline]
fn lacks(free: u64, demand: u64) -> bool {
    ((free | GUARDS) - demand) & GUARDS != GUARDS
}

impl Profile for PackedProfile {
    #[inline]
    fn clear(&mut self) {
        self.free[..self.touched_until].copy_from_slice(&self.initial[..self.touched_until]);
        self.touched_until = 0;
    }

    #[inline]
    fn earliest(&self, activity: usize, from: Slot) -> Slot {
        let demand = self.demands[activity];
        if demand == 0 {
            return from;
        }
        let duration = self.durations[activity] as usize;
        let mut start = from as usize;
        // Slots before this one are known to have enough, as far as they lie in the window.
        let mut known = start;
        while let Some(miss) = self.free[known..start + duration]
            .iter()
            .rposition(|&free| lacks(free, demand))
        {
            let tested = start + duration;
            start = known + miss + 1;
            known = tested;
        }
        start as Slot
    }

    #[inline]
    fn latest(&self, activity: usize, start: Slot) -> Option<Slot> {
        let demand = self.demands[activity];
        if demand == 0 {
            return Some(start);
        }
        let duration = self.durations[activity] as usize;
        let mut start = start as usize;
        let mut known = start + duration;
        while let Some(miss) = self.free[start..known]
            .iter()
            .position(|&free| lacks(free, demand))
        {
            known = start;
            start = (start + miss).checked_sub(duration)?;
        }
        Some(start as Slot)
    }

    #[inline]
    fn take(&mut self, activity: usize, start: Slot) {
        let demand = self.demands[activity];
        let end = (start + self.durations[activity]) as usize;
        for free in &mut self.free[start as usize..end] {
            *free -= demand;
        }
        self.touched_until = self.touched_until.max(end);
    }

    #[inline]
    fn give(&mut self, activity: usize, start: Slot) {
        let demand = self.demands[activity];
        let end = (start + self.durations[activity]) as usize;
        for free in &mut self.free[start as usize..end] {
            *free += demand;
        }
    }
}
