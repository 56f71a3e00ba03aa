//! The finish distribution in text: heights a column, and the quantiles below them.

use anstyle::Style;

use super::strip::{Axis, Strip};
use super::{bar_of, key};
use crate::chart::FinishDistribution;
use crate::terminal::flow::Line;
use crate::terminal::{BOLD, DIM, Page};
use crate::words;

pub(super) fn write(page: &mut Page<'_>, series: &FinishDistribution) {
    let spread = series.spread;
    let dates = || {
        let bins = series.bins.iter().flat_map(|bin| [bin.first, bin.last]);
        let marks = series.marks().into_iter().map(|(_, date)| date);
        bins.chain(marks).chain([spread.p10, spread.p90])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let Some(axis) = Axis::over([first, last], page.width.min(72)) else {
        return;
    };

    if !series.bins.is_empty() {
        page.lines
            .push(Line::of(&density(series, &axis), Style::new()));
    }
    let mut strip = Strip::new(axis.columns);
    for date in series.target.into_iter().chain(series.commitment) {
        strip.put(axis.column(date), '┆');
    }
    strip.spread(&axis, spread);
    page.lines.push(Line::of(&strip.text(), BOLD));
    page.lines.push(Line::of(&axis.labels(first, last), DIM));
    legend(page, series);
}

/// The shares as heights, a character a column.
fn density(series: &FinishDistribution, axis: &Axis) -> String {
    let mut heights = vec![0.0_f64; axis.columns];
    for bin in &series.bins {
        // A bin ends where the next begins.
        let end = bin.last.tomorrow().unwrap_or(bin.last);
        let (from, to) = (axis.column(bin.first), axis.column(end).min(axis.columns));
        let to = to.saturating_sub(1).clamp(from, axis.columns - 1);
        let per_column = bin.share / (to - from + 1) as f64;
        for height in &mut heights[from..=to] {
            *height += per_column;
        }
    }
    let highest = heights.iter().copied().fold(0.0, f64::max);
    heights
        .into_iter()
        .map(|height| bar_of(height, highest))
        .collect()
}

fn legend(page: &mut Page<'_>, series: &FinishDistribution) {
    let mut parts = vec![
        format!(
            "├┤ P10–P90 {} – {}",
            words::date(series.spread.p10),
            words::date(series.spread.p90)
        ),
        format!("● P50 {}", words::date(series.spread.p50)),
        format!("┃ P80 {}", words::date(series.spread.p80)),
    ];
    parts.extend(
        series
            .target
            .map(|date| format!("┆ target {}", words::date(date))),
    );
    parts.extend(
        series
            .commitment
            .map(|date| format!("┆ commitment {}", words::date(date))),
    );
    key(page, &parts);
}
