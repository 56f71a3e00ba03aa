//! Files of other tools as people take them in: once, again, and into a plan that people work on.

use std::fs;

use longpole_engine::exchange::export::writer;
use longpole_engine::exchange::import::{ReadOptions, read, recognise};
use longpole_model::ProgramId;
use longpole_testkit::{NOW, files_below, shared_data};
use snapbox::str;

use crate::sandbox::Sandbox;

/// A small project as Microsoft Project writes it.
fn project(tasks: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\
         <Name>ferry</Name><GUID>F1</GUID><StartDate>2026-11-23T08:00:00</StartDate><CalendarUID>1</CalendarUID>\
         <MinutesPerDay>480</MinutesPerDay>\
         <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar></Calendars>\
         <Tasks>{tasks}</Tasks></Project>\n"
    )
}

fn task(uid: u32, name: &str, hours: u32, after: Option<u32>) -> String {
    let link = after.map_or_else(String::new, |after| {
        format!("<PredecessorLink><PredecessorUID>{after}</PredecessorUID><Type>1</Type></PredecessorLink>")
    });
    format!(
        "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>1</OutlineLevel>\
         <Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat>{link}</Task>"
    )
}

pub(crate) fn ferry() -> String {
    project(&[task(1, "Hull", 24, None), task(2, "Engine", 16, Some(1))].concat())
}

#[test]
fn a_file_becomes_a_plan_that_every_command_opens() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());

    sandbox
        .run("longpole import ferry.xml")
        .succeeds()
        .mentions("2 items came in")
        .says(str![[r#"
wrote plan.yaml
wrote plan.sources/ferry.xml
wrote plan.sources/ferry.source
next: `longpole check`, then `longpole schedule`

"#]]);

    sandbox
        .run("longpole schedule")
        .succeeds()
        .mentions("Engine");
    sandbox.run("longpole forecast --iterations 200").succeeds();
    sandbox.run("longpole brief --iterations 200").succeeds();
    let checked = sandbox.run("longpole check --iterations 200");
    assert!(matches!(checked.code, Some(0 | 1)), "{}", checked.stderr);
}

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());

    sandbox
        .run("longpole import ferry.xml --dry-run")
        .succeeds()
        .mentions("What was taken")
        .says("nothing was written\n");

    assert_eq!(fs::read_dir(sandbox.path()).unwrap().count(), 1);
}

#[test]
fn a_plan_that_is_there_is_never_written_over() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.write("plan.yaml", "program: mine\n");

    sandbox
        .run("longpole import ferry.xml")
        .exits(3)
        .says(str![[r#"
error: "plan.yaml" is there already
hint: `--into plan.yaml` merges into a plan that is there; `-o` names another

"#]]);

    assert_eq!(sandbox.read("plan.yaml"), "program: mine\n");
}

#[test]
fn the_same_file_again_changes_no_byte() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    let before = sandbox.read("plan.yaml");

    sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .succeeds()
        .mentions("nothing was done")
        .says("the plan says so already; nothing was written\n");

    assert_eq!(sandbox.read("plan.yaml"), before);
}

#[test]
fn a_new_export_is_merged_and_edits_and_comments_stay() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox.run("longpole set items.hull.owner ann").succeeds();
    sandbox
        .run("longpole set items.engine.title 'The engine'")
        .succeeds();
    let edited = sandbox
        .read("plan.yaml")
        .replace("items:\n", "items:\n  # What the yard builds.\n");
    sandbox.write("plan.yaml", &edited);
    let tasks = [
        task(1, "Hull", 40, None),
        task(2, "Engines", 16, Some(1)),
        task(3, "Trials", 8, Some(2)),
    ];
    sandbox.write("ferry.xml", project(&tasks.concat()));

    let ran = sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .exits(1);

    for words in [
        "2 new, 1 changed, 1 changed on both sides",
        "title is The engine here and Engines in the source",
        "estimate 3d → 5d",
    ] {
        assert!(
            ran.stdout.replace('\n', " ").contains(words),
            "{words}:\n{}",
            ran.stdout
        );
    }
    let plan = sandbox.read("plan.yaml");
    for words in [
        "# What the yard builds.",
        "owner: ann",
        "title: The engine",
        "title: Trials",
        "estimate: 5d",
    ] {
        assert!(plan.contains(words), "{words}:\n{plan}");
    }
}

#[test]
fn conflicts_are_settled_on_the_import_that_shows_them() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox
        .run("longpole set items.hull.title 'The hull'")
        .succeeds();
    sandbox.write("ferry.xml", ferry().replace("Hull", "Hulls"));

    let shown = sandbox
        .run("longpole import ferry.xml --into plan.yaml --dry-run")
        .exits(1);
    assert!(shown.stderr.contains("with `--theirs`"), "{}", shown.stderr);
    let plan = sandbox.read("plan.yaml");

    let ours = sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .exits(1);
    assert!(
        ours.stderr.contains("the plan's values stand"),
        "{}",
        ours.stderr
    );
    assert!(sandbox.read("plan.yaml").contains("title: The hull"));

    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox
        .run("longpole import ferry.xml -o first.yaml")
        .succeeds();
    sandbox.write("first.yaml", plan);
    sandbox.write("ferry.xml", ferry().replace("Hull", "Hulls"));
    let theirs = sandbox
        .run("longpole import ferry.xml --into first.yaml --source ferry --theirs")
        .exits(1);
    assert!(!theirs.stderr.contains("`--theirs`"), "{}", theirs.stderr);
    assert!(sandbox.read("first.yaml").contains("title: Hulls"));
}

#[test]
fn what_is_gone_is_marked_and_stays() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox.write("ferry.xml", project(&task(1, "Hull", 24, None)));

    sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .succeeds()
        .mentions("Gone from the source, marked and kept: 1 item: Engine");

    let mark = format!("gone_from_source: {NOW}");
    assert!(sandbox.read("plan.yaml").contains(&mark));
    sandbox
        .run("longpole schedule")
        .succeeds()
        .mentions("Engine");
}

#[test]
fn one_of_several_sources_has_to_be_named() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.write("monday.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();

    sandbox
        .run("longpole import monday.xml --into plan.yaml")
        .exits(3)
        .says(str![[r#"
error: which source is "monday.xml"?
hint: say `--source NAME`; the plan has ferry

"#]]);
}

/// The same small project in the formats that one writes by hand.
#[test]
fn every_format_becomes_a_plan() {
    let files: [(&str, &str); 4] = [
        (
            "ferry.gan",
            "<project name=\"Ferry\" view-date=\"2026-11-23\"><tasks empty-milestones=\"true\">\
             <task id=\"1\" name=\"Hull\" start=\"2026-11-23\" duration=\"3\"><depend id=\"2\" type=\"2\"/></task>\
             <task id=\"2\" name=\"Engine\" start=\"2026-11-26\" duration=\"2\"/></tasks></project>\n",
        ),
        (
            "ferry.csv",
            "Key;Title;Estimate;Depends on\nF-1;Hull;3d;\nF-2;Engine;2d;F-1\n",
        ),
        (
            "ferry.tjp",
            "project ferry \"Ferry\" 2026-11-23 +6m {}\ntask hull \"Hull\" { length 3d }\n\
             task engine \"Engine\" { length 2d depends !hull }\n",
        ),
        (
            "ferry.mpx",
            "MPX,Microsoft Project for Windows,4.0,ANSI\r\n10,$,0,2,\",\",.\r\n\
             61,90,99,1,40,70\r\n70,1,1,Hull,3d,\r\n70,2,2,Engine,2d,1\r\n",
        ),
    ];
    for (name, text) in files {
        let sandbox = Sandbox::new();
        sandbox.write(name, text);
        let ran = sandbox.run(&format!("longpole import {name}"));
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
        let shown = sandbox.run("longpole schedule --all").succeeds().stdout;
        assert!(
            shown.contains("Hull") && shown.contains("Engine"),
            "{name}: {shown}"
        );
        sandbox
            .run(&format!("longpole import {name} --into plan.yaml"))
            .succeeds()
            .mentions("nothing was done");
    }
}

#[test]
fn a_column_that_was_said_once_need_not_be_said_again() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.csv", "Key;Title;Wie lange?\nF-1;Hull;3d\n");
    sandbox
        .run("longpole import ferry.csv --map 'Wie lange?=estimate'")
        .succeeds();
    sandbox.write("ferry.csv", "Key;Title;Wie lange?\nF-1;Hull;5d\n");

    sandbox
        .run("longpole import ferry.csv --into plan.yaml")
        .succeeds()
        .mentions("estimate 3d → 5d");
}

#[test]
fn hostile_files_get_an_error_or_a_report_and_never_a_panic() {
    let deep = format!("<Project>{}</Project>", "<a>".repeat(100_000));
    let entity = "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;&b;\">]><Project><Name>&d;</Name></Project>";
    let files: [(&str, Vec<u8>); 9] = [
        ("nothing.xml", Vec::new()),
        ("deep.xml", deep.into_bytes()),
        ("entity.xml", entity.as_bytes().to_vec()),
        ("cut.xml", ferry().into_bytes()[..300].to_vec()),
        (
            "loop.xml",
            project(&[task(1, "a", 8, Some(2)), task(2, "b", 8, Some(1))].concat()).into_bytes(),
        ),
        (
            "twice.xml",
            project(&[task(1, "a", 8, None), task(1, "b", 8, None)].concat()).into_bytes(),
        ),
        (
            "huge.xml",
            ferry()
                .replace("PT24H", "PT99999999999999999999H")
                .into_bytes(),
        ),
        ("plan.mpp", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("bytes.xer", (0..=255).cycle().take(5000).collect()),
    ];
    for (name, bytes) in files {
        let sandbox = Sandbox::new();
        sandbox.write(name, &bytes);
        let ran = sandbox.run(&format!("longpole import {name} --source it"));
        match ran.code {
            Some(0) => {
                let checked = sandbox.run("longpole schedule");
                assert_eq!(checked.code, Some(0), "{name}: {}", checked.stderr);
            }
            Some(3) => assert!(ran.stderr.starts_with("error: "), "{name}: {}", ran.stderr),
            other => panic!("{name}: {other:?} {}", ran.stderr),
        }
    }
}

/// The files whose dates the products themselves computed.
fn oracle_files() -> Vec<std::path::PathBuf> {
    let Some(folder) = shared_data("oracles") else {
        return Vec::new();
    };
    let of = |extension| files_below(&folder, extension);
    [of("xml"), of("xer"), of("pmxml")].concat()
}

#[test]
fn every_oracle_file_becomes_a_plan_and_the_same_file_again_is_nothing_new() {
    for file in oracle_files() {
        let sandbox = Sandbox::new();
        let path = file.display();
        let ran = sandbox.run(&format!("longpole import {path} -o plan --source it"));
        assert_eq!(ran.code, Some(0), "{path}: {}", ran.stderr);
        let opened = sandbox.run("longpole export plan");
        assert_eq!(opened.code, Some(0), "{path}: {}", opened.stderr);
        sandbox
            .run(&format!("longpole import {path} --into plan --source it"))
            .succeeds()
            .mentions("nothing was done");
    }
}

#[test]
fn an_oracle_file_whose_last_import_was_lost_finds_all_its_entities_again() {
    for file in oracle_files() {
        let sandbox = Sandbox::new();
        let path = file.display();
        sandbox
            .run(&format!("longpole import {path} -o plan --source it"))
            .succeeds();
        let before = sandbox.run("longpole export plan").succeeds().stdout;
        fs::remove_dir_all(sandbox.path().join("plan/sources")).unwrap();

        let ran = sandbox.run(&format!("longpole import {path} --into plan --source it"));

        assert_eq!(ran.code, Some(0), "{path}: {}{}", ran.stdout, ran.stderr);
        assert!(
            ran.stdout.contains("Nothing is kept of the last import"),
            "{path}"
        );
        assert_eq!(
            sandbox.run("longpole export plan").succeeds().stdout,
            before,
            "{path}"
        );
    }
}

#[test]
fn what_came_in_goes_out_and_comes_in_the_same() {
    for file in oracle_files() {
        let bytes = fs::read(&file).unwrap();
        let path = file.display().to_string();
        let format = recognise(&bytes, &path).unwrap();
        if writer(format.name()).is_none() {
            continue;
        }
        let import = read(format, &bytes, &ReadOptions::of("it")).unwrap();
        let programs = &import.workspace.programs;
        let sandbox = Sandbox::new();
        let turn = |from: &str, to: &str, program: &ProgramId| {
            let out = format!("{to}.{}", format.extension());
            let line = format!(
                "{from} --format {} -o {out} --program {program}",
                format.name()
            );
            sandbox.run(&format!("longpole export {line}")).succeeds();
            let line = format!("{out} -o {to}/{to} --source it");
            sandbox.run(&format!("longpole import {line}")).succeeds();
            encoded(&sandbox, &format!("{to}/{to}"), program)
        };
        sandbox
            .run(&format!("longpole import {path} -o plan --source it"))
            .succeeds();
        for program in programs.keys() {
            let first = encoded(&sandbox, "plan", program);
            let second = turn("plan", "second", program);
            let third = turn("second/second", "third", program);

            assert_eq!(third, second, "{path}");
            // A file that was saved without being recalculated holds dates that ours take the place of: they were kept
            // beside the plan, and only they go. Programs of one file share calendars that only one of them uses.
            if programs.len() == 1 {
                assert_eq!(without_payload(&second), without_payload(&first), "{path}");
            }
            fs::remove_dir_all(sandbox.path().join("second")).unwrap();
            fs::remove_dir_all(sandbox.path().join("third")).unwrap();
        }
    }
}

/// A program of a plan in canonical form.
fn encoded(sandbox: &Sandbox, plan: &str, program: &ProgramId) -> String {
    let json = format!("longpole export {plan} --format json --program {program}");
    sandbox.run(&json).succeeds().stdout
}

fn without_payload(json: &str) -> String {
    let lines = json
        .lines()
        .filter(|line| !line.trim_start().starts_with("\"payload\":"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A plan that came in from a file, of what is kept of which something is then changed.
fn with_broken_source(spoil: impl FnOnce(&std::path::Path)) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox.write("ferry.xml", project(&task(1, "Hull", 40, None)));
    spoil(&sandbox.path().join("plan.sources"));
    sandbox
}

#[test]
fn a_kept_file_that_is_missing_stops_the_next_import_and_says_how_to_go_on() {
    let sandbox = with_broken_source(|kept| fs::remove_file(kept.join("ferry.xml")).unwrap());
    let before = sandbox.files();

    sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .exits(3)
        .says(str![[r#"
error: what "ferry" said last cannot be read from "plan.sources/ferry.xml": there is no such file
hint: the new file is compared with it: bring it back, as with `git checkout -- plan.sources/ferry.xml`; where it is lost, remove "plan.sources/ferry.source" and import again, and all that differs is shown as changed on both sides

"#]]);

    assert!(before == sandbox.files());
    fs::remove_file(sandbox.path().join("plan.sources/ferry.source")).unwrap();
    sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .exits(1)
        .mentions("changed on both sides");
}

#[test]
fn a_kept_file_that_is_broken_stops_the_next_import_too() {
    for (file, text) in [
        ("ferry.xml", "<<<<<<< ours\n<Project>\n"),
        ("ferry.source", "<<<<<<< ours\n"),
    ] {
        let sandbox = with_broken_source(|kept| fs::write(kept.join(file), text).unwrap());
        let before = sandbox.files();

        let ran = sandbox
            .run("longpole import ferry.xml --into plan.yaml")
            .exits(3);

        let said = format!("what \"ferry\" said last cannot be read from \"plan.sources/{file}\"");
        assert!(ran.stderr.contains(&said), "{}", ran.stderr);
        assert!(before == sandbox.files(), "{file}");
    }
}

#[test]
fn what_another_source_said_last_and_cannot_be_read_is_named() {
    let sandbox = with_broken_source(|kept| fs::write(kept.join("ferry.xml"), "<Proj").unwrap());
    sandbox.write("yard.xml", project(&task(7, "Crane", 40, None)));

    sandbox
        .run("longpole import yard.xml --into plan.yaml --source yard --program ferry")
        .mentions("what \"ferry\" said last cannot be read from \"plan.sources/ferry.xml\"");
}

#[test]
fn work_that_a_later_file_no_longer_has_goes_out_named() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    sandbox.write("ferry.xml", project(&task(1, "Hull", 24, None)));
    sandbox
        .run("longpole import ferry.xml --into plan.yaml")
        .succeeds();

    let ran = sandbox.run("longpole export --format mspdi").succeeds();

    let said = "gone from its source, and still counted until somebody decides: engine";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(ran.stdout.contains("<Name>Engine</Name>"), "it counts");
}

#[test]
fn a_new_plan_takes_the_data_date_that_was_said() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());

    sandbox
        .run("longpole import ferry.xml --data-date 2026-12-01")
        .succeeds();
    let into = sandbox.run("longpole import ferry.xml --into plan.yaml --data-date 2026-12-08");

    assert!(sandbox.read("plan.yaml").contains("data_date: 2026-12-01"));
    let into = into.exits(3);
    assert!(
        into.stderr
            .contains("a plan that is there keeps its own data date"),
        "{}",
        into.stderr
    );
}

#[test]
fn what_waits_for_gone_work_waits_on() {
    let sandbox = Sandbox::new();
    sandbox.write("ferry.xml", ferry());
    sandbox.run("longpole import ferry.xml").succeeds();
    let engine = |sandbox: &Sandbox| {
        let page = sandbox.run("longpole schedule --all").succeeds().stdout;
        let row = page.lines().find(|line| line.starts_with("Engine "));
        row.expect("it has a row").to_owned()
    };
    let before = engine(&sandbox);
    sandbox.write("ferry.xml", project(&task(2, "Engine", 16, None)));

    sandbox
        .run("longpole import ferry.xml --into plan.yaml --anyway")
        .mentions("Gone from the source, marked and kept: 1 item: Hull");

    assert_eq!(engine(&sandbox), before);
}

#[test]
fn the_same_work_under_a_new_id_is_doubted() {
    let sandbox = Sandbox::new();
    let table = |ids: [&str; 3]| {
        let [phase, hull, engine] = ids;
        format!(
            "Key;Title;Parent;Estimate\n{phase};Phase;;\n{hull};Hull;{phase};3d\n{engine};Engine;{phase};2d\nX;Other;;2d\n"
        )
    };
    sandbox.write("yard.csv", table(["A", "B", "C"]));
    sandbox.run("longpole import yard.csv").succeeds();

    sandbox.write("yard.csv", table(["A", "B2", "C"]));
    sandbox
        .run("longpole import yard.csv --into plan.yaml --dry-run")
        .succeeds()
        .mentions("with the same title in the same place")
        .mentions("B → B2 (Hull)");
}

#[test]
fn a_link_to_a_project_that_the_file_only_names_is_said_as_that() {
    let Some(oracle) = shared_data("oracles/p6-two-projects-external-link.pmxml") else {
        return;
    };
    let sandbox = Sandbox::new();
    sandbox.write("two.pmxml", fs::read(oracle).unwrap());

    sandbox
        .run("longpole import two.pmxml --dry-run")
        .succeeds()
        .mentions("TestProject/A1000");
}
