//! A table as a workbook with one sheet: the same bytes for the same table.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::import::{NoteKind, Notes, Place};
use crate::table::cells::escape::escape;
use crate::table::sheet::Cell;
use crate::table::write::OutTable;

/// What a sheet of Excel has room for.
const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_384;
const MOST_CHARS: usize = 32_767;

/// The formats of cells.
struct Formats {
    header: Format,
    day: Format,
    minute: Format,
    second: Format,
    percent: Format,
    exact_percent: Format,
}

/// The bytes of a workbook; what doesn't fit into one is noted.
pub(super) fn print(table: &OutTable, notes: &mut Notes) -> Vec<u8> {
    let bytes = try_print(table, notes);
    // All that can go wrong is beyond the limits of a sheet, which are kept.
    bytes.expect("a sheet within Excel's limits can be written")
}

fn try_print(table: &OutTable, notes: &mut Notes) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a time of its own a workbook has that of the clock.
    let properties =
        DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let formats = Formats {
        header: Format::new().set_bold(),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        minute: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        second: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        percent: Format::new().set_num_format("0%"),
        exact_percent: Format::new().set_num_format("0.0000%"),
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name("Items")?;
    sheet.set_freeze_panes(1, 0)?;
    if table.rows.len() > MOST_ROWS || table.headers.len() > MOST_COLUMNS {
        notes.add(NoteKind::Changed, "left-out", format!("a sheet has {MOST_ROWS} rows and {MOST_COLUMNS} columns at most; what is beyond was left out"), Place::default());
    }
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    let headers = table
        .headers
        .iter()
        .map(|header| Cell::text(header))
        .collect();
    let rows = std::iter::once(&headers).chain(&table.rows);
    for (row, cells) in rows.enumerate().take(MOST_ROWS + 1) {
        for (column, cell) in cells.iter().enumerate().take(MOST_COLUMNS) {
            let (row, column) = (row as u32, column as u16);
            put(sheet, row, column, cell, &formats, notes)?;
            let width = widths.entry(column).or_default();
            *width = (*width).max(cell.shown().chars().take(60).count());
        }
    }
    for (column, width) in widths {
        sheet.set_column_width(column, width as f64 + 2.0)?;
    }
    workbook.save_to_buffer()
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
    notes: &mut Notes,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = fitting(escape(text), notes);
            if row == 0 {
                sheet.write_string_with_format(row, column, text, &formats.header)?;
            } else {
                sheet.write_string(row, column, text)?;
            }
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Cell::Share(share) => {
            let percent = share * 100.0;
            let format = if (percent - percent.round()).abs() < 1e-9 {
                &formats.percent
            } else {
                &formats.exact_percent
            };
            sheet.write_number_with_format(row, column, *share, format)?;
        }
        Cell::Day(date) => match serial(date.at(0, 0, 0, 0)) {
            Some(day) => {
                sheet.write_datetime_with_format(row, column, day, &formats.day)?;
            }
            None => {
                sheet.write_string(row, column, cell.shown())?;
            }
        },
        // A sheet can't tell a day from its first minute, nor does it know parts of a second.
        Cell::Moment(at) => {
            match serial(*at).filter(|_| at.time() != jiff::civil::Time::midnight()) {
                Some(moment) => {
                    let format = if at.second() == 0 {
                        &formats.minute
                    } else {
                        &formats.second
                    };
                    sheet.write_datetime_with_format(row, column, moment, format)?;
                }
                None => {
                    sheet.write_string(row, column, cell.shown())?;
                }
            }
        }
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
    }
    Ok(())
}

/// A day and time as Excel counts, from 1900 to 9999.
fn serial(at: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(at.year())
        .ok()
        .filter(|year| (1900..=9999).contains(year))?;
    let day = ExcelDateTime::from_ymd(year, at.month() as u8, at.day() as u8).ok()?;
    day.and_hms(at.hour() as u16, at.minute() as u8, f64::from(at.second()))
        .ok()
}

/// A text that a cell has room for.
fn fitting(text: String, notes: &mut Notes) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        None => text,
        Some((at, _)) => {
            notes.add(
                NoteKind::Changed,
                "cut",
                format!("a cell has room for {MOST_CHARS} characters; longer texts were cut"),
                Place::default(),
            );
            text[..at].to_owned()
        }
    }
}
