//! Charts as SVG: drawn here, coloured by custom properties of the page, the same bytes for the same series.
//!
//! Every chart is drawn for a width, so that its letters keep their size on a phone.

mod axis;
mod bars;
mod finish_distribution;
mod gantt;
mod labels;
mod letters;
mod long_pole;
mod milestone_strip;
mod sparkline;
mod waterfall;

use maud::{Markup, PreEscaped, html};

use crate::chart::{Chart, Drawing};
use crate::inline::Status;
use crate::visible::visible;

/// The style sheet of the charts: colours by custom property, light, dark and printed.
pub const STYLE: &str = include_str!("chart.css");

/// Letters of charts, in units of the view box, which are pixels at full size.
const LETTERS: f64 = 13.0;

/// A chart for a page that carries [`STYLE`]. `name` makes its element ids unique within the page.
pub(crate) fn draw(chart: &Chart, width: f64, name: &str) -> Markup {
    draw_under(chart, width, name, 0.0).0
}

/// A chart below so much room, in which its title stands where there is any; and its height.
fn draw_under(chart: &Chart, width: f64, name: &str, heading: f64) -> (Markup, f64) {
    let picture = match &chart.drawing {
        Drawing::FinishDistribution(series) => finish_distribution::draw(series, width),
        Drawing::MilestoneStrip(series) => milestone_strip::draw(series, width),
        Drawing::Bars(series) => bars::draw(series, width),
        Drawing::Waterfall(series) => waterfall::draw(series, width),
        Drawing::LongPole(series) => long_pole::draw(series, width),
        Drawing::Sparkline(series) => sparkline::draw(series, width),
        Drawing::Gantt(series) => gantt::draw(series, width, name),
    };
    let title = chart.title.plain();
    let below = html! {
        @if heading > 0.0 {
            (text("heading", (4.0, 20.0), Anchor::Start, &letters::cut(&title, (width - 8.0) * 0.85)))
            g transform=(format!("translate(0 {})", number(heading))) { (picture.body) }
        } @else {
            (picture.body)
        }
    };
    let height = picture.height + heading;
    let words = (&*title, &*picture.description);
    (frame((width, height), name, words, &below), height)
}

/// A chart that [`draw`] drew under that name on the same page, cut into pieces for paper; none where it fits on a page.
pub(crate) fn pieces(chart: &Chart, width: f64, name: &str) -> Vec<Markup> {
    let Drawing::Gantt(series) = &chart.drawing else {
        return Vec::new();
    };
    let pieces = gantt::pieces(series, width, name);
    let (count, title) = (pieces.len(), chart.title.plain());
    let framed = pieces.into_iter().enumerate().map(|(at, (height, body))| {
        let description = format!("Piece {} of {count}.", at + 1);
        let name = format!("{name}-{}", at + 1);
        frame((width, height), &name, (&title, &description), &body)
    });
    framed.collect()
}

fn frame(
    (width, height): (f64, f64),
    name: &str,
    (title, description): (&str, &str),
    body: &Markup,
) -> Markup {
    let (title_id, description_id) = (format!("{name}-title"), format!("{name}-description"));
    html! {
        svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img"
            viewBox=(format!("0 0 {} {}", number(width), number(height)))
            width=(number(width)) height=(number(height))
            aria-labelledby=(format!("{title_id} {description_id}")) {
            title id=(title_id) { (visible(title)) }
            desc id=(description_id) { (visible(description)) }
            (body)
        }
    }
}

/// A chart as a file of its own, with its style sheet inside.
pub fn standalone(chart: &Chart) -> String {
    with_style(chart, STYLE).text
}

/// A drawing with its size in its own units.
pub(crate) struct Standalone {
    pub(crate) text: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A chart as a file of its own for renderers that know neither custom properties nor themes: in the light colours.
pub(crate) fn in_light_colours(chart: &Chart) -> Standalone {
    with_style(chart, &light(STYLE))
}

fn with_style(chart: &Chart, style: &str) -> Standalone {
    let width = match chart.drawing {
        // Bars of a year or two need room.
        Drawing::Gantt(_) => 1120.0,
        Drawing::FinishDistribution(_)
        | Drawing::MilestoneStrip(_)
        | Drawing::Bars(_)
        | Drawing::Waterfall(_)
        | Drawing::LongPole(_)
        | Drawing::Sparkline(_) => 720.0,
    };
    let (drawn, height) = draw_under(chart, width, "chart", HEADING);
    let style = format!("<style>{style}</style><title ");
    Standalone {
        text: drawn.into_string().replacen("<title ", &style, 1),
        width,
        height,
    }
}

/// The height of the title above a chart that stands alone.
const HEADING: f64 = 34.0;

/// The rules of a style sheet with each custom property replaced by its value in the first `:root`, and without themes.
fn light(style: &str) -> String {
    let (root, rest) = style.split_once('}').unwrap_or_default();
    let properties: Vec<(&str, &str)> = root
        .split_once('{')
        .map_or("", |(_, properties)| properties)
        .split(';')
        .filter_map(|property| property.trim().split_once(':'))
        .collect();
    let rules: Vec<&str> = rest
        .lines()
        .skip_while(|line| !line.starts_with('.'))
        .collect();
    let mut rules = rules.join("\n");
    for (name, value) in properties {
        rules = rules.replace(&format!("var({name})"), value.trim());
    }
    rules
}

/// What a kind of chart draws.
struct Picture {
    height: f64,
    /// What it shows, in words, for those who do not see it.
    description: String,
    body: Markup,
}

/// A coordinate with at most one decimal.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! {
        line class=(class) x1=(number(from.0)) y1=(number(from.1)) x2=(number(to.0)) y2=(number(to.1)) {}
    }
}

fn rect(class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> Markup {
    html! {
        rect class=(class) x=(number(x)) y=(number(y)) width=(number(width.max(0.0))) height=(number(height)) {}
    }
}

/// Where a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

fn text(class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) -> Markup {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! {
        text class=(class) x=(number(x)) y=(number(y)) text-anchor=(anchor) { (visible(words)) }
    }
}

fn diamond(class: &str, (x, y): (f64, f64), radius: f64) -> Markup {
    let (x_of, y_of) = (|dx: f64| number(x + dx), |dy: f64| number(y + dy));
    let points = format!(
        "{},{} {},{} {},{} {},{}",
        x_of(0.0),
        y_of(-radius),
        x_of(radius),
        y_of(0.0),
        x_of(0.0),
        y_of(radius),
        x_of(-radius),
        y_of(0.0)
    );
    html! { polygon class=(class) points=(points) {} }
}

/// A status as a shape of that radius; the word goes beside it or into the description.
fn status_shape(status: Status, (x, y): (f64, f64), radius: f64) -> Markup {
    let class = format!("status-shape {}", status.key());
    html! {
        @match status {
            Status::OnTrack => circle class=(class) cx=(number(x)) cy=(number(y)) r=(number(radius)) {},
            Status::AtRisk => polygon class=(class) points=(format!(
                "{},{} {},{} {},{}",
                number(x), number(y - radius),
                number(x + radius * 1.1), number(y + radius * 0.9),
                number(x - radius * 1.1), number(y + radius * 0.9),
            )) {},
            Status::OffTrack => (rect(&class, (x - radius * 0.9, y - radius * 0.9), (radius * 1.8, radius * 1.8))),
            Status::Unknown => circle class=(class) cx=(number(x)) cy=(number(y)) r=(number(radius - 0.8)) {},
        }
    }
}

/// The shape of a status beside its word in running text.
pub(crate) fn status_icon(status: Status) -> Markup {
    html! {
        svg class="icon" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" {
            (status_shape(status, (6.0, 6.0), 5.0))
        }
    }
}

/// Several parts, one after the other.
fn all(parts: impl IntoIterator<Item = Markup>) -> Markup {
    PreEscaped(parts.into_iter().map(PreEscaped::into_string).collect())
}
