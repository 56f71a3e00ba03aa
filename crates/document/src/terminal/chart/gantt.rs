//! The Gantt chart in text: a line an item.

use anstyle::Style;

use super::strip::{Axis, Strip};
use super::{key, label_columns, label_line};
use crate::chart::{Gantt, GanttRow, GanttShape};
use crate::terminal::flow::Line;
use crate::terminal::{BOLD, DIM, Page};
use crate::words;

pub(super) fn write(page: &mut Page<'_>, series: &Gantt) {
    let (Some(first), Some(last)) = (series.dates().min(), series.dates().max()) else {
        return;
    };
    let names: Vec<String> = series.rows.iter().map(label).collect();
    let label = label_columns(page, names.iter().map(String::as_str));
    let note = if page.width >= 60 { 14 } else { 0 };
    let Some(axis) = Axis::over([first, last], page.width - label - note) else {
        return;
    };
    for (row, name) in series.rows.iter().zip(&names) {
        let mut line = label_line(name, None, label);
        let style = if row.driving { BOLD } else { Style::new() };
        line.push(&strip(&axis, series, row).text(), style);
        if note > 0 {
            line.push(&format!("  {:>12}", words::date(row.finish)), DIM);
        }
        page.lines.push(line);
    }
    let mut ends = Line::default();
    ends.pad_to(label);
    ends.push(&axis.labels(first, last), DIM);
    page.lines.push(ends);
    key(
        page,
        &[
            "━ sets the finish",
            "─ does not",
            "┄ slack",
            "◆ milestone",
            "╎ data date",
        ],
    );
    if series.rows.iter().any(|row| row.missed().is_some()) {
        key(page, &["! late: when it had to finish"]);
    }
    if series.left_out > 0 {
        let left_out = format!("{} more are not drawn", series.left_out);
        key(page, &[left_out]);
    }
}

/// The name, moved to the right by its depth.
fn label(row: &GanttRow) -> String {
    format!("{}{}", "\u{a0}\u{a0}".repeat(row.depth.min(6)), row.name)
}

fn strip(axis: &Axis, series: &Gantt, row: &GanttRow) -> Strip {
    let (from, to) = (axis.column(row.start), axis.column(row.finish));
    let mut strip = Strip::new(axis.columns);
    strip.put(axis.column(series.data_date), '╎');
    if let Some(latest) = row.room_until() {
        for column in to..=axis.column(latest).max(to) {
            strip.put(column, '┄');
        }
    }
    let fill = match (row.shape, row.driving) {
        (GanttShape::Point, _) => {
            strip.put(to, '◆');
            mark_missed(&mut strip, axis, row);
            return strip;
        }
        (GanttShape::Summary, true) => '▀',
        (GanttShape::Summary, false) => '▔',
        (GanttShape::Work, true) => '━',
        (GanttShape::Work, false) => '─',
    };
    for column in from..=to.max(from) {
        strip.put(column, fill);
    }
    mark_missed(&mut strip, axis, row);
    strip
}

/// Marks when it had to finish, unless that is where it ends.
fn mark_missed(strip: &mut Strip, axis: &Axis, row: &GanttRow) {
    let missed = row.missed().map(|missed| axis.column(missed));
    if let Some(column) = missed.filter(|column| *column < axis.column(row.finish)) {
        strip.put(column, '!');
    }
}
