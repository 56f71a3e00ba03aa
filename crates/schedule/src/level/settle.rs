//! Do the dates say what the slots say? What the passes date later than its slot is put where they date it, and the rest again in the same order.
//!
//! How long a lag is depends on where it lies, and what hangs on the start of a summary is left to the passes: so dates can be later than slots, where
//! others were to have the people.

use super::axis::Axis;
use super::translate::Translation;
use crate::levelling::{Cost, Generator, Problem, ProblemError, Slot};
use crate::{Network, Schedule};

/// What doesn't settle in so many rounds stays as it is; the loads then say what is taken beyond what there is.
const ROUNDS: usize = 20;

/// An order whose slots and dates agree.
#[derive(Clone)]
pub(super) struct Settled {
    pub(super) problem: Problem,
    pub(super) network: Network,
    pub(super) schedule: Schedule,
    /// Whether anything had to be moved.
    pub(super) moved: bool,
}

impl Settled {
    pub(super) fn cost(&self, starts: &[Slot]) -> Cost {
        Cost::of(&self.problem, starts)
    }
}

/// Moves `starts`, the starts of `problem`, to where `dated` dates them. Work that is `late` is not moved forward.
pub(super) fn settle(
    translation: &mut Translation,
    mut problem: Problem,
    starts: &mut Vec<Slot>,
    axis: &Axis,
    late: &[bool],
    dated: impl Fn(&Translation, &[Slot]) -> (Network, Schedule),
) -> Result<Settled, ProblemError> {
    let mut moved = false;
    for _ in 0..ROUNDS {
        let (network, schedule) = dated(translation, starts);
        // Where times are rounded, they differ by less than a slot anyway.
        let releases = if axis.exact {
            later_releases(translation, &schedule, starts, axis)
        } else {
            Vec::new()
        };
        if releases.is_empty() {
            return Ok(Settled {
                problem,
                network,
                schedule,
                moved,
            });
        }
        moved = true;
        for (activity, release) in releases {
            translation.activities[activity].release = release;
        }
        for (activity, _) in late.iter().enumerate().filter(|(_, late)| **late) {
            let release = &mut translation.activities[activity].release;
            *release = starts[activity].max(*release);
        }
        problem = translation.problem()?;
        let keys: Vec<i64> = starts.iter().map(|&start| i64::from(start)).collect();
        *starts = Generator::new(&problem).serial_by(&keys);
    }
    let (network, schedule) = dated(translation, starts);
    Ok(Settled {
        problem,
        network,
        schedule,
        moved,
    })
}

/// The activities that ask somebody and are dated later than their slots, with the slots of their dates.
fn later_releases(
    translation: &Translation,
    schedule: &Schedule,
    starts: &[Slot],
    axis: &Axis,
) -> Vec<(usize, Slot)> {
    let works = translation.work_of.iter().enumerate();
    works
        .filter_map(|(node, activity)| {
            let activity = (*activity)?;
            let this = &translation.activities[activity];
            let dated = axis.from(schedule.early_restart[node]);
            let is_later =
                this.fixed.is_none() && !this.demands.is_empty() && dated > starts[activity];
            is_later.then_some((activity, dated))
        })
        .collect()
}
