//! How is a search suited to a limit that isn't a number of schedules, such as a time?

use super::{Budget, Levelled, Problem, search};

/// What the first run may make.
const FIRST_RUN: u64 = 1_000;
/// A run makes at most so many times as many schedules as the one before it.
const MOST_MORE: f64 = 1_000.0;
/// What is left of the limit after a run is left unused where it is less than this share of what the run took.
const LEAST_MORE: f64 = 0.5;
/// Of what is left, what a run is planned for: it may turn out slower.
const SHARE: f64 = 0.95;

/// Looks for the best schedule until `used`, which gives the share of a limit that is used up, reaches 1.
///
/// How many individuals suit a search depends on how many schedules it will make, so a short run measures how many the limit allows, and a long one
/// makes them. [`Levelled::schedules`] counts both.
pub fn search_within(problem: &Problem, seed: u64, mut used: impl FnMut() -> f64) -> Levelled {
    let mut schedules = FIRST_RUN;
    let mut best: Option<Levelled> = None;
    loop {
        let began = used();
        let run = Budget {
            schedules,
            seed: seed.wrapping_add(schedules),
        };
        let found = search(problem, run, || used() < 1.0);
        let ended = used();
        let made = found.schedules;
        let found = match best {
            Some(best) => better(best, found),
            None => found,
        };
        let more = (1.0 - ended) / (ended - began).max(1e-9);
        if found.is_optimal() || more < LEAST_MORE {
            return found;
        }
        schedules = (made as f64 * (more * SHARE).min(MOST_MORE)).max(1.0) as u64;
        best = Some(found);
    }
}

fn better(one: Levelled, other: Levelled) -> Levelled {
    let bound = one.bound.max(other.bound);
    let schedules = one.schedules + other.schedules;
    let best = if other.cost < one.cost { other } else { one };
    Levelled {
        bound,
        schedules,
        ..best
    }
}

#[cfg(test)]
mod tests {
    use crate::levelling::{Activity, Arc, Capacity, Demand, Problem, search_within, verify};

    #[test]
    fn the_limit_is_used_and_not_passed() {
        // Sixty pieces of work for four people, too many for a proof and with no bound that is met.
        let activities = (0..60u32).map(|index| Activity {
            duration: 3 + index * 7 % 11,
            demands: vec![Demand {
                resource: 0,
                units: 1 + index % 3,
            }],
            ..Activity::default()
        });
        let arcs = (2..60).map(|to| Arc::finish_to_start(to / 2, to)).collect();
        let problem = Problem::new(
            activities.collect(),
            arcs,
            vec![Capacity::constant(4)],
            Vec::new(),
        )
        .unwrap();
        let mut asked = 0u32;
        let found = search_within(&problem, 1, || {
            asked += 1;
            f64::from(asked) / 5_000.0
        });
        assert_eq!(verify(&problem, &found.starts), Ok(()));
        assert!(found.is_optimal() || asked >= 4_000, "{asked}");
        assert!(asked <= 5_010, "{asked}");
    }
}
