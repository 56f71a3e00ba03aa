//! The waterfall in text: each bar begins where the one before it ended.

use anstyle::Style;

use super::{label_columns, label_line, one_line};
use crate::chart::Waterfall;
use crate::terminal::flow::{Line, Pieces};
use crate::terminal::{BOLD, DIM, Page};

pub(super) fn write(page: &mut Page<'_>, series: &Waterfall) {
    let rows = series.rows();
    let label = label_columns(page, rows.iter().map(|row| row.label));
    let values: Vec<Line> = rows
        .iter()
        .map(|row| one_line(&row.text, BOLD).cut(page.width / 3))
        .collect();
    let value = values.iter().map(Line::width).max().unwrap_or(0) + 1;
    let columns = (page.width - label).saturating_sub(value).clamp(4, 48);
    let (low, high) = series.range();
    let span = (high - low).max(f64::MIN_POSITIVE);
    let place = |number: f64| ((number - low) / span * (columns - 1) as f64).round() as usize;

    for (row, value_line) in rows.iter().zip(values) {
        let (from, to) = (place(row.from.min(row.to)), place(row.from.max(row.to)));
        let (mark, count) = match row.is_step {
            true if row.to < row.from => ("░", to - from),
            true => ("█", to - from),
            false => ("│", 1),
        };
        let mut line = label_line(row.label, None, label);
        line.push(&" ".repeat(from), Style::new());
        line.push(&mark.repeat(count), Style::new());
        line.pad_to(label + columns + value - value_line.width());
        page.lines.push(line.then(value_line).cut(page.width));
    }
    page.flow(&Pieces::styled(&series.unit, DIM), "", "");
}
