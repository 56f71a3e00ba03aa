//! `--json` keeps to the schemas under `docs/reference/json`, for every command and on every example.

use std::path::Path;

use longpole_testkit::example;

use crate::imports::ferry;
use crate::json_schema::breaches;
use crate::sandbox::{PLAN, Sandbox, run_in};

/// Each command with the schema of its answer.
const COMMANDS: &[(&str, &str)] = &[
    ("check", "findings"),
    ("schedule", "schedule"),
    ("level", "levelled"),
    ("forecast", "forecast"),
    ("brief", "document"),
    ("risks", "risks"),
    ("decide", "decisions"),
    ("milestones", "milestones"),
    ("baseline list", "baselines"),
    ("export", "files"),
    ("export --format mspdi", "exported"),
];

#[track_caller]
fn check(folder: &Path, line: &str, name: &str) {
    let answer = run_in(folder, &format!("longpole {line} --json --iterations 500"));
    assert!(
        matches!(answer.code, Some(0 | 1)),
        "{line}: {}",
        answer.stderr
    );
    let value = answer.json();
    assert_eq!(value["schema"], format!("longpole-{name}/1"), "{line}");
    assert_eq!(breaches(&schema(name), &value), [""; 0], "{line}");
}

fn schema(name: &str) -> serde_json::Value {
    let name = format!("longpole-{name}-1");
    if name == "longpole-document-1" {
        return serde_json::from_str(longpole_document::json::JSON_SCHEMA).unwrap();
    }
    let schemas = longpole_api::schemas();
    let found = schemas.into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no schema {name}")).1
}

#[track_caller]
fn check_all(plan: &Path, more: &[(&str, &str)]) {
    for (line, name) in COMMANDS.iter().chain(more) {
        check(
            plan.parent().unwrap(),
            &format!("{line} --plan {}", plan.file_name().unwrap().display()),
            name,
        );
    }
}

#[test]
fn of_the_small_plan() {
    let sandbox = Sandbox::with_plan(PLAN);
    check_all(
        &sandbox.path().join("plan.yaml"),
        &[
            ("team identity", "team"),
            ("why go-live", "why"),
            ("why go-live --levelled", "levelled-why"),
            ("decide choose-db", "decisions"),
            ("risks --risk link-late", "risks"),
            ("explain", "rules"),
            ("explain item-without-owner", "rules"),
            ("init --list", "playbooks"),
            ("init other.yaml", "files"),
            ("set items.tokens.owner pia", "edit"),
            ("set items.tokens.owner pia --dry-run", "edit"),
            ("status tokens --health at-risk --by ida", "edit"),
            ("baseline set today", "edit"),
        ],
    );
    sandbox.write("later.yaml", PLAN.replace("15d..25d..40d", "25d..35d..50d"));
    check(sandbox.path(), "diff plan.yaml later.yaml", "comparison");
}

#[test]
fn of_an_invented_program_with_everything() {
    check_all(
        &example("payments-cloud"),
        &[
            ("team security", "team"),
            ("why go-live", "why"),
            ("decide choose-db", "decisions"),
        ],
    );
}

#[test]
fn of_the_rust_goals() {
    check_all(&example("rust-goals-2025h1"), &[("team lang", "team")]);
}

#[test]
fn documents_of_every_command_keep_to_one_schema() {
    let plan = example("payments-cloud");
    let schema = schema("document");
    for line in [
        "brief --tier short",
        "forecast",
        "risks",
        "decide",
        "milestones",
        "team identity",
        "why go-live",
        "baseline list",
    ] {
        let line = format!(
            "longpole {line} --format json --iterations 500 --plan {}",
            plan.file_name().unwrap().display()
        );
        let document = run_in(plan.parent().unwrap(), &line).succeeds().json();
        assert_eq!(breaches(&schema, &document), [""; 0], "{line}");
    }
}

#[test]
fn a_schedule_is_the_same_whichever_way_json_is_asked_for() {
    let sandbox = Sandbox::with_plan(
        "program: p\nstart: 2031-01-06\nitems:\n  a: { estimate: 2d }\n  b: { estimate: 1d, needs: [a] }\n",
    );

    let answer = sandbox
        .run("longpole schedule --format json")
        .succeeds()
        .json();

    assert_eq!(
        answer,
        sandbox.run("longpole schedule --json").succeeds().json()
    );
    assert_eq!(breaches(&schema("schedule"), &answer), [""; 0]);
    assert_eq!(answer["items"][0]["driven_by"], serde_json::Value::Null);
    assert_eq!(answer["items"][1]["driven_by"]["key"], "p/items.a");
    assert_eq!(answer["items"][1]["driven_by"]["link"], "FS");
}

#[test]
fn mistakes_of_a_plan_are_an_answer_too() {
    let sandbox = Sandbox::with_plan("program: p\nitems:\n  a: { needs: [b] }\n");

    let answer = sandbox.run("longpole forecast --json").exits(3).json();

    assert_eq!(answer["schema"], "longpole-mistakes/1");
    assert_eq!(answer["mistakes"][0]["line"], 3);
    assert_eq!(breaches(&schema("mistakes"), &answer), [""; 0]);
}

#[test]
fn of_an_import() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox.write("ferry.xml", ferry().replace("Hull", "The hull"));

    let line = "longpole import ferry.xml --into plan.yaml --dry-run --json";
    let answer = sandbox.run(line).succeeds().json();

    assert_eq!(answer["schema"], "longpole-import/1");
    assert_eq!(answer["format"], "mspdi");
    assert_eq!(answer["written"].as_array().map(Vec::len), Some(0));
    assert_eq!(answer["merge"]["changed"][0]["key"], "ferry/items.hull");
    assert_eq!(breaches(&schema("import"), &answer), [""; 0]);
}

#[test]
fn every_schema_has_a_command_that_answers_in_it() {
    let source = include_str!("json.rs");
    for (name, _) in longpole_api::schemas() {
        let short = name.trim_start_matches("longpole-").trim_end_matches("-1");
        // Contracts are part of other answers; no command prints them alone yet.
        assert!(
            short == "contracts" || source.contains(&format!("\"{short}\"")),
            "{name}"
        );
    }
}
