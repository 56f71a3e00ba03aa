//! The finish distribution: shares by date, the band from P10 to P90, and lines with their names and dates.

use jiff::civil::Date;
use maud::{Markup, html};

use super::axis::TimeAxis;
use super::labels::{self, GAP};
use super::{Anchor, LETTERS, Picture, all, letters, line, number, rect, text};
use crate::chart::FinishDistribution;
use crate::words;

const PLOT: f64 = 130.0;
const LEVEL: f64 = 20.0;

pub(super) fn draw(series: &FinishDistribution, width: f64) -> Picture {
    let description = describe(series);
    let Some(axis) = TimeAxis::over(dates(series), 6.0, width - 6.0) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let marks = merged_marks(series);
    let boxes: Vec<(f64, f64)> = marks
        .iter()
        .map(|mark| (axis.x(mark.date), letters::width(&mark.label())))
        .collect();
    let placements = labels::place(&boxes, (0.0, width));
    let levels = placements
        .iter()
        .map(|placement| placement.level + 1)
        .max()
        .unwrap_or(0);
    let top = levels as f64 * LEVEL + 6.0;
    let bottom = top + PLOT;

    let mut parts = vec![
        band(series, &axis, top, bottom),
        axis.draw(top, bottom),
        shares(series, &axis, top, bottom),
    ];
    for (mark, placement) in marks.iter().zip(&placements) {
        let x = axis.x(mark.date);
        let middle = top - 10.0 - placement.level as f64 * LEVEL;
        parts.push(line(mark.class, (x, middle - 8.0), (x, bottom)));
        let place = if placement.anchor == Anchor::Start {
            x + GAP
        } else {
            x - GAP
        };
        let baseline = middle + LETTERS * 0.35;
        parts.push(text(
            "label",
            (place, baseline),
            placement.anchor,
            &mark.label(),
        ));
    }
    parts.push(band_label(series, width, bottom));
    Picture {
        height: bottom + 46.0,
        description,
        body: all(parts),
    }
}

fn dates(series: &FinishDistribution) -> Vec<Date> {
    let bins = series.bins.iter().flat_map(|bin| [bin.first, bin.last]);
    let marks = series.marks().into_iter().map(|(_, date)| date);
    bins.chain(marks)
        .chain([series.spread.p10, series.spread.p90])
        .collect()
}

/// A line and what it is called; lines of one date are one.
struct Mark {
    names: Vec<&'static str>,
    date: Date,
    class: &'static str,
}

impl Mark {
    fn label(&self) -> String {
        format!("{} {}", self.names.join(", "), words::date(self.date))
    }
}

fn merged_marks(series: &FinishDistribution) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (name, date) in series.marks() {
        let class = match name {
            "P50" => "p50",
            "P80" => "p80",
            "Target" => "target",
            _ => "commitment",
        };
        match marks.last_mut() {
            Some(mark) if mark.date == date => mark.names.push(name),
            _ => marks.push(Mark {
                names: vec![name],
                date,
                class,
            }),
        }
    }
    marks
}

fn band(series: &FinishDistribution, axis: &TimeAxis, top: f64, bottom: f64) -> Markup {
    let (left, right) = (axis.x(series.spread.p10), axis.x(series.spread.p90));
    rect("band", (left, top), ((right - left).max(1.0), bottom - top))
}

/// A bar a span of dates, its area the share of runs.
fn shares(series: &FinishDistribution, axis: &TimeAxis, top: f64, bottom: f64) -> Markup {
    let per_day = |bin: &crate::chart::Bin| {
        let days = crate::chart::day_number(bin.last) - crate::chart::day_number(bin.first) + 1.0;
        if bin.share.is_finite() {
            bin.share.max(0.0) / days.max(1.0)
        } else {
            0.0
        }
    };
    let highest = series.bins.iter().map(per_day).fold(0.0, f64::max);
    html! {
        @for bin in series.bins.iter().filter(|bin| per_day(bin) > 0.0) {
            @let left = axis.x(bin.first);
            @let right = axis.x(bin.last.tomorrow().unwrap_or(bin.last));
            @let height = (bottom - top - 8.0) * per_day(bin) / highest;
            (rect("share", (left + 0.5, bottom - height), ((right - left - 1.0).max(0.8), height)))
        }
    }
}

/// What the band is, where a newcomer looks for it: below.
fn band_label(series: &FinishDistribution, width: f64, bottom: f64) -> Markup {
    let dates = format!(
        "{} – {}",
        words::date(series.spread.p10),
        words::date(series.spread.p90)
    );
    let words = format!("P10–P90: {dates}");
    let y = bottom + 39.0;
    html! {
        rect class="band" x="6" y=(number(y - 10.0)) width="22" height="11" {}
        (text("tick", (34.0, y), Anchor::Start, &letters::cut(&words, width - 40.0)))
    }
}

fn describe(series: &FinishDistribution) -> String {
    let marks: Vec<String> = merged_marks(series).iter().map(Mark::label).collect();
    format!(
        "Distribution of the finish. {}. P10 to P90: {} to {}.",
        marks.join(". "),
        words::date(series.spread.p10),
        words::date(series.spread.p90)
    )
}
