//! Files of other tools, sound and broken, and what is said of each: a file under `foreign/FORMAT/`, and a text beside it.
//!
//! `SNAPSHOTS=overwrite` writes the texts anew; they are there to be read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::fuzz::{FOREIGN, ForeignFormat};
use longpole_exchange::import::{ImportError, ImportLimits, NoteKind, ReadOptions};
use longpole_exchange::plan::encode;
use longpole_testkit::{assert_file, files_below};

fn corpus(format: &ForeignFormat) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/foreign")
        .join(format.name);
    files_below(&folder, format.extension)
}

/// What came of a file: the error, or the plan and what was remarked.
fn said_of(format: &ForeignFormat, bytes: &[u8]) -> String {
    let import = match (format.read)(bytes, &ReadOptions::of("file")) {
        Ok(import) => import,
        Err(error) => return format!("error: {error}\n"),
    };
    let mut said = String::new();
    for note in import
        .notes
        .iter()
        .filter(|note| note.kind != NoteKind::Kept)
    {
        let place = note
            .places
            .first()
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        let kind = match note.kind {
            NoteKind::Suspicious => "suspicious",
            NoteKind::Changed => "changed",
            NoteKind::Taken => "taken",
            NoteKind::Kept => continue,
        };
        writeln!(said, "{kind}: {} x{}{place}", note.told(), note.count)
            .expect("text can be written");
    }
    for (name, text) in encode(&import.workspace) {
        write!(said, "--- {name}\n{text}").expect("text can be written");
    }
    said
}

#[test]
fn what_is_said_of_each_file() {
    for format in FOREIGN {
        for file in corpus(format) {
            let bytes = fs::read(&file).expect("the corpus can be read");
            let name = file.with_extension("txt");
            let name = name
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            let path = format!("crates/exchange/tests/foreign/{}/{name}", format.name);
            assert_file(&said_of(format, &bytes), path);
        }
    }
}

#[test]
fn every_file_gives_a_plan_or_an_error() {
    for format in FOREIGN {
        for file in corpus(format) {
            format.run(&fs::read(&file).expect("the corpus can be read"));
        }
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_does_no_harm() {
    for format in FOREIGN {
        for file in corpus(format) {
            let bytes = fs::read(&file).expect("the corpus can be read");
            for part in 0..50 {
                format.run(&bytes[..bytes.len() * part / 50]);
            }
        }
    }
}

#[test]
fn a_file_beyond_the_limits_is_refused() {
    for format in FOREIGN {
        let file = corpus(format)
            .into_iter()
            .find(|file| file.file_stem().is_some_and(|name| name == "everything"));
        let bytes =
            fs::read(file.expect("each format has a sound file")).expect("the corpus can be read");
        let limited = |limits: ImportLimits| {
            let options = ReadOptions {
                limits,
                ..ReadOptions::of("file")
            };
            (format.read)(&bytes, &options)
        };
        let most = ImportLimits::default();
        assert!(limited(most).is_ok(), "{}", format.name);
        for limits in [
            ImportLimits { bytes: 100, ..most },
            ImportLimits { items: 2, ..most },
        ] {
            let refused = limited(limits);
            assert!(
                matches!(refused, Err(ImportError::TooLarge(_))),
                "{}: {limits:?}",
                format.name
            );
        }
    }
}
