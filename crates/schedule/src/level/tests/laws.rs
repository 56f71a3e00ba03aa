//! What holds for every levelled plan.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{LevelRemark, levelled};
use crate::levelling::verify;

/// Plans with two teams, calendars that differ, and needs that lead back.
fn plans() -> impl Strategy<Value = String> {
    let item = (1u32..30, 0usize..3, 1u32..3, 0u32..4);
    let need = (
        0usize..7,
        0usize..7,
        prop::sample::select(vec!["", "SS", "FF"]),
        -2i32..4,
    );
    (
        prop::collection::vec(item, 1..7),
        prop::collection::vec(need, 0..8),
    )
        .prop_map(|(items, needs)| {
            let mut text = String::from(
                "cal six sat; cal closed 2026-09-10; team t0 people 2; team t1 people 2 cal six; team t2 people 2 cal closed",
            );
            for (index, (hours, team, people, _)) in items.iter().enumerate() {
                write!(text, "; i{index} {hours}h team t{team} crew {people}").unwrap();
                for (to, from, kind, lag) in &needs {
                    if *to == index && from < to {
                        write!(text, " after i{from} {kind} {lag:+}h").unwrap();
                    }
                }
            }
            text
        })
}

/// Plans with people who are away, work half days or by night, and work that was begun, is set or has hours of its own.
fn plans_with_absences() -> impl Strategy<Value = String> {
    let item = (
        1u32..30,
        prop::sample::select(vec![
            "does ann 8h",
            "does bob 8h",
            "does ann 8h does bob 8h",
            "does eve 8h",
            "does eve 8h does bob 8h",
            "does owl 8h does bob 8h",
            "does ann 8h units 50%",
            "team t",
            "team t crew 2",
            "team s",
        ]),
        prop::sample::select(vec![
            "",
            "",
            "",
            "",
            "",
            "",
            "cal six",
            "cal clock",
            "started 2026-09-03",
            "MSO 2026-09-09",
            "MFO 2026-09-11",
            "ALAP",
        ]),
    );
    let need = (0usize..6, 0usize..6, -2i32..4);
    (
        prop::collection::vec(item, 1..6),
        prop::collection::vec(need, 0..5),
    )
        .prop_map(|(items, needs)| {
            let mut text = String::from(
                "cal six sat; cal clock clock; cal short 8-12; cal night 22-24 0-6; cal away 2026-09-08 2026-09-09 2026-09-15; \
                 resource ann away; resource bob six; resource eve short; resource owl night; \
                 team t cal away people 3 only 1 2026-09-10 2026-09-14 only 0 2026-09-16 2026-09-17; team s people 1 only 0 2026-09-07 2026-09-08",
            );
            for (index, (hours, who, how)) in items.iter().enumerate() {
                write!(text, "; i{index} {hours}h {who} {how}").unwrap();
                for (to, from, lag) in &needs {
                    let begun = how.starts_with("started");
                    if *to == index && from < to && !begun {
                        write!(text, " after i{from} {lag:+}h").unwrap();
                    }
                }
            }
            text
        })
}

/// Plans of two teams in which some work is to be as late as possible.
fn plans_with_late_work() -> impl Strategy<Value = String> {
    let item = (1u32..6, 0usize..2, 1u32..3, prop::bool::weighted(0.4));
    let need = (0usize..6, 0usize..6);
    (
        prop::collection::vec(item, 1..6),
        prop::collection::vec(need, 0..4),
    )
        .prop_map(|(items, needs)| {
            let mut text =
                String::from("team t0 people 2; team t1 people 2 only 1 2026-09-09 2026-09-11");
            for (index, (days, team, crew, late)) in items.iter().enumerate() {
                let late = if *late { "ALAP" } else { "" };
                write!(text, "; i{index} {days}d team t{team} crew {crew} {late}").unwrap();
                for (to, from) in &needs {
                    if *to == index && from < to {
                        write!(text, " after i{from}").unwrap();
                    }
                }
            }
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_overloaded_and_nothing_earlier_than_it_can_be(text in plans()) {
        let levelled = levelled(&text);
        for pool in &levelled.levelling.pools {
            for week in &pool.weeks {
                prop_assert_eq!(week.levelled_over, 0, "{}\n{}", text, levelled.loads());
                let work: i64 = week.asked;
                prop_assert!(work >= 0);
            }
            let asked: i64 = pool.weeks.iter().map(|week| week.asked).sum();
            let done: i64 = pool.weeks.iter().map(|week| week.levelled).sum();
            // Each week is rounded to a thousandth of a day.
            prop_assert!((asked - done).abs() <= pool.weeks.len() as i64, "{}", text);
        }
        for node in 0..levelled.network.nodes.len() {
            prop_assert!(
                levelled.levelling.schedule.early_start[node] >= levelled.planned.early_start[node],
                "{}", text
            );
        }
    }

    #[test]
    fn no_day_takes_more_than_it_has_unless_begun_or_set_work_does_and_then_it_is_said(text in plans_with_absences()) {
        let levelled = levelled(&text);
        let may_overload = |node: &crate::Node| {
            node.state != crate::NodeState::Planned || node.constraint.is_some_and(|(kind, _)| kind != longpole_model::ConstraintKind::AsLateAsPossible)
        };
        for pool in &levelled.levelling.pools {
            let days: Vec<_> = pool.weeks.iter().flat_map(|week| &week.levelled_days_over).collect();
            let is_said = levelled.levelling.remarks.iter().any(|remark| {
                matches!(remark, LevelRemark::BeyondThere { pool: said, .. } if *said == pool.pool)
            });
            prop_assert_eq!(is_said, !days.is_empty(), "{}", text);
            for day in days {
                let takers = levelled.takers(&pool.pool, day.day);
                prop_assert!(
                    takers.iter().any(|&node| may_overload(&levelled.network.nodes[node])),
                    "{}\n{:?}\n{}", text, day, levelled.dates()
                );
                prop_assert!(day.available > 0, "{}\n{:?}\n{}", text, day, levelled.dates());
            }
        }
    }

    #[test]
    fn work_that_is_to_be_late_could_not_be_later(text in plans_with_late_work()) {
        let levelled = levelled(&text);
        let order = &levelled.levelling.order;
        let end = order.problem.makespan(&order.starts);
        for (activity, node) in order.node_of.iter().enumerate() {
            let constraint = node.and_then(|node| levelled.network.nodes[node].constraint);
            if !matches!(constraint, Some((longpole_model::ConstraintKind::AsLateAsPossible, _))) {
                continue;
            }
            let mut starts = order.starts.clone();
            for later in order.starts[activity] + 1..end {
                starts[activity] = later;
                if order.problem.finish(activity, later) <= end {
                    prop_assert!(verify(&order.problem, &starts).is_err(), "{}\n{}", text, levelled.dates());
                }
            }
        }
    }

    #[test]
    fn levelling_is_repeatable(text in plans()) {
        let (one, other) = (levelled(&text), levelled(&text));
        prop_assert_eq!(one.levelling.schedule, other.levelling.schedule);
        prop_assert_eq!(one.levelling.chain, other.levelling.chain);
    }

    #[test]
    fn the_levelled_end_is_no_later_than_the_unmanaged_one(text in plans()) {
        let levelled = levelled(&text);
        let end = |schedule: &crate::Schedule| schedule.programs[0].finish;
        prop_assert!(end(&levelled.levelling.schedule) <= end(&levelled.levelling.unmanaged), "{}", text);
    }
}
