//! What holds for every problem.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::notation::read;
use crate::levelling::general::GeneralProfile;
use crate::levelling::profile::AnyProfile;
use crate::levelling::{
    Budget, Cost, Generator, PriorityRule, Problem, Slot, lower_bound, priority_list, search,
    solve_exactly, verify,
};

/// Problems as text, so that a counterexample can be read.
fn problems(
    most: usize,
    kinds: &'static [&'static str],
    pauses: bool,
) -> impl Strategy<Value = String> {
    let capacity = prop::collection::vec((1u32..3, 0u32..5), 0..3);
    let activity = (0u32..4, 0u32..3, 0u32..3, 0u32..6, 0u32..12, 0u32..3);
    let arc = (0..most, 0..most, prop::sample::select(kinds), -1i32..3);
    (
        prop::collection::vec(capacity, 2),
        prop::collection::vec(activity, 1..=most),
        prop::collection::vec(arc, 0..most * 2),
    )
        .prop_map(move |(capacities, activities, arcs)| {
            let mut text = String::new();
            for steps in &capacities {
                let mut slot = 0;
                text.push_str("cap");
                for (length, units) in steps {
                    write!(text, " {units}@{slot}").unwrap();
                    slot += length;
                }
                write!(text, " 2@{slot};").unwrap();
            }
            text.push_str("off 2-4 5-6");
            for (index, (duration, x, y, release, due, extra)) in activities.iter().enumerate() {
                write!(text, "; a{index} {duration} x{x} y{y}").unwrap();
                if *release > 3 {
                    write!(text, " from {release}").unwrap();
                }
                if pauses && *extra == 1 {
                    text.push_str(" in 0");
                }
                if pauses && *due < 6 {
                    write!(text, " due {due}").unwrap();
                }
                for (to, from, kind, lag) in &arcs {
                    if *to == index && from < to {
                        write!(text, " after a{from} {kind} {lag:+}").unwrap();
                    }
                }
            }
            text
        })
}

const ALL: &[&str] = &["FS", "SS", "FF", "SF"];

proptest! {
    #[test]
    fn every_scheme_and_rule_makes_schedules_that_keep_everything(text in problems(8, ALL, true)) {
        let problem = read(&text);
        let mut generator = Generator::new(&problem);
        for rule in PriorityRule::ALL {
            let list = priority_list(&problem, rule);
            prop_assert_eq!(verify(&problem, &generator.serial(&list)), Ok(()), "{:?} {}", rule, text);
            prop_assert_eq!(verify(&problem, &generator.parallel(rule)), Ok(()), "{:?} {}", rule, text);
        }
    }

    #[test]
    fn justification_neither_breaks_nor_lengthens_nor_delays_a_schedule(text in problems(8, ALL, true)) {
        let problem = read(&text);
        let mut generator = Generator::new(&problem);
        for rule in PriorityRule::ALL {
            let mut starts = generator.parallel(rule);
            let before = Cost::of(&problem, &starts);
            let makespan = generator.justify(&mut starts);
            prop_assert_eq!(verify(&problem, &starts), Ok(()), "{}", text);
            let after = Cost::of(&problem, &starts);
            prop_assert_eq!(makespan, after.makespan);
            prop_assert!(after.makespan <= before.makespan && after.lateness <= before.lateness, "{}", text);
        }
    }

    #[test]
    fn justification_of_plain_problems_does_so_too(text in problems(8, &["FS"], false)) {
        let problem = read(&text.replace("-1", "+0"));
        prop_assert!(problem.finish_to_start_only);
        let mut generator = Generator::new(&problem);
        let mut starts = generator.serial(&priority_list(&problem, PriorityRule::ShortestProcessingTime));
        let before = problem.makespan(&starts);
        prop_assert!(generator.justify(&mut starts) <= before);
        prop_assert_eq!(verify(&problem, &starts), Ok(()), "{}", text);
    }

    #[test]
    fn both_ways_of_keeping_free_units_come_to_the_same(text in problems(8, ALL, false)) {
        let problem = read(&text);
        let mut packed = Generator::new(&problem);
        prop_assert!(matches!(packed.profile, AnyProfile::Packed(_)));
        let mut general = Generator::new(&problem);
        general.profile = AnyProfile::General(GeneralProfile::of(&problem));
        for rule in PriorityRule::ALL {
            let list = priority_list(&problem, rule);
            let (mut one, mut other) = (packed.serial(&list), general.serial(&list));
            prop_assert_eq!(&one, &other);
            packed.justify(&mut one);
            general.justify(&mut other);
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(packed.parallel(rule), general.parallel(rule));
        }
    }

    #[test]
    fn the_exact_search_finds_what_trying_everything_finds(text in problems(5, &["FS", "SS"], false)) {
        let problem = read(&text.replace("-1", "+0"));
        let rule = PriorityRule::ShortestProcessingTime;
        let start = Generator::new(&problem).serial(&priority_list(&problem, rule));
        let found = solve_exactly(&problem, &start, 1_000_000, || true).unwrap();
        prop_assert_eq!(verify(&problem, &found.starts), Ok(()));
        prop_assert!(found.proven);
        prop_assert_eq!(found.makespan, problem.makespan(&found.starts));
        let best = by_trying_everything(&problem, found.makespan);
        prop_assert_eq!(found.makespan, best, "{}", text);
        prop_assert!(lower_bound(&problem) <= best, "{}", text);
    }

    #[test]
    fn no_schedule_undercuts_the_bounds(text in problems(5, ALL, true)) {
        let problem = read(&text);
        let found = search(&problem, Budget { schedules: 60, seed: 3 }, || true);
        let best = by_trying_everything(&problem, found.cost.makespan);
        prop_assert!(lower_bound(&problem) <= best, "{}", text);
        prop_assert!(found.bound.makespan <= found.cost.makespan);
        prop_assert!(found.bound.lateness <= found.cost.lateness);
    }

    #[test]
    fn the_search_is_repeatable_feasible_and_within_its_budget(
        text in problems(8, ALL, true),
        seed in 0u64..100,
        schedules in 1u64..60,
        stop in 0u32..20,
    ) {
        let problem = read(&text);
        let run = || {
            let mut left = stop;
            search(&problem, Budget { schedules, seed }, || {
                left = left.saturating_sub(1);
                left > 0
            })
        };
        let found = run();
        prop_assert_eq!(verify(&problem, &found.starts), Ok(()), "{}", text);
        prop_assert_eq!(found.cost, Cost::of(&problem, &found.starts));
        prop_assert!(found.schedules <= schedules);
        prop_assert_eq!(found, run());
    }
}

/// The shortest makespan up to `known`, by trying every start of every activity.
fn by_trying_everything(problem: &Problem, known: Slot) -> Slot {
    let count = problem.len();
    let mut starts = vec![0; count];
    let mut best = known;
    // Position of the activity, in topological order, whose start is tried next.
    let mut at = 0;
    loop {
        let activity = problem.order()[at] as usize;
        let finish = problem.finish(activity, starts[activity]);
        // At the bound nothing is gained; further back the next start is tried.
        if finish >= best && starts[activity] + problem.activities()[activity].duration >= best {
            starts[activity] = 0;
            if at == 0 {
                return best;
            }
            at -= 1;
            starts[problem.order()[at] as usize] += 1;
        } else if at + 1 == count {
            if finish < best && verify(problem, &starts).is_ok() {
                best = problem.makespan(&starts);
            }
            starts[activity] += 1;
        } else {
            at += 1;
            starts[problem.order()[at] as usize] = 0;
        }
    }
}
