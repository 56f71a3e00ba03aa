//! What stands in a row of the Gantt chart: bars, brackets and diamonds, what was agreed below them, slack behind them, and links.

use maud::{Markup, html};

use super::super::axis::TimeAxis;
use super::super::{all, diamond, line, number, rect};
use crate::chart::{GanttLink, GanttRow, GanttShape};

/// Half the height of a bar.
pub(super) const HALF: f64 = 6.0;

/// Where a row's start or finish is. Days are drawn whole: a finish lies at the end of its day.
pub(super) fn end(axis: &TimeAxis, row: &GanttRow, finish: bool) -> f64 {
    match (row.shape, finish) {
        (GanttShape::Point, _) => axis.x(row.finish),
        (GanttShape::Work | GanttShape::Summary, false) => axis.x(row.start),
        (GanttShape::Work | GanttShape::Summary, true) => (axis
            .x(row.finish.saturating_add(jiff::Span::new().days(1))))
        .max(axis.x(row.start) + 3.0),
    }
}

/// The marks of a row whose middle is at `y`.
pub(super) fn bar(axis: &TimeAxis, row: &GanttRow, y: f64) -> Markup {
    let (from, to) = (end(axis, row, false), end(axis, row, true));
    let mut parts = Vec::new();
    if let Some((first, last)) = row.baseline {
        let agreed = GanttRow {
            start: first,
            finish: last,
            ..row.clone()
        };
        let (from, to) = (end(axis, &agreed, false), end(axis, &agreed, true));
        parts.push(match row.shape {
            GanttShape::Point => diamond("baseline", (to, y + HALF), 4.0),
            GanttShape::Work | GanttShape::Summary => agreed_bar((from, to), y),
        });
    }
    let day_after =
        |date: jiff::civil::Date| axis.x(date.saturating_add(jiff::Span::new().days(1)));
    if let Some(latest) = row.room_until() {
        parts.push(slack((to, day_after(latest)), y));
    }
    match row.shape {
        GanttShape::Point => parts.push(diamond(point_class(row), (to, y), 6.5)),
        GanttShape::Work => {
            parts.push(rect(class(row), (from, y - HALF), (to - from, 2.0 * HALF)));
            if let Some(done) = row.done_until {
                parts.push(done_part((from, day_after(done).clamp(from, to)), y));
            }
        }
        GanttShape::Summary => parts.push(bracket(class(row), (from, to), y)),
    }
    if let Some(missed) = row.missed() {
        parts.push(overrun((day_after(missed).min(to), to), y));
    }
    all(parts)
}

fn class(row: &GanttRow) -> &'static str {
    if row.driving { "pole" } else { "share" }
}

/// A milestone that is reached looks as in the strip of milestones.
fn point_class(row: &GanttRow) -> &'static str {
    if is_reached(row) {
        "reached"
    } else {
        class(row)
    }
}

/// Whether a milestone lies behind.
pub(super) fn is_reached(row: &GanttRow) -> bool {
    row.done_until.is_some_and(|done| done >= row.finish)
}

/// What was agreed, below the bar whose middle is at `y`.
pub(super) fn agreed_bar((from, to): (f64, f64), y: f64) -> Markup {
    rect("ghost", (from, y + HALF + 1.0), (to - from, 3.0))
}

/// How far it may slip.
pub(super) fn slack((from, to): (f64, f64), y: f64) -> Markup {
    all([
        line("slack", (from, y), (to, y)),
        line("room", (to, y - 3.0), (to, y + 3.0)),
    ])
}

/// By how much it comes too late, above the bar: from when it had to finish to when it does.
pub(super) fn overrun((from, to): (f64, f64), y: f64) -> Markup {
    let top = y - HALF - 2.0;
    all([
        line("overrun", (from, top), (to, top)),
        line("overrun", (from, top - 2.0), (from, y + HALF)),
    ])
}

/// The part of a bar that is done.
pub(super) fn done_part((from, to): (f64, f64), y: f64) -> Markup {
    rect("done", (from, y - 1.5), (to - from, 3.0))
}

/// A bar with its ends bent down around what it sums up.
pub(super) fn bracket(class: &str, (from, to): (f64, f64), y: f64) -> Markup {
    let tooth = 4.0_f64.min((to - from) / 2.0);
    let path = format!(
        "M{} {}H{}V{}L{} {}H{}L{} {}Z",
        number(from),
        number(y - 4.0),
        number(to),
        number(y + 5.0),
        number(to - tooth),
        number(y),
        number(from + tooth),
        number(from),
        number(y + 5.0),
    );
    html! { path class=(class) d=(path) {} }
}

/// Where a link begins and ends.
pub(super) struct Ends {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

/// Right angles from one end to the other: out, along, in. `gap` is from the middle of a row to its edge.
pub(super) fn link(wait: &GanttLink, Ends { from, to }: Ends, gap: f64) -> Markup {
    let out = if wait.from_finish { 5.0 } else { -5.0 };
    let back = if wait.to_start { -5.0 } else { 5.0 };
    let down = to.1 > from.1;
    let direct = if wait.from_finish && wait.to_start {
        to.0 >= from.0 + 4.0
    } else {
        false
    };
    let path = if direct {
        // Down into the beginning of the bar, where an arrow is read best.
        let edge = to.1 + if down { -HALF } else { HALF };
        format!(
            "M{} {}H{}V{}",
            number(from.0),
            number(from.1),
            number(to.0 + 2.0),
            number(edge)
        )
    } else {
        let between = from.1 + if down { gap } else { -gap };
        format!(
            "M{} {}H{}V{}H{}V{}H{}",
            number(from.0),
            number(from.1),
            number(from.0 + out),
            number(between),
            number(to.0 + back),
            number(to.1),
            number(to.0)
        )
    };
    let class = if wait.driving { "wait driving" } else { "wait" };
    html! { path class=(class) d=(path) {} }
}
