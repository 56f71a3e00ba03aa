//! The Gantt chart: a row an item; the chain that sets the finish in full colour, the rest paler, slack as a thin line.
//!
//! On a phone an item's name and finish stand above its bar. For paper a long chart is cut into pieces, each with the axis
//! and the data date; the pieces show parts of the drawing that the page holds once.

mod legend;
mod marks;

use maud::{Markup, html};

use super::axis::TimeAxis;
use super::milestone_strip::NARROW;
use super::{Anchor, LETTERS, Picture, all, letters, line, number, rect, text};
use crate::chart::{Gantt, GanttRow, GanttShape};
use crate::words;

/// How far a row is indented for each level of the tree.
const INDENT: f64 = 14.0;
/// The height of the lines above the rows: the data date, then the dates of the axis.
const DATES: f64 = 38.0;
/// The height of the dates below the rows.
const FOOT: f64 = 24.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.1;
/// With more rows, the dates stand below them, too.
const LONG: usize = 20;
/// Rows of the first piece on paper, which has a title and the legend above it, and of each further one.
const FIRST_PIECE: usize = 30;
const PIECE: usize = 36;

pub(super) fn draw(series: &Gantt, width: f64, name: &str) -> Picture {
    let description = describe(series);
    let Some(layout) = Layout::of(series, width) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let bottom = layout.top(series.rows.len());
    let is_long = series.rows.len() > LONG;
    Picture {
        height: bottom + if is_long { FOOT } else { 4.0 },
        description,
        body: html! {
            (legend::draw(series, width).0)
            (layout.dates(layout.head))
            // A class of its own, since in a piece the drawing stands apart from its page.
            g class="chart" id=(plot_id(name)) { (layout.plot()) }
            @if is_long { (layout.axis.draw_names(bottom + 17.0)) }
        },
    }
}

/// The chart `name` of this page, cut into pieces for paper, where it is longer than a page.
pub(super) fn pieces(series: &Gantt, width: f64, name: &str) -> Vec<(f64, Markup)> {
    let Some(layout) = Layout::of(series, width).filter(|_| series.rows.len() > PIECE) else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    let mut first = 0;
    while first < series.rows.len() {
        let (rows, head) = match first {
            0 => (FIRST_PIECE, layout.head),
            _ => (PIECE, 0.0),
        };
        let last = (first + rows).min(series.rows.len());
        let (from, to) = (layout.top(first), layout.top(last));
        let top = head + DATES;
        let body = html! {
            @if first == 0 { (legend::draw(series, width).0) }
            (layout.dates(head))
            svg x="0" y=(number(top)) width=(number(width)) height=(number(to - from))
                viewBox=(format!("0 {} {} {}", number(from), number(width), number(to - from))) {
                use href=(format!("#{}", plot_id(name))) {}
            }
        };
        pieces.push((top + to - from + 4.0, body));
        first = last;
    }
    pieces
}

fn plot_id(name: &str) -> String {
    format!("{name}-plot")
}

/// Where things stand.
struct Layout<'s> {
    series: &'s Gantt,
    width: f64,
    axis: TimeAxis,
    /// The height of the legend above the dates.
    head: f64,
    narrow: bool,
}

impl<'s> Layout<'s> {
    /// None where there are no dates.
    fn of(series: &'s Gantt, width: f64) -> Option<Self> {
        let narrow = width < NARROW;
        let needed = series
            .rows
            .iter()
            .map(|row| letters::width(&row.name) + indent(row));
        let (left, right) = if narrow {
            (6.0, width - 6.0)
        } else {
            let names = needed.fold(0.0, f64::max) + 16.0;
            (names.min(width * 0.4), width - 92.0)
        };
        Some(Self {
            series,
            width,
            axis: TimeAxis::over(series.dates(), left, right)?,
            head: legend::draw(series, width).1,
            narrow,
        })
    }

    /// The height of a row.
    fn row(&self) -> f64 {
        if self.narrow { 42.0 } else { 24.0 }
    }

    /// Where a row begins.
    fn top(&self, row: usize) -> f64 {
        self.head + DATES + self.row() * row as f64
    }

    /// Where the middle of a row's bar is.
    fn middle(&self, row: usize) -> f64 {
        self.top(row) + if self.narrow { 30.0 } else { self.row() / 2.0 }
    }

    /// The data date and the dates of the axis, below `top`.
    fn dates(&self, top: f64) -> Markup {
        all([
            self.axis.name_data_date(self.series.data_date, top + 12.0),
            self.axis.draw_names(top + 30.0),
            self.axis.draw_line(top + DATES - 0.5),
        ])
    }

    /// All rows: what the pieces for paper show parts of.
    fn plot(&self) -> Markup {
        let count = self.series.rows.len();
        let (top, bottom) = (self.top(0), self.top(count));
        let stripe = |row| rect("stripe", (0.0, self.top(row)), (self.width, self.row()));
        let mut parts: Vec<Markup> = (1..count).step_by(2).map(stripe).collect();
        parts.push(self.axis.draw_grid(top, bottom));
        let x = self.axis.x(self.series.data_date);
        parts.push(line("data-date", (x, top - 4.0), (x, bottom)));
        // What drives lies above what does not.
        for driving in [false, true] {
            parts.extend(self.links(driving));
        }
        for (index, row) in self.series.rows.iter().enumerate() {
            parts.push(marks::bar(&self.axis, row, self.middle(index)));
            parts.push(self.words(index, row));
        }
        all(parts)
    }

    /// On a phone, where they would run through the words, only those that drive.
    fn links(&self, driving: bool) -> impl Iterator<Item = Markup> {
        let rows = &self.series.rows;
        let shown = self
            .series
            .links
            .iter()
            .filter(move |wait| wait.driving == driving && (driving || !self.narrow));
        shown.filter_map(move |wait| {
            let (from, to) = (rows.get(wait.from)?, rows.get(wait.to)?);
            let ends = marks::Ends {
                from: (
                    marks::end(&self.axis, from, wait.from_finish),
                    self.middle(wait.from),
                ),
                to: (
                    marks::end(&self.axis, to, !wait.to_start),
                    self.middle(wait.to),
                ),
            };
            Some(marks::link(wait, ends, self.row() / 2.0))
        })
    }

    /// The name and the finish of a row.
    fn words(&self, index: usize, row: &GanttRow) -> Markup {
        let date = words::date(row.finish);
        let (baseline, room) = if self.narrow {
            let date = letters::width(&date) + 12.0;
            (self.top(index) + 15.0, self.width - date - 4.0)
        } else {
            let baseline = self.middle(index) + LETTERS * 0.35;
            (baseline, self.axis.left() - 8.0)
        };
        let class = match row.shape {
            GanttShape::Summary => "label",
            GanttShape::Work | GanttShape::Point => "name",
        };
        let x = 4.0 + indent(row);
        let stretch = if class == "label" { BOLD } else { 1.0 };
        let shown = letters::cut(&row.name, (room - x) / stretch);
        let name = text(class, (x, baseline), Anchor::Start, &shown);
        let class = if row.driving { "value" } else { "tick" };
        html! {
            @if shown == row.name { (name) }
            // What is cut is shown whole where one points at it.
            @else { g { title { (super::visible(&row.name)) } (name) } }
            (text(class, (self.width - 2.0, baseline), Anchor::End, &date))
        }
    }
}

/// How far a name stands to the right. Deep trees stop moving, so that names keep their room.
fn indent(row: &GanttRow) -> f64 {
    INDENT * row.depth.min(6) as f64
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
