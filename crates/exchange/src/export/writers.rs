//! The formats that can be written, one line each.

use super::{Export, Written, json};
use crate::ical::Items;

/// A format that can be written.
#[derive(Debug)]
pub struct Writer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// How the name of such a file ends, without the dot.
    pub extension: &'static str,
    /// Whether it has room for days that take a forecast to tell ([`Export::days`](super::Export::days)).
    pub asks_for_days: bool,
    write: fn(&Export<'_>) -> Option<Written>,
}

impl Writer {
    /// Writes a program; `None` when the workspace has no such program.
    pub fn write(&self, export: &Export<'_>) -> Option<Written> {
        (self.write)(export)
    }
}

/// Every format that can be written. Of those whose files end alike, the first is meant by a file's name.
pub const WRITERS: &[Writer] = &[
    Writer {
        name: "mspdi",
        title: "Microsoft Project XML",
        extension: "xml",
        asks_for_days: false,
        write: |it| crate::mspdi::write(it.workspace, it.program, it.dates),
    },
    Writer {
        name: "xer",
        title: "Primavera P6 XER",
        extension: "xer",
        asks_for_days: false,
        write: |it| {
            let programs = std::slice::from_ref(it.program);
            crate::xer::write(it.workspace, programs, it.dates)
        },
    },
    Writer {
        name: "pmxml",
        title: "Primavera P6 XML",
        extension: "pmxml",
        asks_for_days: false,
        write: |it| {
            let programs = std::slice::from_ref(it.program);
            crate::pmxml::write(it.workspace, programs, it.dates)
        },
    },
    Writer {
        name: "csv",
        title: "CSV table",
        extension: "csv",
        asks_for_days: false,
        write: |it| Some(crate::table::csv::write(&it.alone()?, it.dates)),
    },
    Writer {
        name: "xlsx",
        title: "Excel workbook",
        extension: "xlsx",
        asks_for_days: false,
        write: |it| Some(crate::table::xlsx::write(&it.alone()?, it.dates)),
    },
    Writer {
        name: "json",
        title: "JSON",
        extension: "json",
        asks_for_days: false,
        write: json::write,
    },
    Writer {
        name: "ical",
        title: "iCalendar: milestones, gates, decisions, need-bys and deadlines",
        extension: "ics",
        asks_for_days: true,
        write: |it| crate::ical::write(it, Items::LeftOut),
    },
    Writer {
        name: "ical-items",
        title: "iCalendar with every item besides",
        extension: "ics",
        asks_for_days: true,
        write: |it| crate::ical::write(it, Items::Listed),
    },
];

/// The format of that name.
pub fn writer(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in WRITERS {
            assert_eq!(
                writer(format.name).map(|found| found.title),
                Some(format.title)
            );
        }
        assert!(writer("mpp").is_none());
    }
}
