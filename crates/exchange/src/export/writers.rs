//! The formats that can be written, one line each.

use super::{Export, Written, json};
use crate::ical::Items;
use crate::import::{NoteKind, Notes, Place};

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
        let mut written = (self.write)(export)?;
        written.notes.extend(gone_and_counted(export));
        Some(written)
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

/// What an import no longer found in its source counts until somebody decides, here as in the plan: without it, the dates of
/// what waits for it would be others. Whoever gets the file is told.
fn gone_and_counted(export: &Export<'_>) -> Notes {
    let mut notes = Notes::default();
    let program = export.workspace.programs.get(export.program);
    for (id, item) in program.into_iter().flat_map(|program| &program.items) {
        let counts = item.progress.finished.is_none() && !item.scheduling.inactive;
        if counts && item.meta.gone_from_source().is_some() {
            let place = Place {
                record: Some(format!("items.{id}")),
                ..Place::default()
            };
            let message = "gone from its source, and still counted until somebody decides";
            notes.add_named(
                NoteKind::Suspicious,
                "gone-from-source",
                message,
                id.as_str(),
                place,
            );
        }
    }
    notes
}

/// The format of that name.
pub fn writer(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::export::ExportDays;
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    /// Every format says of a plan that is written with it what is gone from its source and counts.
    fn check_gone(items: &str, told: &[&str]) {
        let text = format!("program: p\nitems:\n{items}");
        let decoded = decode(&PlanSource::of_text("p.yaml", &text));
        let workspace = decoded.workspace.unwrap();
        let program = workspace.programs.keys().next().unwrap();
        for writer in WRITERS {
            let written = writer.write(&Export {
                workspace: &workspace,
                program,
                dates: &BTreeMap::new(),
                days: &ExportDays::default(),
                today: date(2026, 11, 20),
            });
            let notes = written.unwrap().notes;
            let suspicious = notes.of(NoteKind::Suspicious);
            let gone = suspicious.filter(|note| note.code == "gone-from-source");
            let gone: Vec<_> = gone.map(crate::import::Note::told).collect();
            assert_eq!(gone, told, "{}", writer.name);
        }
    }

    #[test]
    fn work_that_is_gone_from_its_source_goes_out_as_what_it_is_and_is_named() {
        check_gone(
            "  hull: { estimate: 3d, fields: { gone_from_source: 2026-11-16 } }\n  \
               deck: { estimate: 3d, fields: { gone_from_source: 2026-11-16 } }\n  \
               mast: { estimate: 3d }\n",
            &["gone from its source, and still counted until somebody decides: deck, hull"],
        );
        check_gone(
            "  hull: { estimate: 3d, scheduling: { inactive: true }, fields: { gone_from_source: 2026-11-16 } }\n  \
               deck: { finished: 2026-11-13, fields: { gone_from_source: 2026-11-16 } }\n",
            &[],
        );
    }

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
