//! What levelling does, case by case.

use super::notation::{chart, read, try_read};
use crate::levelling::{
    ActivityList, Budget, Generator, Hold, PriorityRule, critical_chain, lower_bound,
    priority_list, search, solve_exactly, verify,
};

fn serial(text: &str, expected: &str) {
    let problem = read(text);
    let list = priority_list(&problem, PriorityRule::PlanOrder);
    let starts = Generator::new(&problem).serial(&list);
    assert_eq!(chart(&problem, &starts), expected);
}

fn parallel(text: &str, expected: &str) {
    let problem = read(text);
    let starts = Generator::new(&problem).parallel(PriorityRule::PlanOrder);
    assert_eq!(chart(&problem, &starts), expected);
}

fn best(text: &str, expected: &str) {
    let problem = read(text);
    let budget = Budget {
        schedules: 200,
        seed: 1,
    };
    let found = search(&problem, budget, || true);
    assert_eq!(chart(&problem, &found.starts), expected);
    assert_eq!(found.cost.makespan, problem.makespan(&found.starts));
}

fn refused(text: &str, expected: &str) {
    assert_eq!(try_read(text).unwrap_err().to_string(), expected);
}

fn broken(text: &str, starts: &[u32], expected: &str) {
    let violation = verify(&read(text), starts).unwrap_err();
    assert_eq!(violation.to_string(), expected);
}

#[test]
fn work_that_asks_for_the_same_people_is_done_one_after_the_other() {
    serial("cap 1; a 2 x1; b 3 x1", "0-2 2-5");
    parallel("cap 1; a 2 x1; b 3 x1", "0-2 2-5");
}

#[test]
fn work_for_which_there_are_people_is_done_at_once() {
    serial("cap 2; a 2 x1; b 3 x1", "0-2 0-3");
    serial("cap 1; cap 1; a 2 x1; b 3 y1", "0-2 0-3");
}

#[test]
fn what_waits_starts_when_what_it_waits_for_is_done() {
    serial("cap 9; a 2; b 1 after a; c 1 after b +3", "0-2 2-3 6-7");
}

#[test]
fn arcs_tie_the_ends_that_they_name() {
    serial("cap 9; a 4; b 2 after a SS +1", "0-4 1-3");
    serial("cap 9; a 4; b 2 after a FF", "0-4 2-4");
    serial("cap 9; a 4 from 3; b 2 after a SF +1", "3-7 2-4");
    serial("cap 9; a 4; b 2 after a -1", "0-4 3-5");
}

#[test]
fn the_serial_scheme_fills_a_gap_and_the_parallel_one_lets_it_pass() {
    // c is small enough to run before b, which has to wait for a.
    let text = "cap 2; a 2 x1; b 3 x2 after a; c 3 x1";
    serial(text, "0-2 2-5 5-8");
    parallel(text, "0-2 3-6 0-3");
}

#[test]
fn people_who_leave_or_join_count_from_their_day() {
    serial("cap 2 1@3 2@6; a 2 x2; b 2 x2; c 2 x1", "0-2 6-8 2-4");
    serial("cap 0 1@4; a 2 x1", "4-6");
    // Four resources fill a word; a fifth goes another way, and comes to the same.
    serial(
        "cap 2 1@3 2@6; cap 1; cap 1; cap 1; cap 1; a 2 x2; b 2 x2; c 2 x1",
        "0-2 6-8 2-4",
    );
}

#[test]
fn work_pauses_in_the_time_off_of_its_calendar() {
    serial(
        "cap 1; off 2-4; a 3 x1 in 0; b 1 x1; c 2 in 0 after a FF",
        "0-5 2-3 1-5",
    );
}

#[test]
fn work_starts_no_earlier_than_its_release() {
    serial("cap 1; a 2 x1 from 3; b 3 x1", "3-5 0-3");
}

#[test]
fn work_that_has_begun_stays_where_it_is_even_where_it_overloads() {
    serial(
        "cap 1; a 3 x1 at 2; b 3 x1 at 2; c 2 x1; d 2 x1 after a",
        "2-5 2-5 0-2 5-7",
    );
    // What it should have waited for no longer holds it.
    serial("cap 1; a 3 x1; b 3 x1 after a at 0", "3-6 0-3");
}

#[test]
fn milestones_take_nobody() {
    serial("cap 1; a 2 x1; m 0 x9 after a; b 1 x1", "0-2 2-2 2-3");
}

#[test]
fn justification_pushes_to_the_end_and_back() {
    // The list begins with the one piece that nothing waits for.
    let problem = read("cap 1; a 2 x1; b 1 x1; c 3 after b");
    let list = ActivityList::new(&problem, vec![0, 1, 2]).unwrap();
    let mut generator = Generator::new(&problem);
    let mut starts = generator.serial(&list);
    assert_eq!(chart(&problem, &starts), "0-2 2-3 3-6");
    assert_eq!(generator.justify(&mut starts), 4);
    assert_eq!(chart(&problem, &starts), "1-3 0-1 1-4");
    assert_eq!(generator.schedules_made(), 3);
}

#[test]
fn a_list_that_puts_work_before_what_it_waits_for_is_none() {
    let problem = read("cap 1; a 1; b 1 after a");
    assert!(ActivityList::new(&problem, vec![0, 1]).is_some());
    for wrong in [vec![1, 0], vec![0], vec![0, 0], vec![0, 2], vec![0, 1, 1]] {
        assert_eq!(ActivityList::new(&problem, wrong), None);
    }
}

#[test]
fn the_search_finds_what_no_rule_gives() {
    // The short piece first would leave the long chain waiting.
    best("cap 1; a 1 x1; b 2 x1; c 5 after b", "2-3 0-2 2-7");
}

#[test]
fn promised_dates_count_before_the_end_of_it_all() {
    best("cap 1; a 1 x1 due 3; b 2 x1; c 5 after b", "2-3 0-2 2-7");
    best("cap 1; a 1 x1 due 1; b 2 x1; c 5 after b", "0-1 1-3 3-8");
    best("cap 1; a 2 x1 due 2; b 2 x1 due 2*3", "2-4 0-2");
}

#[test]
fn bounds_say_when_nothing_better_can_come() {
    assert_eq!(lower_bound(&read("cap 2; a 3 x1; b 3 x1; c 3 x1 ")), 5);
    assert_eq!(
        lower_bound(&read(
            "cap 1; s 2; a 3 x1 after s; b 3 x1 after s; e 4 after a; e2 4 after b"
        )),
        12
    );
    assert_eq!(lower_bound(&read("cap 1 2@4; a 3 x1; b 3 x1; c 3 x1")), 7);
    assert_eq!(lower_bound(&read("cap 9; a 3; b 4 after a")), 7);
}

#[test]
fn the_exact_search_improves_a_schedule_and_knows_that_it_is_the_best() {
    let problem = read("cap 1; a 1 x1; b 2 x1; c 5 after b; d 2 x1 after a");
    let poor = [0, 3, 5, 1];
    verify(&problem, &poor).unwrap();
    let found = solve_exactly(&problem, &poor, 1_000, || true).unwrap();
    assert_eq!((found.makespan, found.proven), (7, true));
    verify(&problem, &found.starts).unwrap();
    let stopped = solve_exactly(&problem, &poor, 1, || true).unwrap();
    assert!(!stopped.proven);
    verify(&problem, &stopped.starts).unwrap();
}

#[test]
fn the_exact_search_leaves_alone_what_it_was_not_made_for() {
    let with_pauses = read("cap 1; off 1-2; a 2 x1 in 0");
    assert_eq!(solve_exactly(&with_pauses, &[0], 10, || true), None);
    let with_lead = read("cap 1; a 1; b 1 after a -3");
    assert_eq!(solve_exactly(&with_lead, &[0, 0], 10, || true), None);
}

fn chain(text: &str, expected: &str) {
    let problem = read(text);
    let list = priority_list(&problem, PriorityRule::PlanOrder);
    let starts = Generator::new(&problem).serial(&list);
    let last =
        (0..problem.len()).max_by_key(|&activity| problem.finish(activity, starts[activity]));
    let links = critical_chain(&problem, &starts, last.unwrap());
    let words = links.iter().map(|link| match link.held_by {
        Hold::Arc(from) => format!("{} needs {from}", link.activity),
        Hold::Resource { resource, after } => {
            format!("{} after {after} on {resource}", link.activity)
        }
        Hold::Capacity(resource) => format!("{} until {resource} has more", link.activity),
        Hold::Start => format!("{} at once", link.activity),
    });
    assert_eq!(words.collect::<Vec<_>>().join(", "), expected);
}

#[test]
fn the_chain_leads_through_arcs_and_through_people() {
    chain("cap 1; a 2 x1; b 3 x1", "1 after 0 on 0, 0 at once");
    chain(
        "cap 1; a 2 x1; b 3 x1; c 2 after b",
        "2 needs 1, 1 after 0 on 0, 0 at once",
    );
    chain(
        "cap 2; cap 1; a 2 x1; b 3 x1 y1; c 9 x1 y1",
        "2 after 1 on 1, 1 at once",
    );
    chain("cap 0 1@4; a 2 x1", "0 until 0 has more");
    chain("cap 1; a 2 from 3", "0 at once");
    // The weekend lies between.
    chain(
        "cap 1; off 2-4; a 2 x1 in 0; b 2 x1 in 0",
        "1 after 0 on 0, 0 at once",
    );
}

#[test]
fn contradictions_and_nonsense_are_refused_with_their_place() {
    refused(
        "cap 1; a 1; b 1 after a; c 1 x2",
        "activity 2 needs 2 units of resource 0, which in the end has 1",
    );
    refused("cap 1; a 1 y1", "resource 1 does not exist; there are 1");
    refused("cap 1; a 1 in 3", "calendar 3 does not exist; there are 0");
    refused(
        "cap 1 2@0; a 1",
        "the capacity of resource 0 is not in order of time",
    );
    refused(
        "cap 1; a 1 after a",
        "activities wait for each other: 0 -> 0",
    );
    refused(
        "cap 1; a 600000000 x1",
        "the work would take more than 536870912 slots; choose longer slots",
    );
    refused(
        "cap 1; a 1; b 1 after a +2000000000",
        "the work would take more than 536870912 slots; choose longer slots",
    );
}

#[test]
fn circles_are_shown() {
    use crate::levelling::{Activity, Arc, Problem};
    let arcs = [(0, 1), (1, 2), (2, 3), (3, 1)].map(|(from, to)| Arc::finish_to_start(from, to));
    let activities = vec![Activity::default(); 4];
    let circle = Problem::new(activities, arcs.to_vec(), Vec::new(), Vec::new()).unwrap_err();
    assert_eq!(
        circle.to_string(),
        "activities wait for each other: 1 -> 3 -> 2 -> 1"
    );
}

#[test]
fn nothing_to_do_is_done_at_once() {
    let nothing = crate::levelling::Problem::new(Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let budget = Budget {
        schedules: 10,
        seed: 0,
    };
    let found = search(&nothing.unwrap(), budget, || true);
    assert!(found.starts.is_empty() && found.is_optimal());
}

#[test]
fn the_checker_names_what_is_broken() {
    broken(
        "cap 1; a 2 x1; b 2 x1",
        &[0],
        "there are 1 starts for 2 activities",
    );
    broken(
        "cap 1; a 2 x1; b 2 x1",
        &[0, 1],
        "resource 0 has 1 units in slot 1, and 2 are asked for",
    );
    broken(
        "cap 2 1@3 2@9; a 2 x2",
        &[2],
        "resource 0 has 1 units in slot 3, and 2 are asked for",
    );
    broken(
        "cap 1; a 2; b 2 after a",
        &[0, 1],
        "activity 1 does not wait for activity 0",
    );
    broken(
        "cap 1; a 2; b 2 after a FF +1",
        &[0, 0],
        "activity 1 does not wait for activity 0",
    );
    broken(
        "cap 1; a 2 from 3",
        &[2],
        "activity 0 starts at 2, before its release",
    );
    broken(
        "cap 1; a 2 at 3",
        &[4],
        "activity 0 starts at 4, but is fixed",
    );
    broken(
        "cap 1; off 1-2; a 2 in 0",
        &[1],
        "activity 0 starts at 1, where it pauses",
    );
    // It pauses in slot 1, so b may have it, but not slot 2.
    let paused = "cap 1; off 1-2; a 2 x1 in 0; b 1 x1";
    verify(&read(paused), &[0, 1]).unwrap();
    broken(
        paused,
        &[0, 2],
        "resource 0 has 1 units in slot 2, and 2 are asked for",
    );
}
