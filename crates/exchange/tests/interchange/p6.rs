//! Primavera's own files come in whole, and nothing of them is lost.

use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Format, Import, NoteKind};
use longpole_model::{Need, NeedSource};
use longpole_testkit::{mpxj, shared_data};
use snapbox::str;

use crate::files::{name, read, written};

/// The files of Primavera among the oracles.
fn oracles() -> Vec<PathBuf> {
    crate::files::oracles("p6-", &["xer", "pmxml"])
}

/// How much of each kind was taken, and what is remarkable.
fn summary(import: &Import) -> String {
    let mut lines = Vec::new();
    for note in import.notes.iter() {
        match note.kind {
            NoteKind::Taken => lines.push(format!("  {} {}", note.count, note.message)),
            NoteKind::Suspicious | NoteKind::Changed => {
                lines.push(format!(
                    "  {:?} ×{}: {}",
                    note.kind, note.count, note.message
                ));
            }
            NoteKind::Kept => {}
        }
    }
    lines.join("\n")
}

#[test]
fn what_a_file_holds_is_taken_and_counted() {
    let files = oracles();
    if files.is_empty() {
        return;
    }
    let summaries: Vec<String> = files
        .iter()
        .map(|file| format!("{}\n{}", name(file), summary(&read(file))))
        .collect();
    snapbox::assert_data_eq!(
        summaries.join("\n"),
        str![[r#"
p6-cairo-alex-road.xer
  1 calendars
  5 fields
  57 items
  81 needs
  1 programs
  3 resources
p6-lag-calendar-successor.xer
  1 calendars
  1 items
  1 programs
p6-percent-complete-8.4.xer
  Suspicious ×1: letters beyond ASCII, read as windows-1252: another code page may be meant: `--encoding` names it
  Suspicious ×12: an activity has no computed dates: it was added after the last scheduling, or nothing was scheduled
  1 calendars
  12 items
  1 programs
p6-pharma-pack.xer
  Suspicious ×1: a calendar says that a day or week has other hours than those that it works; its working times hold
  Suspicious ×1: an activity has no computed dates: it was added after the last scheduling, or nothing was scheduled
  1 calendars
  335 items
  366 needs
  1 programs
p6-small-negative-float.xer
  1 calendars
  6 fields
  10 items
  7 needs
  1 programs
p6-terminal-building.xer
  Suspicious ×2: a calendar says that a day or week has other hours than those that it works; its working times hold
  Suspicious ×7: letters beyond ASCII, read as windows-1256: other code pages make less sense of them
  62 assignments
  4 calendars
  51 fields
  91 items
  84 needs
  1 programs
  7 resources
p6-two-projects-external-link.xer
  Suspicious ×6: letters beyond ASCII, read as windows-1251: other code pages make less sense of them
  2 calendars
  3 items
  1 needs
  2 programs
  3 resources
p6-lag-calendar-successor.pmxml
  1 calendars
  1 items
  1 programs
p6-percent-complete-8.4.pmxml
  1 calendars
  12 items
  1 programs
p6-professional-15.2.pmxml
  Suspicious ×2: links lead to work of another project that the file names and does not hold: they count once that project is in the plan, too
  1 calendars
  118 fields
  36 items
  24 needs
  2 programs
p6-two-projects-external-link.pmxml
  Suspicious ×1: links lead to work of another project that the file names and does not hold: they count once that project is in the plan, too
  2 calendars
  2 items
  1 programs
  3 resources
"#]]
    );
}

/// A program without what only one of the formats has: where it came from, and resources that no work uses.
fn bare(import: &Import, program: &str) -> (Vec<String>, Vec<String>) {
    let (_, program) = import
        .workspace
        .programs
        .iter()
        .find(|(id, _)| id.as_str() == program)
        .expect("both hold the program");
    let mut charter = program.charter.clone();
    charter.meta.origin = None;
    // One of the files has the name in brackets.
    charter.name = charter.name.map(|name| name.replace(['(', ')'], ""));
    let items = program.items.iter().map(|(id, item)| {
        let mut item = item.clone();
        item.meta.origin = None;
        format!("{id} {item:#?}")
    });
    // Where the other project is in the file, too, there are links to it.
    let inside = |need: &Need| match &need.source {
        NeedSource::Item(item) => item.program.is_none(),
        NeedSource::Decision(_) | NeedSource::Gate(_) => true,
    };
    let needs = program.needs.iter().filter(|(_, need)| inside(need));
    let needs = needs.map(|(id, need)| {
        let mut need = need.clone();
        need.meta.origin = None;
        format!("{id} {need:#?}")
    });
    let calendars = import.workspace.calendars.iter().map(|(id, calendar)| {
        let mut calendar = calendar.clone();
        calendar.meta.origin = None;
        calendar.exceptions.sort_by_key(|exception| exception.from);
        format!("{id} {calendar:#?}")
    });
    (
        std::iter::once(format!("{charter:#?}"))
            .chain(items)
            .collect(),
        needs.chain(calendars).collect(),
    )
}

#[test]
fn a_project_is_the_same_program_whichever_way_it_came() {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    for (stem, program) in [
        ("p6-percent-complete-8.4", "ec00640"),
        ("p6-two-projects-external-link", "testproject2"),
    ] {
        let xer = bare(&read(&folder.join(format!("{stem}.xer"))), program);
        let pmxml = bare(&read(&folder.join(format!("{stem}.pmxml"))), program);
        assert_eq!(
            (xer.0.len(), xer.1.len()),
            (pmxml.0.len(), pmxml.1.len()),
            "{stem}"
        );
        for (one, other) in xer.0.iter().zip(&pmxml.0).chain(xer.1.iter().zip(&pmxml.1)) {
            assert_eq!(one, other, "{stem}");
        }
    }
}

/// The oracles, and files that are odd but whose records have ids of their own: two of one id can't both keep it,
/// and a duration of centuries has no place in a plan.
fn xer_files() -> Vec<PathBuf> {
    let mut files = oracles();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xer"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/xer");
    files.extend(
        ["everything", "circles", "dangling", "code_page"]
            .map(|name| folder.join(name).with_extension("xer")),
    );
    files
}

/// Fields that P6 computes.
const COMPUTED: &[&str] = &[
    "total_float_hr_cnt",
    "free_float_hr_cnt",
    "early_start_date",
    "early_end_date",
    "late_start_date",
    "late_end_date",
    "restart_date",
    "reend_date",
    "rem_late_start_date",
    "rem_late_end_date",
    "driving_path_flag",
    "float_path",
    "float_path_order",
    "scd_end_date",
    "aref",
    "arls",
];

/// All cells of a file that say something: table, first cell of the row, field, value; numbers without trailing zeros.
fn cells(bytes: &[u8]) -> Vec<String> {
    // Every byte a character: no encoding is asked for.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut all = Vec::new();
    let (mut table, mut fields): (&str, Vec<&str>) = ("", Vec::new());
    for line in text.split("\r\n") {
        let (mark, rest) = line.split_once('\t').unwrap_or((line, ""));
        match mark {
            "%T" => table = rest,
            "%F" => fields = rest.split('\t').collect(),
            "%R" => {
                let key = rest.split('\t').next().unwrap_or_default();
                for (field, cell) in fields.iter().zip(rest.split('\t')) {
                    let plain = match cell.parse::<f64>() {
                        Ok(number) if !cell.starts_with('0') || cell.starts_with("0.") => {
                            number.to_string()
                        }
                        _ => cell.replace(['\u{7F}', ' '], ""),
                    };
                    let other_layout = *field == "clndr_data";
                    if !plain.is_empty() && !COMPUTED.contains(field) && !other_layout {
                        all.push(format!("{table} {key} {field}={plain}"));
                    }
                }
            }
            _ => {}
        }
    }
    all.sort();
    all
}

#[test]
fn nothing_of_an_xer_file_that_p6_does_not_compute_is_lost() {
    for file in xer_files() {
        let bytes = fs::read(&file).expect("the file can be read");
        if bytes.windows(3).any(|window| window == b">Tw") {
            // Its note has a line break of its own, which P6 writes otherwise.
            continue;
        }
        let again = cells(&written(&read(&file), Format::Xer));
        let lost: Vec<_> = cells(&bytes)
            .into_iter()
            .filter(|cell| again.binary_search(cell).is_err())
            .collect();
        assert!(
            lost.is_empty(),
            "{}: {} lost: {:#?}",
            name(&file),
            lost.len(),
            &lost[..lost.len().min(20)]
        );
    }
}

#[test]
fn mpxj_reads_the_same_in_what_was_written() {
    let folder = tempfile::tempdir().expect("there is room for files");
    for file in oracles()
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "xer"))
    {
        let copy = folder.path().join(name(file));
        fs::write(&copy, written(&read(file), Format::Xer)).expect("there is room for files");
        let says = |file: &Path| mpxj(["read".as_ref(), file.as_os_str()]);
        let (Some(before), Some(after)) = (says(file), says(&copy)) else {
            return;
        };
        let before = before.unwrap_or_else(|refusal| panic!("{}: {refusal}", name(file)));
        let after = after.unwrap_or_else(|refusal| panic!("{}: {refusal}", name(file)));
        let sorted = |text: &str| -> Vec<String> {
            let json: serde_json::Value = serde_json::from_str(text).expect("MPXJ gives JSON");
            let projects = json["projects"].as_array().cloned().unwrap_or_default();
            let tasks = projects
                .iter()
                .filter_map(|project| project["tasks"].as_array());
            let mut tasks: Vec<String> = tasks
                .flatten()
                .map(|task| {
                    let mut task = task.clone();
                    // The row on the screen.
                    task["id"].take();
                    // Of what was never scheduled, P6 keeps where the rest began when it was entered.
                    if task["early_start"].is_null() {
                        task["remaining_early_start"].take();
                    }
                    task.to_string()
                })
                .collect();
            tasks.sort();
            tasks
        };
        let (before, after) = (sorted(&before), sorted(&after));
        assert!(!before.is_empty(), "{}", name(file));
        assert_eq!(before.len(), after.len(), "{}", name(file));
        for (one, other) in before.iter().zip(&after) {
            assert_eq!(one, other, "{}", name(file));
        }
    }
}
