//! How are the cells of a column to be read? That is settled by the column as a whole, before any row is.

use super::tables::Table;
use crate::import::{ImportError, NoteKind, Notes, priority};
use crate::table::cells::date::{Evidence, evidence};
use crate::table::cells::words;
use crate::table::column::Role;
use crate::table::field::{Field, normal};
use crate::table::sheet::{Cell, Row};

/// Settles what the columns' cells show only together.
pub(super) fn settle(table: &mut Table, notes: &mut Notes) -> Result<(), ImportError> {
    for index in 0..table.columns.columns.len() {
        let Role::Field(field) = table.columns.columns[index].role else {
            continue;
        };
        if field.is_date() {
            settle_order(table, index)?;
        }
        let stays = match field {
            Field::Kind => table
                .column(index)
                .all(|cell| cell.is_empty() || words::kind(&cell.shown()).is_some()),
            Field::Health => table
                .column(index)
                .all(|cell| cell.is_empty() || words::health(&cell.shown()).is_some()),
            Field::Priority => is_priority(table, index),
            Field::Percent => {
                table.fractions = are_fractions(table, index, notes);
                true
            }
            _ => true,
        };
        if !stays {
            let header = table.columns.columns[index].header.clone();
            let message = format!(
                "column \"{header}\" has values that are no {}, and is kept as it stands",
                field.name()
            );
            notes.add(
                NoteKind::Changed,
                "column-kept",
                message,
                table.sheet.place_of_column(&header),
            );
            table.columns.columns[index].role = Role::Custom(header);
        }
    }
    Ok(())
}

/// Finds the order of day and month in a column of dates, or refuses to guess.
fn settle_order(table: &mut Table, index: usize) -> Result<(), ImportError> {
    let said = table.columns.columns[index].order;
    let found = evidence(table.column(index));
    let order = match (said, found) {
        (Some(order), _) | (None, Evidence::Order(order)) => order,
        (None, Evidence::NotNeeded) => return Ok(()),
        (None, Evidence::Ambiguous(at)) => {
            let (row, text) = at_row(table, index, at);
            let message = format!(
                "\"{text}\" may have its day or its month first, and no date of this column tells which"
            );
            return Err(error(table, row, index, message));
        }
        (None, Evidence::Contradictory(day, month)) => {
            let (row, text) = at_row(table, index, day);
            let (other_row, other) = at_row(table, index, month);
            let message = format!(
                "\"{text}\" has its day first, and \"{other}\" in row {} its month",
                other_row.number
            );
            return Err(error(table, row, index, message));
        }
    };
    table.orders.insert(index, order);
    Ok(())
}

fn at_row(table: &Table, column: usize, at: usize) -> (&Row, String) {
    let row = table
        .rows()
        .nth(at)
        .map_or(&table.sheet.rows[0], |(_, row)| row);
    (row, row.cell(table.columns.columns[column].index).shown())
}

fn error(table: &Table, row: &Row, index: usize, message: String) -> ImportError {
    let column = &table.columns.columns[index];
    let field = match column.role {
        Role::Field(field) => field.name(),
        Role::Custom(_) => "a date",
    };
    ImportError::Malformed {
        place: table.sheet.place(row, Some(&column.header)),
        message,
        hint: Some(format!(
            "write dates as year-month-day, or say the order: `--map {}` or `--map {}`",
            super::mapping(&column.header, &format!("{field} (d/m/y)")),
            super::mapping(&column.header, &format!("{field} (m/d/y)")),
        )),
    }
}

/// Whether a column of priorities has weights of 0 to 1000, or words that have such. Small numbers alone are ranks or levels.
fn is_priority(table: &Table, index: usize) -> bool {
    let own = normal(Field::Priority.header()) == normal(&table.columns.columns[index].header)
        && table.columns.columns[index].header.contains("1000");
    let numbers: Vec<Option<u16>> = table
        .column(index)
        .filter(|cell| !cell.is_empty())
        .map(weight_of_number)
        .collect();
    if numbers.iter().all(Option::is_some) {
        return own || numbers.iter().flatten().any(|number| *number > 10);
    }
    table
        .column(index)
        .all(|cell| cell.is_empty() || priority::weight(&cell.shown()).is_some())
}

/// A weight of 0 to 1000.
pub(super) fn weight_of_number(cell: &Cell) -> Option<u16> {
    let shown = cell.shown();
    shown.parse::<u16>().ok().filter(|number| *number <= 1000)
}

/// Whether plain numbers in a column of percentages are fractions of one: none is more, and none says otherwise.
fn are_fractions(table: &Table, index: usize, notes: &mut Notes) -> bool {
    let numbers: Vec<f64> = table
        .column(index)
        .filter_map(|cell| match cell {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => text.parse::<f64>().ok(),
            Cell::Empty | Cell::Share(_) | Cell::Day(_) | Cell::Moment(_) | Cell::Flag(_) => None,
        })
        .collect();
    let fractions = numbers.iter().all(|number| (0.0..=1.0).contains(number))
        && numbers.iter().any(|number| *number > 0.0);
    if fractions {
        let header = &table.columns.columns[index].header;
        notes.add(
            NoteKind::Changed,
            "fractions",
            format!("the numbers in column \"{header}\" are fractions: 0.5 is 50 %"),
            table.sheet.place_of_column(header),
        );
    }
    fractions
}
