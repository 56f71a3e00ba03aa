//! What TaskJuggler's projects mean: a small project for each rule, its dates worked out by hand, and TaskJuggler's own word on them.
//!
//! Beside each `taskjuggler/dates/<rule>.tjp`, whose comment works the dates out, lies `<rule>.expected`: a line a task, `id start end`,
//! in the order of the project and in its time zone. The projects in `taskjuggler/refused` have a mistake, which their comment names.

use std::path::{Path, PathBuf};

use longpole_testkit::{assert_file, files_below, taskjuggler};

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
