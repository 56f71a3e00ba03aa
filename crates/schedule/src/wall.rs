//! Wall time: minutes on the civil clock, the axis on which items of different calendars meet.

use jiff::civil::{Date, DateTime, Time};

/// Minutes in a day on the clock.
pub(crate) const DAY: i64 = 24 * 60;

/// A minute on the wall clock, counted from 1970-01-01T00:00 without a time zone. Always within [`Wall::MIN`] and
/// [`Wall::MAX`]; arithmetic stops there instead of overflowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wall(i64);

impl Wall {
    /// 1900-01-01T00:00. As an early date: nothing asks for one.
    pub const MIN: Self = Self(-25_567 * DAY);
    /// 9999-12-31T23:59. As a late date: nothing bounds it.
    pub const MAX: Self = Self(2_932_897 * DAY - 1);

    /// `minutes` after 1970-01-01T00:00, brought within the bounds.
    pub fn new(minutes: i64) -> Self {
        Self(minutes.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The beginning of `date`.
    pub fn midnight(date: Date) -> Self {
        Self::new(day_number(date) * DAY)
    }

    /// The minute that `at` lies in.
    pub fn at(at: DateTime) -> Self {
        Self::new(
            day_number(at.date()) * DAY
                + i64::from(at.time().hour()) * 60
                + i64::from(at.time().minute()),
        )
    }

    /// Minutes after 1970-01-01T00:00.
    pub const fn minutes(self) -> i64 {
        self.0
    }

    /// Days after 1970-01-01.
    pub(crate) fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// Minutes after midnight.
    pub(crate) fn minute_of_day(self) -> i64 {
        self.0.rem_euclid(DAY)
    }

    /// The date and time.
    pub fn datetime(self) -> DateTime {
        let minute = self.minute_of_day();
        let time = Time::new((minute / 60) as i8, (minute % 60) as i8, 0, 0)
            .expect("a minute of a day is a time");
        self.date().to_datetime(time)
    }

    /// The day in which it lies.
    pub fn date(self) -> Date {
        date_of_day(self.day())
    }

    /// The day on which something is done that finishes now: a finish at midnight belongs to the day before.
    pub fn finish_date(self) -> Date {
        Self::new(self.0 - 1).date()
    }

    /// So many minutes later on the clock, or earlier.
    #[must_use]
    pub fn plus_clock(self, minutes: i64) -> Self {
        Self::new(self.0.saturating_add(minutes))
    }
}

/// Days from 1970-01-01 to `date`, by the usual count of eras of 400 years.
fn day_number(date: Date) -> i64 {
    let (year, month, day) = (
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`day_number`].
fn date_of_day(number: i64) -> Date {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(year as i16, month as i8, day as i8)
        .expect("days between the years 1900 and 9999 are dates")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_bounds_are_the_days_that_their_docs_name() {
        assert_eq!(Wall::MIN.datetime(), date(1900, 1, 1).at(0, 0, 0, 0));
        assert_eq!(Wall::MAX.datetime(), date(9999, 12, 31).at(23, 59, 0, 0));
        assert_eq!(Wall::midnight(Date::MIN), Wall::MIN);
        assert_eq!(Wall::MAX.plus_clock(i64::MAX), Wall::MAX);
    }

    #[test]
    fn every_day_of_eight_thousand_years_comes_back() {
        let mut day = date(1900, 1, 1);
        let mut number = Wall::MIN.day();
        while day < date(9999, 12, 31) {
            assert_eq!((day_number(day), date_of_day(number)), (number, day));
            day = day.tomorrow().unwrap();
            number += 1;
        }
    }

    #[test]
    fn a_finish_at_midnight_belongs_to_the_day_before() {
        let midnight = Wall::midnight(date(2027, 1, 2));
        assert_eq!(midnight.date(), date(2027, 1, 2));
        assert_eq!(midnight.finish_date(), date(2027, 1, 1));
    }
}
