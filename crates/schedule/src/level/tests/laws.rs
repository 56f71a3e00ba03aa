//! What holds for every levelled plan.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::levelled;

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
