//! Each command once on a small plan, to be read as a user reads it; and on every example without a complaint.

use longpole_testkit::{example, repo_root};
use snapbox::{file, str};

use crate::sandbox::{PLAN, Sandbox, run_in};

/// What the documents say is `longpole-brief`'s; that it arrives here, laid out, is shown by a snapshot each.
#[test]
fn a_forecast() {
    Sandbox::with_plan(PLAN)
        .run("longpole forecast")
        .succeeds()
        .says("")
        .prints(file!["snapshots/forecast.txt"].raw());
}

#[test]
fn a_schedule() {
    Sandbox::with_plan(PLAN)
        .run("longpole schedule")
        .succeeds()
        .says("")
        .prints(file!["snapshots/schedule.txt"].raw());
}

#[test]
fn a_schedule_drawn_in_the_terminal() {
    Sandbox::with_plan(PLAN)
        .run("longpole schedule --gantt")
        .succeeds()
        .says("")
        .prints(file!["snapshots/schedule_gantt.txt"].raw());
}

#[test]
fn a_schedule_as_a_picture() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole schedule --quiet -o plan.svg -o plan.png -o plan.html")
        .succeeds();

    let drawing = sandbox.read("plan.svg");
    assert!(drawing.starts_with("<svg") && drawing.contains("Token service"));
    let picture = std::fs::read(sandbox.path().join("plan.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    assert!(sandbox.read("plan.html").contains("<svg"));
}

#[test]
fn a_page_without_a_chart_is_no_picture() {
    let sandbox = Sandbox::with_plan(PLAN);

    let ran = sandbox.run("longpole decide -o decisions.svg").exits(3);

    assert!(ran.stderr.contains("no chart"), "{}", ran.stderr);
    assert!(!sandbox.path().join("decisions.svg").exists());
}

#[test]
fn a_schedule_can_be_narrowed() {
    let sandbox = Sandbox::with_plan(PLAN);

    let driving = sandbox
        .run("longpole schedule --driving")
        .succeeds()
        .mentions("Token service");
    assert!(!driving.stdout.contains("New schema"), "{}", driving.stdout);
    let team = sandbox
        .run("longpole schedule --team payments")
        .succeeds()
        .mentions("New schema");
    assert!(!team.stdout.contains("Token service"), "{}", team.stdout);
}

#[test]
fn a_brief() {
    Sandbox::with_plan(PLAN)
        .run("longpole brief")
        .succeeds()
        .says("")
        .prints(file!["snapshots/brief.txt"].raw());
}

#[test]
fn a_short_brief() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole brief --tier short")
        .succeeds()
        .prints(file!["snapshots/brief_short.txt"].raw());
}

#[test]
fn a_team() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole team identity")
        .succeeds()
        .says("")
        .prints(file!["snapshots/team.txt"].raw());
}

#[test]
fn risks() {
    Sandbox::with_plan(PLAN)
        .run("longpole risks")
        .succeeds()
        .says("")
        .prints(file!["snapshots/risks.txt"].raw());
}

#[test]
fn a_decision() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole decide")
        .succeeds()
        .prints(file!["snapshots/decisions.txt"].raw());
    sandbox
        .run("longpole decide choose-db")
        .succeeds()
        .prints(file!["snapshots/decision.txt"].raw());
}

#[test]
fn level() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole level")
        .succeeds()
        .prints(file!["snapshots/level.txt"].raw());
}

#[test]
fn milestones() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole milestones")
        .succeeds()
        .says("")
        .prints(file!["snapshots/milestones.txt"].raw());
}

#[test]
fn why() {
    Sandbox::with_plan(PLAN)
        .run("longpole why go-live")
        .succeeds()
        .prints(file!["snapshots/why.txt"].raw());
}

#[test]
fn why_of_a_levelled_date_names_who_has_the_people() {
    let plan = PLAN
        .replace("people: 6 }", "people: 1 }")
        .replace("team: identity", "team: payments");
    Sandbox::with_plan(&plan)
        .run("longpole why go-live --levelled")
        .succeeds()
        .prints(file!["snapshots/why_levelled.txt"].raw());
}

#[test]
fn the_number_of_schedules_that_a_time_allowed_repeats_the_plan() {
    let sandbox = Sandbox::with_plan(PLAN);
    let timed = sandbox.run("longpole level --time 50ms").succeeds();
    let words: Vec<&str> = timed.stderr.split(['`', ' ']).collect();
    let at = words
        .iter()
        .position(|word| *word == "--schedules")
        .unwrap();
    let counted = sandbox
        .run(&format!("longpole level --schedules {}", words[at + 1]))
        .succeeds();
    assert_eq!(timed.stdout, counted.stdout);
}

#[test]
fn why_finds_decisions_by_their_name_alone() {
    let sandbox = Sandbox::with_plan(PLAN);
    let short = sandbox.run("longpole why choose-db").succeeds();
    let long = sandbox
        .run("longpole why ledger/decisions.choose-db")
        .succeeds();
    assert_eq!(short.stdout, long.stdout);
}

#[test]
fn explain_prints_the_page_of_a_rule() {
    let sandbox = Sandbox::new();
    let page = longpole_engine::check::explain("promise-after-need-by").unwrap();
    assert_eq!(
        sandbox
            .run("longpole explain promise-after-need-by")
            .succeeds()
            .stdout,
        page
    );

    let list = sandbox.run("longpole explain").succeeds();
    assert_eq!(
        list.stdout.lines().count(),
        longpole_engine::check::rules().len()
    );
}

#[test]
fn export_prints_a_plan_that_reads_the_same() {
    let sandbox = Sandbox::with_plan(PLAN);

    let exported = sandbox.run("longpole export").succeeds().says("").stdout;
    sandbox.write("exported.yaml", &exported);

    sandbox
        .run("longpole diff plan.yaml exported.yaml")
        .succeeds();
    assert_eq!(
        sandbox
            .run("longpole export exported.yaml")
            .succeeds()
            .stdout,
        exported
    );
}

#[test]
fn export_writes_a_file_a_program_and_never_over_one() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole export --out canonical")
        .succeeds()
        .prints("")
        .says(str![[r#"
wrote canonical/ledger.yaml

"#]]);
    sandbox.run("longpole diff plan.yaml canonical").succeeds();
    sandbox
        .run("longpole export --out canonical")
        .exits(3)
        .says(str![[r#"
error: "canonical/ledger.yaml" is there already; nothing was written
hint: choose another folder

"#]]);
}

#[test]
fn a_program_goes_out_as_another_tool_reads_it() {
    let sandbox = Sandbox::with_plan(PLAN);

    let printed = sandbox.run("longpole schedule --format mspdi").succeeds();
    assert!(
        printed.stdout.contains("<Project xmlns="),
        "{}",
        printed.stdout
    );
    assert!(
        printed.stderr.contains("Microsoft Project XML: "),
        "{}",
        printed.stderr
    );
    sandbox
        .run("longpole export --format mspdi -o ledger.xml --quiet")
        .succeeds()
        .prints("");
    assert_eq!(sandbox.read("ledger.xml"), printed.stdout);

    sandbox
        .run("longpole import ledger.xml -o again.yaml")
        .succeeds()
        .mentions("4 items came in");
}

#[test]
fn what_is_gone_from_its_source_is_named_where_it_goes_out() {
    let sandbox = Sandbox::with_plan(
        "program: ferry\nitems:\n  hull: { estimate: 3d, fields: { gone_from_source: 2026-11-16 } }\n",
    );

    let ran = sandbox.run("longpole export --format mspdi").succeeds();

    let said = "gone from its source, and still counted until somebody decides: hull";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn tables_go_out_and_come_in_again() {
    let sandbox = Sandbox::with_plan(PLAN);

    let printed = sandbox.run("longpole export --format csv").succeeds();
    assert!(
        printed.stdout.contains("Token service"),
        "{}",
        printed.stdout
    );
    sandbox
        .run("longpole export --format xlsx -o plan.xlsx")
        .succeeds();
    let refused = sandbox.run("longpole schedule --format xlsx").exits(3);
    assert!(
        refused.stderr.contains("-o plan.xlsx"),
        "{}",
        refused.stderr
    );

    sandbox.write("plan.csv", &printed.stdout);
    for file in ["plan.csv", "plan.xlsx"] {
        sandbox
            .run(&format!("longpole import {file} -o again --source it"))
            .succeeds()
            .mentions("4 items came in");
        std::fs::remove_dir_all(sandbox.path().join("again")).unwrap();
    }
}

#[test]
fn a_plan_goes_out_as_a_calendar_that_is_the_same_each_time() {
    let sandbox = Sandbox::with_plan(PLAN);

    sandbox
        .run("longpole export --format ical --out plan.ics")
        .succeeds();
    let calendar = sandbox.read("plan.ics");
    let printed = sandbox.run("longpole schedule --format ical").succeeds();

    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("CATEGORIES:Milestone"), "{calendar}");
    assert_eq!(printed.stdout.replace('\r', ""), calendar.replace('\r', ""));
    let with_items = sandbox
        .run("longpole export --format ical-items")
        .succeeds()
        .stdout;
    assert!(with_items.contains("CATEGORIES:Item"), "{with_items}");
}

#[test]
fn a_plan_goes_out_as_json_that_reads_as_a_plan() {
    let sandbox = Sandbox::with_plan(PLAN);

    let json = sandbox
        .run("longpole export --format json")
        .succeeds()
        .stdout;
    sandbox.write("json.yaml", json);

    sandbox.run("longpole diff plan.yaml json.yaml").succeeds();
}

/// The examples are read, scheduled, forecast, checked and told of by every command.
#[track_caller]
fn check_example(name: &str, team: &str, item: &str) {
    let folder = repo_root();
    let plan = example(name);
    let plan = plan.strip_prefix(&folder).unwrap().display();
    for line in [
        "schedule",
        "forecast",
        "brief",
        "brief --tier short",
        "risks",
        "decide",
        "milestones",
        "baseline list",
        "export",
        &format!("team {team}"),
        &format!("why {item}"),
    ] {
        let ran = run_in(
            &folder,
            &format!("longpole {line} --iterations 500 --plan {plan}"),
        )
        .succeeds();
        assert_eq!(ran.stderr, "", "{line}");
        assert!(ran.stdout.lines().count() > 3, "{line}: {}", ran.stdout);
    }
    let found = run_in(
        &folder,
        &format!("longpole check --iterations 500 --plan {plan}"),
    );
    assert!(matches!(found.code, Some(0 | 1)), "{}", found.stderr);
}

#[test]
fn payments_cloud() {
    check_example("payments-cloud", "security", "go-live");
}

#[test]
fn rust_goals() {
    check_example("rust-goals-2025h1", "lang", "all-hands");
}
