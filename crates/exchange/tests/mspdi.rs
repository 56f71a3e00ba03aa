//! Microsoft Project's own files come in whole, and as plans that can be read.

use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Import, ReadOptions};
use longpole_exchange::mspdi;
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};
use longpole_testkit::{files_below, shared_data};

/// The files of Microsoft Project among the oracles.
fn oracles() -> Vec<PathBuf> {
    let Some(folder) = shared_data("oracles") else {
        return Vec::new();
    };
    let mut files = files_below(&folder, "xml");
    files.retain(|file| name(file).starts_with("msp-"));
    files
}

fn name(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(file: &Path) -> Import {
    let bytes = fs::read(file).expect("an oracle can be read");
    mspdi::read(&bytes, &ReadOptions::of("msp"))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
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
