//! The chain of items that sets the date, one after the other, with who holds each.

use jiff::civil::Date;

use super::date_cell;
use crate::citation::CitationId;
use crate::inline::{Inline, Sentence, Status};
use crate::table::{Column, Row, Table};
use crate::words;

/// The long pole, from its first item to its last.
#[derive(Clone, Debug, PartialEq)]
pub struct LongPole {
    /// The data date, drawn as a line: where work that is done ends.
    pub data_date: Date,
    pub steps: Vec<Step>,
}

/// One item of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub name: String,
    /// Who holds it; nobody is shown as such.
    pub owner: Option<String>,
    pub start: Date,
    pub finish: Date,
    /// In which share of the runs it is on the chain, from 0 to 1.
    pub criticality: Option<f64>,
    pub status: Option<Status>,
}

impl Step {
    /// Who holds it, in words.
    pub(crate) fn owner_words(&self) -> &str {
        self.owner.as_deref().unwrap_or("nobody")
    }
}

impl LongPole {
    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([
            Column::left("Item"),
            Column::left("Owner"),
            Column::right("Start"),
            Column::right("Finish"),
            Column::right("Drives the date in"),
        ]);
        for step in &self.steps {
            let criticality = step
                .criticality
                .map(|share| Inline::figure(words::percent(share), source));
            let mut row = Row::new([
                Sentence::from(Inline::name(&step.name)),
                Inline::name(step.owner_words()).into(),
                date_cell(step.start, source),
                date_cell(step.finish, source),
                criticality.map_or_else(|| "–".into(), Sentence::from),
            ]);
            row.status = step.status;
            table.row(row);
        }
        table
    }
}
