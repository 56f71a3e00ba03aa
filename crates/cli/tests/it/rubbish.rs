//! Whatever is typed is answered with what is wrong and what to do: never a panic, never a result that is none.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;

use snapbox::str;

use crate::sandbox::{PLAN, Sandbox, run_words_in};

/// What is said about a command line that is wrong.
#[track_caller]
fn check(line: &str, code: i32, said: impl snapbox::IntoData) {
    Sandbox::with_plan(PLAN)
        .run(line)
        .exits(code)
        .prints("")
        .says(said);
}

#[test]
fn commands_that_do_not_exist() {
    check(
        "longpole chekc",
        2,
        str![[r#"
error: unrecognized subcommand 'chekc'

  tip: a similar subcommand exists: 'check'

Usage: longpole [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]],
    );
    check(
        "longpole check --nwo 2026-11-20",
        2,
        str![[r#"
error: unexpected argument '--nwo' found

  tip: to pass '--nwo' as a value, use '-- --nwo'

Usage: longpole check [OPTIONS] [PLAN]

For more information, try '--help'.

"#]],
    );
}

#[test]
fn without_a_command_there_is_help() {
    let ran = Sandbox::new().run("longpole").exits(2);
    assert!(ran.stderr.contains("Usage: longpole"), "{}", ran.stderr);
}

#[test]
fn days_that_do_not_exist() {
    check(
        "longpole check --now tomorrow",
        2,
        str![[r#"
error: invalid value 'tomorrow' for '--now <DATE>': write a day as 2026-11-20

For more information, try '--help'.

"#]],
    );
    check(
        "longpole check --data-date 2026-02-30",
        2,
        str![[r#"
error: invalid value '2026-02-30' for '--data-date <DATE>': there is no such day

For more information, try '--help'.

"#]],
    );
}

#[test]
fn numbers_that_are_none() {
    check(
        "longpole forecast --seed many",
        2,
        str![[r#"
error: invalid value 'many' for '--seed <NUMBER>': write a whole number, such as 7

For more information, try '--help'.

"#]],
    );
    check(
        "longpole forecast --iterations 5",
        2,
        str![[r#"
error: invalid value '5' for '--iterations <NUMBER>': 5 is not in 100..=1000000

For more information, try '--help'.

"#]],
    );
    check(
        "longpole forecast --width 3",
        2,
        str![[r#"
error: invalid value '3' for '--width <COLUMNS>': 3 is not in 40..=400

For more information, try '--help'.

"#]],
    );
}

#[test]
fn names_that_the_plan_does_not_have() {
    check(
        "longpole team identty",
        3,
        str![[r#"
error: no team called "identty"
hint: did you mean "identity"?

"#]],
    );
    check(
        "longpole team x",
        3,
        str![[r#"
error: no team called "x"
hint: there are identity, payments

"#]],
    );
    check(
        "longpole schedule --team x",
        3,
        str![[r#"
error: no team called "x"
hint: there are identity, payments

"#]],
    );
    check(
        "longpole why golive",
        3,
        str![[r#"
error: no item called "golive"
hint: did you mean "go-live"?

"#]],
    );
    check(
        "longpole why decisions.chose-db",
        3,
        str![[r#"
error: no decision called "chose-db"
hint: did you mean "choose-db"?

"#]],
    );
    check(
        "longpole why gates.x",
        3,
        str![[r#"
error: no gate called "x"
hint: the plan has no gate yet

"#]],
    );
    check(
        "longpole why leger/go-live",
        3,
        str![[r#"
error: no program called "leger"
hint: did you mean "ledger"?

"#]],
    );
    check(
        "longpole decide x",
        3,
        str![[r#"
error: no decision called "x"
hint: there is only "choose-db"

"#]],
    );
    check(
        "longpole risks --risk link",
        3,
        str![[r#"
error: no risk called "link"
hint: did you mean "link-late"?

"#]],
    );
    check(
        "longpole forecast --program x",
        3,
        str![[r#"
error: no program called "x"
hint: there is only "ledger"

"#]],
    );
    check(
        "longpole check --rule item-without-ownr",
        3,
        str![[r#"
error: no rule called "item-without-ownr"
hint: did you mean "item-without-owner"?

"#]],
    );
    check(
        "longpole explain x",
        3,
        str![[r#"
error: no rule called "x"
hint: `longpole explain` lists all 117

"#]],
    );
    check(
        "longpole team ''",
        3,
        str![[r#"
error: no team called ""
hint: there are identity, payments

"#]],
    );
}

#[test]
fn files_whose_form_nobody_knows() {
    check(
        "longpole brief -o brief.pdf",
        2,
        str![[r#"
error: invalid value 'brief.pdf' for '--output <FILE>': end the name in .html, .md, .json, .txt, .svg or .png

For more information, try '--help'.

"#]],
    );
    check(
        "longpole brief -o brief",
        2,
        str![[r#"
error: invalid value 'brief' for '--output <FILE>': end the name in .html, .md, .json, .txt, .svg or .png

For more information, try '--help'.

"#]],
    );
}

#[test]
fn places_that_cannot_be_written() {
    check(
        "longpole brief -o plan.yaml/brief.html",
        3,
        str![[r#"
error: cannot write "plan.yaml/brief.html": there is a file where a folder has to be
hint: choose another place

"#]],
    );
    let sandbox = Sandbox::with_plan(PLAN);
    fs::create_dir(sandbox.path().join("brief.html")).unwrap();
    sandbox
        .run("longpole brief -o brief.html")
        .exits(3)
        .says(str![[r#"
error: cannot write "brief.html": it is a folder
hint: choose another place

"#]]);
}

#[test]
fn plans_that_are_not_there() {
    let sandbox = Sandbox::new();
    sandbox.run("longpole check").exits(3).says(str![[r#"
error: no plan here: neither "plan.yaml" nor "longpole.yaml" nor a folder "plan"
hint: name one with `--plan PATH`, or write a first one with `longpole init`

"#]]);
    sandbox
        .run("longpole check plans/pay.yaml")
        .exits(3)
        .says(str![[r#"
error: no plan at "plans/pay.yaml"
hint: `longpole init` writes a first plan

"#]]);
    fs::create_dir(sandbox.path().join("empty")).unwrap();
    sandbox.run("longpole check empty").exits(3).says(str![[r#"
error: no plan files (*.yaml) in "empty"
hint: a plan is one or more files that end in .yaml; `longpole init` writes a first one

"#]]);
    fs::create_dir(sandbox.path().join("plan.yaml")).unwrap();
    sandbox.run("longpole check").exits(3).says(str![[r#"
error: no plan files (*.yaml) in "plan.yaml"
hint: a plan is one or more files that end in .yaml; `longpole init` writes a first one

"#]]);
}

#[test]
fn a_plan_that_may_not_be_read() {
    let sandbox = Sandbox::with_plan(PLAN);
    let path = sandbox.path().join("plan.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Root reads everything.
        return;
    }
    sandbox.run("longpole check").exits(3).says(str![]);
}

#[test]
fn arguments_that_are_no_text() {
    let no_text = OsStr::from_bytes(b"pl\xffn.yaml");
    let sandbox = Sandbox::with_plan(PLAN);
    for arguments in [
        [OsStr::new("check"), no_text],
        [OsStr::new("team"), no_text],
        [OsStr::new("why"), no_text],
        [OsStr::new("explain"), no_text],
        [OsStr::new("diff"), no_text],
        [no_text, OsStr::new("check")],
    ] {
        let ran = run_words_in(sandbox.path(), &arguments);
        assert!(matches!(ran.code, Some(2 | 3)), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
}

#[test]
fn a_day_in_the_environment_that_is_none() {
    let sandbox = Sandbox::with_plan(PLAN);
    let output = crate::sandbox::command(sandbox.path())
        .env("LONGPOLE_NOW", "today")
        .arg("check")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    snapbox::assert_data_eq!(
        String::from_utf8(output.stderr).unwrap(),
        str![[r#"
error: `LONGPOLE_NOW` says "today", which is no day
hint: write a day as 2026-11-20

"#]]
    );
}
