//! Primavera P6's XML (PMXML): how does a project come in, and how does it go out?

mod document;
mod file;
mod read;
mod remember;
mod write;

use std::collections::BTreeSet;

use longpole_model::{ProgramId, Workspace};

use self::file::File;
use crate::export::{ExportDates, Written};
use crate::import::{Format, Import, ImportError, Notes, ReadOptions};
use crate::p6::take::take;
use crate::xml::decode;

/// Reads a file.
///
/// # Errors
///
/// When it is no XML of Primavera P6, holds no project, is cut off, or is beyond the limits. Whatever else is wrong with it is
/// a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let text = decode(bytes, &mut notes)?;
    let file = File::read(&text, &options.limits)?;
    let records = read::records(&file);
    let mut taken = take(&records, options)?;
    remember::remember(&file, &records, &mut taken);
    notes.extend(taken.notes);
    Ok(Import {
        format: Format::Pmxml,
        workspace: taken.workspace,
        dates: taken.dates,
        open_links: taken.open_links,
        columns: BTreeSet::new(),
        notes,
    })
}

/// Writes programs as a file that P6 opens, with the dates that were computed for their items. `None` when there is no program,
/// or the workspace lacks one of them.
///
/// What was kept when they came in from a PMXML file comes out again in its place.
pub fn write(
    workspace: &Workspace,
    programs: &[ProgramId],
    dates: &ExportDates,
) -> Option<Written> {
    write::write(workspace, programs, dates)
}
