//! Charts in text: the same encoding as in the pictures, a row of characters an axis of dates.

use anstyle::Style;
use jiff::civil::Date;

use super::flow::{Line, Pieces, status_style, width};
use super::{BOLD, DIM, Page};
use crate::chart::{
    Bars, Chart, Drawing, FinishDistribution, LongPole, MilestoneStrip, Sparkline, Spread,
    day_number,
};
use crate::inline::Status;
use crate::words;

pub(super) fn write(page: &mut Page<'_>, chart: &Chart) {
    let mut title = page.pieces(&chart.title, BOLD);
    if page.sources == super::Sources::Listed {
        title.push_source(page.numbering.number(&chart.citation), BOLD);
    }
    page.flow(&title, "", "");
    match &chart.drawing {
        Drawing::FinishDistribution(series) => finish_distribution(page, series),
        Drawing::MilestoneStrip(series) => milestone_strip(page, series),
        Drawing::Bars(series) => bars(page, series),
        Drawing::LongPole(series) => long_pole(page, series),
        Drawing::Sparkline(series) => sparkline(page, series),
    }
}

/// An axis of dates over a number of columns.
struct Axis {
    first: f64,
    last: f64,
    columns: usize,
}

impl Axis {
    fn over(dates: impl IntoIterator<Item = Date>, columns: usize) -> Option<Self> {
        let days: Vec<f64> = dates.into_iter().map(day_number).collect();
        let first = days.iter().copied().reduce(f64::min)?;
        let last = days.iter().copied().reduce(f64::max)?;
        Some(Self {
            first,
            last,
            columns: columns.max(2),
        })
    }

    fn column(&self, date: Date) -> usize {
        let span = (self.last - self.first).max(1.0);
        let share = (day_number(date) - self.first) / span;
        ((share * (self.columns - 1) as f64).round().max(0.0) as usize).min(self.columns - 1)
    }

    /// Its ends in words, left and right.
    fn labels(&self, first: Date, last: Date) -> String {
        let (left, right) = (words::date(first), words::date(last));
        let room = self.columns.saturating_sub(width(&left) + width(&right));
        if room == 0 {
            return left;
        }
        format!("{left}{}{right}", " ".repeat(room))
    }
}

/// A row of characters to draw on.
struct Strip(Vec<char>);

impl Strip {
    fn new(columns: usize) -> Self {
        Self(vec![' '; columns.max(2)])
    }

    fn put(&mut self, column: usize, mark: char) {
        if let Some(place) = self.0.get_mut(column) {
            *place = mark;
        }
    }

    /// Puts a mark where nothing but the band is.
    fn put_behind(&mut self, column: usize, mark: char) {
        if matches!(self.0.get(column), Some(' ' | '─' | '╎')) {
            self.put(column, mark);
        }
    }

    fn spread(&mut self, axis: &Axis, spread: Spread) {
        let (p10, p90) = (axis.column(spread.p10), axis.column(spread.p90));
        for column in p10..=p90 {
            self.put_behind(column, '─');
        }
        self.put_behind(p10, '├');
        self.put_behind(p90, '┤');
        self.put(axis.column(spread.p80), '┃');
        self.put(axis.column(spread.p50), '●');
    }

    fn text(&self) -> String {
        self.0.iter().collect()
    }
}

fn finish_distribution(page: &mut Page<'_>, series: &FinishDistribution) {
    let spread = series.spread;
    let dates = || {
        let bins = series.bins.iter().flat_map(|bin| [bin.first, bin.last]);
        let marks = series.marks().into_iter().map(|(_, date)| date);
        bins.chain(marks).chain([spread.p10, spread.p90])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let Some(axis) = Axis::over([first, last], page.width.min(72)) else {
        return;
    };

    if !series.bins.is_empty() {
        page.lines
            .push(Line::of(&density(series, &axis), Style::new()));
    }
    let mut strip = Strip::new(axis.columns);
    for date in series.target.into_iter().chain(series.commitment) {
        strip.put(axis.column(date), '┆');
    }
    strip.spread(&axis, spread);
    page.lines.push(Line::of(&strip.text(), BOLD));
    page.lines.push(Line::of(&axis.labels(first, last), DIM));
    legend(page, series);
}

/// The shares as heights, a character a column.
fn density(series: &FinishDistribution, axis: &Axis) -> String {
    let mut heights = vec![0.0_f64; axis.columns];
    for bin in &series.bins {
        // A bin ends where the next begins.
        let end = bin.last.tomorrow().unwrap_or(bin.last);
        let (from, to) = (axis.column(bin.first), axis.column(end).min(axis.columns));
        let to = to.saturating_sub(1).clamp(from, axis.columns - 1);
        let per_column = bin.share / (to - from + 1) as f64;
        for height in &mut heights[from..=to] {
            *height += per_column;
        }
    }
    let highest = heights.iter().copied().fold(0.0, f64::max);
    heights
        .into_iter()
        .map(|height| bar_of(height, highest))
        .collect()
}

/// A block as high as the value is of the highest; any value above nought shows.
fn bar_of(value: f64, highest: f64) -> char {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if highest.is_nan() || highest <= 0.0 || value.is_nan() || value <= 0.0 {
        return ' ';
    }
    BLOCKS[((value / highest * 8.0).ceil() as usize).clamp(1, 8) - 1]
}

fn legend(page: &mut Page<'_>, series: &FinishDistribution) {
    let mut parts = vec![
        format!(
            "├┤ P10–P90 {} – {}",
            words::date(series.spread.p10),
            words::date(series.spread.p90)
        ),
        format!("● P50 {}", words::date(series.spread.p50)),
        format!("┃ P80 {}", words::date(series.spread.p80)),
    ];
    parts.extend(
        series
            .target
            .map(|date| format!("┆ target {}", words::date(date))),
    );
    parts.extend(
        series
            .commitment
            .map(|date| format!("┆ commitment {}", words::date(date))),
    );
    key(page, &parts);
}

/// What the marks mean, in one wrapped line.
fn key(page: &mut Page<'_>, parts: &[impl AsRef<str>]) {
    let mut pieces = Pieces::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            pieces.push("  ", DIM);
        }
        pieces.push_whole(part.as_ref(), DIM);
    }
    page.flow(&pieces, "", "");
}

fn milestone_strip(page: &mut Page<'_>, series: &MilestoneStrip) {
    let dates = || {
        series
            .rows
            .iter()
            .flat_map(crate::chart::MilestoneRow::dates)
            .chain([series.today])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let label = label_columns(page, series.rows.iter().map(|row| row.name.as_str()));
    let note = if page.width >= 60 { 18 } else { 0 };
    let Some(axis) = Axis::over([first, last], page.width - label - note) else {
        return;
    };

    for row in &series.rows {
        let mut strip = Strip::new(axis.columns);
        strip.put(axis.column(series.today), '╎');
        let marks = [
            (row.baseline, '◇'),
            (row.commitment, '┆'),
            (row.reached, '✓'),
        ];
        for (date, mark) in marks {
            if let Some(date) = date {
                strip.put(axis.column(date), mark);
            }
        }
        if let Some(spread) = row.open_spread() {
            strip.spread(&axis, spread);
        }
        let mut line = label_line(&row.name, row.status, label);
        line.push(&strip.text(), Style::new());
        if note > 0 {
            let text = match (row.reached, row.open_spread()) {
                (Some(reached), _) => format!("  {:>16}", format!("✓ {}", words::date(reached))),
                (None, Some(spread)) => {
                    format!("  {:>16}", format!("P80 {}", words::date(spread.p80)))
                }
                (None, None) => format!("  {:>16}", "no forecast"),
            };
            line.push(&text, DIM);
        }
        page.lines.push(line);
    }
    let mut ends = Line::default();
    ends.pad_to(label);
    ends.push(&axis.labels(first, last), DIM);
    page.lines.push(ends);
    let parts = [
        "├┤ P10–P90",
        "● P50",
        "┃ P80",
        "◇ baseline",
        "┆ commitment",
        "╎ today",
    ];
    key(page, &parts);
}

fn bars(page: &mut Page<'_>, series: &Bars) {
    let label = label_columns(page, series.bars.iter().map(|bar| bar.label.as_str()));
    let texts: Vec<String> = series.bars.iter().map(|bar| series.text(bar)).collect();
    let value = texts.iter().map(|text| width(text)).max().unwrap_or(0) + 1;
    let (low, high) = series.range();
    let columns = (page.width - label).saturating_sub(value).clamp(4, 48);
    let span = (high - low).max(f64::MIN_POSITIVE);
    let place = |number: f64| ((number - low) / span * columns as f64).round() as usize;

    for (bar, text) in series.bars.iter().zip(&texts) {
        let number = if bar.value.is_finite() {
            bar.value
        } else {
            0.0
        };
        let (from, to) = (place(number.min(0.0)), place(number.max(0.0)));
        let mut line = label_line(&bar.label, None, label);
        line.push(&" ".repeat(from), Style::new());
        line.push(&"█".repeat(to - from), Style::new());
        line.pad_to(label + columns);
        line.push(&format!("{text:>value$}"), BOLD);
        page.lines.push(line);
    }
    page.flow(&Pieces::styled(&series.unit, DIM), "", "");
}

fn long_pole(page: &mut Page<'_>, series: &LongPole) {
    let dates = || {
        series
            .steps
            .iter()
            .flat_map(|step| [step.start, step.finish])
            .chain([series.today])
    };
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return;
    };
    let names: Vec<String> = series
        .steps
        .iter()
        .map(|step| format!("{} ({})", step.name, step.owner_words()))
        .collect();
    let label = label_columns(page, names.iter().map(String::as_str));
    let note = if page.width >= 60 { 14 } else { 0 };
    let Some(axis) = Axis::over([first, last], page.width - label - note) else {
        return;
    };

    for (step, name) in series.steps.iter().zip(&names) {
        let (from, to) = (axis.column(step.start), axis.column(step.finish));
        let mut strip = Strip::new(axis.columns);
        strip.put(axis.column(series.today), '╎');
        for column in from..=to.max(from) {
            strip.put(column, '━');
        }
        let mut line = label_line(name, step.status, label);
        line.push(&strip.text(), Style::new());
        if note > 0 {
            line.push(&format!("  {:>12}", words::date(step.finish)), DIM);
        }
        page.lines.push(line);
    }
    let mut ends = Line::default();
    ends.pad_to(label);
    ends.push(&axis.labels(first, last), DIM);
    page.lines.push(ends);
    key(page, &["╎ today"]);
}

fn sparkline(page: &mut Page<'_>, series: &Sparkline) {
    let (Some(first), Some(last)) = (series.readings.first(), series.readings.last()) else {
        return;
    };
    let (low, high) = series.range().unwrap_or((0.0, 0.0));
    let span = (high - low).max(f64::MIN_POSITIVE);
    let room = page.width;
    // The newest readings matter most where not all fit.
    let kept = &series.readings[series.readings.len().saturating_sub(room)..];
    let line: String = kept
        .iter()
        .map(|reading| bar_of((reading.value - low) / span * 7.0 + 1.0, 8.0))
        .collect();
    page.lines.push(Line::of(&line, Style::new()));
    let words = format!(
        "{}: {} on {}, {} on {}",
        series.subject,
        first.text,
        words::date(first.on),
        last.text,
        words::date(last.on)
    );
    page.flow(&Pieces::styled(&words, DIM), "", "");
}

/// How many columns the labels get, with the space behind them: what they need, but not more than two fifths.
fn label_columns<'a>(page: &Page<'_>, labels: impl Iterator<Item = &'a str>) -> usize {
    let longest = labels
        .map(|label| Pieces::styled(label, Style::new()).natural_width())
        .max()
        .unwrap_or(0);
    (longest + 4).min(page.width * 2 / 5)
}

/// A label cut to its columns, led by the status's shape.
fn label_line(label: &str, status: Option<Status>, columns: usize) -> Line {
    let mut line = Line::default();
    if let Some(status) = status {
        line.push(status.shape(), status_style(status, Style::new()));
        line.push(" ", Style::new());
    } else {
        line.push("  ", Style::new());
    }
    let room = columns.saturating_sub(4).max(1);
    let whole = Pieces::styled(label, Style::new());
    let lines = whole.wrap(usize::MAX);
    if let Some(text) = lines.into_iter().next() {
        line = line.then(text.cut(room));
    }
    line.pad_to(columns);
    line
}
