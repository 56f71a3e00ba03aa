//! `longpole set` and `longpole status` touch the lines that say it, and no other.

use snapbox::str;

use crate::sandbox::{PLAN, Sandbox};

/// The lines of the plan that an edit takes out and puts in.
#[track_caller]
fn check(line: &str, out: &[&str], put_in: &[&str]) {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox.run(line).succeeds();

    let after = sandbox.read("plan.yaml");
    let gone: Vec<_> = PLAN
        .lines()
        .filter(|line| !after.lines().any(|other| other == *line))
        .collect();
    let come: Vec<_> = after
        .lines()
        .filter(|line| !PLAN.lines().any(|other| other == *line))
        .collect();
    assert_eq!((gone.as_slice(), come.as_slice()), (out, put_in), "{after}");
}

#[test]
fn a_field_is_changed_in_its_line() {
    check(
        "longpole set items.tokens.estimate 20d",
        &["    estimate: 15d..25d..40d"],
        &["    estimate: 20d"],
    );
}

#[test]
fn a_comment_beside_a_value_stays() {
    check(
        "longpole set items.schema.status '{ health: at-risk, on: 2026-11-23, by: pia }'",
        &["    status: { health: on-track, on: 2026-11-20, by: pia }   # said at the weekly"],
        &["    status: { health: at-risk, on: 2026-11-23, by: pia }   # said at the weekly"],
    );
}

#[test]
fn a_field_of_a_map_in_one_line_is_changed_in_it() {
    check(
        "longpole set teams.identity.people 5",
        &["  identity: { name: Identity, lead: ida, people: 4 }"],
        &["  identity: { name: Identity, lead: ida, people: 5 }"],
    );
}

#[test]
fn a_field_is_removed_with_its_line() {
    check(
        "longpole set items.schema.started --remove",
        &["    started: 2026-11-02"],
        &[],
    );
}

#[test]
fn a_new_item_is_put_at_the_end_of_its_section() {
    check(
        "longpole set items.training '{ team: payments, estimate: 5d }'",
        &[],
        &["  training: { team: payments, estimate: 5d }"],
    );
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole set items.tokens.estimate 20d --dry-run")
        .succeeds()
        .says("")
        .prints(str![[r#"
plan.yaml:32
-     estimate: 15d..25d..40d
+     estimate: 20d

"#]]);

    assert_eq!(sandbox.read("plan.yaml"), PLAN);
}

#[test]
fn what_is_written_is_shown() {
    let sandbox = Sandbox::with_plan(PLAN);
    let ran = sandbox
        .run("longpole set items.tokens.estimate 20d")
        .succeeds();
    ran.prints(str![[r#"
plan.yaml:32
-     estimate: 15d..25d..40d
+     estimate: 20d

"#]])
        .says(str![[r#"
wrote plan.yaml

"#]]);
}

#[test]
fn what_the_plan_says_already_is_not_written() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole set items.tokens.owner ida")
        .succeeds()
        .prints("")
        .says(str![[r#"
the plan says so already; nothing was written

"#]]);
}

#[test]
fn a_value_may_begin_with_a_dash() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole set items.tokens.description '- first of all'")
        .succeeds();
    sandbox.run("longpole export").mentions("- first of all");
}

#[test]
fn what_would_make_a_mistake_is_refused() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole set items.cutover.needs '[schema, tokns]'")
        .exits(3)
        .says(str![[r#"
error: no item called `tokns`
   ╭▸ plan.yaml:40:21
   │
40 │     needs: [schema, tokns]
   ╰╴                    ━━━━━ did you mean `tokens`?

"#]]);
    sandbox
        .run("longpole set items.tokens.estimate 20")
        .exits(3)
        .says(str![[r#"
error: `20` of what? the unit is missing
   ╭▸ plan.yaml:32:15
   │
32 │     estimate: 20
   │               ━━ did you mean `20d`?
   │
   ╰ help: units: min, h, d, w, mo; `e` before the unit for time on the clock, as in `2ed`

"#]]);
    sandbox
        .run("longpole set items.token.estimate 20d")
        .exits(3)
        .says(str![[r#"
error: no item called `token`
hint: did you mean `items.tokens.estimate`?

"#]]);
    sandbox
        .run("longpole set items.tokens.estimat 20d")
        .exits(3)
        .says(str![[r#"
error: an item has no field called `estimat`
hint: did you mean `items.tokens.estimate`?

"#]]);
    sandbox
        .run("longpole set items.schema.needs '[go-live]'")
        .exits(3)
        .says(str![[r#"
error: these needs lead in a circle: cutover -> schema -> go-live -> cutover
   ╭▸ plan.yaml:42:9
   │
42 │       - schema
   │         ━━━━━━ `cutover` waits for `schema`
   │
   ⸬  plan.yaml:28:13
   │
28 │     needs: [go-live]
   │             ─────── `schema` waits for `go-live`
   │
   ⸬  plan.yaml:49:13
   │
49 │     needs: [cutover]
   │             ─────── `go-live` waits for `cutover`
   │
   ╰ help: one of them has to go

"#]]);
    sandbox.run("longpole set '' x").exits(3);

    assert_eq!(sandbox.read("plan.yaml"), PLAN);
}

#[test]
fn in_a_folder_only_the_file_that_says_it_is_written() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "plan/one.yaml",
        "program: p\nitems:\n  a: { estimate: 5d }\n",
    );
    sandbox.write(
        "plan/two.yaml",
        "# ours\nprogram: p\nitems:\n  b: { estimate: 5d, needs: [a] } # soon\n",
    );

    sandbox.run("longpole set items.b.estimate 8d").succeeds();

    assert_eq!(
        sandbox.read("plan/one.yaml"),
        "program: p\nitems:\n  a: { estimate: 5d }\n"
    );
    assert_eq!(
        sandbox.read("plan/two.yaml"),
        "# ours\nprogram: p\nitems:\n  b: { estimate: 8d, needs: [a] } # soon\n"
    );
}

#[test]
fn of_several_programs_the_path_or_an_option_says_which() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "plan/one.yaml",
        "program: one\nitems:\n  a: { estimate: 5d }\n",
    );
    sandbox.write(
        "plan/two.yaml",
        "program: two\nitems:\n  a: { estimate: 5d }\n",
    );

    sandbox.run("longpole set items.a.estimate 8d").exits(3);
    sandbox
        .run("longpole set two/items.a.estimate 8d")
        .succeeds();
    sandbox
        .run("longpole set items.a.estimate 9d --program one")
        .succeeds();
    sandbox.run("longpole forecast").exits(2).says(str![[r#"
error: the plan holds 2 programs
hint: name one with `--program`; there are one, two

"#]]);

    assert_eq!(
        sandbox.read("plan/one.yaml"),
        "program: one\nitems:\n  a: { estimate: 9d }\n"
    );
    assert_eq!(
        sandbox.read("plan/two.yaml"),
        "program: two\nitems:\n  a: { estimate: 8d }\n"
    );
}

#[test]
fn a_status_is_written_with_its_day_and_author() {
    check(
        "longpole status schema --health at-risk --by pia --note 'index: \"slow\"' --forecast 2026-12-04",
        &["    status: { health: on-track, on: 2026-11-20, by: pia }   # said at the weekly"],
        &[
            "    status: { health: at-risk, on: 2026-11-23, by: pia, note: \"index: \\\"slow\\\"\", forecast: 2026-12-04 }   # said at the weekly",
        ],
    );
}

#[test]
fn a_better_claim_than_the_computed_one_is_written_and_remarked_upon() {
    let sandbox = Sandbox::with_plan(PLAN);
    let claim = "longpole status go-live --health on-track --by lead";

    sandbox.run(claim).succeeds().says(str![[r#"
wrote plan.yaml
warning: "Go-live" is said to be on track, but computes as at risk: the odds of 29 Jan 2027 are 74%; 80% are wanted
hint: give a `reason`, a name and an `until` for the better claim, or claim what is computed

"#]]);
    sandbox
        .run(&format!(
            "{claim} --reason 'contract signed' --until 2026-12-15"
        ))
        .succeeds()
        .says(str![[r#"
wrote plan.yaml

"#]]);
    sandbox
        .run(&format!("{claim} --reason 'contract signed'"))
        .exits(2);
}

#[test]
fn a_status_of_nothing_is_refused() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole status shema --health at-risk --by pia")
        .exits(3)
        .says(str![[r#"
error: no item called "shema"
hint: did you mean "schema"?

"#]]);
    sandbox
        .run("longpole status schema --health green --by pia")
        .exits(2)
        .says(str![[r#"
error: invalid value 'green' for '--health <HEALTH>'
  [possible values: on-track, at-risk, unknown, off-track]

For more information, try '--help'.

"#]]);
    sandbox.run("longpole status schema --by pia").exits(2);
    sandbox
        .run("longpole status schema --health at-risk --by 'pia p'")
        .exits(3);
    assert_eq!(sandbox.read("plan.yaml"), PLAN);
}
