//! Tables: columns with an alignment, rows of sentences, and perhaps a status a row.

use crate::citation::CitationId;
use crate::inline::{Inline, Sentence, Status};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the table says, for those who do not see it; shown above it where there is one.
    pub caption: Option<Sentence>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom. Missing cells are empty, surplus ones are not shown.
    pub rows: Vec<Row>,
}

/// A column's heading and alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading; a label, so it may hold digits ("P80").
    pub heading: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where a cell's words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers and dates.
    Right,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Shown in a column of its own, in front, when any row of the table has one.
    pub status: Option<Status>,
    /// The cells, left to right.
    pub cells: Vec<Sentence>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            caption: None,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, row: impl Into<Row>) {
        self.rows.push(row.into());
    }

    /// The source of all figures of a column, where several rows have one: cited beside the heading, it need not be in each cell.
    pub(crate) fn source_of_column(&self, column: usize) -> Option<&CitationId> {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        let cited = cells.flat_map(|cell| sources(&cell.0));
        let (mut only, mut count) = (None, 0);
        for source in cited {
            if *only.get_or_insert(source) != source {
                return None;
            }
            count += 1;
        }
        only.filter(|_| count > 1)
    }

    /// Whether any row has a status, so that there is a column for it.
    pub fn has_status(&self) -> bool {
        self.rows.iter().any(|row| row.status.is_some())
    }
}

fn sources(inlines: &[Inline]) -> Vec<&CitationId> {
    let mut cited = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Figure(figure) => cited.push(&figure.citation),
            Inline::Strong(inner) => cited.extend(sources(inner)),
            Inline::Text(_)
            | Inline::Name(_)
            | Inline::Code(_)
            | Inline::Link { .. }
            | Inline::Status(_) => {}
        }
    }
    cited
}

impl Column {
    /// A column of words.
    pub fn left(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            align: Align::Left,
        }
    }

    /// A column of numbers or dates.
    pub fn right(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            align: Align::Right,
        }
    }
}

impl Row {
    /// A row of cells.
    pub fn new(cells: impl IntoIterator<Item = impl Into<Sentence>>) -> Self {
        Self {
            status: None,
            cells: cells.into_iter().map(Into::into).collect(),
        }
    }

    /// Gives it a status.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds a cell.
    #[must_use]
    pub fn cell(mut self, cell: impl Into<Sentence>) -> Self {
        self.cells.push(cell.into());
        self
    }
}

impl<T: Into<Sentence>> From<Vec<T>> for Row {
    fn from(cells: Vec<T>) -> Self {
        Self::new(cells)
    }
}

impl<T: Into<Sentence>, const N: usize> From<[T; N]> for Row {
    fn from(cells: [T; N]) -> Self {
        Self::new(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_one_source_is_told_from_one_with_two() {
        let figure = |source: &str| Sentence::from(Inline::figure("1", &CitationId::new(source)));
        let mut table = Table::new(["Same", "Mixed", "Once"].map(Column::right));
        table.row([figure("c1"), figure("c1"), figure("c1")]);
        table.row([figure("c1"), figure("c2"), "none".into()]);

        let sources = [0, 1, 2].map(|column| table.source_of_column(column));

        assert_eq!(sources, [Some(&CitationId::new("c1")), None, None]);
    }
}
