//! How one number moved over time, small.

use jiff::civil::Date;

use super::date_cell;
use crate::citation::CitationId;
use crate::inline::{Inline, Sentence};
use crate::table::{Column, Row, Table};

/// A line of readings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparkline {
    /// What is read: "P80".
    pub subject: String,
    /// From old to new.
    pub readings: Vec<Reading>,
    /// What to compare with, drawn dashed: its value and what it is called.
    pub target: Option<(f64, String)>,
}

/// One reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// When it was read.
    pub on: Date,
    /// Its height on the chart; for a date, the number of days since any fixed day.
    pub value: f64,
    /// The value as people read it.
    pub text: String,
}

impl Reading {
    /// A reading whose value is a date, such as a P80.
    pub fn date(on: Date, value: Date) -> Self {
        Self {
            on,
            value: super::day_number(value),
            text: crate::words::date(value),
        }
    }
}

impl Sparkline {
    /// The least and the greatest value drawn, or nothing where there is no reading.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        let readings = self.readings.iter().map(|reading| reading.value);
        let values = readings.chain(self.target.iter().map(|(value, _)| *value));
        values
            .filter(|value| value.is_finite())
            .fold(None, |range, value| match range {
                None => Some((value, value)),
                Some((low, high)) => Some((value.min(low), value.max(high))),
            })
    }

    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([Column::right("On"), Column::right(&self.subject)]);
        for reading in &self.readings {
            table.row(Row::new([
                date_cell(reading.on, source),
                Sentence::from(Inline::figure(&reading.text, source)),
            ]));
        }
        table
    }
}
