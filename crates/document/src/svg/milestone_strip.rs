//! The milestone strip: a row a milestone, all on one axis of time.

use maud::{Markup, html};

use super::axis::TimeAxis;
use super::{
    Anchor, LETTERS, Picture, all, diamond, letters, line, number, rect, status_shape, text,
};
use crate::chart::{MilestoneRow, MilestoneStrip};
use crate::words;

/// Below this width a row's name stands above its marks instead of beside them.
pub(super) const NARROW: f64 = 520.0;

pub(super) fn draw(series: &MilestoneStrip, width: f64) -> Picture {
    let description = describe(series);
    let frame = Frame::of(series, width);
    let dates = series
        .rows
        .iter()
        .flat_map(MilestoneRow::dates)
        .chain([series.data_date]);
    let Some(axis) = TimeAxis::over(dates, frame.left, frame.right) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let top = 20.0;
    let bottom = top + frame.row * series.rows.len() as f64 + 4.0;

    let mut parts = vec![
        axis.draw(top, bottom),
        axis.draw_data_date(series.data_date, top, bottom),
    ];
    for (index, row) in series.rows.iter().enumerate() {
        let start = top + frame.row * index as f64;
        parts.push(words_of_row(row, &frame, start, width));
        parts.push(marks(row, &axis, start + frame.middle));
    }
    let (key, key_height) = key(width, bottom + 42.0);
    parts.push(key);
    Picture {
        height: bottom + 30.0 + key_height,
        description,
        body: all(parts),
    }
}

/// Where things stand in a row.
struct Frame {
    left: f64,
    right: f64,
    row: f64,
    middle: f64,
}

impl Frame {
    fn of(series: &MilestoneStrip, width: f64) -> Self {
        if width < NARROW {
            return Self {
                left: 6.0,
                right: width - 6.0,
                row: 46.0,
                middle: 31.0,
            };
        }
        let names = series.rows.iter().map(|row| letters::width(&row.name));
        let longest = names.fold(0.0, f64::max) + 34.0;
        Self {
            left: longest.min(width * 0.36),
            right: width - 124.0,
            row: 32.0,
            middle: 16.0,
        }
    }

    fn is_narrow(&self) -> bool {
        self.row > 40.0
    }
}

fn words_of_row(row: &MilestoneRow, frame: &Frame, start: f64, width: f64) -> Markup {
    let middle = if frame.is_narrow() {
        start + 10.0
    } else {
        start + frame.middle
    };
    let baseline = middle + LETTERS * 0.35;
    let value = match (row.reached, row.open_spread()) {
        (Some(reached), _) => format!("reached {}", words::date(reached)),
        (None, Some(spread)) => format!("P80 {}", words::date(spread.p80)),
        (None, None) => "no forecast".to_owned(),
    };
    let room = if frame.is_narrow() {
        width - letters::width(&value) - 34.0
    } else {
        frame.left - 26.0
    };
    html! {
        @if let Some(status) = row.status {
            (status_shape(status, (7.0, middle), 5.0))
        }
        (text("name", (18.0, baseline), Anchor::Start, &letters::cut(&row.name, room)))
        (text("value", (width - 2.0, baseline), Anchor::End, &value))
    }
}

/// The forecast last, so that nothing covers its P50.
fn marks(row: &MilestoneRow, axis: &TimeAxis, y: f64) -> Markup {
    html! {
        @if let Some(spread) = row.open_spread() {
            @let (left, right) = (axis.x(spread.p10), axis.x(spread.p90));
            (rect("band", (left, y - 6.0), ((right - left).max(2.0), 12.0)))
        }
        @if let Some(date) = row.baseline {
            (diamond("baseline", (axis.x(date), y), 6.0))
        }
        @if let Some(date) = row.commitment {
            (line("commitment", (axis.x(date), y - 12.0), (axis.x(date), y + 12.0)))
            (flag((axis.x(date), y - 12.0)))
        }
        @if let Some(date) = row.reached {
            (diamond("reached", (axis.x(date), y), 6.0))
        }
        @if let Some(spread) = row.open_spread() {
            (line("p80", (axis.x(spread.p80), y - 9.0), (axis.x(spread.p80), y + 9.0)))
            circle class="p50-dot" cx=(number(axis.x(spread.p50))) cy=(number(y)) r="4.5" {}
        }
    }
}

/// The head of a commitment's line.
fn flag((x, y): (f64, f64)) -> Markup {
    let points = format!(
        "{},{} {},{} {},{}",
        number(x),
        number(y),
        number(x + 8.0),
        number(y + 3.5),
        number(x),
        number(y + 7.0)
    );
    html! { polygon class="flag" points=(points) {} }
}

/// What the marks mean, wrapped to the width; and how high that is.
fn key(width: f64, top: f64) -> (Markup, f64) {
    let names = ["P10–P90", "P50", "P80", "baseline", "commitment", "reached"];
    let (mut x, mut y) = (4.0, top);
    let mut parts = Vec::new();
    for name in names {
        let wide = 30.0 + letters::width(name) + 16.0;
        if x + wide > width + 16.0 {
            x = 4.0;
            y += 20.0;
        }
        let (middle, mark_x) = (y - LETTERS * 0.35, x + 11.0);
        parts.push(match name {
            "P10–P90" => rect("band", (x, middle - 5.0), (22.0, 10.0)),
            "P50" => {
                html! { circle class="p50-dot" cx=(number(mark_x)) cy=(number(middle)) r="4.5" {} }
            }
            "P80" => line("p80", (mark_x, middle - 7.0), (mark_x, middle + 7.0)),
            "baseline" => diamond("baseline", (mark_x, middle), 6.0),
            "reached" => diamond("reached", (mark_x, middle), 6.0),
            _ => html! {
                (line("commitment", (mark_x, middle - 8.0), (mark_x, middle + 8.0)))
                (flag((mark_x, middle - 8.0)))
            },
        });
        parts.push(text("tick", (x + 28.0, y), Anchor::Start, name));
        x += wide;
    }
    (all(parts), y - top + 22.0)
}

fn describe(series: &MilestoneStrip) -> String {
    let mut sentences = vec![format!(
        "The data date is {}.",
        words::date(series.data_date)
    )];
    for row in &series.rows {
        let mut facts: Vec<String> = Vec::new();
        facts.extend(row.status.map(|status| status.word().to_owned()));
        let dates = [
            ("reached", row.reached),
            ("baseline", row.baseline),
            ("commitment", row.commitment),
            ("P50", row.open_spread().map(|spread| spread.p50)),
            ("P80", row.open_spread().map(|spread| spread.p80)),
        ];
        let named = dates
            .into_iter()
            .filter_map(|(name, date)| Some((name, date?)));
        facts.extend(named.map(|(name, date)| format!("{name} {}", words::date(date))));
        sentences.push(format!("{}: {}.", row.name, facts.join(", ")));
    }
    sentences.join(" ")
}
