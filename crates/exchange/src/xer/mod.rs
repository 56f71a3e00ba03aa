//! Primavera P6's tab-separated export (XER): how does a project come in, and how does it go out?

mod code_page;
mod document;
mod read;
mod remember;
mod schema;
mod table;
mod text;
mod write;

use std::collections::BTreeSet;

use longpole_model::{ProgramId, Workspace};

use self::table::Tables;
use crate::export::{ExportDates, Written};
use crate::import::{Format, Import, ImportError, NoteKind, Place, ReadOptions};
use crate::p6::take::take;

/// Reads a file.
///
/// # Errors
///
/// When it is no XER file, holds no project, is cut off in the midst of a row, or is beyond the limits. Whatever else is
/// wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let decoded = text::decode(bytes, options.encoding.as_deref())?;
    let tables = Tables::read(decoded.text.trim_start(), &options.limits)?;
    let records = read::records(&tables);
    let mut taken = take(&records, options)?;
    remember::remember(&tables, &records, &mut taken, decoded.name());
    decoded.note(&mut taken.notes);
    if !tables.ended {
        taken.notes.add(
            NoteKind::Suspicious,
            "no-end-mark",
            "the file has no end mark (%E): it may be cut off, and tables may be missing",
            Place::default(),
        );
    }
    Ok(Import {
        format: Format::Xer,
        workspace: taken.workspace,
        dates: taken.dates,
        open_links: taken.open_links,
        columns: BTreeSet::new(),
        notes: taken.notes,
    })
}

/// Writes programs as a file that P6 opens, with the dates that were computed for their items. `None` when there is no program,
/// or the workspace lacks one of them.
///
/// What was kept when they came in from an XER file comes out again in its place.
pub fn write(
    workspace: &Workspace,
    programs: &[ProgramId],
    dates: &ExportDates,
) -> Option<Written> {
    write::write(workspace, programs, dates)
}
