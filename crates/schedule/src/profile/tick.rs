//! Ticks: tenths of a minute on the civil clock, the resolution in which Microsoft Project keeps time.
//!
//! Primavera P6 works in whole minutes; its rules take ticks that are.

use jiff::civil::DateTime;

use crate::Wall;

/// Ticks in a minute.
pub(crate) const PER_MINUTE: i64 = 10;

/// A tenth of a minute on the wall clock, counted from 1970-01-01T00:00 without a time zone. Within [`Tick::MIN`] and
/// [`Tick::MAX`]; arithmetic stops there instead of overflowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tick(i64);

impl Tick {
    /// As an early date: nothing asks for one.
    pub const MIN: Self = Self(Wall::MIN.minutes() * PER_MINUTE);
    /// As a late date: nothing bounds it.
    pub const MAX: Self = Self(Wall::MAX.minutes() * PER_MINUTE);

    /// `tenths` of a minute after 1970-01-01T00:00, brought within the bounds.
    pub fn new(tenths: i64) -> Self {
        Self(tenths.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The beginning of a minute.
    pub fn of(wall: Wall) -> Self {
        Self(wall.minutes() * PER_MINUTE)
    }

    /// The tenth of a minute nearest to `at`.
    pub fn at(at: DateTime) -> Self {
        let seconds = i64::from(at.time().second());
        Self::new(Wall::at(at).minutes() * PER_MINUTE + (seconds + 3) / 6)
    }

    /// Tenths of a minute after 1970-01-01T00:00.
    pub fn tenths(self) -> i64 {
        self.0
    }

    /// The minute that it lies in.
    pub fn minute(self) -> Wall {
        Wall::new(self.0.div_euclid(PER_MINUTE))
    }

    /// The first whole minute that is not before it.
    pub fn minute_after(self) -> Wall {
        Wall::new(-(-self.0).div_euclid(PER_MINUTE))
    }

    /// Tenths beyond the whole minute.
    pub(crate) fn part(self) -> i64 {
        self.0.rem_euclid(PER_MINUTE)
    }

    /// The date and time, to the second.
    pub fn datetime(self) -> DateTime {
        let at = self.minute().datetime();
        let seconds = i8::try_from(self.part() * 6).expect("fewer than sixty seconds");
        at.with()
            .second(seconds)
            .build()
            .expect("a minute has every second below sixty")
    }

    /// So many tenths of a minute later on the clock, or earlier.
    #[must_use]
    pub fn plus_clock(self, tenths: i64) -> Self {
        Self::new(self.0.saturating_add(tenths))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_time_to_the_second_is_kept_to_six_of_them() {
        let at = date(2026, 9, 7).at(8, 30, 36, 0);
        assert_eq!(Tick::at(at).datetime(), at);
        assert_eq!(
            Tick::at(date(2026, 9, 7).at(8, 30, 58, 0)).datetime(),
            date(2026, 9, 7).at(8, 31, 0, 0)
        );
    }

    #[test]
    fn minutes_round_down_and_up() {
        let tick = Tick::at(date(2026, 9, 7).at(8, 30, 36, 0));
        assert_eq!(tick.minute().datetime(), date(2026, 9, 7).at(8, 30, 0, 0));
        assert_eq!(
            tick.minute_after().datetime(),
            date(2026, 9, 7).at(8, 31, 0, 0)
        );
        assert_eq!(Tick::of(tick.minute()).minute_after(), tick.minute());
    }

    #[test]
    fn the_bounds_hold() {
        assert_eq!(Tick::MIN.plus_clock(i64::MIN), Tick::MIN);
        assert_eq!(Tick::MAX.plus_clock(i64::MAX), Tick::MAX);
        assert_eq!(Tick::MAX.minute_after(), Wall::MAX);
    }
}
