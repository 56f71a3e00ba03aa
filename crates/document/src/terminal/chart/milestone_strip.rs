//! The milestone strip in text: a line a milestone.

use anstyle::Style;

use super::strip::{Axis, Strip};
use super::{key, label_columns, label_line};
use crate::chart::{MilestoneRow, MilestoneStrip};
use crate::terminal::flow::Line;
use crate::terminal::{DIM, Page};
use crate::words;

pub(super) fn write(page: &mut Page<'_>, series: &MilestoneStrip) {
    let dates = || {
        series
            .rows
            .iter()
            .flat_map(MilestoneRow::dates)
            .chain([series.data_date])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let label = label_columns(page, series.rows.iter().map(|row| row.name.as_str()));
    let note = if page.width >= 60 { 18 } else { 0 };
    let Some(axis) = Axis::over([first, last], page.width - label - note) else {
        return;
    };

    for row in &series.rows {
        let mut strip = Strip::new(axis.columns);
        strip.put(axis.column(series.data_date), '╎');
        let marks = [
            (row.baseline, '◇'),
            (row.commitment, '┆'),
            (row.reached, '✓'),
        ];
        for (date, mark) in marks {
            if let Some(date) = date {
                strip.put(axis.column(date), mark);
            }
        }
        if let Some(spread) = row.open_spread() {
            strip.spread(&axis, spread);
        }
        let mut line = label_line(&row.name, row.status, label);
        line.push(&strip.text(), Style::new());
        if note > 0 {
            let text = match (row.reached, row.open_spread()) {
                (Some(reached), _) => format!("  {:>16}", format!("✓ {}", words::date(reached))),
                (None, Some(spread)) => {
                    format!("  {:>16}", format!("P80 {}", words::date(spread.p80)))
                }
                (None, None) => format!("  {:>16}", "no forecast"),
            };
            line.push(&text, DIM);
        }
        page.lines.push(line);
    }
    let mut ends = Line::default();
    ends.pad_to(label);
    ends.push(&axis.labels(first, last), DIM);
    page.lines.push(ends);
    let parts = [
        "├┤ P10–P90",
        "● P50",
        "┃ P80",
        "◇ baseline",
        "┆ commitment",
        "╎ data date",
    ];
    key(page, &parts);
}
