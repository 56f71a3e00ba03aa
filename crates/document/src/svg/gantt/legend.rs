//! What the marks of a Gantt chart mean: each drawn as in the chart, since words for colours are wrong in another theme.

use maud::{Markup, html};

use super::super::{Anchor, LETTERS, all, diamond, letters, line, rect, text};
use super::marks::{self, HALF, agreed_bar, bracket, done_part, overrun, slack};
use crate::chart::{Gantt, GanttShape};

/// The width of a sample.
const SAMPLE: f64 = 26.0;
/// The height of a line of the legend.
const LINE: f64 = 20.0;

/// The legend of what occurs in the chart, in as many lines as the width asks for, and how high it is.
pub(super) fn draw(series: &Gantt, width: f64) -> (Markup, f64) {
    let (mut x, mut y) = (4.0, 14.0);
    let mut parts = Vec::new();
    for entry in entries(series) {
        let wide = SAMPLE + 6.0 + letters::width(entry.words);
        if x > 4.0 && x + wide > width {
            x = 4.0;
            y += LINE;
        }
        parts.push((entry.sample)(x, y - LETTERS * 0.35));
        let words = (x + SAMPLE + 6.0, y);
        parts.push(text("tick", words, Anchor::Start, entry.words));
        x += wide + 18.0;
    }
    if series.left_out > 0 {
        y += LINE;
        let words = match series.left_out {
            1 => "One more row is not drawn; an .svg has all.".to_owned(),
            count => format!("{count} more rows are not drawn; an .svg has all."),
        };
        parts.push(text("tick", (4.0, y), Anchor::Start, &words));
    }
    (all(parts), y + 14.0)
}

/// A mark and what it means.
struct Entry {
    words: &'static str,
    /// The mark, from `x` on, around `y`.
    sample: fn(f64, f64) -> Markup,
}

fn entries(series: &Gantt) -> Vec<Entry> {
    let any = |is: fn(&crate::chart::GanttRow) -> bool| series.rows.iter().any(is);
    let all = [
        (
            any(|row| row.driving),
            "sets the finish",
            (|x, y| bar("pole", x, y)) as fn(f64, f64) -> Markup,
        ),
        (any(|row| !row.driving), "does not", |x, y| {
            bar("share", x, y)
        }),
        (
            any(|row| row.room_until().is_some()),
            "slack, up to the latest finish",
            |x, y| slack((x, x + SAMPLE - 1.0), y),
        ),
        (
            any(|row| row.missed().is_some()),
            "late: from when it had to finish",
            |x, y| html! { (bar("share", x, y + 1.0)) (overrun((x + SAMPLE * 0.4, x + SAMPLE), y + 1.0)) },
        ),
        (
            any(|row| row.done_until.is_some() && row.shape == GanttShape::Work),
            "done",
            |x, y| html! { (bar("share", x, y)) (done_part((x, x + SAMPLE * 0.6), y)) },
        ),
        (
            any(|row| row.shape == GanttShape::Summary),
            "sums up the items below it",
            |x, y| {
                let middle = x + SAMPLE / 2.0;
                html! { (bracket("pole", (x, middle - 1.0), y)) (bracket("share", (middle + 1.0, x + SAMPLE), y)) }
            },
        ),
        (
            any(|row| row.baseline.is_some() && row.shape != GanttShape::Point),
            "baseline",
            |x, y| html! { (bar("share", x, y - 2.0)) (agreed_bar((x, x + SAMPLE * 0.7), y - 2.0)) },
        ),
        (
            any(|row| row.shape == GanttShape::Point),
            "milestone",
            |x, y| html! { (diamond("pole", (x + 7.0, y), 6.5)) (diamond("share", (x + 20.0, y), 6.5)) },
        ),
        (
            any(|row| row.shape == GanttShape::Point && marks::is_reached(row)),
            "milestone that is reached",
            |x, y| diamond("reached", (x + SAMPLE / 2.0, y), 6.5),
        ),
        (
            any(|row| row.shape == GanttShape::Point && row.baseline.is_some()),
            "a milestone’s baseline",
            |x, y| diamond("baseline", (x + SAMPLE / 2.0, y), 4.0),
        ),
        (!series.links.is_empty(), "waits for", |x, y| {
            html! {
                (line("wait driving", (x, y - 3.0), (x + SAMPLE, y - 3.0)))
                (line("wait", (x, y + 4.0), (x + SAMPLE, y + 4.0)))
            }
        }),
    ];
    let shown = all.into_iter().filter(|(is_there, ..)| *is_there);
    shown
        .map(|(_, words, sample)| Entry { words, sample })
        .collect()
}

fn bar(class: &str, x: f64, y: f64) -> Markup {
    rect(class, (x, y - HALF), (SAMPLE, 2.0 * HALF))
}
