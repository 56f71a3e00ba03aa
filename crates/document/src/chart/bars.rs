//! Numbers side by side, longest first or as the caller orders them: days that risks cost, days that options buy.

use crate::citation::CitationId;
use crate::inline::Inline;
use crate::table::{Column, Row, Table};
use crate::words;

/// Horizontal bars on one scale. Values may be negative; then they go to the left of a common zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// What a bar stands for, heading of the table: "Risk".
    pub subject: String,
    /// The unit: "working days at P80".
    pub unit: String,
    /// Whether values carry a plus sign, being changes.
    pub signed: bool,
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: f64,
}

impl Bar {
    /// A bar.
    pub fn new(label: impl Into<String>, value: f64) -> Self {
        Self {
            label: label.into(),
            value,
        }
    }
}

impl Bars {
    /// The value as people read it.
    pub(crate) fn text(&self, bar: &Bar) -> String {
        if self.signed {
            words::signed(bar.value)
        } else {
            words::decimal(bar.value)
        }
    }

    /// The least and the greatest value, zero among them.
    pub(crate) fn range(&self) -> (f64, f64) {
        let finite = self
            .bars
            .iter()
            .map(|bar| bar.value)
            .filter(|value| value.is_finite());
        finite.fold((0.0, 0.0), |(low, high), value| {
            (value.min(low), value.max(high))
        })
    }

    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([Column::left(&self.subject), Column::right(&self.unit)]);
        for bar in &self.bars {
            table.row(Row::from([
                Inline::name(&bar.label),
                Inline::figure(self.text(bar), source),
            ]));
        }
        table
    }
}
