//! An axis of dates: where a date is, and which dates are named below it.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::Markup;

use super::{Anchor, all, letters, line, text};
use crate::chart::day_number;
use crate::words;

/// Dates from left to right.
pub(super) struct TimeAxis {
    first: Date,
    last: Date,
    left: f64,
    right: f64,
}

impl TimeAxis {
    /// An axis over all of those dates, with a little air at both ends. Without dates there is none.
    pub(super) fn over(
        dates: impl IntoIterator<Item = Date>,
        left: f64,
        right: f64,
    ) -> Option<Self> {
        let (first, last) = dates
            .into_iter()
            .fold(None, |range: Option<(Date, Date)>, date| {
                Some(range.map_or((date, date), |(first, last)| {
                    (first.min(date), last.max(date))
                }))
            })?;
        let air = (days_between(first, last) / 40).max(3);
        Some(Self {
            first: first.saturating_sub(air.days()),
            last: last.saturating_add(air.days()),
            left,
            right,
        })
    }

    /// Where a date is.
    pub(super) fn x(&self, date: Date) -> f64 {
        let (first, last) = (day_number(self.first), day_number(self.last));
        let share = (day_number(date) - first) / (last - first).max(1.0);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Where the axis begins.
    pub(super) fn left(&self) -> f64 {
        self.left
    }

    /// The names of weeks, months, quarters or years below the plot, and faint lines through it.
    pub(super) fn draw(&self, top: f64, bottom: f64) -> Markup {
        all([
            self.draw_line(bottom),
            self.draw_grid(top, bottom),
            self.draw_names(bottom + 17.0),
        ])
    }

    /// The line of the axis.
    pub(super) fn draw_line(&self, y: f64) -> Markup {
        line("axis", (self.left, y), (self.right, y))
    }

    /// Faint lines through the plot.
    pub(super) fn draw_grid(&self, top: f64, bottom: f64) -> Markup {
        let lines = self.ticks().into_iter().map(|(date, _)| {
            let x = self.x(date);
            line("grid", (x, top), (x, bottom))
        });
        all(lines)
    }

    /// The names of weeks, months, quarters or years, as many as have room.
    pub(super) fn draw_names(&self, baseline: f64) -> Markup {
        let mut parts = Vec::new();
        let mut free = f64::MIN;
        for (date, name) in self.ticks() {
            let x = self.x(date);
            let half = letters::width(&name) / 2.0;
            let fits = x - half >= self.left.min(4.0) && x + half <= self.right + 4.0;
            if fits && x - half >= free {
                parts.push(text("tick", (x, baseline), Anchor::Middle, &name));
                free = x + half + 8.0;
            }
        }
        all(parts)
    }

    /// A line through the plot where work that is done ends, with its date above.
    pub(super) fn draw_data_date(&self, data_date: Date, top: f64, bottom: f64) -> Markup {
        let x = self.x(data_date);
        all([
            line("data-date", (x, top - 4.0), (x, bottom)),
            self.name_data_date(data_date, top - 8.0),
        ])
    }

    /// What the line of the data date is.
    pub(super) fn name_data_date(&self, data_date: Date, baseline: f64) -> Markup {
        let x = self.x(data_date);
        let words = format!("Data date {}", words::date(data_date));
        let anchor = if x + letters::width(&words) < self.right {
            Anchor::Start
        } else {
            Anchor::End
        };
        text("tick", (x, baseline), anchor, &words)
    }

    fn ticks(&self) -> Vec<(Date, String)> {
        let days = f64::from(days_between(self.first, self.last));
        let room = ((self.right - self.left) / 74.0).max(2.0);
        let step = [7.0, 14.0, 30.0, 61.0, 91.0, 182.0, 365.0, 730.0, 1825.0]
            .into_iter()
            .find(|step| days / step <= room)
            .unwrap_or(3650.0) as i32;
        if step < 30 {
            return self.weeks(step);
        }
        self.months((step + 15) / 30)
    }

    fn weeks(&self, step: i32) -> Vec<(Date, String)> {
        let to_monday = (7 - i32::from(self.first.weekday().to_monday_zero_offset())) % 7;
        let mut date = self.first.saturating_add(to_monday.days());
        let mut ticks = Vec::new();
        while date <= self.last && ticks.len() < 100 {
            ticks.push((date, words::date(date)));
            date = date.saturating_add(step.days());
        }
        ticks
    }

    /// First days of months, every so many months, counted from January.
    fn months(&self, step: i32) -> Vec<(Date, String)> {
        let mut ticks = Vec::new();
        let mut date = self.first.first_of_month();
        while date <= self.last && ticks.len() < 100 {
            let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
            if months % step.max(1) == 0 && date >= self.first {
                let name = if step >= 12 {
                    date.year().to_string()
                } else {
                    words::month_year(date)
                };
                ticks.push((date, name));
            }
            let next = date.saturating_add(1.month());
            if next == date {
                break;
            }
            date = next;
        }
        ticks
    }
}

fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}
