//! Tables come again: without some of their columns, from the plan itself, or from somewhere else altogether.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn request(file: &Path, target: ImportTarget, source: &str) -> ImportRequest {
    ImportRequest {
        file: file.to_owned(),
        format: None,
        source: Some(source.to_owned()),
        columns: Vec::new(),
        encoding: None,
        with: Vec::new(),
        target,
        program: None,
        data_date: None,
        today: date(2026, 11, 27),
        preference: Preference::Ours,
        dry_run: false,
        anyway: false,
    }
}

/// A folder with a plan that came from tables.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join("p.yaml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.plan()).unwrap()
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn begin(&self, table: &str) {
        let file = self.file("first.csv", table);
        let prepared = request(&file, ImportTarget::New(self.plan()), "team").prepare();
        prepared.unwrap().save().unwrap();
    }

    fn again(&self, source: &str, table: &str) -> Result<PreparedImport, ImportFailure> {
        let file = self.file("again.csv", table);
        let prepared = request(&file, ImportTarget::Into(self.plan()), source).prepare()?;
        prepared.save().unwrap();
        Ok(prepared)
    }
}

#[test]
fn a_column_that_is_left_out_takes_nothing_away() {
    let place = Place::new();
    place.begin("Key,Title,Estimate,Owner,Deadline\nA-1,Dig,5d,Ann,2027-03-01\nA-2,Fill,3d,,\n");

    let prepared = place.again("team", "Key,Title,Estimate\nA-1,Dig,8d\nA-2,Fill,3d\n");

    let merge = prepared.unwrap().report.merge.unwrap();
    let text = place.text();
    assert_eq!(merge.changed.len(), 1, "{:?}", merge.changed);
    for kept in ["owner: ann", "deadline: 2027-03-01", "estimate: 8d"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_cell_that_is_emptied_takes_away_what_stood_in_it() {
    let place = Place::new();
    place.begin("Key,Title,Estimate,Deadline\nA-1,Dig,5d,2027-03-01\nA-2,Fill,3d,2027-04-01\n");

    let prepared = place.again(
        "team",
        "Key,Title,Estimate,Deadline\nA-1,Dig,5d,\nA-2,Fill,3d,2027-04-01\n",
    );

    assert_eq!(prepared.unwrap().report.merge.unwrap().changed.len(), 1);
    assert!(!place.text().contains("2027-03-01"));
}

#[test]
fn a_table_that_was_written_from_the_plan_comes_back_to_its_own_items() {
    let place = Place::new();
    place.begin("Key,Title,Estimate,Depends on\nA-1,Dig,5d,\nA-2,Fill,3d,A-1\n");

    let edited = "Program,Item id,Key,Title,Estimate,Depends on\n\
        team,A-1,,Dig,8d,\n\
        team,A-2,,Fill,3d,A-1\n";
    let prepared = place.again("sheet", edited).unwrap();

    let merge = prepared.report.merge.unwrap();
    assert_eq!(merge.added, [], "nothing stands twice");
    assert_eq!(merge.gone, []);
    assert_eq!(merge.conflicts.len(), 1, "{:?}", merge.conflicts);
}

#[test]
fn another_projects_file_is_not_taken_for_the_next_export() {
    let rows = |prefix: &str| -> String {
        let rows = (1..=12).map(|row| format!("{row},{prefix} {row},5d\n"));
        "Key,Title,Estimate\n".to_owned() + &rows.collect::<String>()
    };
    let place = Place::new();
    place.begin(&rows("Home"));
    let before = place.text();

    let renamed = place.again("team", &rows("Software")).unwrap_err();
    let emptied = place.again("team", "Key,Title,Estimate\n99,Elsewhere,5d\n");

    assert!(renamed.to_string().contains("another title"), "{renamed}");
    assert!(matches!(emptied, Err(ImportFailure::Stranger { .. })));
    assert_eq!(place.text(), before);
}

#[test]
fn a_file_without_items_makes_no_plan() {
    let place = Place::new();
    let file = place.file("links.csv", "From,To,Type\nA,B,FS\n");

    let refused = request(&file, ImportTarget::New(place.plan()), "team").prepare();

    assert!(matches!(refused, Err(ImportFailure::Nothing(_))));
    assert!(!place.plan().exists());
}

#[test]
fn the_same_work_from_two_sources_is_doubted() {
    let place = Place::new();
    place.begin("Key,Title,Estimate\nA-1,Dig,5d\nA-2,Fill,3d\n");

    let prepared = place.again("other", "Key,Title,Estimate\nA-1,Dig,5d\nA-2,Paint,3d\n");

    let report = prepared.unwrap().report;
    let doubts = report.notes.iter();
    let doubt = doubts.filter(|note| note.code == "known-from-another-source");
    let told: Vec<String> = doubt
        .map(|note| note.names.iter().cloned().collect())
        .collect();
    assert_eq!(told, ["A-1 (team)"]);
}
