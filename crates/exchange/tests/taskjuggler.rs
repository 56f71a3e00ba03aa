//! What TaskJuggler's projects mean: a small project for each rule, its dates worked out by hand, and TaskJuggler's own word on them.
//!
//! Beside each `taskjuggler/dates/<rule>.tjp`, whose comment works the dates out, lies `<rule>.expected`: a line a task, `id start end`,
//! in the order of the project and in its time zone. The projects in `taskjuggler/refused` have a mistake, which their comment names.

use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Import, ImportError, NoteKind, ReadOptions};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};
use longpole_exchange::taskjuggler::read;
use longpole_testkit::{assert_file, files_below, taskjuggler};
use snapbox::{assert_data_eq, str};

fn projects(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/taskjuggler")
        .join(folder);
    files_below(&folder, "tjp")
}

#[test]
fn taskjuggler_agrees_with_the_dates_worked_out_by_hand() {
    for project in projects("dates") {
        let Some(dates) = taskjuggler(&project) else {
            return;
        };
        let dates = dates.unwrap_or_else(|words| panic!("{}: {words}", project.display()));
        assert_file(&dates, project.with_extension("expected"));
    }
}

#[test]
fn taskjuggler_refuses_what_has_a_mistake() {
    for project in projects("refused") {
        match taskjuggler(&project) {
            None => return,
            Some(Err(words)) => assert!(words.contains("Error"), "{words}"),
            Some(Ok(dates)) => panic!("{} gives dates:\n{dates}", project.display()),
        }
    }
}

fn read_file(project: &Path) -> Result<Import, ImportError> {
    let mut options = ReadOptions::of("plan.tjp");
    let folder = project.parent().expect("a project stands in a folder");
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let file = entry.expect("the folder can be read").path();
        if file.extension().is_some_and(|extension| extension == "tji") {
            let name = file.file_name().expect("a file has a name");
            let bytes = fs::read(&file).expect("the file can be read");
            options
                .files
                .insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
    read(
        &fs::read(project).expect("the project can be read"),
        &options,
    )
}

fn read_text(text: &str) -> Result<Import, ImportError> {
    read(text.as_bytes(), &ReadOptions::of("plan.tjp"))
}

/// Notes, a line each.
fn notes(import: &Import) -> String {
    let lines = import.notes.iter().map(|note| {
        let place = note
            .places
            .first()
            .map_or(String::new(), |place| format!(" ({place})"));
        format!(
            "{:?} {} ×{}: {}{place}\n",
            note.kind, note.code, note.count, note.message
        )
    });
    lines.collect()
}

fn plan_of(import: &Import) -> String {
    let files = encode(&import.workspace);
    files
        .into_iter()
        .map(|(_, text)| text)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn what_taskjuggler_accepts_is_read_without_doubts_and_is_a_plan() {
    for project in projects("dates") {
        let import =
            read_file(&project).unwrap_or_else(|error| panic!("{}: {error}", project.display()));
        let doubts: Vec<String> = import
            .notes
            .of(NoteKind::Suspicious)
            .map(|note| note.message.clone())
            .collect();
        assert!(doubts.is_empty(), "{}: {doubts:?}", project.display());
        let files = encode(&import.workspace)
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes()));
        let again = decode(&PlanSource::new(files));
        assert_eq!(
            again.workspace.as_ref(),
            Some(&import.workspace),
            "{}",
            project.display()
        );
    }
}

/// What comes to light only when dates are computed is in the engine's tests.
#[test]
fn what_taskjuggler_refuses_is_suspicious() {
    let mut shown = String::new();
    for project in projects("refused") {
        let import =
            read_file(&project).unwrap_or_else(|error| panic!("{}: {error}", project.display()));
        let name = project.file_stem().unwrap().to_string_lossy();
        let doubts: Vec<String> = import
            .notes
            .of(NoteKind::Suspicious)
            .map(|note| note.message.clone())
            .collect();
        let line = format!("{name}: {}\n", doubts.join("; "));
        shown.push_str(&line);
    }
    assert_file(&shown, folder().join("refused/doubts.txt"));
}

#[test]
fn nothing_is_left_behind_in_silence() {
    let import = read_file(&folder().join("forms/everything.tjp")).unwrap();
    assert_file(&notes(&import), folder().join("forms/everything.notes.txt"));
    assert_file(&plan_of(&import), folder().join("forms/everything.yaml"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/taskjuggler")
}

const HEAD: &str = "project p \"P\" 2026-01-05 +2m {}\n";

#[test]
fn what_cannot_be_read_says_where() {
    let deep = format!("{HEAD}{}", "task a \"A\" {".repeat(100_000));
    let skipped = format!("{HEAD}textreport r \"R\" {}", "{".repeat(100_000));
    let cases: &[(&str, &str)] = &[
        (
            "",
            "the file: this is no TaskJuggler project: nothing in it begins with `project`",
        ),
        (
            "task a \"A\" {}",
            "line 1: this is no TaskJuggler project: nothing in it begins with `project`",
        ),
        (
            "project p \"P\" {}",
            "line 1: the project has no start and end",
        ),
        (
            "project p \"P\" 2026-02-30 +2m {}",
            "line 1: the project has no start and end",
        ),
        (
            "project p \"P\" 2026-01-05 +2m {",
            "line 1: the file ends within the braces of `project`",
        ),
        (
            "project p \"P\" 2026-01-05 +2m {}\n}",
            "line 2: `}` stands where a statement has to begin",
        ),
        (
            "project p \"P\" 2026-01-05 +2m {}\ntask a \"A\" { 5 }",
            "line 2: `5` stands where a statement has to begin",
        ),
        (
            "macro a [${a}]\n${a}",
            "line 2: more than 200 macros and files are open within each other",
        ),
        (
            "macro a [x\n",
            "line 1: a macro has no end: no line ends with `]`",
        ),
        ("include", "line 1: `include` has no file name"),
        ("${x}", "line 1: there is no macro `x`"),
        (&deep, "line 2: braces are nested more than 64 deep"),
        (&skipped, "line 2: braces are nested more than 64 deep"),
    ];
    for (text, expected) in cases {
        let error = read_text(text).unwrap_err().to_string();
        assert_eq!(error, *expected, "{}", &text[..text.len().min(80)]);
    }
}

#[test]
fn a_file_that_includes_itself_ends() {
    let mut options = ReadOptions::of("plan.tjp");
    options
        .files
        .insert("a.tji".to_owned(), b"include \"a.tji\"".to_vec());
    let text = format!("{HEAD}include \"a.tji\"");
    let error = read(text.as_bytes(), &options).unwrap_err().to_string();
    assert_eq!(error, "more than 1000 files are included");
}

#[test]
fn a_missing_file_and_a_wrong_encoding_are_said() {
    let mut bytes = format!("{HEAD}include \"b.tji\"\ntask a \"").into_bytes();
    bytes.extend(b"M\xFCnchen\" { length 1d }");
    let import = read(&bytes, &ReadOptions::of("plan.tjp")).unwrap();
    assert_data_eq!(
        notes(&import),
        str![[r#"
Suspicious encoding ×1: the file is not UTF-8; it was read as windows-1252
Suspicious missing-file ×1: the file `b.tji` is included and was not given: what stands in it is missing (line 2)
Taken calendars ×1: calendars
Taken items ×1: items

"#]]
    );
    let program = import.workspace.programs.values().next().unwrap();
    assert_eq!(program.items.keys().next().unwrap().as_str(), "münchen");
}

#[test]
fn huge_numbers_and_long_stretches_are_left_out_with_a_word() {
    let text = format!(
        "{HEAD}resource ann \"Ann\" {{ leaves annual 1900-01-01 - 9999-12-31 efficiency 99999999999999999999 }}\n\
         task a \"A\" {{ length 99999999999999999999d }}\ntask b \"B\" {{ effort 1e9 allocate ann }}\n\
         task c \"C\" {{ duration 9999999y priority 5000 complete 700 }}"
    );
    let import = read_text(&text).unwrap();
    let codes: Vec<(&str, usize)> = import
        .notes
        .of(NoteKind::Suspicious)
        .map(|note| (note.code, note.count))
        .collect();
    assert_eq!(
        codes,
        [
            ("unreadable", 1),
            ("unreadable", 1),
            ("unreadable", 1),
            ("unreadable", 1),
            ("unreadable", 1)
        ]
    );
}
