//! What is put off as late as possible holds up nothing that would be as late without it.

use std::fmt::Write as _;

use snapbox::{IntoData, str};

use super::check_chain;
use super::plan::Plan;

/// What drives, and the chain of what ends the program, by Longpole's own rules and by Microsoft Project's.
#[track_caller]
fn check(text: &str, expected: impl IntoData) {
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
    check(
        "begin milestone; build 20d after begin; remind milestone ALAP; freeze milestone after build after remind +5d; long 60d after begin",
        str![[r#"
longpole: begin, long
microsoft-project: begin, long

"#]],
    );
}

#[test]
fn of_two_that_a_milestone_waits_for_the_one_that_is_put_off_does_not_drive_it() {
    check(
        "a-train 2d ALAP; build 10d; launch milestone after a-train and build",
        str![[r#"
longpole: build, launch
microsoft-project: build, launch

"#]],
    );
}

#[test]
fn what_waits_for_something_that_is_put_off_is_driven_by_it() {
    check_chain(
        "remind 1d ALAP; notify 2d after remind; freeze 1d after remind +1d; long 30d",
        "notify",
        str![[r#"
notify   needs notify<-remind
remind   AsLateAsPossible

"#]],
    );
}
