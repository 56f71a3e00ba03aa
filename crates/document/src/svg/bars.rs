//! Horizontal bars on one scale, with each value at the end of its bar.

use maud::{Markup, html};

use super::milestone_strip::NARROW;
use super::{Anchor, LETTERS, Picture, all, letters, line, rect, text};
use crate::chart::Bars;

pub(super) fn draw(series: &Bars, width: f64) -> Picture {
    let narrow = width < NARROW;
    let longest = series
        .bars
        .iter()
        .map(|bar| letters::width(&bar.label))
        .fold(0.0, f64::max);
    let (row, left) = if narrow {
        (42.0, 4.0)
    } else {
        (28.0, (longest + 14.0).min(width * 0.42))
    };
    let values = series
        .bars
        .iter()
        .map(|bar| letters::width(&series.text(bar)));
    let value_room = values.fold(0.0, f64::max) + 10.0;
    let (low, high) = series.range();
    let left_room = if low < 0.0 { value_room } else { 0.0 };
    let scale = (width - left - left_room - value_room) / (high - low).max(f64::MIN_POSITIVE);
    let zero = left + left_room - low * scale;

    let mut parts = Vec::new();
    for (index, bar) in series.bars.iter().enumerate() {
        let start = row * index as f64;
        let middle = if narrow {
            start + 29.0
        } else {
            start + row / 2.0
        };
        let name_at = if narrow {
            (0.0, start + 14.0)
        } else {
            (0.0, middle + LETTERS * 0.35)
        };
        let room = if narrow { width } else { left - 12.0 };
        parts.push(text(
            "name",
            name_at,
            Anchor::Start,
            &letters::cut(&bar.label, room),
        ));
        parts.push(one_bar(
            series,
            bar.value,
            &series.text(bar),
            (zero, middle),
            scale,
        ));
    }
    let bottom = row * series.bars.len() as f64;
    parts.push(line("axis", (zero, 0.0), (zero, bottom)));
    parts.push(text(
        "tick",
        (left, bottom + 17.0),
        Anchor::Start,
        &letters::cut(&series.unit, width - left),
    ));
    Picture {
        height: bottom + 26.0,
        description: describe(series),
        body: all(parts),
    }
}

fn one_bar(
    series: &Bars,
    value: f64,
    words: &str,
    (zero, middle): (f64, f64),
    scale: f64,
) -> Markup {
    let length = if value.is_finite() {
        value * scale
    } else {
        0.0
    };
    let class = if length < 0.0 && series.signed {
        "bar gain"
    } else {
        "bar"
    };
    let baseline = middle + LETTERS * 0.35;
    html! {
        (rect(class, (zero + length.min(0.0), middle - 8.0), (length.abs(), 16.0)))
        @if length < 0.0 {
            (text("value", (zero + length - 6.0, baseline), Anchor::End, words))
        } @else {
            (text("value", (zero + length + 6.0, baseline), Anchor::Start, words))
        }
    }
}

fn describe(series: &Bars) -> String {
    let bars: Vec<String> = series
        .bars
        .iter()
        .map(|bar| format!("{}: {}", bar.label, series.text(bar)))
        .collect();
    format!("In {}. {}.", series.unit, bars.join("; "))
}
