//! What does a table hold before anybody knows what it means: cells in rows, each with its place?

use jiff::civil::DateTime;

use crate::import::{ImportError, Place, ReadOptions};

/// So many columns a sheet of Excel has; no table has more.
pub(in crate::table) const MOST_COLUMNS: usize = 16_384;

/// So many cells that hold something are read: what memory has room for.
pub(in crate::table) const MOST_CELLS: usize = 20_000_000;

/// A table as it came in.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::table) struct Sheet {
    /// Its name within a workbook, or the file's where there are several.
    pub(in crate::table) name: Option<String>,
    /// The rows that hold something, in order.
    pub(in crate::table) rows: Vec<Row>,
    /// How many cells they have.
    cells: usize,
}

/// A row as it came in.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::table) struct Row {
    /// Its number in the sheet, from 1.
    pub(in crate::table) number: u32,
    /// The line of the file on which it begins, of a text.
    pub(in crate::table) line: Option<u32>,
    /// The cells that hold something, with their columns, in order.
    pub(in crate::table) cells: Vec<(u16, Cell)>,
}

impl Row {
    /// A row of these cells, from the first column on.
    pub(in crate::table) fn of(
        number: u32,
        line: Option<u32>,
        cells: impl IntoIterator<Item = Cell>,
    ) -> Self {
        let cells = cells.into_iter().enumerate();
        let filled = cells.filter(|(_, cell)| !cell.is_empty());
        Self {
            number,
            line,
            cells: filled.map(|(column, cell)| (column as u16, cell)).collect(),
        }
    }

    /// The cell in a column.
    pub(in crate::table) fn cell(&self, column: usize) -> &Cell {
        let found = self
            .cells
            .binary_search_by_key(&column, |(column, _)| usize::from(*column));
        found.map_or(&Cell::Empty, |at| &self.cells[at].1)
    }

    /// How many columns it reaches over.
    #[cfg(test)]
    pub(in crate::table) fn width(&self) -> usize {
        self.cells
            .last()
            .map_or(0, |(column, _)| usize::from(*column) + 1)
    }
}

/// A cell, in or out.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::table) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without white space around it.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage: 0.5 for 50 %.
    Share(f64),
    /// A day.
    Day(jiff::civil::Date),
    /// A day with a time.
    Moment(DateTime),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A cell of text; empty where there is only white space.
    pub(in crate::table) fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    pub(in crate::table) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What it says, as text.
    pub(in crate::table) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Share(share) => format!("{}%", number_text(rounded(share * 100.0))),
            Self::Day(date) => date.to_string(),
            Self::Moment(at) => {
                let seconds = if at.second() == 0 {
                    ""
                } else {
                    &format!(":{:02}", at.second())
                };
                format!("{}T{:02}:{:02}{seconds}", at.date(), at.hour(), at.minute())
            }
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// A number as people write it: the shortest decimal that is it.
pub(in crate::table) fn number_text(number: f64) -> String {
    format!("{number}")
}

/// To nine places: what a hundredth of a binary fraction leaves behind falls away.
fn rounded(number: f64) -> f64 {
    let scaled = (number * 1e9).round();
    if scaled.abs() < 9e15 {
        scaled / 1e9
    } else {
        number
    }
}

impl Sheet {
    /// A sheet without rows.
    pub(in crate::table) fn named(name: Option<&str>) -> Self {
        Self {
            name: name.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Adds a row, within the limits.
    pub(in crate::table) fn push(
        &mut self,
        row: Row,
        options: &ReadOptions,
    ) -> Result<(), ImportError> {
        self.cells += row.cells.len();
        if self.rows.len() > options.limits.items {
            return Err(ImportError::TooLarge(format!(
                "there are more than {} rows",
                options.limits.items
            )));
        }
        if self.cells > MOST_CELLS {
            return Err(ImportError::TooLarge(format!(
                "there are more than {MOST_CELLS} cells"
            )));
        }
        self.rows.push(row);
        Ok(())
    }

    /// The place of a cell of a row, under a header.
    pub(in crate::table) fn place(&self, row: &Row, header: Option<&str>) -> Place {
        let number = format!("row {}", row.number);
        // Of a text whose rows are its lines, the line says it all.
        let number = Some(number).filter(|_| row.line != Some(row.number));
        let record: Vec<String> = self.called().into_iter().chain(number).collect();
        Place {
            line: row.line,
            record: Some(record.join(", ")).filter(|record| !record.is_empty()),
            field: header.map(|header| format!("column \"{header}\"")),
            ..Place::default()
        }
    }

    /// What it is called, where there are several: a sheet of a workbook, or a file of its own.
    pub(in crate::table) fn called(&self) -> Option<String> {
        let is_text = self.rows.first().is_some_and(|row| row.line.is_some());
        let kind = if is_text { "file" } else { "sheet" };
        Some(format!("{kind} \"{}\"", self.name.as_ref()?))
    }

    /// A place in the sheet as a whole.
    pub(in crate::table) fn whole(&self) -> Place {
        Place {
            record: self.called(),
            ..Place::default()
        }
    }

    /// A place in the sheet as a whole, under a header.
    pub(in crate::table) fn place_of_column(&self, header: &str) -> Place {
        Place {
            record: self.called(),
            field: Some(format!("column \"{header}\"")),
            ..Place::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn cells_are_shown_as_people_write_them() {
        let shown = [
            Cell::Number(12.0),
            Cell::Number(0.1),
            Cell::Share(0.07),
            Cell::Day(date(2026, 11, 20)),
            Cell::Moment(date(2026, 11, 20).at(8, 0, 0, 0)),
            Cell::Moment(date(2026, 11, 20).at(8, 0, 5, 0)),
            Cell::Flag(true),
            Cell::text("  "),
        ]
        .map(|cell| cell.shown());
        assert_eq!(
            shown,
            [
                "12",
                "0.1",
                "7%",
                "2026-11-20",
                "2026-11-20T08:00",
                "2026-11-20T08:00:05",
                "true",
                ""
            ]
        );
    }
}
