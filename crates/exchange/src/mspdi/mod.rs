//! Microsoft Project's XML (MSPDI): how does a project come in, and how does it go out?
//!
//! `read` takes the records of a file into programs, calendars, items and needs. What has no place in the model stays in
//! the payload of each origin, as XML.

mod contour;
mod keep;
mod occurrences;
mod read;
mod schema;
mod values;
mod write;

use longpole_model::{ProgramId, Workspace};

use crate::export::{ExportDates, Written};
use crate::import::{Import, ImportError, ReadOptions};

pub(crate) use self::read::{Records, TakenIds, take_records};
pub(crate) use self::values::{
    date_time_text, decimal, decimal_text, length_text, time_of_day_text,
};

/// Reads a file.
///
/// # Errors
///
/// When it is no Microsoft Project XML, is cut off, or is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    read::read(bytes, options)
}

/// Writes a program as a file that Microsoft Project opens, with the dates that were computed for its items. `None` when the
/// workspace has no such program.
///
/// What was kept when it came in from Project comes out again in its place. Work, dates and slack that Project computes are
/// those of `dates`; it computes them anew when the file is changed there.
pub fn write(workspace: &Workspace, program: &ProgramId, dates: &ExportDates) -> Option<Written> {
    write::write(workspace, program, dates)
}
