//! Microsoft Project's XML (MSPDI): how does a project come in, and how does it go out?
//!
//! `read` takes the records of a file into programs, calendars, items and needs. What has no place in the model stays in
//! the payload of each origin, as XML.

#![expect(dead_code, reason = "the writer uses the rest")]

mod contour;
mod read;
mod schema;
mod values;

use crate::import::{Import, ImportError, ReadOptions};

/// Reads a file.
///
/// # Errors
///
/// When it is no Microsoft Project XML, is cut off, or is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    read::read(bytes, options)
}
