//! A row of characters as an axis of dates, and the marks on it.

use jiff::civil::Date;

use crate::chart::{Spread, day_number};
use crate::terminal::flow::width;
use crate::words;

/// An axis of dates over a number of columns.
pub(super) struct Axis {
    first: f64,
    last: f64,
    pub(super) columns: usize,
}

impl Axis {
    pub(super) fn over(dates: impl IntoIterator<Item = Date>, columns: usize) -> Option<Self> {
        let days: Vec<f64> = dates.into_iter().map(day_number).collect();
        let first = days.iter().copied().reduce(f64::min)?;
        let last = days.iter().copied().reduce(f64::max)?;
        Some(Self {
            first,
            last,
            columns: columns.max(2),
        })
    }

    pub(super) fn column(&self, date: Date) -> usize {
        let span = (self.last - self.first).max(1.0);
        let share = (day_number(date) - self.first) / span;
        ((share * (self.columns - 1) as f64).round().max(0.0) as usize).min(self.columns - 1)
    }

    /// Its ends in words, left and right.
    pub(super) fn labels(&self, first: Date, last: Date) -> String {
        let (left, right) = (words::date(first), words::date(last));
        let room = self.columns.saturating_sub(width(&left) + width(&right));
        if room == 0 {
            return left;
        }
        format!("{left}{}{right}", " ".repeat(room))
    }
}

/// A row of characters to draw on.
pub(super) struct Strip(Vec<char>);

impl Strip {
    pub(super) fn new(columns: usize) -> Self {
        Self(vec![' '; columns.max(2)])
    }

    pub(super) fn put(&mut self, column: usize, mark: char) {
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

    pub(super) fn spread(&mut self, axis: &Axis, spread: Spread) {
        let (p10, p90) = (axis.column(spread.p10), axis.column(spread.p90));
        for column in p10..=p90 {
            self.put_behind(column, '─');
        }
        self.put_behind(p10, '├');
        self.put_behind(p90, '┤');
        self.put(axis.column(spread.p80), '┃');
        self.put(axis.column(spread.p50), '●');
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().collect()
    }
}
