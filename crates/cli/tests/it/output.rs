//! Where results go and how they look: files by their names, widths, colours, quiet, closed pipes.

use std::io::Read as _;
use std::process::Stdio;

use crate::sandbox::{PLAN, Sandbox, command};

#[test]
fn the_name_of_a_file_says_in_which_form_it_is_written() {
    let sandbox = Sandbox::with_plan(PLAN);

    let ran = sandbox
        .run("longpole brief -o brief.html -o brief.md -o brief.json -o brief.txt")
        .succeeds();

    assert_eq!(
        ran.stderr,
        "wrote brief.html\nwrote brief.md\nwrote brief.json\nwrote brief.txt\n"
    );
    assert!(
        sandbox.read("brief.html").starts_with("<!doctype html>")
            || sandbox.read("brief.html").starts_with("<!DOCTYPE html>")
    );
    assert_eq!(
        sandbox.read("brief.md"),
        sandbox.run("longpole brief --format markdown").stdout
    );
    assert_eq!(
        sandbox.read("brief.html"),
        sandbox.run("longpole brief --format html").stdout
    );
    assert_eq!(
        sandbox.read("brief.json"),
        sandbox.run("longpole brief --json").stdout
    );
    assert!(sandbox.read("brief.txt").contains("Ledger to the cloud"));
}

#[test]
fn quiet_says_nothing_but_the_result() {
    let sandbox = Sandbox::with_plan(PLAN);
    let ran = sandbox
        .run("longpole brief -q -o brief.html")
        .succeeds()
        .says("");
    assert!(!ran.stdout.is_empty());
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let sandbox = Sandbox::with_plan(PLAN);
    for (width, line) in [
        (60, "brief"),
        (60, "forecast"),
        (80, "schedule"),
        (80, "milestones"),
        (60, "why go-live"),
        (60, "decide choose-db"),
    ] {
        let text = sandbox
            .run(&format!("longpole {line} --width {width}"))
            .succeeds()
            .stdout;
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{line}: {widest} > {width}\n{text}");
    }
}

#[test]
fn colour_is_for_terminals_or_for_those_who_ask() {
    let sandbox = Sandbox::with_plan(PLAN);
    for line in ["brief", "check", "forecast"] {
        assert!(
            !sandbox
                .run(&format!("longpole {line}"))
                .stdout
                .contains('\u{1b}'),
            "{line}"
        );
        assert!(
            sandbox
                .run(&format!("longpole {line} --color always"))
                .stdout
                .contains('\u{1b}'),
            "{line}"
        );
    }
    assert!(
        sandbox
            .run("longpole why x --color always")
            .stderr
            .contains('\u{1b}')
    );
    let file = sandbox
        .run("longpole brief --color always -o brief.txt")
        .succeeds();
    assert!(file.stdout.contains('\u{1b}') && !sandbox.read("brief.txt").contains('\u{1b}'));
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let sandbox = Sandbox::with_plan(PLAN);
    for arguments in [
        vec!["brief"],
        vec!["explain"],
        vec!["check", "--json"],
        vec!["--help"],
        vec!["completions", "bash"],
    ] {
        let mut child = command(sandbox.path())
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!((code, said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let sandbox = Sandbox::with_plan(PLAN);
    for line in [
        "longpole brief --format html",
        "longpole risks --json",
        "longpole decide choose-db",
    ] {
        assert_eq!(sandbox.run(line).stdout, sandbox.run(line).stdout, "{line}");
    }
}

#[test]
fn what_is_there_is_replaced_without_asking() {
    let sandbox = Sandbox::with_plan(PLAN);
    for line in [
        "longpole brief -o page.md",
        "longpole export --format csv -o table.csv",
    ] {
        let file = line.rsplit(' ').next().unwrap();
        sandbox.write(file, "of yesterday");
        sandbox.run(line).succeeds();
        assert_ne!(sandbox.read(file), "of yesterday", "{line}");
    }
}

#[test]
fn folders_that_a_file_needs_are_made() {
    let sandbox = Sandbox::with_plan(PLAN);
    for line in [
        "longpole brief -o out/of/today/page.md",
        "longpole export --format csv -o out/of/today/table.csv",
    ] {
        let file = line.rsplit(' ').next().unwrap();
        sandbox.run(line).succeeds();
        assert!(!sandbox.read(file).is_empty(), "{line}");
    }
}

/// The command refuses, and every file of the sandbox is as it was.
#[track_caller]
fn check_refused(sandbox: &Sandbox, line: &str, said: &str) {
    let before = sandbox.files();
    let ran = sandbox.run(line).exits(3).prints("");
    assert_eq!(
        ran.stderr,
        format!("error: {said}\nhint: choose another place\n"),
        "{line}"
    );
    assert!(before == sandbox.files(), "{line}");
}

#[test]
fn no_output_goes_over_a_plan() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox.write("folder/ledger.yaml", PLAN);
    sandbox.write("named-otherwise", PLAN);
    std::os::unix::fs::symlink("plan.yaml", sandbox.path().join("link.csv")).unwrap();

    for (line, path) in [
        ("longpole export --format csv -o plan.yaml", "plan.yaml"),
        ("longpole export --format csv -o ./plan.yaml", "./plan.yaml"),
        ("longpole export --format csv -o link.csv", "link.csv"),
        (
            "longpole export folder --format csv -o plan.yaml",
            "plan.yaml",
        ),
        (
            "longpole export folder --format csv -o folder/ledger.yaml",
            "folder/ledger.yaml",
        ),
        (
            "longpole export named-otherwise --format csv -o named-otherwise",
            "named-otherwise",
        ),
    ] {
        let said = format!("\"{path}\" is a plan, and nothing is written over one");
        check_refused(&sandbox, line, &said);
    }
    for (line, path) in [
        (
            "longpole export folder --format json -o folder/new/ledger.yaml",
            "folder/new/ledger.yaml",
        ),
        (
            "longpole export folder -o folder/canonical",
            "folder/canonical/ledger.yaml",
        ),
    ] {
        let said = format!("\"{path}\" would be read as a part of the plan");
        check_refused(&sandbox, line, &said);
    }
    sandbox
        .run("longpole export folder --format csv -o folder/ledger.csv")
        .succeeds();
}

#[test]
fn no_output_goes_over_what_is_imported_or_kept_of_it() {
    let sandbox = Sandbox::new();
    let issues =
        r#"{"issues":[{"key":"A-1","fields":{"summary":"Hull","issuetype":{"name":"Task"}}}]}"#;
    sandbox.write("jira.json", issues);

    let said = "\"./jira.json\" is read here, and nothing is written over it";
    check_refused(
        &sandbox,
        "longpole import jira.json --format jira --report ./jira.json",
        said,
    );
    let said = "\"plan.sources/jira.json\" is where longpole keeps what sources said last";
    check_refused(
        &sandbox,
        "longpole import jira.json --format jira --report plan.sources/jira.json",
        said,
    );
    sandbox
        .run("longpole import jira.json --format jira --report page.json")
        .succeeds();
    check_refused(
        &sandbox,
        "longpole schedule -o page.md -o plan.sources/jira.json",
        said,
    );
    check_refused(
        &sandbox,
        "longpole export --format json -o plan.sources/jira.json",
        said,
    );
}
