//! The readers, one line a format.

use super::{Format, Import, ImportError, ReadOptions, break_loops};

type Read = fn(&[u8], &ReadOptions) -> Result<Import, ImportError>;

const READERS: &[(Format, Read)] = &[
    (Format::Mspdi, crate::mspdi::read),
    (Format::Mpx, crate::mpx::read),
    (Format::Xer, crate::xer::read),
    (Format::Pmxml, crate::pmxml::read),
    (Format::TaskJuggler, crate::taskjuggler::read),
    (Format::GanttProject, crate::ganttproject::read),
    (Format::Csv, crate::table::csv::read),
    (Format::Xlsx, crate::table::xlsx::read),
    (Format::Jira, crate::jira::read),
    (Format::GitHub, crate::github::read),
];

/// Reads a file of that format. What comes of it is a plan that holds together: where its links lead in a circle, one of
/// them is taken as withdrawn, and noted.
pub fn read(format: Format, bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let reader = READERS.iter().find(|(of, _)| *of == format);
    let (_, reader) = reader.ok_or(ImportError::UnknownFormat)?;
    let mut import = reader(bytes, options)?;
    break_loops(&mut import.workspace, &mut import.notes);
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_that_is_offered_has_a_reader() {
        for format in Format::ALL {
            assert!(
                READERS.iter().any(|(of, _)| of == format),
                "{}",
                format.name()
            );
        }
    }
}
