//! A sparkline in text: a character a reading.

use anstyle::Style;

use super::bar_of;
use crate::chart::Sparkline;
use crate::terminal::flow::{Line, Pieces};
use crate::terminal::{DIM, Page};
use crate::words;

pub(super) fn write(page: &mut Page<'_>, series: &Sparkline) {
    let (Some(first), Some(last)) = (series.readings.first(), series.readings.last()) else {
        return;
    };
    let (low, high) = series.range().unwrap_or((0.0, 0.0));
    let span = (high - low).max(f64::MIN_POSITIVE);
    let room = page.width;
    // The newest readings matter most where not all fit.
    let kept = &series.readings[series.readings.len().saturating_sub(room)..];
    let line: String = kept
        .iter()
        .map(|reading| bar_of((reading.value - low) / span * 7.0 + 1.0, 8.0))
        .collect();
    page.lines.push(Line::of(&line, Style::new()));
    let words = format!(
        "{}: {} on {}, {} on {}",
        series.subject,
        first.text,
        words::date(first.on),
        last.text,
        words::date(last.on)
    );
    page.flow(&Pieces::styled(&words, DIM), "", "");
}
