//! A sparkline: the readings, the newest of them marked and named, and what to compare them with.

use maud::html;

use super::{Anchor, LETTERS, Picture, letters, line, number, text};
use crate::chart::{Reading, Sparkline, day_number};
use crate::words;

const HEIGHT: f64 = 56.0;

pub(super) fn draw(series: &Sparkline, width: f64) -> Picture {
    let description = describe(series);
    let (Some(first), Some(last), Some((low, high))) = (
        series.readings.first(),
        series.readings.last(),
        series.range(),
    ) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let target = series
        .target
        .as_ref()
        .filter(|(value, _)| value.is_finite());
    let names = [Some(&last.text), target.map(|(_, name)| name)];
    let room = names
        .into_iter()
        .flatten()
        .map(|name| letters::width(name))
        .fold(0.0, f64::max)
        + 16.0;
    let (left, right) = (6.0, (width - room).max(width * 0.4));
    let days = (day_number(last.on) - day_number(first.on)).max(1.0);
    let x = |reading: &Reading| {
        left + ((day_number(reading.on) - day_number(first.on)) / days).clamp(0.0, 1.0)
            * (right - left)
    };
    let y =
        |value: f64| 10.0 + (high - value) / (high - low).max(f64::MIN_POSITIVE) * (HEIGHT - 20.0);
    let drawn = || {
        series
            .readings
            .iter()
            .filter(|reading| reading.value.is_finite())
    };
    let points: Vec<String> = drawn()
        .map(|reading| format!("{},{}", number(x(reading)), number(y(reading.value))))
        .collect();
    // The names of the last reading and of the target must not cover each other.
    let last_y = if last.value.is_finite() {
        y(last.value)
    } else {
        HEIGHT / 2.0
    };
    let apart = |target_y: f64| {
        if target_y >= last_y {
            target_y.max(last_y + 16.0)
        } else {
            target_y.min(last_y - 16.0)
        }
    };

    let body = html! {
        @if let Some((value, name)) = target {
            (line("target", (left, y(*value)), (right, y(*value))))
            (text("tick", (right + 10.0, apart(y(*value)) + LETTERS * 0.35), Anchor::Start, name))
        }
        polyline class="spark" points=(points.join(" ")) {}
        @for reading in drawn() {
            circle class="spark-dot" cx=(number(x(reading))) cy=(number(y(reading.value))) r="2" {}
        }
        circle class="p50-dot" cx=(number(right)) cy=(number(last_y)) r="4" {}
        (text("value", (right + 10.0, last_y + LETTERS * 0.35), Anchor::Start, &last.text))
        (text("tick", (left, HEIGHT + 16.0), Anchor::Start, &words::date(first.on)))
        (text("tick", (right, HEIGHT + 16.0), Anchor::End, &words::date(last.on)))
    };
    Picture {
        height: HEIGHT + 24.0,
        description,
        body,
    }
}

fn describe(series: &Sparkline) -> String {
    let readings: Vec<String> = series
        .readings
        .iter()
        .map(|reading| format!("{} on {}", reading.text, words::date(reading.on)))
        .collect();
    format!("{} over time: {}.", series.subject, readings.join(", "))
}
