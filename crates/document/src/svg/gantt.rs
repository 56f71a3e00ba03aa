//! The Gantt chart: a row an item; the chain that sets the finish in full colour, the rest paler, slack as a thin line.

use maud::{Markup, html};

use super::axis::TimeAxis;
use super::milestone_strip::NARROW;
use super::{Anchor, LETTERS, Picture, all, diamond, letters, line, number, rect, text};
use crate::chart::{Gantt, GanttLink, GanttRow, GanttShape};
use crate::words;

/// The height of a row.
const ROW: f64 = 24.0;
/// Half the height of a bar.
const HALF: f64 = 6.0;
/// How far a row is indented for each level of the tree.
const INDENT: f64 = 14.0;

pub(super) fn draw(series: &Gantt, width: f64) -> Picture {
    let description = describe(series);
    let narrow = width < NARROW;
    let needed = series
        .rows
        .iter()
        .map(|row| letters::width(&row.name) + INDENT * depth(row));
    let share = if narrow { 0.4 } else { 0.36 };
    let left = (needed.fold(0.0, f64::max) + 16.0).min(width * share);
    let right = if narrow { width - 6.0 } else { width - 92.0 };
    let Some(axis) = TimeAxis::over(series.dates(), left, right) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let top = 20.0;
    let bottom = top + ROW * series.rows.len() as f64 + 4.0;
    let middle = |row: usize| top + ROW * row as f64 + ROW / 2.0;

    let mut parts: Vec<Markup> = (1..series.rows.len())
        .step_by(2)
        .map(|row| rect("stripe", (0.0, middle(row) - ROW / 2.0), (width, ROW)))
        .collect();
    parts.push(axis.draw(top, bottom));
    parts.push(axis.draw_today(series.today, top, bottom));
    // What drives lies above what does not.
    let by_weight = [false, true];
    for weight in by_weight {
        for wait in series.links.iter().filter(|wait| wait.driving == weight) {
            if let (Some(from), Some(to)) = (series.rows.get(wait.from), series.rows.get(wait.to)) {
                let ends = Ends {
                    from: (end(&axis, from, wait.from_finish), middle(wait.from)),
                    to: (end(&axis, to, !wait.to_start), middle(wait.to)),
                };
                parts.push(link(wait, ends));
            }
        }
    }
    for (index, row) in series.rows.iter().enumerate() {
        parts.push(bar(&axis, row, middle(index)));
        let indent = 4.0 + INDENT * depth(row);
        let baseline = middle(index) + LETTERS * 0.35;
        let class = match row.shape {
            GanttShape::Summary => "label",
            GanttShape::Work | GanttShape::Point => "name",
        };
        let name = letters::cut(&row.name, left - indent - 8.0);
        parts.push(text(class, (indent, baseline), Anchor::Start, &name));
        if !narrow {
            let date = words::date(row.finish);
            let class = if row.driving { "value" } else { "tick" };
            parts.push(text(class, (width - 2.0, baseline), Anchor::End, &date));
        }
    }
    let legend = "Dark sets the finish; pale has slack (dotted, up to the latest finish). White: done. Grey below: baseline.";
    parts.push(text(
        "tick",
        (4.0, bottom + 40.0),
        Anchor::Start,
        &letters::cut(legend, width - 8.0),
    ));
    Picture {
        height: bottom + 50.0,
        description,
        body: all(parts),
    }
}

/// Deep trees stop moving to the right, so that names keep their room.
fn depth(row: &GanttRow) -> f64 {
    row.depth.min(6) as f64
}

/// Where a row's start or finish is. Days are drawn whole: a finish lies at the end of its day.
fn end(axis: &TimeAxis, row: &GanttRow, finish: bool) -> f64 {
    match (row.shape, finish) {
        (GanttShape::Point, _) => axis.x(row.finish),
        (GanttShape::Work | GanttShape::Summary, false) => axis.x(row.start),
        (GanttShape::Work | GanttShape::Summary, true) => (axis
            .x(row.finish.saturating_add(jiff::Span::new().days(1))))
        .max(axis.x(row.start) + 3.0),
    }
}

fn bar(axis: &TimeAxis, row: &GanttRow, y: f64) -> Markup {
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
            GanttShape::Work | GanttShape::Summary => {
                rect("ghost", (from, y + HALF + 1.0), (to - from, 3.0))
            }
        });
    }
    if let Some(latest) = row.latest.filter(|latest| *latest > row.finish) {
        let latest = axis.x(latest.saturating_add(jiff::Span::new().days(1)));
        parts.push(line("slack", (to, y), (latest, y)));
        parts.push(line("room", (latest, y - 3.0), (latest, y + 3.0)));
    }
    let class = if row.driving { "pole" } else { "share" };
    match row.shape {
        GanttShape::Point => {
            let class = if row.driving { "bar" } else { "reached" };
            parts.push(diamond(class, (to, y), 6.5));
        }
        GanttShape::Work => {
            parts.push(rect(class, (from, y - HALF), (to - from, 2.0 * HALF)));
            if let Some(done) = row.done_until {
                let done = axis
                    .x(done.saturating_add(jiff::Span::new().days(1)))
                    .clamp(from, to);
                parts.push(rect("done", (from, y - 1.5), (done - from, 3.0)));
            }
        }
        GanttShape::Summary => parts.push(bracket(class, from, to, y)),
    }
    all(parts)
}

/// A bar with its ends bent down around what it sums up.
fn bracket(class: &str, from: f64, to: f64, y: f64) -> Markup {
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
struct Ends {
    from: (f64, f64),
    to: (f64, f64),
}

/// Right angles from one end to the other: out, along, in.
fn link(wait: &GanttLink, Ends { from, to }: Ends) -> Markup {
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
        let between = from.1 + if down { ROW / 2.0 } else { -ROW / 2.0 };
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

fn describe(series: &Gantt) -> String {
    /// More would not be listened to; the table behind the chart has all of them.
    const SPOKEN: usize = 20;
    let rows: Vec<String> = series
        .rows
        .iter()
        .filter(|row| row.driving)
        .take(SPOKEN)
        .map(|row| {
            format!(
                "{}, {} to {}",
                row.name,
                words::date(row.start),
                words::date(row.finish)
            )
        })
        .collect();
    let left_out = match series.left_out {
        0 => String::new(),
        count => format!(" {count} more are not drawn."),
    };
    if rows.is_empty() {
        return format!("{} items on an axis of time.{left_out}", series.rows.len());
    }
    format!(
        "{} items on an axis of time.{left_out} What sets the finish: {}.",
        series.rows.len(),
        rows.join(". Then ")
    )
}
