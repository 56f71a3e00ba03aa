//! Does what is still to be done fit between now and the bound? By the energy that each resource has left.
//!
//! All unplaced work whose activities have at least a tail q behind them must be done before the bound minus q. What is free is
//! counted slot by slot, so work in progress, fixed activities and changes of capacity are all seen.

use super::super::packed::PackedProfile;
use super::super::{Problem, Slot};

/// For each resource the activities that use it, those with the longest tail behind them first.
pub(super) struct Energy {
    resources: Vec<Vec<User>>,
}

struct User {
    activity: u32,
    /// The longest path from its finish to the end.
    tail: Slot,
    /// Its duration times its units.
    work: u64,
}

impl Energy {
    pub(super) fn of(problem: &Problem, _profile: &PackedProfile) -> Self {
        let tails = problem.tails();
        let resources = (0..problem.capacities().len())
            .map(|resource| {
                let mut users = Vec::new();
                for (index, activity) in problem.activities().iter().enumerate() {
                    let demand = activity.demands.iter().find(|d| d.resource == resource);
                    if let (Some(demand), None) = (demand, activity.fixed) {
                        let duration = activity.duration;
                        users.push(User {
                            activity: index as u32,
                            tail: (tails[index] - i64::from(duration)).max(0) as Slot,
                            work: u64::from(duration) * u64::from(demand.units),
                        });
                    }
                }
                users.sort_by_key(|user| std::cmp::Reverse(user.tail));
                users
            })
            .collect();
        Self { resources }
    }

    /// Whether the work of activities not in `placed` fits between `start` and `bound`, so that all is finished before it.
    pub(super) fn fits(
        &self,
        profile: &PackedProfile,
        placed: u64,
        start: Slot,
        bound: Slot,
    ) -> bool {
        let last = bound - 1;
        self.resources.iter().enumerate().all(|(resource, users)| {
            let open = || users.iter().filter(|user| placed >> user.activity & 1 == 0);
            let Some(first) = open().next() else {
                return true;
            };
            if first.tail >= last {
                return false;
            }
            // Free units from `start` to `until`, which grows as tails get shorter.
            let mut until = start;
            let mut free = 0;
            let mut asked = 0;
            let mut users = open().peekable();
            while let Some(user) = users.next() {
                asked += user.work;
                if users.peek().is_some_and(|next| next.tail == user.tail) {
                    continue;
                }
                let end = last.saturating_sub(user.tail);
                free += profile.free_units(resource, until, end);
                until = until.max(end);
                if asked > free {
                    return false;
                }
            }
            true
        })
    }
}
