//! MPXJ reads the same tasks, links and days in a GanttProject file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use longpole_exchange::ganttproject;
use longpole_exchange::import::{Import, ReadOptions};
use longpole_model::{ItemId, LinkKind, NeedLag, NeedSource, SpanUnit};
use longpole_testkit::mpxj;

/// What both say of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Task {
    title: String,
    is_summary: bool,
    /// The day on which it starts, and that on which it ends.
    days: (Option<String>, Option<String>),
    /// What it waits for: the id, which ends are tied, days between them.
    needs: Vec<(i64, &'static str, i64)>,
}

fn ours(import: &Import) -> BTreeMap<i64, Task> {
    let (program_id, program) = import
        .workspace
        .programs
        .iter()
        .next()
        .expect("one project");
    let number = |item: &ItemId| -> i64 {
        let origin = program.items[item].meta.origin.as_ref();
        let id = origin.and_then(|origin| origin.external_id.as_deref());
        id.and_then(|id| id.parse().ok())
            .expect("tasks have numbers")
    };
    let mut tasks = BTreeMap::new();
    for (id, item) in &program.items {
        let dates = import.dates[&(program_id.clone(), id.clone())];
        let day = |at: Option<jiff::civil::DateTime>| at.map(|at| at.date().to_string());
        let mut needs: Vec<_> = program
            .needs
            .values()
            .filter(|need| need.consumer == *id)
            .map(|need| {
                let NeedSource::Item(source) = &need.source else {
                    panic!("links are between tasks");
                };
                let lag = match need.lag {
                    NeedLag::Time(lag) if lag.unit == SpanUnit::Day => lag.thousandths / 1000,
                    other if other == NeedLag::NONE => 0,
                    other => panic!("{other:?}"),
                };
                (number(&source.item), kind(need.link), lag)
            })
            .collect();
        needs.sort_unstable();
        let task = Task {
            title: item.title.clone().unwrap_or_default(),
            is_summary: program
                .items
                .values()
                .any(|other| other.parent.as_ref() == Some(id)),
            days: (day(dates.start), day(dates.finish)),
            needs,
        };
        tasks.insert(number(id), task);
    }
    tasks
}

fn kind(link: LinkKind) -> &'static str {
    match link {
        LinkKind::FinishToStart => "FS",
        LinkKind::StartToStart => "SS",
        LinkKind::FinishToFinish => "FF",
        LinkKind::StartToFinish => "SF",
    }
}

/// MPXJ counts ids from 1.
fn theirs(answer: &str) -> BTreeMap<i64, Task> {
    let json: serde_json::Value = serde_json::from_str(answer).expect("MPXJ gives JSON");
    let all = json["projects"][0]["tasks"].as_array().expect("tasks");
    let id = |value: &serde_json::Value| value["uid"].as_i64().expect("an id") - 1;
    let day = |value: &serde_json::Value| value.as_str().map(|text| text[..10].to_owned());
    all.iter()
        .map(|task| {
            let links = task["predecessors"].as_array().expect("links");
            let mut needs: Vec<_> = links
                .iter()
                .map(|link| {
                    let kind = ["FS", "SS", "FF", "SF"]
                        .into_iter()
                        .find(|kind| link["type"] == **kind)
                        .expect("one of four");
                    let minutes = link["lag"].as_f64().expect("a lag");
                    (id(link), kind, (minutes / 480.0).round() as i64)
                })
                .collect();
            needs.sort_unstable();
            let said = Task {
                title: task["name"].as_str().unwrap_or_default().to_owned(),
                is_summary: task["summary"] == true,
                days: (day(&task["start"]), day(&task["finish"])),
                needs,
            };
            (id(task), said)
        })
        .collect()
}

/// MPXJ reads the links of tasks that are part of no other: in an outline, `links_are_read` is false.
fn mpxj_reads_the_same(name: &str, links_are_read: bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/ganttproject");
    let file = folder.join(name);
    let Some(answer) = mpxj(["read".as_ref(), file.as_os_str()]) else {
        return;
    };
    let theirs = theirs(&answer.unwrap_or_else(|words| panic!("{name}: {words}")));
    let bytes = fs::read(&file).expect("the corpus can be read");
    let import = ganttproject::read(&bytes, &ReadOptions::of("file")).expect("the file is sound");
    let ours = ours(&import);
    assert!(!theirs.is_empty(), "{name}");
    for (id, task) in &theirs {
        let mut mine = ours
            .get(id)
            .unwrap_or_else(|| panic!("{name}, task {id}"))
            .clone();
        if !links_are_read {
            assert!(
                task.needs.iter().all(|need| mine.needs.contains(need)),
                "{name}, task {id}"
            );
            mine.needs.clone_from(&task.needs);
        }
        assert_eq!(&mine, task, "{name}, task {id}");
    }
    assert_eq!(ours.len(), theirs.len(), "{name}");
}

#[test]
fn an_outline_is_read_as_mpxj_reads_it() {
    mpxj_reads_the_same("everything.gan", false);
}

#[test]
fn links_of_all_kinds_are_read_as_mpxj_reads_them() {
    mpxj_reads_the_same("links.gan", true);
}

#[test]
fn a_file_of_an_old_version_is_read_as_mpxj_reads_it() {
    mpxj_reads_the_same("legacy.gan", true);
}
