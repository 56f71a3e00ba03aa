//! Moments: a civil date, with the time of day where somebody said it.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};

/// A day, or a time on a day, in the calendar of what it belongs to.
///
/// A day alone means the start of its working time for a start, and the end of its working time for a finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The civil date.
    pub date: Date,
    /// The time of day, if it was said.
    pub time: Option<Time>,
}

impl Moment {
    /// The whole day `date`.
    pub fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// The instant `at` on the wall clock of the calendar.
    pub fn at(at: DateTime) -> Self {
        Self {
            date: at.date(),
            time: Some(at.time()),
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self::day(date)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.time {
            // People say hours and minutes; seconds come from imports.
            Some(time) if time.second() == 0 && time.subsec_nanosecond() == 0 => {
                write!(f, "T{:02}:{:02}", time.hour(), time.minute())
            }
            Some(time) => write!(f, "T{time}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_moment_is_shown_as_exactly_as_it_was_said() {
        let day = date(2027, 6, 30);
        assert_eq!(Moment::day(day).to_string(), "2027-06-30");
        assert_eq!(
            Moment::at(day.at(8, 0, 0, 0)).to_string(),
            "2027-06-30T08:00"
        );
        assert_eq!(
            Moment::at(day.at(8, 0, 30, 0)).to_string(),
            "2027-06-30T08:00:30"
        );
        assert_eq!(
            Moment::at(day.at(8, 0, 0, 500_000_000)).to_string(),
            "2027-06-30T08:00:00.5"
        );
    }
}
