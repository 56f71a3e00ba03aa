//! Items on one axis of time, as a tree, with what drives the finish and what has room.

use jiff::civil::Date;

use super::date_cell;
use crate::citation::CitationId;
use crate::inline::{Inline, Sentence};
use crate::table::{Column, Row, Table};

/// A Gantt chart: a row an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Gantt {
    /// The data date, drawn as a line: where work that is done ends.
    pub data_date: Date,
    /// From top to bottom.
    pub rows: Vec<GanttRow>,
    /// What waits for what, by position in `rows`.
    pub links: Vec<GanttLink>,
    /// How many rows there would be besides.
    pub left_out: usize,
}

/// One item of a Gantt chart.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttRow {
    /// What it is called.
    pub name: String,
    /// How deep it lies in the tree, from nought.
    pub depth: usize,
    /// What kind of bar.
    pub shape: GanttShape,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub finish: Date,
    /// The last day on which it may finish.
    pub latest: Option<Date>,
    /// What was agreed: first and last day.
    pub baseline: Option<(Date, Date)>,
    /// The last day of the part that is done.
    pub done_until: Option<Date>,
    /// Whether it is on the chain that sets the finish.
    pub driving: bool,
    /// Slack in words; empty for what is done.
    pub slack: String,
    /// Whether it has slack, none, or less than none. The days between `finish` and `latest` don't tell: what may finish with a day
    /// may as well finish where the next one begins.
    pub slack_sign: SlackSign,
}

/// How an item stands to the last moment at which it may finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlackSign {
    /// It may slip: a thin line runs to its latest finish.
    Positive,
    /// It may not, or is done.
    Zero,
    /// It comes too late: a line runs back to when it had to finish.
    Negative,
}

impl GanttRow {
    /// The last day to which it may slip.
    pub(crate) fn room_until(&self) -> Option<Date> {
        let has_room = self.slack_sign == SlackSign::Positive;
        self.latest
            .filter(|latest| has_room && *latest > self.finish)
    }

    /// The day on which it had to finish, when it comes too late.
    pub(crate) fn missed(&self) -> Option<Date> {
        let is_late = self.slack_sign == SlackSign::Negative;
        self.latest
            .filter(|latest| is_late && *latest < self.finish)
    }
}

/// What kind of bar an item has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GanttShape {
    /// A bar.
    Work,
    /// A bracket over its parts.
    Summary,
    /// A diamond.
    Point,
}

/// One item waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GanttLink {
    /// The row that is waited for.
    pub from: usize,
    /// Whether its finish is waited for; else its start.
    pub from_finish: bool,
    /// The row that waits.
    pub to: usize,
    /// Whether its start waits; else its finish.
    pub to_start: bool,
    /// Whether it sets the dates of the row that waits.
    pub driving: bool,
}

impl Gantt {
    /// Every date that is drawn.
    pub(crate) fn dates(&self) -> impl Iterator<Item = Date> {
        let of_row = |row: &GanttRow| {
            let (from, to) = row.baseline.unzip();
            [
                Some(row.start),
                Some(row.finish),
                row.latest,
                from,
                to,
                row.done_until,
            ]
        };
        let rows = self.rows.iter().flat_map(of_row).flatten();
        rows.chain([self.data_date])
    }

    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([
            Column::left("Item"),
            Column::right("Start"),
            Column::right("Finish"),
            Column::right("Latest finish"),
            Column::right("Slack"),
            Column::left("Drives"),
        ]);
        for row in &self.rows {
            let indent = "\u{a0}\u{a0}".repeat(row.depth);
            table.row(Row::new([
                Sentence::new().text(indent).name(&row.name),
                date_cell(row.start, source),
                date_cell(row.finish, source),
                super::maybe_date_cell(row.latest, source),
                Inline::figure(&row.slack, source).into(),
                if row.driving {
                    "◆".into()
                } else {
                    Sentence::new()
                },
            ]));
        }
        table
    }
}
