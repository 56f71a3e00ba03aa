//! Why a levelled date is what it is, and what would bring it forward.

use std::fmt::Write as _;

use snapbox::{Data, assert_data_eq, str};

use super::{Levelled, levelled, pool_name};
use crate::level::{ChainHold, LevelLever};
use crate::tests::day;

impl Levelled {
    fn node(&self, name: &str) -> usize {
        (0..self.network.nodes.len())
            .find(|&node| self.name(node) == name)
            .unwrap()
    }

    fn why(&self, name: &str) -> String {
        let mut text = String::new();
        for step in self.levelling.order.chain_of(self.node(name)) {
            let reason = match &step.held_by {
                ChainHold::Need => "needs".to_owned(),
                ChainHold::People(queue) | ChainHold::Capacity(queue) => {
                    let holders: Vec<String> = queue
                        .holders
                        .iter()
                        .map(|&(node, units)| format!("{} has {units}", self.name(node)))
                        .collect();
                    format!(
                        "asks {} of {} people of {} on {}: {}",
                        queue.asks,
                        queue.available,
                        pool_name(&queue.pool),
                        day(queue.at.datetime(), (8, 0)),
                        holders.join(", ")
                    )
                }
                ChainHold::Start(driver) => format!("begins {driver:?}"),
            };
            writeln!(text, "{} {reason}", self.name(step.node)).unwrap();
        }
        text
    }

    /// What brings `name` forward by so many days.
    fn sooner(&self, name: &str, days: i64) -> String {
        let node = self.node(name);
        let finish = self.levelling.schedule.early_finish[node];
        let wanted = finish.plus_clock(-days * 24 * 60);
        let found = self
            .levelling
            .order
            .sooner(&self.network, node, wanted)
            .unwrap()
            .unwrap();
        assert_eq!(found.finish, finish, "the same order gives the same dates");
        let evening = |wall: crate::Wall| day(wall.datetime(), (17, 0));
        let mut text = String::new();
        for change in &found.alone {
            let gives_way = change.gives_way.map_or(String::new(), |at| {
                format!(", which then ends {}", evening(at))
            });
            let lever = self.lever(&change.lever);
            let finish = evening(change.finish);
            writeln!(text, "{lever}{gives_way}: {finish}").unwrap();
        }
        let together: Vec<_> = found.together.iter().map(|it| self.lever(it)).collect();
        let finish = evening(found.together_finish);
        writeln!(text, "together {}: {finish}", together.join(" and ")).unwrap();
        text
    }

    fn lever(&self, lever: &LevelLever) -> String {
        match lever {
            LevelLever::MorePeople(pool, units) => format!("{units} more in {}", pool_name(pool)),
            LevelLever::Shorten(node, minutes) => {
                format!("{} {} days less", self.name(*node), *minutes as f64 / 480.0)
            }
            LevelLever::GoesBefore(node, other) => {
                format!("{} before {}", self.name(*node), self.name(*other))
            }
            LevelLever::StartFrom(node, at) => {
                format!("{} from {}", self.name(*node), day(at.datetime(), (8, 0)))
            }
        }
    }
}

#[track_caller]
fn why(text: &str, name: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).why(name), expected.into());
}

#[track_caller]
fn sooner(text: &str, name: &str, days: i64, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).sooner(name, days), expected.into());
}

const QUEUE: &str = "team t people 1; a 3d team t; b 2d team t; long 10d after b";

#[test]
fn the_chain_back_names_who_has_the_people() {
    why(
        QUEUE,
        "a",
        str![[r#"
a asks 1000 of 1000 people of t on Tue  8 Sep: b has 1000
b begins DataDate

"#]],
    );
}

#[test]
fn the_chain_back_leads_through_needs_and_queues() {
    why(
        "team t people 2; team s people 1; a 3d team t crew 2; b 2d team s after a; c 4d team s; d 2d team t crew 2; e 1d after b",
        "e",
        str![[r#"
e needs
b asks 1000 of 1000 people of s on Thu 10 Sep: c has 1000
c begins DataDate

"#]],
    );
}

#[test]
fn the_chain_back_ends_where_a_date_or_a_team_sets_it() {
    why(
        "team t people 1; a 3d team t from 2026-09-14; b 1d after a",
        "b",
        str![[r#"
b needs
a begins NotBefore

"#]],
    );
    why(
        "team t people 2 only 1 2026-09-07 2026-09-11; a 3d team t crew 2; b 1d after a",
        "b",
        str![[r#"
b needs
a asks 2000 of 1000 people of t on Fri 11 Sep: 

"#]],
    );
    why(
        "team t people 1; a 3d team t finished 2026-09-03; b 1d after a",
        "b",
        str![[r#"
b begins DataDate

"#]],
    );
}

#[test]
fn more_people_less_work_or_another_order_bring_it_forward() {
    sooner(
        QUEUE,
        "a",
        2,
        str![[r#"
a 2 days less: Wed  9 Sep
1000 more in t: Wed  9 Sep
a before b, which then ends Fri 11 Sep: Wed  9 Sep
b 2 days less: Wed  9 Sep
together 1000 more in t: Wed  9 Sep

"#]],
    );
}

#[test]
fn where_nobody_is_waited_for_only_work_counts() {
    sooner(
        QUEUE,
        "long",
        2,
        str![[r#"
long 2 days less: Fri 18 Sep
b 2 days less: Fri 18 Sep
together b 2 days less: Fri 18 Sep

"#]],
    );
}

#[test]
fn several_changes_together_reach_what_none_does_alone() {
    sooner(
        "team t people 1; team s people 1; a 2d team t; b 4d team t; c 2d team s; d 4d team s; e 1d after b and d",
        "e",
        2,
        str![[r#"
e 1 days less: Thu 10 Sep
together b 2 days less and d 2 days less: Wed  9 Sep

"#]],
    );
}
