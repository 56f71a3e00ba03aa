//! From the samples of one date to its quantiles, mean, spread and errors.

use jiff::civil::Date;
use longpole_model::Quantiles;

use crate::clock::{Clock, Origin};
use crate::samples::Samples;

/// What the samples of a date say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Summary {
    pub(crate) quantiles: Quantiles,
    pub(crate) mean: Date,
    pub(crate) sd_days: f64,
    pub(crate) p50_error_days: f64,
    pub(crate) p80_error_days: f64,
    pub(crate) samples: u32,
}

/// Turns instants into days, and distances into working days of a calendar.
#[derive(Clone, Copy)]
pub(crate) struct Measure<'a> {
    pub(crate) origin: Origin,
    pub(crate) clock: &'a Clock<'a>,
}

impl Measure<'_> {
    /// What `samples` say; they are instants in minutes after the origin.
    pub(crate) fn summary(&self, samples: &Samples) -> Summary {
        let day = |percent| self.day(samples.percentile(percent));
        let worked = samples.map_rising(|instant| self.clock.position(instant) as i32);
        let days = |minutes: f64| minutes / self.minutes_per_day();
        let sd = worked.standard_deviation();
        let mean = if sd > 0.0 {
            self.clock
                .day_of_position(libm::round(worked.mean()) as i64)
        } else {
            day(50)
        };
        Summary {
            quantiles: Quantiles {
                p5: day(5),
                p10: day(10),
                p25: day(25),
                p50: day(50),
                p75: day(75),
                p80: day(80),
                p90: day(90),
                p95: day(95),
            },
            mean,
            sd_days: days(sd),
            p50_error_days: days(worked.percentile_error(50)),
            p80_error_days: days(worked.percentile_error(80)),
            samples: samples.count(),
        }
    }

    /// The day on which something is done that finishes at `instant`.
    pub(crate) fn day(&self, instant: i32) -> Date {
        self.origin.wall(instant).finish_date()
    }

    /// Working days from one instant to another.
    pub(crate) fn working_days(&self, from: i32, to: i32) -> f64 {
        (self.clock.position(to) - self.clock.position(from)) as f64 / self.minutes_per_day()
    }

    fn minutes_per_day(&self) -> f64 {
        f64::from(self.clock.minutes_per_day().max(1))
    }
}

/// How many finish on each day, by rising day.
pub(crate) fn by_day(samples: &Samples, day: impl Fn(i32) -> Date) -> Vec<(Date, u32)> {
    let mut days: Vec<(Date, u32)> = Vec::new();
    for (instant, drawn) in samples.counts() {
        let date = day(instant);
        match days.last_mut() {
            Some((last, count)) if *last == date => *count += drawn,
            _ => days.push((date, drawn)),
        }
    }
    days
}
