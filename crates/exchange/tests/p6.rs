//! Primavera's own files come in whole, and as plans that can be read.

use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Import, ImportError, NoteKind, ReadOptions};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};
use longpole_exchange::{pmxml, xer};
use longpole_model::{Need, NeedSource};
use longpole_testkit::{files_below, shared_data};
use snapbox::str;

/// The files of Primavera among the oracles.
fn oracles() -> Vec<PathBuf> {
    let Some(folder) = shared_data("oracles") else {
        return Vec::new();
    };
    let mut files = files_below(&folder, "xer");
    files.extend(files_below(&folder, "pmxml"));
    files.retain(|file| name(file).starts_with("p6-"));
    files
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(file: &Path) -> Import {
    let bytes = fs::read(file).expect("an oracle can be read");
    read_bytes(&bytes, &name(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn read_bytes(bytes: &[u8], name: &str) -> Result<Import, ImportError> {
    let options = ReadOptions::of("p6");
    match name.rsplit_once('.') {
        Some((_, "xer")) => xer::read(bytes, &options),
        _ => pmxml::read(bytes, &options),
    }
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
  62 assignments
  4 calendars
  51 fields
  91 items
  84 needs
  1 programs
  7 resources
p6-two-projects-external-link.xer
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
  Suspicious ×2: a link leads to an activity that the file does not hold
  1 calendars
  118 fields
  36 items
  24 needs
  2 programs
p6-two-projects-external-link.pmxml
  Suspicious ×1: a link leads to an activity that the file does not hold
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

#[test]
fn an_imported_project_is_a_plan_that_can_be_read() {
    for file in oracles() {
        let import = read(&file);
        let files = encode(&import.workspace);
        let source = PlanSource::new(
            files
                .iter()
                .map(|(name, text)| (name.clone(), text.clone().into_bytes())),
        );
        let again = decode(&source);

        let said: Vec<_> = again
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.message.clone())
            .collect();
        assert!(again.workspace.is_some(), "{}: {said:?}", name(&file));
        assert_eq!(again.workspace, Some(import.workspace), "{}", name(&file));
    }
}
