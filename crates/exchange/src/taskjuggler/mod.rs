//! TaskJuggler's projects (`.tjp`, `.tji`): how does a project come in?
//!
//! `characters` expands macros and included files, `token` and `parse` make statements of them, `read` makes a program of those.
//! What has no place in the model stays in the payload of each origin, as statements of the same language.

mod characters;
mod dates;
mod grammar;
mod hours;
mod lengths;
mod parse;
mod read;
mod statement;
mod token;

use crate::import::{Import, ImportError, Place, ReadOptions};

/// Reads a project. What it includes is taken from `options.files`, by the names by which it calls them.
///
/// # Errors
///
/// When it is no TaskJuggler project, is cut off, or is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    read::read(bytes, options)
}

/// An error at a place.
fn malformed(place: Place, message: impl Into<String>) -> ImportError {
    ImportError::Malformed {
        place,
        message: message.into(),
        hint: None,
    }
}
