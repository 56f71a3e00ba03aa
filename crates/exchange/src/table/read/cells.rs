//! What does a row say under a header, and what becomes of a cell that can't be read?

use jiff::civil::Date;
use longpole_model::{Moment, Probability};

use super::Reading;
use crate::plan::decimal;
use crate::table::cells::custom::millionths;
use crate::table::cells::date::{Assumed, read as read_date};
use crate::table::cells::length::{Amount, amount};
use crate::table::column::Role;
use crate::table::field::Field;
use crate::table::sheet::Cell;

impl Reading<'_> {
    /// The cell of a field.
    pub(super) fn cell(&self, at: usize, field: Field) -> Option<&Cell> {
        let named = &self.named[at];
        self.table(named)
            .cell(named.row, field)
            .map(|(cell, _)| cell)
    }

    /// Its text.
    pub(super) fn text(&self, at: usize, field: Field) -> Option<String> {
        self.cell(at, field).map(Cell::shown)
    }

    /// Keeps the cell of a field as a custom field of its header.
    pub(super) fn keep(&mut self, at: usize, field: Field) {
        let named = &self.named[at];
        if let Some((cell, column)) = self.table(named).cell(named.row, field) {
            let (cell, header) = (cell.clone(), column.header.clone());
            self.leftovers.add(at, &header, cell);
        }
    }

    /// Notes that the cell of a field is none of `what`, and keeps it.
    pub(super) fn unreadable(&mut self, at: usize, field: Field, what: &str) {
        let named = &self.named[at];
        let Some((cell, column)) = self.table(named).cell(named.row, field) else {
            return;
        };
        let header = &column.header;
        let shown: String = cell.shown().chars().take(40).collect();
        let message =
            format!("\"{shown}\" is no {what}; it is kept as the custom field \"{header}\"");
        let place = self.place(named, Some(header));
        self.suspicious("unreadable-cell", message, place);
        self.keep(at, field);
    }

    /// Notes that what a field says is of no use here, and keeps it.
    pub(super) fn set_aside(&mut self, at: usize, field: Field, why: &'static str) {
        let named = &self.named[at];
        if let Some((_, column)) = self.table(named).cell(named.row, field) {
            let place = self.place(named, Some(&column.header));
            self.changed("set-aside", why, place);
            self.keep(at, field);
        }
    }

    /// The day, or time on a day, of a field.
    pub(super) fn moment(&mut self, at: usize, field: Field) -> Option<Moment> {
        let named = &self.named[at];
        let table = self.table(named);
        let index = *table.by_field.get(&field)?.first()?;
        let cell = table.cell(named.row, field)?.0;
        // `NA` is how some tools write that there is no date.
        if matches!(cell, Cell::Text(text) if matches!(text.as_str(), "NA" | "N/A" | "n/a" | "NV" | "-"))
        {
            return None;
        }
        let Some(read) = read_date(cell, table.orders.get(&index).copied()) else {
            self.unreadable(at, field, "date");
            return None;
        };
        if let Some(assumed) = read.assumed {
            let header = &table.columns.columns[index].header;
            let message = match assumed {
                Assumed::Serial => "numbers were taken as days, as Excel counts them",
                Assumed::Century => "years of two digits were taken as those of 1969 to 2068",
                Assumed::Zone => "times were taken as they stand, without their time zone",
            };
            let place = self.place(named, Some(header));
            self.changed("dates", message, place);
        }
        Some(read.moment)
    }

    /// The day of a field.
    pub(super) fn day(&mut self, at: usize, field: Field) -> Option<Date> {
        let moment = self.moment(at, field)?;
        if moment.time.is_some() {
            let place = self.place(&self.named[at], None);
            self.changed(
                "time-of-day",
                format!(
                    "a time of day has no place in {}: the day was taken",
                    field.name()
                ),
                place,
            );
        }
        Some(moment.date)
    }

    /// The share of a field, between nothing and all.
    pub(super) fn share(&mut self, at: usize, field: Field) -> Option<Probability> {
        let fractions = field != Field::Percent || self.table(&self.named[at]).fractions;
        let share = match self.cell(at, field)? {
            Cell::Share(share) => millionths(*share),
            Cell::Number(number) if fractions => millionths(*number),
            Cell::Number(number) => millionths(*number / 100.0),
            Cell::Text(text) => match text.strip_suffix('%') {
                Some(percent) => of_percent(percent.trim()),
                None if fractions => decimal(text, 1_000_000)
                    .and_then(|share| u32::try_from(share).ok())
                    .and_then(Probability::millionths),
                None => of_percent(text),
            },
            Cell::Empty | Cell::Day(_) | Cell::Moment(_) | Cell::Flag(_) => None,
        };
        if share.is_none() {
            self.unreadable(at, field, "share between 0 and 100 %");
        }
        share
    }

    /// The amount of a field, in time or people's time.
    pub(super) fn amount(&mut self, at: usize, field: Field, what: &str) -> Option<Amount> {
        let named = &self.named[at];
        let (cell, column) = self.table(named).cell(named.row, field)?;
        let found = amount(cell, column.unit);
        match found {
            None => self.unreadable(at, field, what),
            Some(amount) if amount.assumed => self.assume_days(at, field),
            Some(_) => {}
        }
        found
    }

    /// Notes that numbers without a unit were taken as days.
    pub(super) fn assume_days(&mut self, at: usize, field: Field) {
        let named = &self.named[at];
        let header = self
            .table(named)
            .cell(named.row, field)
            .map(|(_, column)| column.header.clone());
        let place = self.place(named, header.as_deref());
        self.changed("unit", "numbers without a unit were taken as days", place);
    }

    /// Keeps all cells of columns that are no fields.
    pub(super) fn keep_custom(&mut self, at: usize) {
        let named = &self.named[at];
        let table = self.table(named);
        let row = &table.sheet.rows[named.row];
        for (index, cell) in &row.cells {
            if let Some(Role::Custom(name)) = table.role(usize::from(*index)) {
                self.leftovers.add(at, name, cell.clone());
            }
        }
    }
}

fn of_percent(text: &str) -> Option<Probability> {
    let percent = decimal(&text.replace(',', "."), 10_000)?;
    u32::try_from(percent)
        .ok()
        .and_then(Probability::millionths)
}
