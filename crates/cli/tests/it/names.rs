//! What one has to type: `schedule` shows it, and a title that is typed instead is answered with it.

use std::collections::BTreeSet;

use serde_json::Value;
use snapbox::str;

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

/// Every text under a field called `key` or `keys`.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(key) if name == "key" => drop(found.insert(key.clone())),
                    Value::Array(all) if name == "keys" => {
                        found.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    value => keys(value, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| keys(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_json_calls_a_thing_is_what_commands_take() {
    let sandbox = Sandbox::with_plan(PLAN);
    let mut found = BTreeSet::new();
    for command in [
        "schedule --all",
        "level --schedules 20",
        "forecast --iterations 100",
        "milestones --iterations 100",
        "risks --iterations 100",
        "decide --iterations 100",
    ] {
        let ran = sandbox.run(&format!("longpole {command} --json"));
        keys(&ran.json(), &mut found);
    }

    let mut sections = BTreeSet::new();
    for key in &found {
        let rest = key.split_once('/').map_or(key.as_str(), |(_, rest)| rest);
        let section = rest.split_once('.').unwrap().0;
        sections.insert(section);
        let command = match section {
            "teams" => format!("team {key}"),
            "risks" => format!("risks --risk {key} --iterations 100"),
            "decisions" => {
                let decide = format!("longpole decide {key} --iterations 100");
                sandbox.run(&decide).succeeds();
                format!("why {key} --iterations 100")
            }
            "items" => {
                let say = format!("longpole status {key} --health unknown --by ann --dry-run");
                sandbox.run(&say).succeeds();
                format!("why {key} --iterations 100")
            }
            _ => format!("why {key} --iterations 100"),
        };
        sandbox.run(&format!("longpole {command}")).succeeds();
    }
    let all = ["decisions", "items", "program", "risks"];
    assert!(all.iter().all(|it| sections.contains(it)), "{sections:?}");
}

#[test]
fn the_end_of_a_program_is_explained_by_what_ends_it() {
    let sandbox = Sandbox::with_plan("program: p\nitems:\n  a: { estimate: 5d }\n");

    let ran = sandbox.run("longpole why p/program.p --json").succeeds();

    assert_eq!(ran.json()["key"], "p/items.a");
    sandbox
        .run("longpole why p/program.p --levelled")
        .exits(3)
        .says(str![[r#"
error: "p/program.p" is a program
hint: `longpole level` shows the chain that sets its levelled end

"#]]);
}

#[test]
fn what_has_no_dates_is_answered_with_what_does() {
    let sandbox = Sandbox::with_plan(
        "program: p\nteams:\n  crew: {}\nitems:\n  a: { estimate: 5d, team: crew }\n",
    );
    sandbox
        .run("longpole why teams.crew")
        .exits(3)
        .says(str![[r#"
error: "teams.crew" has no dates of its own
hint: `longpole team crew` says what it owes

"#]]);
    sandbox.run("longpole team teams.crew").succeeds();
    sandbox
        .run("longpole schedule --team teams.crew")
        .succeeds();
}

#[test]
fn an_id_that_only_one_program_has_needs_no_program() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "plan/a.yaml",
        "program: a\nitems:\n  hull: { estimate: 5d }\n  deck: { estimate: 1d }\n",
    );
    sandbox.write(
        "plan/b.yaml",
        "program: b\nitems:\n  hull: { estimate: 5d }\n",
    );

    sandbox.run("longpole why deck").succeeds();
    let ran = sandbox.run("longpole why hull").exits(2);
    assert!(ran.stderr.contains("the plan holds 2 programs"));
    sandbox.run("longpole why b/items.hull").succeeds();
}
