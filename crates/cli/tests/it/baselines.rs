//! `longpole baseline`: today's dates kept in the plan, and the plan held against them.

use snapbox::{file, str};

use crate::sandbox::{PLAN, Sandbox};

#[test]
fn the_scheduled_dates_are_written_and_nothing_else() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole baseline set replan --approved-by cio")
        .succeeds()
        .prints(str![[r#"
plan.yaml:76
+   replan:
+     on: 2026-11-20
+     approved_by: cio
+     items:
+       cutover: { start: 2026-12-25, finish: 2027-01-05 }
+       go-live: { start: 2027-01-05, finish: 2027-01-05 }
+       schema: { start: 2026-11-02, finish: 2026-11-26 }
+       tokens: { start: 2026-11-20, finish: 2026-12-24 }

"#]]);

    assert!(sandbox.read("plan.yaml").starts_with(PLAN.trim_end()));
    sandbox
        .run("longpole baseline list")
        .succeeds()
        .prints(file!["snapshots/baselines.txt"].raw());
}

#[test]
fn a_baseline_is_replaced_only_when_asked_for() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole baseline set charter")
        .exits(3)
        .says(str![[r#"
error: there is a baseline called "charter" already
hint: choose another name, or say `--replace`

"#]]);
    assert_eq!(sandbox.read("plan.yaml"), PLAN);

    sandbox
        .run("longpole baseline set charter --replace")
        .succeeds();
    sandbox.run("longpole export").mentions("on: 2026-11-20");
}

#[test]
fn a_baseline_keeps_its_name_when_its_dates_are_written() {
    let sandbox = Sandbox::with_plan(
        "program: p\nitems:\n  a: { estimate: 5d }\nbaselines:\n  charter: { name: As agreed, on: 2026-09-07 }\n",
    );

    sandbox.run("longpole baseline set charter").succeeds();

    sandbox.run("longpole export").mentions("name: As agreed");
}

#[test]
fn a_baseline_without_dates_waits_for_them() {
    let sandbox = Sandbox::with_plan(
        "program: p\nitems:\n  a: { estimate: 5d }\nbaselines:\n  charter: { on: 2026-09-07 }\n",
    );
    sandbox.run("longpole baseline set charter").succeeds();
}

#[test]
fn a_name_that_is_no_id_is_refused() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole baseline set 'first one'")
        .exits(3)
        .says(str![[r#"
error: "first one" is no id: an id cannot have ' ' there
hint: use letters, digits and dashes

"#]]);
}
