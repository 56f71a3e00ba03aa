//! Real trackers come in: what people really linked, and how many issues at a time.

use std::fs;

use longpole_exchange::import::{Import, NoteKind, ReadOptions};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};
use longpole_exchange::{jira, table};
use longpole_testkit::shared_data;
use snapbox::{IntoData as _, assert_data_eq, str};

/// Counts, and the notes without those of columns and fields.
fn said(import: &Import) -> String {
    let mut lines = Vec::new();
    for note in import.notes.iter() {
        let is_of_a_link = note.code == "dangling-link" || note.code == "dangling-parent";
        match note.kind {
            NoteKind::Kept => {}
            // Each names another issue.
            NoteKind::Suspicious if is_of_a_link => {}
            NoteKind::Taken if note.code == "column" => {}
            NoteKind::Suspicious | NoteKind::Changed | NoteKind::Taken => {
                lines.push(format!("{}: {}\n", note.told(), note.count));
            }
        }
    }
    lines.push(format!("open links: {}\n", import.open_links.len()));
    lines.concat()
}

/// What came in is a plan that can be written and read.
fn check_plan(import: &Import) {
    let files = encode(&import.workspace).into_iter();
    let source = PlanSource::new(files.map(|(name, text)| (name, text.into_bytes())));
    assert_eq!(decode(&source).workspace.as_ref(), Some(&import.workspace));
}

#[test]
fn sixty_issues_of_four_jira_projects() {
    let Some(folder) = shared_data("trackers") else {
        return;
    };
    let bytes = fs::read(folder.join("jira-search-sample.json")).unwrap();

    let import = jira::read(&bytes, &ReadOptions::of("jira")).unwrap();

    check_plan(&import);
    assert_data_eq!(
        said(&import),
        str![[r#"
what will not be done takes no part in the schedule, and who waited for it waits no longer: ALOY-1575, TIMOB-10545, TIMOB-12405, TIMOB-13225, TIMOB-16330, TIMOB-4547: 6
fix versions became milestones that wait for their issues: 84
items: 144
needs: 119
people: 27
programs: 3
open links: 85

"#]]
        .raw()
    );
}

#[test]
fn the_tables_of_four_jira_projects_and_their_links() {
    let Some(folder) = shared_data("trackers") else {
        return;
    };
    let issues = fs::read(folder.join("issues.csv")).unwrap();
    let mut options = ReadOptions::of("trackers");
    options.files.insert(
        "links.csv".to_owned(),
        fs::read(folder.join("links.csv")).unwrap(),
    );

    let import = table::csv::read(&issues, &options).unwrap();

    check_plan(&import);
    assert_data_eq!(
        said(&import),
        str![[r#"
rows are in progress without a date on which they began: 17
rows are done without a date on which they were; they were taken as complete to 100 %: 5
links lead in a circle; one of them was taken as withdrawn, so that dates can be computed: 6
column "priority" has values that are no priority, and is kept as it stands: 1
column "type" has values that are no kind, and is kept as it stands: 1
items: 6686
needs: 159
people: 104
programs: 4
open links: 105

"#]]
        .raw()
    );
}
