//! The Rust project goals come out of the plan as the data has them: asks by team and kind, and tasks of nobody.

use std::collections::BTreeMap;

use jiff::civil::date;
use longpole_check::{Context, run};
use longpole_engine::open::{PlanPlace, read};
use longpole_exchange::plan::decode;
use longpole_model::{Program, ProgramId, TeamId, Workspace};
use longpole_testkit::example;

fn workspace() -> Workspace {
    let place = PlanPlace::Path(example("rust-goals-2025h1"));
    let (source, _) = read(&place).expect("the example can be read");
    decode(&source)
        .workspace
        .expect("the example has no mistake")
}

fn program(workspace: &Workspace) -> &Program {
    let id = ProgramId::new("rust-goals-2025h1").expect("an id");
    &workspace.programs[&id]
}

/// How many there are of each, the most frequent first, and of several as frequent in the order of their names.
fn counted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[test]
fn lang_and_compiler_are_asked_most() {
    let workspace = workspace();
    let asks = &program(&workspace).asks;

    let teams = counted(asks.values().map(|ask| ask.of.as_str()));

    assert_eq!(asks.len(), 154);
    assert_eq!(
        teams[..4],
        [("lang", 41), ("compiler", 40), ("types", 17), ("cargo", 13)]
    );
}

#[test]
fn lang_is_mostly_asked_for_decisions_on_rfcs() {
    let workspace = workspace();
    let of_lang = program(&workspace)
        .asks
        .values()
        .filter(|ask| ask.of.as_str() == "lang");

    let kinds = counted(of_lang.filter_map(|ask| ask.kind.as_deref()));

    assert_eq!(
        kinds,
        [
            ("RFC decision", 13),
            ("Discussion and moral support", 10),
            ("Design meeting", 7),
            ("Lang-team experiment", 7),
            ("Stabilization decision", 3),
            ("Policy decision", 1),
        ]
    );
}

/// What the rule says of the load on lang: findings, and what it cannot tell.
fn load_of_lang(workspace: &Workspace) -> (Vec<String>, Vec<String>) {
    let report = run(&Context::new(workspace, date(2025, 6, 20)));
    let (rule, lang) = ("ask-over-capacity", "teams.lang");
    let findings = report.findings.iter();
    let findings = findings.filter(|of| of.rule == rule && of.at.to_string() == lang);
    let unknown = report.unknown.iter();
    let unknown = unknown.filter(|of| of.rule == rule && of.at.to_string() == lang);
    (
        findings.map(|of| of.message.clone()).collect(),
        unknown.map(|of| of.why.clone()).collect(),
    )
}

#[test]
fn whether_lang_is_asked_too_much_is_unknown_until_somebody_states_a_capacity() {
    let mut workspace = workspace();

    let (findings, unknown) = load_of_lang(&workspace);
    assert_eq!((findings.len(), unknown.len()), (0, 1));
    assert!(unknown[0].contains("41 asks"), "{unknown:?}");

    let lang = TeamId::new("lang").expect("an id");
    let team = workspace.teams.get_mut(&lang).expect("the team is there");
    team.ask_capacity = Some(20);

    let (findings, unknown) = load_of_lang(&workspace);
    assert_eq!((findings.len(), unknown.len()), (1, 0));
    assert!(
        findings[0].contains("41 asks") && findings[0].contains("can take 20"),
        "{findings:?}"
    );
}

#[test]
fn tasks_of_nobody_stay_tasks_of_nobody() {
    let workspace = workspace();
    let items = &program(&workspace).items;
    let tasks: Vec<_> = items
        .values()
        .filter(|item| item.parent.is_some())
        .collect();

    let nobodys = tasks
        .iter()
        .filter(|task| task.owner.is_none() && task.team.is_none());

    assert_eq!((items.len(), tasks.len()), (42 + 333, 333));
    assert_eq!(nobodys.count(), 74);
}

#[test]
fn a_month_without_a_report_has_no_update() {
    let workspace = workspace();
    let updates = &program(&workspace).updates;
    let of_cargo_script = updates
        .keys()
        .filter(|id| id.as_str().starts_with("cargo-script-"));

    assert_eq!(updates.len(), 4 * 40 - 1);
    assert_eq!(of_cargo_script.count(), 3);
}

#[test]
fn nothing_is_made_up() {
    let workspace = workspace();
    let program = program(&workspace);

    assert!(
        program
            .items
            .values()
            .all(|item| item.estimate.is_none() && item.commit.is_none())
    );
    assert!(
        workspace
            .teams
            .values()
            .all(|team| team.people.is_none() && team.ask_capacity.is_none())
    );
    assert!(program.needs.is_empty());
}
