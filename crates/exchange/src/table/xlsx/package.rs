//! Which parts does a workbook's archive hold, unpacked within bounds?
//!
//! An archive of a few kilobytes can unpack to terabytes, and says of itself what it likes. So sizes are counted while parts are
//! unpacked, all of them against one budget.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::{ImportError, Notes, Place, ReadOptions};
use crate::xml::decode;

/// The archive of a workbook.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8], options: &ReadOptions) -> Result<Self, ImportError> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self {
                archive,
                left: options.limits.bytes,
            }),
            Err(error) => Err(broken("the workbook", in_words(&error))),
        }
    }

    /// The text of a part, whatever the case of its name; `None` when there is none.
    pub(super) fn part(
        &mut self,
        name: &str,
        notes: &mut Notes,
    ) -> Result<Option<String>, ImportError> {
        let name = name.trim_start_matches('/');
        let found = (0..self.archive.len()).find(|index| {
            let there = self.archive.name_for_index(*index).and_then(Result::ok);
            there.is_some_and(|there| there.replace('\\', "/").eq_ignore_ascii_case(name))
        });
        let Some(index) = found else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let limit = self.left;
        let file = self
            .archive
            .by_index(index)
            .map_err(|error| broken(name, in_words(&error)))?;
        let read = file
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_of_unpacking| broken(name, DAMAGED))?;
        if read as u64 > limit {
            return Err(ImportError::TooLarge(format!(
                "the workbook unpacks to more than {limit} bytes at {name}"
            )));
        }
        self.left -= read as u64;
        Ok(Some(decode(&bytes, notes)?.into_owned()))
    }
}

const DAMAGED: &str = "what is packed here is damaged";

/// Why an archive or a part of it can't be unpacked.
fn in_words(error: &ZipError) -> &'static str {
    match error {
        ZipError::InvalidArchive(_) => {
            "the archive is damaged or cut off: its directory, at its end, cannot be read"
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            "it is encrypted: save it without a password"
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            "it is packed in a way that is not read here"
        }
        // All else is said of what is within.
        _ => DAMAGED,
    }
}

/// The error of a part that can't be read.
pub(super) fn broken(part: &str, message: &str) -> ImportError {
    ImportError::Malformed {
        place: Place {
            record: Some(part.to_owned()),
            ..Place::default()
        },
        message: message.to_owned(),
        hint: Some("open it in the program that made it, and save it again as .xlsx".to_owned()),
    }
}

/// The place of a malformed part: its line, and which part.
pub(super) fn in_part(error: ImportError, part: &str) -> ImportError {
    match error {
        ImportError::Malformed {
            place,
            message,
            hint,
        } => ImportError::Malformed {
            place: Place {
                record: Some(part.to_owned()),
                ..place
            },
            message,
            hint,
        },
        other @ (ImportError::TooLarge(_) | ImportError::UnknownFormat) => other,
    }
}
