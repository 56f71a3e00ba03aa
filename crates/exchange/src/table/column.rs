//! Which column of a table is which field: by its header, or by what was said of it?

use std::collections::{BTreeMap, BTreeSet};

use super::cells::date::Order;
use super::cells::length::Unit;
use super::field::{Field, TableKind, bracketed, field_of, normal};
use super::sheet::{Row, Sheet};
use crate::import::{ImportError, NoteKind, Notes, Place, ReadOptions};

/// The columns of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::table) struct Columns {
    pub(in crate::table) columns: Vec<Column>,
    /// Where the rows of the table begin, as an index into the sheet's rows.
    pub(in crate::table) first_row: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::table) struct Column {
    /// Where it stands in the sheet, from 0.
    pub(in crate::table) index: usize,
    /// Its header, made unlike all others.
    pub(in crate::table) header: String,
    /// What it holds.
    pub(in crate::table) role: Role,
    /// The unit of numbers without one.
    pub(in crate::table) unit: Option<Unit>,
    /// The order of day and month, where that was said.
    pub(in crate::table) order: Option<Order>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) enum Role {
    Field(Field),
    /// A custom field of this name.
    Custom(String),
}

/// What stands after a header that is a custom field's, whatever it is called.
pub(in crate::table) const CUSTOM_MARK: &str = "(field)";

/// So many rows are looked through for the headers.
const MOST_ROWS_ABOVE: usize = 30;

impl Columns {
    /// The columns of a sheet, as far as its headers and `options` say. `None` when nothing in it looks like headers.
    pub(in crate::table) fn of(
        sheet: &Sheet,
        kind: TableKind,
        options: &ReadOptions,
    ) -> Result<Option<Self>, ImportError> {
        let Some(at) = header_row(sheet, kind, options) else {
            return Ok(None);
        };
        let mut columns = headers(sheet, at);
        let said = said(&columns, options)?;
        let mut best: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
        for (index, column) in columns.iter().enumerate() {
            if said.contains_key(&index) || column.header.ends_with(CUSTOM_MARK) {
                continue;
            }
            if let Some((field, rank)) = field_of(&column.header, kind) {
                let better = best.get(&field).is_none_or(|(_, other)| rank < *other);
                if better {
                    best.insert(field, (index, rank));
                }
            }
        }
        let taken: BTreeSet<Field> = said.values().filter_map(|said| said.field).collect();
        for (field, (index, _)) in best {
            if !taken.contains(&field) {
                columns[index].role = Role::Field(field);
            }
        }
        for (index, said) in said {
            said.settle(&mut columns[index]);
        }
        Ok(Some(Self {
            columns,
            first_row: at + 1,
        }))
    }

    /// The column of a field.
    pub(in crate::table) fn of_field(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.role == Role::Field(field))
    }

    /// Notes what each column was taken as.
    pub(in crate::table) fn note(&self, sheet: &Sheet, notes: &mut Notes) {
        for column in &self.columns {
            let header = &column.header;
            let (kind, code, message) = match &column.role {
                Role::Field(field) => (
                    NoteKind::Taken,
                    "column",
                    format!("column \"{header}\" is {}", field.name()),
                ),
                Role::Custom(name) => (
                    NoteKind::Kept,
                    "custom-field",
                    format!(
                        "column \"{header}\" has no equivalent and is kept as the custom field \"{name}\""
                    ),
                ),
            };
            notes.add(kind, code, message, sheet.whole());
        }
    }
}

impl Column {
    fn custom(index: usize, header: String) -> Self {
        let hint = bracketed(&header).map(|(_, hint)| hint).unwrap_or_default();
        Self {
            index,
            role: Self::kept(&header),
            unit: Unit::named(hint),
            order: Order::named(hint),
            header,
        }
    }

    /// The role of a column that is no field.
    fn kept(header: &str) -> Role {
        let name = header
            .strip_suffix(CUSTOM_MARK)
            .map_or(header, str::trim_end);
        Role::Custom(if name.is_empty() { header } else { name }.to_owned())
    }
}

/// What was said of a column: its field, or none, and what stood in brackets behind that.
struct Said {
    field: Option<Field>,
    unit: Option<Unit>,
    order: Option<Order>,
}

impl Said {
    fn settle(self, column: &mut Column) {
        match self.field {
            Some(field) => column.role = Role::Field(field),
            None => column.role = Column::kept(&column.header),
        }
        column.unit = self.unit.or(column.unit);
        column.order = self.order.or(column.order);
    }
}

/// What the options say of the columns, by their indices.
fn said(columns: &[Column], options: &ReadOptions) -> Result<BTreeMap<usize, Said>, ImportError> {
    let mut all = BTreeMap::new();
    for (header, wanted) in &options.columns {
        let index = columns
            .iter()
            .position(|column| column.header == *header)
            .or_else(|| {
                columns
                    .iter()
                    .position(|column| normal(&column.header) == normal(header))
            });
        // A workbook has several sheets; the header may be one of another.
        let Some(index) = index else { continue };
        let (name, hint) = bracketed(wanted).unwrap_or((wanted, ""));
        let field = Field::named(name);
        if field.is_none() && name != "custom" {
            return Err(ImportError::Malformed {
                place: Place {
                    field: Some(format!("column \"{header}\"")),
                    ..Place::default()
                },
                message: format!("there is no field called \"{name}\""),
                hint: Some(format!("one of {}, or custom", field_names())),
            });
        }
        let said = Said {
            field,
            unit: Unit::named(hint),
            order: Order::named(hint),
        };
        all.insert(index, said);
    }
    Ok(all)
}

fn field_names() -> String {
    let names: Vec<&str> = super::field::FIELDS
        .iter()
        .map(|(_, _, name, _)| *name)
        .collect();
    names.join(", ")
}

/// The row of headers: the one among the first in which most cells are known names; at least two, or all there are.
fn header_row(sheet: &Sheet, kind: TableKind, options: &ReadOptions) -> Option<usize> {
    let known = |row: &Row| {
        let is_known = |header: &str| {
            field_of(header, kind).is_some()
                || options
                    .columns
                    .iter()
                    .any(|(said, _)| normal(said) == normal(header))
        };
        let fields: BTreeSet<String> = row
            .cells
            .iter()
            .map(|(_, cell)| cell.shown())
            .filter(|header| is_known(header))
            .map(|header| normal(&header))
            .collect();
        fields.len()
    };
    let first = sheet.rows.iter().take(MOST_ROWS_ABOVE).enumerate();
    let (at, known) = first
        .map(|(at, row)| (at, known(row)))
        .max_by_key(|(at, known)| (*known, std::cmp::Reverse(*at)))?;
    let filled = sheet.rows[at].cells.len();
    (known >= 2 || (known == 1 && filled == 1)).then_some(at)
}

/// The columns that have a header or hold something, as custom fields. Headers are made unlike those before them; a column
/// without one is called by its letter.
fn headers(sheet: &Sheet, at: usize) -> Vec<Column> {
    let used: BTreeSet<u16> = sheet.rows[at..]
        .iter()
        .flat_map(|row| row.cells.iter().map(|(column, _)| *column))
        .collect();
    let mut seen = BTreeSet::new();
    let mut unlike = |base: String| {
        let mut header = base.clone();
        let mut number = 2;
        while !seen.insert(header.clone()) {
            header = format!("{base} {number}");
            number += 1;
        }
        header
    };
    let columns = used.into_iter().map(|index| {
        let index = usize::from(index);
        let own = sheet.rows[at].cell(index).shown();
        let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = if own.is_empty() {
            format!("Column {}", letters(index))
        } else {
            own
        };
        Column::custom(index, unlike(base))
    });
    columns.collect()
}

/// The letters of a column, as sheets have them: A, Z, AA.
pub(in crate::table) fn letters(index: usize) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Cell;
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let row = |(at, line): (usize, &str)| {
            Row::of(at as u32 + 1, None, line.split('|').map(Cell::text))
        };
        let mut sheet = Sheet::named(None);
        sheet.rows = text.lines().enumerate().map(row).collect();
        sheet
    }

    #[track_caller]
    fn check(text: &str, said: &[(&str, &str)], expected: &str) {
        let mut options = ReadOptions::of("x");
        options.columns = said
            .iter()
            .map(|(header, field)| ((*header).to_owned(), (*field).to_owned()))
            .collect();
        let found = match Columns::of(&sheet(text), TableKind::Items, &options) {
            Err(error) => error.to_string(),
            Ok(None) => "no headers".to_owned(),
            Ok(Some(columns)) => {
                let shown = columns.columns.iter().map(|column| match &column.role {
                    Role::Field(field) => field.name().to_owned(),
                    Role::Custom(name) => format!("\"{name}\""),
                });
                format!(
                    "{}: {}",
                    columns.first_row,
                    shown.collect::<Vec<_>>().join(" ")
                )
            }
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_are_found_by_their_headers() {
        check(
            "ID|Task Name|Duration|Colour",
            &[],
            "1: key title duration \"Colour\"",
        );
    }

    #[test]
    fn the_better_name_wins_and_the_other_column_is_kept() {
        check("Name|ID|Key|Title", &[], "1: \"Name\" \"ID\" key title");
    }

    #[test]
    fn what_stands_above_the_headers_is_passed_over() {
        check(
            "My plan\n\n|As of|May\nKey|Title|Owner\nA|b|c",
            &[],
            "4: key title owner",
        );
    }

    #[test]
    fn what_was_said_of_a_column_holds() {
        check(
            "ID|Wer|Wann",
            &[("wer", "owner"), ("Wann", "finish (d/m/y)")],
            "1: key owner finish",
        );
        check("ID|Title", &[("Title", "custom")], "1: key \"Title\"");
        check(
            "ID|Title",
            &[("ID", "kee")],
            "column \"ID\": there is no field called \"kee\"",
        );
    }

    #[test]
    fn headers_that_are_alike_or_missing_get_names() {
        check(
            "Key|Label|Label||Title (field)|\nA|||x",
            &[],
            "1: key \"Label\" \"Label 2\" \"Column D\" \"Title\"",
        );
    }

    #[test]
    fn without_headers_there_are_no_columns() {
        check("Dear all|please find", &[], "no headers");
        check("Title", &[], "1: title");
    }

    #[test]
    fn letters_count_as_sheets_do() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(letters),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }
}
