//! Primavera P6's XML (PMXML): how does a project come in, and how does it go out?

mod file;
mod read;
mod records;

use self::file::File;
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
    let taken = take(&records, options)?;
    notes.extend(taken.notes);
    Ok(Import {
        format: Format::Pmxml,
        workspace: taken.workspace,
        dates: taken.dates,
        open_links: taken.open_links,
        notes,
    })
}
