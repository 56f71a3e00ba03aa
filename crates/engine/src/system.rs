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
        ErrorKind::InvalidData => "it is no text in UTF-8",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "no space is left",
        _ => {
            let said = error.to_string();
            let words = said.split(" (os error").next().unwrap_or_default();
            return words.to_lowercase();
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_without_its_numbers() {
        // As the system numbers them on Linux.
        for (number, words) in [
            (2, "there is no such file"),
            (13, "you have no permission"),
            (20, "there is a file where a folder has to be"),
            (21, "it is a folder"),
            (28, "no space is left"),
            (30, "the file system is read-only"),
            (40, "too many levels of symbolic links"),
        ] {
            assert_eq!(in_words(&Error::from_raw_os_error(number)), words);
        }
    }
}
