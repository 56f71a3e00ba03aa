//! Tables in, plans out, and back.

mod hostile;
mod laws;
mod mapping;
mod rows;
mod written;

use std::fmt::Write as _;

use crate::import::{Import, ImportError, ReadOptions};
use crate::plan::encode;
use crate::plan::source::PlanSource;

/// A table as CSV text.
fn read(text: &str, options: &ReadOptions) -> Result<Import, ImportError> {
    super::csv::read(text.as_bytes(), options)
}

/// What became of a table: its plan without what every import has, and its notes but for those of columns and counts.
fn shown(text: &str) -> String {
    shown_with(text, &ReadOptions::of("t"))
}

fn shown_with(text: &str, options: &ReadOptions) -> String {
    match read(text, options) {
        Err(error) => said(&error),
        Ok(import) => format!("{}{}", plan(&import), notes(&import)),
    }
}

fn said(error: &ImportError) -> String {
    match error {
        ImportError::Malformed {
            hint: Some(hint), ..
        } => format!("{error}\nhint: {hint}\n"),
        _ => format!("{error}\n"),
    }
}

/// The plan of an import, read back to prove that it is one; origins are left out.
fn plan(import: &Import) -> String {
    let files = encode(&import.workspace);
    let bytes = files
        .iter()
        .map(|(name, text)| (name.clone(), text.clone().into_bytes()));
    let again = crate::plan::decode(&PlanSource::new(bytes));
    let messages: Vec<_> = again
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.clone())
        .collect();
    assert_eq!(
        again.workspace.as_ref(),
        Some(&import.workspace),
        "{messages:?}"
    );
    let mut workspace = import.workspace.clone();
    for key in import.workspace.keys() {
        if let Some(mut entity) = workspace.get(&key) {
            entity.meta_mut().origin = None;
            workspace.put(&key, entity);
        }
    }
    let texts: Vec<String> = encode(&workspace)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    texts.join("\n")
}

fn notes(import: &Import) -> String {
    let mut text = String::new();
    let told = import.notes.iter().filter(|note| {
        !matches!(note.code, "column" | "custom-field" | "keys-from-titles")
            && note.code != note.message
    });
    for note in told {
        let places: Vec<String> = note.places.iter().map(ToString::to_string).collect();
        writeln!(
            text,
            "{:?} {}: {} ({}) {}",
            note.kind,
            note.code,
            note.told(),
            note.count,
            places.join("; ")
        )
        .unwrap();
    }
    text
}
