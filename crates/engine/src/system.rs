//! Why does the system refuse a file? In words that say what is there.

use std::io::{Error, ErrorKind};

/// What stands in the way.
pub(crate) fn in_words(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file",
        ErrorKind::PermissionDenied => "you have no permission",
        ErrorKind::IsADirectory => "it is a folder",
        // Files that must be new get a name that is free: only a folder can meet with one.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "there is a file where a folder has to be"
        }
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "no space is left",
        _ => return error.to_string(),
    };
    words.to_owned()
}
