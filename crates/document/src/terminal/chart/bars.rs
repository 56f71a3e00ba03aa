//! Bars in text.

use anstyle::Style;

use super::{label_columns, label_line};
use crate::chart::Bars;
use crate::terminal::flow::{Pieces, width};
use crate::terminal::{BOLD, DIM, Page};

pub(super) fn write(page: &mut Page<'_>, series: &Bars) {
    let label = label_columns(page, series.bars.iter().map(|bar| bar.label.as_str()));
    let texts: Vec<String> = series.bars.iter().map(|bar| series.text(bar)).collect();
    let value = texts.iter().map(|text| width(text)).max().unwrap_or(0) + 1;
    let (low, high) = series.range();
    let columns = (page.width - label).saturating_sub(value).clamp(4, 48);
    let span = (high - low).max(f64::MIN_POSITIVE);
    let place = |number: f64| ((number - low) / span * columns as f64).round() as usize;

    for (bar, text) in series.bars.iter().zip(&texts) {
        let number = if bar.value.is_finite() {
            bar.value
        } else {
            0.0
        };
        let (from, to) = (place(number.min(0.0)), place(number.max(0.0)));
        let mut line = label_line(&bar.label, None, label);
        line.push(&" ".repeat(from), Style::new());
        line.push(&"█".repeat(to - from), Style::new());
        line.pad_to(label + columns);
        line.push(&format!("{text:>value$}"), BOLD);
        page.lines.push(line.cut(page.width));
    }
    page.flow(&Pieces::styled(&series.unit, DIM), "", "");
}
