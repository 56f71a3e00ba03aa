//! Which cells does a sheet hold?

use longpole_model::Moment;

use super::package::in_part;
use super::strings::{rich_text, unescaped};
use super::styles::Kind;
use super::workbook::{SheetPart, attribute};
use crate::import::{ImportError, NoteKind, Notes, ReadOptions};
use crate::table::cells::date::{cell as date_cell, of_serial};
use crate::table::cells::escape::unescape;
use crate::table::sheet::{Cell, MOST_COLUMNS, Row, Sheet};
use crate::xml::{Element, Xml};

/// What cells refer to.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) strings: Vec<String>,
    pub(super) kinds: Vec<Kind>,
    pub(super) from_1904: bool,
}

/// So many rows a sheet has at most.
const MOST_ROWS: u32 = 1_048_576;

/// Reads the cells of a sheet.
pub(super) fn sheet(
    part: &SheetPart,
    text: &str,
    shared: &Shared,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<Sheet, ImportError> {
    let mut xml = Xml::new(text, options.limits.depth);
    let mut sheet = Sheet::named(Some(&part.name));
    read(&mut xml, &mut sheet, shared, options, notes)
        .map_err(|error| in_part(error, &format!("sheet \"{}\"", part.name)))?;
    Ok(sheet)
}

fn read(
    xml: &mut Xml<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    if xml.root()?.is_none() {
        return Ok(());
    }
    while let Some(start) = xml.next_child()? {
        if start.name != "sheetData" {
            xml.skip(&start)?;
            continue;
        }
        xml.enter(&start)?;
        let mut number = 0_u32;
        while let Some(start) = xml.next_child()? {
            if start.name != "row" {
                xml.skip(&start)?;
                continue;
            }
            let said = start
                .attributes
                .iter()
                .find(|(key, _)| key == "r")
                .and_then(|(_, row)| row.parse::<u32>().ok());
            number = said.unwrap_or(number + 1);
            if number > MOST_ROWS {
                return Err(ImportError::TooLarge(format!(
                    "a sheet has more rows than are read: row {number}"
                )));
            }
            xml.enter(&start)?;
            let mut row = Row {
                number,
                line: None,
                cells: Vec::new(),
            };
            // A cell without a reference follows the last one.
            let mut next = 0;
            while let Some(start) = xml.next_child()? {
                if start.name == "c" {
                    let element = xml.element(start)?;
                    let at = attribute(&element, "r").and_then(column).unwrap_or(next);
                    next = at + 1;
                    place(&element, at, &mut row, shared, sheet, notes)?;
                } else {
                    xml.skip(&start)?;
                }
            }
            if !row.cells.is_empty() {
                sheet.push(row, options)?;
            }
        }
    }
    Ok(())
}

/// Puts a cell into its column.
fn place(
    element: &Element<'_>,
    at: usize,
    row: &mut Row,
    shared: &Shared,
    sheet: &Sheet,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    if at >= MOST_COLUMNS {
        return Err(ImportError::TooLarge(format!(
            "a sheet has at most {MOST_COLUMNS} columns; row {} has more",
            row.number
        )));
    }
    let cell = cell(element, shared);
    if cell.is_empty() {
        if element.child("f").is_some()
            && element.text_of("v").is_none()
            && attribute(element, "t") != Some("str")
        {
            notes.add(NoteKind::Suspicious, "formula-without-value", "a formula was saved without its value, and is empty here: open the workbook, and save it again", sheet.place(row, None));
        }
        return Ok(());
    }
    if attribute(element, "t") == Some("e") {
        notes.add(
            NoteKind::Suspicious,
            "error-value",
            format!("a cell holds the error {}", cell.shown()),
            sheet.place(row, None),
        );
    }
    // Cells come in order, mostly; one that comes twice holds its last value.
    match row
        .cells
        .binary_search_by_key(&(at as u16), |(column, _)| *column)
    {
        Ok(there) => row.cells[there].1 = cell,
        Err(there) => row.cells.insert(there, (at as u16, cell)),
    }
    Ok(())
}

/// The column of a reference, from 0: `B7`.
fn column(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = (column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
            .min(MOST_COLUMNS + 1);
    }
    column.checked_sub(1)
}

fn cell(element: &Element<'_>, shared: &Shared) -> Cell {
    let value = element
        .child("v")
        .map(|value| &*value.text)
        .unwrap_or_default();
    match attribute(element, "t") {
        Some("s") => {
            let string = value
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|index| shared.strings.get(index));
            string.map_or(Cell::Empty, |text| Cell::text(unescape(text)))
        }
        Some("inlineStr") => element.child("is").map_or(Cell::Empty, |string| {
            Cell::text(unescape(&rich_text(string)))
        }),
        Some("str") => Cell::text(unescape(&unescaped(value))),
        Some("b") => match value.trim() {
            "1" | "true" => Cell::Flag(true),
            "0" | "false" => Cell::Flag(false),
            _ => Cell::Empty,
        },
        // An error, or an ISO date as strict workbooks have it.
        Some("e" | "d") => Cell::text(value),
        _ => number(value.trim(), element, shared),
    }
}

fn number(value: &str, element: &Element<'_>, shared: &Shared) -> Cell {
    let Ok(number) = value.parse::<f64>() else {
        return Cell::text(value);
    };
    if !number.is_finite() {
        return Cell::text(value);
    }
    let style = attribute(element, "s")
        .and_then(|style| style.parse::<usize>().ok())
        .unwrap_or(0);
    match shared.kinds.get(style).copied().unwrap_or_default() {
        Kind::Plain => Cell::Number(number),
        Kind::Share => Cell::Share(number),
        Kind::Day => of_serial(number, shared.from_1904)
            .map_or(Cell::Number(number), |moment: Moment| date_cell(moment)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_its_column() {
        assert_eq!(
            ["A1", "Z9", "AA1", "xfd1", "1", ""].map(column),
            [Some(0), Some(25), Some(26), Some(16_383), None, None]
        );
        assert_eq!(column("ZZZZZZZZZZZZZZZZZZZZ1"), Some(MOST_COLUMNS));
    }
}
