//! What brings a finish forward.

use std::fmt::Write as _;

use proptest::prelude::*;
use snapbox::{IntoData, str};

use super::laws::{ALL, tasks};
use super::plan::Plan;
use crate::{Lever, Network, Options, Part, Schedule, Subject, earlier, schedule};

const WEEK: i64 = 5 * 480;

fn name(network: &Network, node: usize) -> String {
    match &network.nodes[node].subject.part {
        Part::Item(id) => id.to_string(),
        Part::Gate(id) => id.to_string(),
        Part::Decision(id) => id.to_string(),
    }
}

fn say(network: &Network, lever: Lever) -> String {
    match lever {
        Lever::Shorten(node, minutes) => {
            format!("{} takes {}d less", name(network, node), days(minutes))
        }
        Lever::StartFrom(node, at) => format!("{} may start on {}", name(network, node), at.date()),
        Lever::SetDay(node, at) => format!("{} is on {}", name(network, node), at.date()),
        Lever::DropConstraint(node) => format!("{} is free", name(network, node)),
        Lever::DropLag(link) => {
            format!("no lag before {}", name(network, network.links[link].to))
        }
    }
}

fn days(minutes: i64) -> f64 {
    minutes as f64 / 480.0
}

fn target(network: &Network, of: &str) -> usize {
    let program = network.programs[0].program.clone();
    let id = longpole_model::ItemId::new(of).unwrap();
    network.node(&Subject::item(&program, &id)).unwrap()
}

#[track_caller]
fn check(text: &str, of: &str, expected: impl IntoData) {
    let plan = Plan::read(text);
    let (network, schedule) = schedule(&plan.workspace, &Options::default()).unwrap();
    let mut out = String::new();
    match earlier(&network, &schedule, target(&network, of), WEEK) {
        None => out.push_str("it is done\n"),
        Some(found) => {
            for (lever, gain) in found.alone {
                writeln!(out, "{}: {}d earlier", say(&network, lever), days(gain)).unwrap();
            }
            let together: Vec<String> = found
                .together
                .iter()
                .map(|&lever| say(&network, lever))
                .collect();
            writeln!(
                out,
                "together {}d: {}",
                days(found.gain),
                together.join(", ")
            )
            .unwrap();
        }
    }
    snapbox::assert_data_eq!(out, expected.raw());
}

#[test]
fn the_longest_work_of_the_chain_has_to_take_a_week_less() {
    check(
        "design 10d; build 20d after design; test 3d after build; side 1d; done milestone after test and side",
        "done",
        str![[r#"
test takes 3d less: 3d earlier
build takes 5d less: 5d earlier
design takes 5d less: 5d earlier
together 5d: build takes 5d less

"#]],
    );
}

#[test]
fn a_rival_chain_has_to_be_shortened_too() {
    check(
        "long 20d; rival 18d; end milestone after long and rival",
        "end",
        str![[r#"
long takes 20d less: 2d earlier
together 5d: long takes 5d less, rival takes 3d less

"#]],
    );
}

#[test]
fn a_date_of_its_own_is_a_lever() {
    check(
        "kick 3d from 2026-10-05; end 5d after kick",
        "end",
        str![[r#"
end takes 5d less: 5d earlier
kick takes 3d less: 3d earlier
kick may start on 2026-09-28: 5d earlier
together 5d: kick may start on 2026-09-28

"#]],
    );
}

#[test]
fn a_lag_can_go() {
    check(
        "pour 1d; walls 4d after pour +10d",
        "walls",
        str![[r#"
walls takes 4d less: 4d earlier
no lag before walls: 10d earlier
pour takes 1d less: 1d earlier
together 10d: no lag before walls

"#]],
    );
}

#[test]
fn what_is_short_cannot_be_a_week_earlier() {
    check(
        "a 1d; b 1d after a",
        "b",
        str![[r#"
b takes 1d less: 1d earlier
a takes 1d less: 1d earlier
together 2d: 

"#]],
    );
}

#[test]
fn what_is_done_stays() {
    check(
        "a 5d started 2026-09-01 finished 2026-09-04",
        "a",
        str![[r#"
it is done

"#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_named_helps_and_what_is_enough_is_said(tasks in tasks(ALL, 4)) {
        let (network, schedule) = tasks.dated();
        for node in 0..network.nodes.len() {
            let Some(found) = earlier(&network, &schedule, node, WEEK) else {
                continue;
            };
            prop_assert!(found.alone.iter().all(|(_, gain)| *gain > 0));
            prop_assert_eq!(found.together.is_empty(), found.gain < WEEK);
        }
    }
}

#[test]
fn shortening_what_was_said_moves_the_schedule_so_far() {
    let plan = Plan::read("long 20d; rival 18d; end milestone after long and rival");
    let (network, before) = schedule(&plan.workspace, &Options::default()).unwrap();
    let end = target(&network, "end");
    let found = earlier(&network, &before, end, WEEK).unwrap();

    let mut changed = network.clone();
    for lever in &found.together {
        if let Lever::Shorten(node, minutes) = lever {
            changed.nodes[*node].duration -= minutes;
        }
    }
    let after = Schedule::compute(&changed);

    let calendar = network.calendar(end);
    let moved = calendar.minutes_from(after.early_finish[end], before.early_finish[end]);
    assert_eq!(moved, WEEK);
}
