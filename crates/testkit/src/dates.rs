//! The days on which tests take place, so that no test depends on the day on which it runs.

use jiff::civil::Date;

/// The day on which invented programs start: a Monday.
pub const START: Date = Date::constant(2026, 9, 7);

/// The data date of invented programs: a Friday, eleven weeks after [`START`].
pub const DATA_DATE: Date = Date::constant(2026, 11, 20);

/// The day on which tests take place, against which things are stale or overdue: the Monday after [`DATA_DATE`].
pub const NOW: Date = Date::constant(2026, 11, 23);

/// Reads a date as people write it in a plan file: `2027-06-30`.
///
/// # Panics
///
/// When `text` is no date.
#[track_caller]
pub fn date(text: &str) -> Date {
    text.parse()
        .unwrap_or_else(|error| panic!("the test says \"{text}\" is a date: {error}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;

    #[test]
    fn the_fixed_days_fall_on_the_weekdays_that_their_docs_name() {
        assert_eq!(START.weekday(), Weekday::Monday);
        assert_eq!(DATA_DATE.weekday(), Weekday::Friday);
        assert_eq!(NOW.weekday(), Weekday::Monday);
        assert_eq!(date("2026-11-23"), NOW);
    }
}
