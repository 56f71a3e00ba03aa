//! The long pole in text: a line an item.

use anstyle::Style;

use super::strip::{Axis, Strip};
use super::{key, label_columns, label_line};
use crate::chart::LongPole;
use crate::terminal::flow::Line;
use crate::terminal::{DIM, Page};
use crate::words;

pub(super) fn write(page: &mut Page<'_>, series: &LongPole) {
    let dates = || {
        series
            .steps
            .iter()
            .flat_map(|step| [step.start, step.finish])
            .chain([series.data_date])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let names: Vec<String> = series
        .steps
        .iter()
        .map(|step| format!("{} ({})", step.name, step.owner_words()))
        .collect();
    let label = label_columns(page, names.iter().map(String::as_str));
    let note = if page.width >= 60 { 14 } else { 0 };
    let Some(axis) = Axis::over([first, last], page.width - label - note) else {
        return;
    };

    for (step, name) in series.steps.iter().zip(&names) {
        let (from, to) = (axis.column(step.start), axis.column(step.finish));
        let mut strip = Strip::new(axis.columns);
        strip.put(axis.column(series.data_date), '╎');
        for column in from..=to.max(from) {
            strip.put(column, '━');
        }
        let mut line = label_line(name, step.status, label);
        line.push(&strip.text(), Style::new());
        if note > 0 {
            line.push(&format!("  {:>12}", words::date(step.finish)), DIM);
        }
        page.lines.push(line);
    }
    let mut ends = Line::default();
    ends.pad_to(label);
    ends.push(&axis.labels(first, last), DIM);
    page.lines.push(ends);
    key(page, &["╎ data date"]);
}
