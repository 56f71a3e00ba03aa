//! `longpole check`: findings with places, in every form, and an exit code for jobs.

use snapbox::{file, str};

use crate::sandbox::{PLAN, Sandbox};

#[test]
fn findings_have_places_and_something_to_do() {
    Sandbox::with_plan(PLAN)
        .run("longpole check")
        .exits(1)
        .says("")
        .prints(file!["snapshots/check.txt"].raw());
}

#[test]
fn one_rule_can_be_asked_alone() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole check --rule need-without-fallback --rule commitment-below-its-confidence")
        .prints(str![[r#"
ledger
  warning: "Go-live" was committed for 29 Jan 2027 at 80%, and the odds are 74%
    at plan.yaml:49:13 ledger/items.go-live [commitment-below-its-confidence]
    to do: commit to a later day, take out scope, or add people where that helps
  info: "tokens" of another team sets the program's date, and nobody says what is done if it does not come
    at plan.yaml:42:9 ledger/needs.cutover<-tokens [need-without-fallback]
    to do: write a `fallback`, with what it costs, or that there is none

0 errors, 1 warning, 1 remark; 0 allowed, 0 not known

"#]]);
}

#[test]
fn what_is_wrong_everywhere_is_said_a_few_times_and_counted() {
    let items: Vec<_> = (1..=7)
        .map(|at| format!("  task-{at}: {{ owner: pia }}\n"))
        .collect();
    let items = items.concat();
    let sandbox = Sandbox::with_plan(&format!("program: p\nitems:\n{items}"));
    let said = |line: &str| {
        let text = sandbox.run(line).stdout;
        text.lines()
            .filter(|line| line.ends_with("[estimate-missing]"))
            .count()
    };

    sandbox
        .run("longpole check")
        .mentions("  and 2 more: `longpole check --rule estimate-missing`\n");
    assert_eq!(said("longpole check"), 5);
    assert_eq!(said("longpole check --rule estimate-missing"), 7);
    assert_eq!(said("longpole check --all"), 7);
}

#[test]
fn measurements_are_shown_when_asked_for() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole check --all --rule dcma-logic")
        .prints(str![[r#"
ledger
  warning: 2 of 3 open tasks lack a predecessor or a successor (at most 5 % passes): "schema" and "tokens"
    at plan.yaml:2:10 ledger/program.ledger [dcma-logic]
    to do: say what each needs, and what needs it

ledger, measured
  fail  dcma-logic                2 of 3 open tasks lack a predecessor or a successor (at most 5 % passes)

0 errors, 1 warning, 0 remarks; 0 allowed, 0 not known

"#]]);
}

#[test]
fn the_exit_code_follows_what_it_is_to_fail_on() {
    let sandbox = Sandbox::with_plan(PLAN);
    let warned = "--rule commitment-below-its-confidence";
    sandbox.run(&format!("longpole check {warned}")).exits(0);
    sandbox
        .run(&format!("longpole check {warned} --fail-on warning"))
        .exits(1);
    sandbox
        .run(&format!("longpole check {warned} --fail-on info"))
        .exits(1);
    sandbox
        .run(&format!("longpole check {warned} --fail-on never"))
        .exits(0);
    sandbox.run("longpole check --fail-on never").exits(0);
}

#[test]
fn annotations_are_one_line_each() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole check --format github --rule commitment-below-its-confidence")
        .prints(str![[r#"
::warning file=plan.yaml,line=49,col=13,title=commitment-below-its-confidence::"Go-live" was committed for 29 Jan 2027 at 80%25, and the odds are 74%25%0Acommit to a later day, take out scope, or add people where that helps

"#]]);
}

#[test]
fn sarif_names_the_version_and_the_place() {
    let sandbox = Sandbox::with_plan(PLAN);

    let log = sandbox
        .run("longpole check --format sarif --rule commitment-below-its-confidence")
        .json();

    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "plan.yaml");
    let line = PLAN
        .lines()
        .position(|line| line.contains("commit:"))
        .unwrap()
        + 1;
    assert_eq!(place["region"]["startLine"], line);
}

#[test]
fn json_can_be_asked_for_in_two_ways_and_is_the_same() {
    let sandbox = Sandbox::with_plan(PLAN);
    assert_eq!(
        sandbox.run("longpole check --json").stdout,
        sandbox.run("longpole check --format json").stdout
    );
    sandbox.run("longpole check --json --format sarif").exits(2);
}
