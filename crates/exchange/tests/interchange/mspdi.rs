//! Microsoft Project's own files come in whole, and nothing of them is lost.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Format, NoteKind, ReadOptions};
use longpole_exchange::mspdi;
use longpole_model::{NeedSource, Program};
use longpole_testkit::{mpxj, shared_data};
use quick_xml::events::Event;

use crate::files::{example, name, read, written};

/// The files of Microsoft Project among the oracles.
fn oracles() -> Vec<PathBuf> {
    crate::files::oracles("msp-", &["xml"])
}

/// Elements whose values Project computes, so that they need not come out again as they stood.
const COMPUTED: &[&str] = &[
    "StartVariance",
    "FinishVariance",
    "WorkVariance",
    "CostVariance",
    "OverAllocated",
    "Overallocated",
    "PeakUnits",
];
/// Those of a resource that sum up its assignments.
const SUMS: &[&str] = &[
    "Start",
    "Finish",
    "Work",
    "RegularWork",
    "OvertimeWork",
    "ActualWork",
    "RemainingWork",
    "ActualOvertimeWork",
    "RemainingOvertimeWork",
    "PercentWorkComplete",
];
/// Those of a summary that sum up its parts.
const SUMS_OF_PARTS: &[&str] = &[
    "Work",
    "RegularWork",
    "OvertimeWork",
    "ActualWork",
    "ActualOvertimeWork",
    "RemainingWork",
    "RemainingOvertimeWork",
    "PercentComplete",
    "PercentWorkComplete",
    "ActualDuration",
    "RemainingDuration",
];

/// The lists of records.
const LISTS: &[&str] = &["Calendars", "Tasks", "Resources", "Assignments"];

/// The elements of each record of a file, as text, by the kind and id of the record.
type Records = BTreeMap<(String, String), Vec<(String, String)>>;

/// Reads a file into records, by other means than the reader.
fn records(bytes: &[u8]) -> Records {
    let text = std::str::from_utf8(bytes).expect("the files are in UTF-8");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().trim_text(true);
    let mut records = Records::new();
    let mut path: Vec<String> = Vec::new();
    let mut record: Vec<(String, String)> = Vec::new();
    let mut value = String::new();
    loop {
        let event = reader.read_event().expect("it is XML");
        let end = matches!(event, Event::End(_) | Event::Empty(_));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name: &str = tag.local_name().into_inner();
                path.push(name.to_owned());
                // Beyond the fields of a record (or of the project), elements are part of a field's value.
                let in_list = path
                    .get(1)
                    .is_some_and(|list| LISTS.contains(&list.as_str()));
                if path.len() > if in_list { 4 } else { 2 } {
                    value.extend(["<", name, ">"]);
                }
            }
            Event::Text(text) => value.push_str(&usual(text)),
            Event::GeneralRef(reference) => value.extend(["&", &**reference, ";"]),
            Event::CData(text) => value.push_str(text),
            Event::Eof => break,
            _ => {}
        }
        if !end {
            continue;
        }
        let name = path.pop().expect("what ends has begun");
        let in_list = path
            .get(1)
            .is_some_and(|list| LISTS.contains(&list.as_str()));
        match (path.len(), in_list) {
            (3, true) => record.push((name, std::mem::take(&mut value))),
            (2, true) => {
                let id = record
                    .iter()
                    .find(|(name, _)| name == "UID")
                    .map(|(_, value)| value.clone());
                records
                    .entry((name, id.unwrap_or_default()))
                    .or_default()
                    .append(&mut record);
            }
            (1, _) if !LISTS.contains(&name.as_str()) => {
                let project = records
                    .entry(("Project".to_owned(), String::new()))
                    .or_default();
                project.push((name, std::mem::take(&mut value)));
            }
            _ => {}
        }
    }
    records
}

/// A value in its usual form: `1.00` is `1`.
fn usual(text: &str) -> String {
    let text = text.trim();
    let is_decimal = text.contains('.')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_decimal && text.matches('.').count() == 1 {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[test]
fn nothing_of_a_file_is_lost() {
    let mut checked = 0;
    for file in oracles() {
        let bytes = fs::read(&file).unwrap();
        let before = records(&bytes);
        let after = records(&written(&read(&file), Format::Mspdi));
        for (key, fields) in &before {
            let others = after.get(key);
            let is_summary = fields.contains(&("Summary".to_owned(), "1".to_owned()));
            for field in fields {
                let (name_, value) = field;
                let is_computed = COMPUTED.contains(&name_.as_str())
                    || key.0 == "Resource" && SUMS.contains(&name_.as_str())
                    || is_summary && SUMS_OF_PARTS.contains(&name_.as_str())
                    || key.0 == "Assignment" && name_ == "Milestone"
                    || key == &("Task".to_owned(), "0".to_owned());
                if is_computed || value.is_empty() {
                    continue;
                }
                checked += 1;
                let there = others.is_some_and(|others| others.contains(field));
                let instead: Vec<_> = others
                    .into_iter()
                    .flatten()
                    .filter(|(other, _)| other == name_)
                    .collect();
                assert!(there, "{}: {key:?} {field:?}, but {instead:?}", name(&file));
            }
        }
    }
    assert!(
        checked > 50_000 || oracles().is_empty(),
        "only {checked} fields were compared"
    );
}

/// The tasks that MPXJ reads in a file, or computes; without the summary of the whole, whose duration only MPXJ's reader knows.
fn by_mpxj(what: &str, file: &Path) -> Option<Vec<serde_json::Value>> {
    let answer = mpxj([OsStr::new(what), file.as_os_str()])?;
    let json = answer.unwrap_or_else(|words| panic!("{}: {words}", file.display()));
    let mut json: serde_json::Value = serde_json::from_str(&json).expect("MPXJ answers in JSON");
    let tasks = json["projects"][0]["tasks"]
        .as_array_mut()
        .expect("a project has tasks");
    let mut tasks = std::mem::take(tasks);
    tasks.retain(|task| task["uid"] != 0);
    for task in &mut tasks {
        // Links have no order.
        if let Some(links) = task["predecessors"].as_array_mut() {
            links.sort_by_key(|link| link["uid"].as_i64());
        }
    }
    Some(tasks)
}

/// MPXJ reads what was written, or schedules it, as it does the file that came in.
fn mpxj_sees_the_same(what: &str, oracle: &str) {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    let file = folder.join(oracle);
    let out = tempfile::tempdir().expect("a folder can be made");
    let copy = out.path().join(oracle);
    fs::write(&copy, written(&read(&file), Format::Mspdi)).expect("a file can be written");
    let (Some(theirs), Some(ours)) = (by_mpxj(what, &file), by_mpxj(what, &copy)) else {
        return;
    };
    assert!(!theirs.is_empty(), "{oracle}");
    assert_eq!(theirs.len(), ours.len(), "{oracle}");
    for (theirs, ours) in theirs.iter().zip(&ours) {
        assert_eq!(theirs, ours, "{what} {oracle}");
    }
}

#[test]
fn mpxj_opens_work_in_progress_with_the_same_dates() {
    mpxj_sees_the_same("schedule", "msp-software-in-progress.xml");
}

#[test]
fn mpxj_opens_resources_and_overtime_with_the_same_dates() {
    mpxj_sees_the_same("read", "msp-overtime.xml");
}

#[test]
fn mpxj_opens_manual_tasks_and_all_kinds_of_links_with_the_same_dates() {
    mpxj_sees_the_same("schedule", "msp-task-links-2019-manual.xml");
}

#[test]
fn mpxj_opens_elapsed_durations_with_the_same_dates() {
    mpxj_sees_the_same("read", "msp-elapsed-durations.xml");
}

#[test]
fn a_plan_that_was_never_imported_goes_out_with_its_outline_and_links() {
    for example_name in ["payments-cloud", "rust-goals-2025h1"] {
        let workspace = example(example_name);
        for (id, program) in &workspace.programs {
            let written =
                mspdi::write(&workspace, id, &BTreeMap::new()).expect("the program is there");
            let again = mspdi::read(&written.bytes, &ReadOptions::of("msp"));
            let again = again.unwrap_or_else(|error| panic!("{id}: {error}"));

            let suspicious: Vec<_> = again
                .notes
                .of(NoteKind::Suspicious)
                .map(|note| note.message.clone())
                .collect();
            assert_eq!(suspicious, Vec::<String>::new(), "{id}");
            let other = again
                .workspace
                .programs
                .values()
                .next()
                .expect("a file holds a project");
            assert_eq!(other.items.len(), program.items.len(), "{id}");
            let parts = |program: &Program| {
                program
                    .items
                    .values()
                    .filter(|item| item.parent.is_some())
                    .count()
            };
            assert_eq!(parts(other), parts(program), "{id}");
            let of_items = program.needs.values().filter(|need| {
                need.binds()
                    && matches!(&need.source, NeedSource::Item(item) if item.program.is_none())
            });
            assert!(other.needs.len() >= of_items.count(), "{id}");
            // What has no equivalent is said.
            let said: Vec<_> = written
                .notes
                .iter()
                .map(|note| note.message.as_str())
                .collect();
            assert!(
                program.risks.is_empty() || said.iter().any(|message| message.starts_with("risks")),
                "{id}: {said:?}"
            );
        }
    }
}
