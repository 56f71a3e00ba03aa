//! A plan with mistakes: all of them at once, each with its place, and never a panic.

use snapbox::str;

use crate::sandbox::{PLAN, Sandbox, run_words_in};

#[test]
fn all_mistakes_are_said_at_once_with_their_places() {
    let sandbox = Sandbox::with_plan(
        &PLAN
            .replace("- schema\n", "- shema\n")
            .replace("2027-01-29", "2027-02-30"),
    );
    sandbox
        .run("longpole forecast")
        .exits(3)
        .prints("")
        .says(str![[r#"
error: no item called `shema`
   ╭▸ plan.yaml:41:9
   │
41 │       - shema
   ╰╴        ━━━━━ did you mean `schema`?

error: there is no 2027-02-30
   ╭▸ plan.yaml:49:21
   │
49 │     commit: { date: 2027-02-30, confidence: 80%, by: lead, said_on: 2026-09-07 }
   ╰╴                    ━━━━━━━━━━ did you mean `2027-02-28`?

"#]]);
}

#[test]
fn a_circle_of_needs_is_shown_as_a_path() {
    let sandbox = Sandbox::with_plan(
        "program: p\nitems:\n  a: { estimate: 5d, needs: [b] }\n  b: { estimate: 5d, needs: [a] }\n",
    );
    sandbox.run("longpole check").exits(3).says(str![[r#"
error: these needs lead in a circle: a -> b -> a
  ╭▸ plan.yaml:3:30
  │
3 │   a: { estimate: 5d, needs: [b] }
  │                              ━ `a` waits for `b`
  │
  ⸬  plan.yaml:4:30
  │
4 │   b: { estimate: 5d, needs: [a] }
  │                              ─ `b` waits for `a`
  │
  ╰ help: one of them has to go

"#]]);
}

#[test]
fn every_command_that_reads_a_plan_says_the_same() {
    let sandbox = Sandbox::with_plan("program: p\nitems:\n\t- x\n");
    let check = sandbox.run("longpole check").exits(3).stderr;
    for line in [
        "schedule",
        "forecast",
        "brief",
        "team t",
        "risks",
        "decide",
        "milestones",
        "why x",
        "diff plan.yaml",
        "status x --health unknown --by y",
        "set items.x.owner y",
        "baseline set b",
        "baseline list",
        "export",
    ] {
        let ran = sandbox.run(&format!("longpole {line}")).exits(3).prints("");
        assert_eq!(ran.stderr, check, "{line}");
    }
}

#[test]
fn plans_of_nothing_are_answered() {
    for (text, code) in [
        ("", 3),
        ("# only a comment\n", 3),
        ("[]\n", 3),
        ("program: p\n", 0),
        ("program: p\nitems: {}\n", 0),
    ] {
        let sandbox = Sandbox::with_plan(text);
        for line in [
            "schedule",
            "forecast",
            "brief",
            "risks",
            "decide",
            "milestones",
            "baseline list",
        ] {
            sandbox.run(&format!("longpole {line}")).exits(code);
        }
    }
}

#[test]
fn a_plan_that_names_no_date_begins_today() {
    let sandbox = Sandbox::with_plan("program: p\nitems:\n  a: { estimate: 5d }\n");
    let schedule = sandbox
        .run("longpole schedule --now 2026-11-23 --json")
        .json();
    assert_eq!(schedule["items"][0]["early_start"], "2026-11-23T08:00:00");
}

#[test]
fn bytes_that_are_no_text_are_a_mistake_with_a_place() {
    let sandbox = Sandbox::new();
    sandbox.write("plan.yaml", b"program: p\nname: \xff\xfe\n");
    sandbox.run("longpole check").exits(3).says(str![[r#"
error: byte 0xFF is not UTF-8
  ╭▸ plan.yaml:2:7
  │
2 │ name: ��
  │       ━ here
  │
  ├ note: one more byte of this file is not UTF-8 either
  ╰ help: the file looks like Latin-1, where this byte is `ÿ`; save it as UTF-8

"#]]);
}

#[test]
fn a_plan_that_repeats_a_seed_says_the_same_to_the_bit() {
    let sandbox = Sandbox::with_plan(PLAN);
    let forecast = |more: &str| {
        sandbox
            .run(&format!("longpole forecast --json {more}"))
            .succeeds()
            .stdout
    };
    assert_eq!(forecast(""), forecast("--seed 1"));
    assert_ne!(forecast(""), forecast("--seed 2"));
}

#[test]
fn of_very_many_mistakes_the_first_are_shown_and_the_rest_counted() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "plan.yaml",
        "program: p\n".to_owned() + &"items: { a: b }\n".repeat(2_000),
    );
    let ran = run_words_in(sandbox.path(), &["check"]).exits(3);
    assert!(ran.stderr.ends_with("and 3798 more\n"), "{}", ran.stderr);
}
