//! Comma-separated values, with whatever separates them: in and out.

mod decode;
mod parse;
mod print;

use crate::export::{ExportDates, Written};
use crate::import::{Format, Import, ImportError, Notes, ReadOptions};
use longpole_model::Workspace;

use super::{read, write};

/// Reads a table, and the tables that belong to it ([`ReadOptions::files`]).
///
/// Delimiter and encoding are found out; [`ReadOptions::encoding`] and [`ReadOptions::columns`] say what can't be.
///
/// # Errors
///
/// When no column is a title or a key, when a column of dates may have the day or the month first, when an encoding, a field
/// or a header is unknown, or when the file is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len() + options.files.values().map(Vec::len).sum::<usize>())?;
    let mut notes = Notes::default();
    let mut sheets = vec![parse::sheet(bytes, None, options, &mut notes)?];
    for (name, bytes) in &options.files {
        sheets.push(parse::sheet(bytes, Some(name), options, &mut notes)?);
    }
    read::read(sheets, Format::Csv, options, notes)
}

/// Writes all items of a workspace as one table, with commas, in UTF-8 with a byte order mark (so that Excel reads it as such).
///
/// Reading it again gives the same items; what has no column is noted. No cell begins as a formula does.
pub fn write(workspace: &Workspace, dates: &ExportDates) -> Written {
    let (table, notes) = write::table(workspace, dates);
    Written {
        bytes: print::print(&table),
        notes,
    }
}
