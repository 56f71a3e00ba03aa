//! Charts in text: the same encoding as in the pictures, a row of characters an axis of dates.

mod bars;
mod finish_distribution;
mod gantt;
mod long_pole;
mod milestone_strip;
mod sparkline;
mod strip;
mod waterfall;

use anstyle::Style;

use super::flow::{Line, Pieces, status_style};
use super::{BOLD, DIM, Page, Sources};
use crate::chart::{Chart, Drawing};
use crate::inline::Status;

pub(super) fn write(page: &mut Page<'_>, chart: &Chart) {
    let mut title = page.pieces(&chart.title, BOLD);
    if page.sources == Sources::Listed {
        title.push_source(page.numbering.number(&chart.citation), BOLD);
    }
    page.flow(&title, "", "");
    match &chart.drawing {
        Drawing::FinishDistribution(series) => finish_distribution::write(page, series),
        Drawing::MilestoneStrip(series) => milestone_strip::write(page, series),
        Drawing::Bars(series) => bars::write(page, series),
        Drawing::Waterfall(series) => waterfall::write(page, series),
        Drawing::LongPole(series) => long_pole::write(page, series),
        Drawing::Sparkline(series) => sparkline::write(page, series),
        Drawing::Gantt(series) => gantt::write(page, series),
    }
}

/// A block as high as the value is of the highest; any value above nought shows.
fn bar_of(value: f64, highest: f64) -> char {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if highest.is_nan() || highest <= 0.0 || value.is_nan() || value <= 0.0 {
        return ' ';
    }
    BLOCKS[((value / highest * 8.0).ceil() as usize).clamp(1, 8) - 1]
}

/// What the marks mean, in one wrapped line.
fn key(page: &mut Page<'_>, parts: &[impl AsRef<str>]) {
    let mut pieces = Pieces::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            pieces.push("  ", DIM);
        }
        pieces.push_whole(part.as_ref(), DIM);
    }
    page.flow(&pieces, "", "");
}

/// How many columns the labels get, with the space behind them: what they need, but not more than two fifths.
fn label_columns<'a>(page: &Page<'_>, labels: impl Iterator<Item = &'a str>) -> usize {
    let longest = labels
        .map(|label| Pieces::styled(label, Style::new()).natural_width())
        .max()
        .unwrap_or(0);
    (longest + 4).min(page.width * 2 / 5)
}

/// A label cut to its columns, led by the status's shape.
fn label_line(label: &str, status: Option<Status>, columns: usize) -> Line {
    let mut line = Line::default();
    if let Some(status) = status {
        line.push(status.shape(), status_style(status, Style::new()));
        line.push(" ", Style::new());
    } else {
        line.push("  ", Style::new());
    }
    let room = columns.saturating_sub(4).max(1);
    line = line.then(one_line(label, Style::new()).cut(room));
    line.pad_to(columns);
    line
}

/// Words that somebody chose, on one line.
fn one_line(words: &str, style: Style) -> Line {
    let lines = Pieces::styled(words, style).wrap(usize::MAX);
    lines.into_iter().next().unwrap_or_default()
}
