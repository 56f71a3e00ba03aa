//! Plans with mistakes, and what is said about each: a file or folder under `broken/`, and a text beside it.
//!
//! `SNAPSHOTS=overwrite` writes the texts anew; they are there to be read.

use std::path::{Path, PathBuf};

use longpole_exchange::diagnostic::{Look, render};
use longpole_exchange::plan::decode;
use longpole_exchange::plan::source::PlanSource;
use snapbox::{Assert, Data, IntoData as _};

#[test]
fn every_mistake_is_reported_with_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let cases = cases(&folder);
    assert!(cases.len() >= 100, "{} cases", cases.len());
    let mut unlike = Vec::new();
    for case in cases {
        let said = said_about(&case);
        assert!(
            said.contains("error: ") || said.contains("warning: "),
            "{} is not broken",
            case.display()
        );
        let expected = Data::read_from(&case.with_extension("txt"), None).raw();
        let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
        if let Err(difference) =
            assert.try_eq(Some(&case.display()), said.into_data().raw(), expected)
        {
            unlike.push(difference.to_string());
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// Files and folders, in the order of their names.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the corpus is there");
    let paths = entries.map(|entry| entry.expect("the corpus can be read").path());
    let mut cases: Vec<_> = paths
        .filter(|path| path.extension().is_none_or(|extension| extension == "yaml"))
        .collect();
    cases.sort();
    cases
}

fn said_about(case: &Path) -> String {
    let files = if case.is_dir() {
        cases(case)
    } else {
        vec![case.to_owned()]
    };
    let read = |path: &PathBuf| {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        (name, std::fs::read(path).expect("the file can be read"))
    };
    let source = PlanSource::new(files.iter().map(read));
    render(&decode(&source).diagnostics, &source, Look::default())
}
