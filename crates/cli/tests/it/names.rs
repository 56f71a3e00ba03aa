//! What one has to type: `schedule` shows it, and a title that is typed instead is answered with it.

use crate::sandbox::{PLAN, Sandbox};

#[test]
fn the_schedule_shows_ids_where_they_are_asked_for() {
    let sandbox = Sandbox::with_plan(PLAN);

    let without = sandbox.run("longpole schedule").succeeds().stdout;
    let with = sandbox
        .run("longpole schedule --ids --width 140")
        .succeeds()
        .stdout;

    assert!(!without.contains("tokens") && !without.contains("choose-db"));
    for id in ["schema", "tokens", "cutover", "decisions.choose-db"] {
        assert!(with.contains(id), "{with}");
        sandbox.run(&format!("longpole why {id}")).succeeds();
    }
}

#[test]
fn titles_that_occur_twice_are_told_apart_by_their_ids() {
    let twice = PLAN.replace("title: New schema", "title: Token service");
    let shown = Sandbox::with_plan(&twice)
        .run("longpole schedule")
        .succeeds()
        .stdout;

    assert!(shown.contains("Token service (schema)"), "{shown}");
    assert!(shown.contains("Token service (tokens)"), "{shown}");
    assert!(!shown.contains("(cutover)"), "{shown}");
}

#[test]
fn a_title_is_answered_with_the_id() {
    let ran = Sandbox::with_plan(PLAN)
        .run("longpole why 'token service'")
        .exits(3);

    assert!(
        ran.stderr.contains("no item has the id \"token service\""),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("the item of that title is \"tokens\""),
        "{}",
        ran.stderr
    );
}
