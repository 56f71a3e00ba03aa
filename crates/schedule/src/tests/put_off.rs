//! What is to be as late as possible takes the time it has, and nobody else's.

use std::fmt::Write as _;

use proptest::prelude::*;
use snapbox::{IntoData, str};

use super::laws::{ALL, Tasks, tasks};
use super::plan::Plan;
use super::{check, check_chain};
use crate::{Driver, Network, NodeIndex, NodeState, Schedule, driving_chain, early_dates};

#[test]
fn a_reminder_hangs_from_what_waits_for_it_and_does_not_push_it() {
    // `x` ends the program, ten days later: by total slack `notify` and `launch` would wait for it.
    check(
        "build 5d; remind 1d ALAP; launch 1d after build after remind +1d; notify 1d after remind; x 15d",
        str![[r#"
build    Mon  7 Sep .. Fri 11 Sep  slack 9d free 0d
launch   Mon 14 Sep .. Mon 14 Sep  slack 9d free 9d
notify   Tue  8 Sep .. Tue  8 Sep  slack 13d free 13d
remind   Mon  7 Sep .. Mon  7 Sep  slack 12d free 0d
x        Mon  7 Sep .. Fri 25 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn one_reminder_hangs_from_another() {
    check(
        "build 10d; draft 2d ALAP; review 1d after draft ALAP; launch 1d after build after review; x 20d",
        str![[r#"
build    Mon  7 Sep .. Fri 18 Sep  slack 9d free 0d
draft    Wed 16 Sep .. Thu 17 Sep  slack 9d free 0d
launch   Mon 21 Sep .. Mon 21 Sep  slack 9d free 9d
review   Fri 18 Sep .. Fri 18 Sep  slack 9d free 0d
x        Mon  7 Sep .. Fri  2 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn inside_a_summary_it_may_use_what_the_summary_has() {
    check(
        "s; a 2d in s; b 1d in s ALAP; d 5d; e 1d after s after d; f 1d after s SS",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 3d free 0d
b        Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical
d        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
e        Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical driving
f        Mon  7 Sep .. Mon  7 Sep  slack 5d free 5d
s        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn what_is_put_off_to_the_end_is_not_what_makes_the_end() {
    check(
        "s after early after work; early 1d ALAP; work 5d; t 2d in s; z 1d ALAP",
        str![[r#"
early    Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical
s        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical
t        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical driving
work     Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
z        Tue 15 Sep .. Tue 15 Sep  slack 0d free 0d critical

"#]],
    );
}

/// What drives, and the chain of what ends the program, by Longpole's own rules and by Microsoft Project's.
#[track_caller]
fn check_drivers(text: &str, expected: impl IntoData) {
    let mut out = String::new();
    for rules in ["longpole", "microsoft-project"] {
        let plan = Plan::read(&format!("profile {rules}; {text}"));
        let (network, schedule) = plan.schedule_by_profile();
        let driving: Vec<String> = (0..network.nodes.len())
            .filter(|&node| schedule.driving[node])
            .map(|node| plan.name(&network.nodes[node].subject))
            .collect();
        writeln!(out, "{rules}: {}", driving.join(", ")).unwrap();
    }
    snapbox::assert_data_eq!(out, expected.raw());
}

#[test]
fn a_reminder_before_a_milestone_that_is_put_off_does_not_set_the_end() {
    check_drivers(
        "begin milestone; build 20d after begin; remind milestone ALAP; freeze milestone after build after remind +5d; long 60d after begin",
        str![[r#"
longpole: begin, long
microsoft-project: begin, long

"#]],
    );
}

#[test]
fn of_two_that_a_milestone_waits_for_the_one_that_is_put_off_does_not_drive_it() {
    check_drivers(
        "a-train 2d ALAP; build 10d; launch milestone after a-train and build",
        str![[r#"
longpole: build, launch
microsoft-project: build, launch

"#]],
    );
}

#[test]
fn what_drives_is_not_put_off() {
    check_chain(
        "remind 1d ALAP; notify 2d after remind; freeze 1d after remind +1d; long 30d",
        "notify",
        str![[r#"
notify   needs notify<-remind
remind   DataDate

"#]],
    );
}

/// The tasks of which the bits of `late` say that they are to be as late as possible.
fn with_late(tasks: &Tasks, late: u16) -> String {
    let text = tasks.text();
    let mut parts: Vec<String> = text.split("; ").map(str::to_owned).collect();
    for part in &mut parts {
        let task = part.split(' ').next().and_then(|id| id.strip_prefix('t'));
        let task = task.and_then(|number| number.parse::<u32>().ok());
        if task.is_some_and(|task| late >> task & 1 == 1) {
            part.push_str(" ALAP");
        }
    }
    parts.join("; ")
}

fn is_late(network: &Network, node: NodeIndex) -> bool {
    crate::forward::is_put_off(&network.nodes[node])
}

fn chain_of_program(network: &Network, schedule: &Schedule) -> Vec<crate::Step> {
    let last = schedule.programs[0].last;
    last.map_or_else(Vec::new, |last| driving_chain(network, schedule, last))
}

proptest! {
    #[test]
    fn nothing_else_moves_and_nothing_else_drives(tasks in tasks(ALL, 4), late in any::<u16>()) {
        let text = with_late(&tasks, late);
        let (without, asap) = tasks.dated();
        let (network, schedule) = Plan::read(&text).schedule();
        for node in 0..network.nodes.len() {
            let dates = |schedule: &Schedule| (schedule.early_start[node], schedule.early_finish[node], schedule.driver[node]);
            if is_late(&network, node) {
                prop_assert!(schedule.early_start[node] >= asap.early_start[node], "{text}");
            } else {
                prop_assert_eq!(dates(&schedule), dates(&asap), "{}", text);
            }
        }
        prop_assert_eq!(schedule.programs[0].finish, asap.programs[0].finish, "{}", text);
        prop_assert_eq!(chain_of_program(&network, &schedule), chain_of_program(&without, &asap), "{}", text);
    }

    #[test]
    fn its_dates_hold_as_dates_before_which_it_may_not_start(tasks in tasks(ALL, 4), late in any::<u16>()) {
        let text = with_late(&tasks, late);
        let (network, schedule) = Plan::read(&text).schedule();
        let mut floored = network.clone();
        for (node, this) in floored.nodes.iter_mut().enumerate() {
            if crate::forward::is_put_off(this) {
                this.constraint = None;
                this.start_floor = schedule.early_start[node];
            }
        }
        let early = early_dates(&floored, &floored.durations());
        prop_assert_eq!(early.start, schedule.early_start, "{}", text);
        prop_assert_eq!(early.finish, schedule.early_finish, "{}", text);
    }

    #[test]
    fn it_has_no_free_slack_left(tasks in tasks(ALL, 1), late in any::<u16>()) {
        let text = with_late(&tasks, late);
        let (network, schedule) = Plan::read(&text).schedule();
        for node in 0..network.nodes.len() {
            if is_late(&network, node) && network.nodes[node].state == NodeState::Planned {
                prop_assert_eq!(schedule.free_slack[node], 0, "{}", text);
            }
        }
    }

    #[test]
    fn what_moved_says_so(tasks in tasks(ALL, 4), late in any::<u16>()) {
        let text = with_late(&tasks, late);
        let (_, asap) = tasks.dated();
        let (_, schedule) = Plan::read(&text).schedule();
        for node in 0..schedule.driver.len() {
            let moved = schedule.early_start[node] != asap.early_start[node];
            prop_assert_eq!(moved, schedule.driver[node] == Driver::AsLateAsPossible, "{}", text);
        }
    }
}
