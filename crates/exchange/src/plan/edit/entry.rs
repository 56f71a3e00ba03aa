//! One entry of a file, an entity or a field of the charter, with several things said differently.
//!
//! The entry's own lines are taken out, edited one step after the other, and put back: what a step costs depends on the
//! entry, not on the file.

use std::ops::Range;

use super::at::{File, Refusal, append, is_flow, put, take};
use super::splice::{Splice, apply};
use crate::diagnostic::{FileId, line_range};
use crate::plan::out::Out;
use crate::plan::tree::{Entry, parse};

/// Something to be said differently within an entry. Paths begin with the entry's own key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// This value stands there.
    Put(Vec<String>, Out),
    /// Nothing stands there.
    Take(Vec<String>),
    /// The list there ends with this value.
    Append(Vec<String>, Out),
}

/// The entry with all of `steps` made, or why one cannot be.
pub(super) fn edit_entry(text: &str, entry: &Entry<'_>, steps: &[Step]) -> Result<Splice, Refusal> {
    let range = lines_of(text, entry).ok_or(Refusal::Unusual)?;
    let mut own = text[range.clone()].to_owned();
    for step in steps {
        own = edit(&own, step)?;
    }
    // The file's own form of line ends is given to what is put in.
    Ok(Splice::new(range, own.replace("\r\n", "\n")))
}

/// A text with one step made. Where nothing is to be and nothing is, that is well.
pub(super) fn edit(text: &str, step: &Step) -> Result<String, Refusal> {
    let (tree, mistakes) = parse(FileId(0), text);
    let Some(root) = tree.root.as_ref().filter(|_| mistakes.is_empty()) else {
        return Err(Refusal::Unusual);
    };
    let file = File {
        text,
        root,
        head: None,
    };
    let splices = match step {
        Step::Put(path, value) => put(file, path, value)?,
        Step::Append(path, value) => append(file, path, value)?,
        Step::Take(path) => match take(file, path) {
            Err(Refusal::NothingThere) => Vec::new(),
            splices => splices?,
        },
    };
    Ok(apply(text, splices))
}

/// From the beginning of the entry's first line to the end of its last; `None` where it shares a line with others.
fn lines_of(text: &str, entry: &Entry<'_>) -> Option<Range<usize>> {
    let key = entry.key.start as usize;
    let start = line_range(text, key).start;
    let alone = text[start..key].trim().is_empty();
    let end = line_range(text, entry.value.end.max(entry.key.end) as usize).end;
    alone.then_some(start..end)
}

/// Whether the entries of a section lie between brackets.
pub(super) fn between_brackets(section: &Entry<'_>) -> bool {
    is_flow(&section.value)
        && section
            .value
            .entries()
            .is_some_and(|entries| !entries.is_empty())
}
