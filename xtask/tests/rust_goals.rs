//! The plan of the Rust project goals is what the public data set says, no more and no less.

use std::fs;

use longpole_testkit::{repo_root, shared_data};

#[test]
fn the_plan_is_made_from_the_data() {
    let Some(data) = shared_data("rust-goals") else {
        return;
    };
    let committed = fs::read_to_string(repo_root().join(xtask::rust_goals::PLAN)).unwrap();

    let made = xtask::rust_goals::make(&data).unwrap();

    assert!(
        made == committed,
        "run `cargo xtask rust-goals` and read what it changes"
    );
}

#[test]
fn asks_and_tasks_without_anybody_come_out_as_the_data_has_them() {
    let plan = fs::read_to_string(repo_root().join(xtask::rust_goals::PLAN)).unwrap();
    let asks_of = |team: &str| plan.matches(&format!("{{ of: {team}, for: ")).count();
    let tasks = || plan.lines().filter(|line| line.contains(", parent: "));
    let nobody = tasks().filter(|line| !line.contains(", team: ") && !line.contains(", owner: "));

    assert_eq!(asks_of("lang"), 41);
    assert_eq!(asks_of("compiler"), 40);
    assert_eq!(plan.matches("{ of: ").count(), 154);
    assert_eq!(tasks().count(), 333);
    assert_eq!(nobody.count(), 74);
}
