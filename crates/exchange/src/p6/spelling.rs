//! How are the fields of a record spelled in XER and in PMXML?
//!
//! A record has one list of fields (see `fields`), and each field both of its names and the place in the record for what it
//! says. Reading and writing follow from that list, for either format.

use jiff::civil::DateTime;

use super::keep::Cells;
use super::record::Key;
use super::values::{Length, Quantity, date_time, decimal, decimal_text};
use super::words::Dialect;

/// A record whose fields are listed.
pub(crate) trait Spelled: Default + Clone + 'static {
    /// Its fields.
    const FIELDS: &'static [Field<Self>];

    /// Remembers the line on which it begins.
    fn set_line(&mut self, _line: u32) {}

    /// Reads a field that is not listed, since it has a language of its own.
    fn read_other(&mut self, _field: &str, _text: &str, _dialect: Dialect) {}

    /// Fields that are not listed.
    fn other_cells(&self, _dialect: Dialect, _cells: &mut Cells) {}
}

/// A field of a record.
pub(crate) struct Field<R: 'static> {
    /// Its names in XER; the first is written. None where XER has no such field.
    xer: &'static [&'static str],
    /// Its names in PMXML.
    pmxml: &'static [&'static str],
    slot: Slot<R>,
    /// Whether it follows from the plan; what P6 computes is written by another list.
    written: bool,
}

/// The place in a record for what a field says.
pub(crate) enum Slot<R> {
    /// The key of the record itself, or of one that it cannot be without.
    Own(fn(&mut R) -> &mut Key),
    /// The key of another record.
    Key(fn(&mut R) -> &mut Option<Key>),
    /// A name on one line.
    Line(fn(&mut R) -> &mut Option<String>),
    /// Working time, in hours.
    Hours(fn(&mut R) -> &mut Option<Length>),
    /// Working time, in hours; tenths of a minute in the record.
    Tenths(fn(&mut R) -> &mut Option<i64>),
    /// A day with its time.
    Date(fn(&mut R) -> &mut Option<DateTime>),
    /// Yes or no.
    Flag(fn(&mut R) -> &mut Option<bool>),
    /// A share, in millionths: per cent in XER, of one in PMXML.
    Share(fn(&mut R) -> &mut Option<i64>),
    /// A number with so many decimal places in the record.
    Number(usize, fn(&mut R) -> &mut Option<i64>),
    /// A quantity, mostly hours of work.
    Quantity(fn(&mut R) -> &mut Option<Quantity>),
    /// A word of a list.
    Word {
        read: fn(&mut R, &str, Dialect),
        write: fn(&R, Dialect) -> Option<&'static str>,
    },
}

impl<R> Field<R> {
    /// A field with a name in each format.
    pub(crate) const fn new(
        xer: &'static [&'static str],
        pmxml: &'static [&'static str],
        slot: Slot<R>,
    ) -> Self {
        Self {
            xer,
            pmxml,
            slot,
            written: true,
        }
    }

    /// One that is only read.
    pub(crate) const fn only_read(
        xer: &'static [&'static str],
        pmxml: &'static [&'static str],
        slot: Slot<R>,
    ) -> Self {
        Self {
            written: false,
            ..Self::new(xer, pmxml, slot)
        }
    }

    fn names(&self, dialect: Dialect) -> &'static [&'static str] {
        match dialect {
            Dialect::Xer => self.xer,
            Dialect::Pmxml => self.pmxml,
        }
    }

    fn read(&self, record: &mut R, text: &str, dialect: Dialect) {
        let own = text.trim();
        match self.slot {
            Slot::Own(slot) => own.clone_into(slot(record)),
            Slot::Key(slot) => *slot(record) = Some(own.to_owned()),
            Slot::Line(slot) => *slot(record) = line(text, dialect),
            Slot::Hours(slot) => *slot(record) = Length::hours(own),
            Slot::Tenths(slot) => *slot(record) = Length::hours(own).map(Length::tenths),
            Slot::Date(slot) => *slot(record) = date_time(own),
            Slot::Flag(slot) => *slot(record) = flag(own),
            Slot::Share(slot) => *slot(record) = decimal(own, share_of_one(dialect)),
            Slot::Number(places, slot) => {
                *slot(record) = decimal(own, 10_i64.pow(places as u32));
            }
            Slot::Quantity(slot) => *slot(record) = Quantity::parse(own),
            Slot::Word { read, .. } => read(record, own, dialect),
        }
    }

    fn text(&self, record: &mut R, dialect: Dialect) -> Option<String> {
        match self.slot {
            Slot::Own(slot) => Some(slot(record).clone()),
            Slot::Key(slot) | Slot::Line(slot) => slot(record).clone().map(|text| match dialect {
                Dialect::Xer => cell(&text),
                Dialect::Pmxml => text,
            }),
            Slot::Hours(slot) => slot(record).map(Length::in_hours),
            Slot::Tenths(slot) => slot(record).map(in_hours),
            Slot::Date(slot) => slot(record).map(|at| date_text(at, dialect)),
            Slot::Flag(slot) => slot(record).map(|flag| flag_text(flag, dialect).to_owned()),
            Slot::Share(slot) => {
                let places = if share_of_one(dialect) == 1_000_000 {
                    6
                } else {
                    4
                };
                slot(record).map(|share| decimal_text(share, places))
            }
            Slot::Number(places, slot) => slot(record).map(|number| decimal_text(number, places)),
            Slot::Quantity(slot) => slot(record).map(|quantity| decimal_text(quantity.0, 6)),
            Slot::Word { write, .. } => write(record, dialect).map(str::to_owned),
        }
    }
}

/// A record of the cells of a row.
pub(crate) fn read<'c, R: Spelled>(
    cells: impl Iterator<Item = (&'c str, &'c str)>,
    line: u32,
    dialect: Dialect,
) -> R {
    let mut record = R::default();
    record.set_line(line);
    for (name, text) in cells.filter(|(_, text)| !text.trim().is_empty()) {
        let known = R::FIELDS
            .iter()
            .find(|field| field.names(dialect).contains(&name));
        match known {
            Some(field) => field.read(&mut record, text, dialect),
            None => record.read_other(name, text, dialect),
        }
    }
    record
}

/// A record of cells by their names.
pub(crate) fn read_cells<R: Spelled>(cells: &Cells, dialect: Dialect) -> R {
    let cells = cells.iter().map(|(name, text)| (&**name, &**text));
    read(cells, 0, dialect)
}

/// The cells of a record, except for what P6 computes.
pub(crate) fn cells<R: Spelled>(record: &R, dialect: Dialect) -> Cells {
    let mut record = record.clone();
    let mut cells = Cells::new();
    record.other_cells(dialect, &mut cells);
    for field in R::FIELDS.iter().filter(|field| field.written) {
        let Some(name) = field.names(dialect).first() else {
            continue;
        };
        let text = field.text(&mut record, dialect);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            cells.insert((*name).to_owned(), text);
        }
    }
    cells
}

/// The text of a name: without line breaks, or none.
fn line(text: &str, dialect: Dialect) -> Option<String> {
    let plain = match dialect {
        Dialect::Xer => plain(text),
        Dialect::Pmxml => text.to_owned(),
    };
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line).filter(|line| !line.is_empty())
}

/// The text of a cell of XER as people wrote it: P6 doubles quotes, and writes the byte 0x7F twice for a line break.
pub(crate) fn plain(cell: &str) -> String {
    let text = cell.replace("\r\n", "\n").replace("\u{7F}\u{7F}", "\n");
    text.replace('\u{7F}', "\n")
        .replace("\"\"", "\"")
        .trim()
        .to_owned()
}

/// Text as P6 writes it into a cell of XER: quotes twice, 0x7F twice for a line break, no tabs.
pub(crate) fn cell(text: &str) -> String {
    text.replace('"', "\"\"")
        .replace(['\t', '\r'], " ")
        .replace('\n', "\u{7F}\u{7F}")
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "Y" | "1" | "true" => Some(true),
        "N" | "0" | "false" => Some(false),
        _ => None,
    }
}

/// The word for yes or no.
pub(crate) fn flag_text(flag: bool, dialect: Dialect) -> &'static str {
    match (dialect, flag) {
        (Dialect::Xer, true) => "Y",
        (Dialect::Xer, false) => "N",
        (Dialect::Pmxml, true) => "1",
        (Dialect::Pmxml, false) => "0",
    }
}

/// How many millionths the number 1 means.
fn share_of_one(dialect: Dialect) -> i64 {
    match dialect {
        Dialect::Xer => 10_000,
        Dialect::Pmxml => 1_000_000,
    }
}

/// Tenths of a minute, in hours.
pub(crate) fn in_hours(tenths: i64) -> String {
    Length(tenths.saturating_mul(100)).in_hours()
}

/// A day with its time, as P6 writes it.
pub(crate) fn date_text(at: DateTime, dialect: Dialect) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    match dialect {
        Dialect::Xer => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        Dialect::Pmxml => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
        }
    }
}
