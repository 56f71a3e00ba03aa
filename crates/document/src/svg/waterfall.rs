//! The waterfall: each bar begins where the one before it ended; what gains time is hollow.

use maud::html;

use super::milestone_strip::NARROW;
use super::{Anchor, LETTERS, Picture, all, letters, line, rect, text};
use crate::chart::Waterfall;

pub(super) fn draw(series: &Waterfall, width: f64) -> Picture {
    let narrow = width < NARROW;
    let rows = series.rows();
    let longest = rows
        .iter()
        .map(|row| letters::width(row.label))
        .fold(0.0, f64::max);
    let (height, left) = if narrow {
        (42.0, 4.0)
    } else {
        (28.0, (longest + 14.0).min(width * 0.42))
    };
    let value_room = rows
        .iter()
        .map(|row| letters::width(&row.text))
        .fold(0.0, f64::max)
        + 10.0;
    let (low, high) = series.range();
    let scale = (width - left - value_room) / (high - low).max(f64::MIN_POSITIVE);
    let x = |value: f64| left + (value - low) * scale;

    let mut parts = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let top = height * index as f64;
        let middle = if narrow {
            top + 29.0
        } else {
            top + height / 2.0
        };
        let name_at = if narrow {
            (0.0, top + 14.0)
        } else {
            (0.0, middle + LETTERS * 0.35)
        };
        let room = if narrow { width } else { left - 12.0 };
        let name = text(
            "name",
            name_at,
            Anchor::Start,
            &letters::cut(row.label, room),
        );
        let class = if row.to < row.from { "bar gain" } else { "bar" };
        let (from, to) = (x(row.from.min(row.to)), x(row.from.max(row.to)));
        let link_end = if narrow {
            middle + height - 8.0
        } else {
            middle + height + 8.0
        };
        let is_last = index + 1 == rows.len();
        parts.push(html! {
            @if row.is_step { (rect(class, (from, middle - 8.0), (to - from, 16.0))) }
            @else { (line("p80", (from, middle - 9.0), (from, middle + 9.0))) }
            @if !is_last && !narrow { (line("axis", (x(row.to), middle - 8.0), (x(row.to), link_end))) }
            (text("value", (to + 6.0, middle + LETTERS * 0.35), Anchor::Start, &row.text))
            (name)
        });
    }
    let bottom = height * rows.len() as f64;
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

fn describe(series: &Waterfall) -> String {
    let rows: Vec<String> = series
        .rows()
        .iter()
        .map(|row| format!("{}: {}", row.label, row.text))
        .collect();
    format!("In {}. {}.", series.unit, rows.join("; "))
}
