//! How are numbers, lengths and dates written in P6's files?

use jiff::civil::{Date, DateTime, Time};
use longpole_model::{DayHours, Effort, NeedLag, Shift, Span, SpanUnit};

/// Working time in thousandths of a minute. P6 writes hours as decimals; it works to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Length(pub(crate) i64);

/// Thousandths of a minute in an hour.
const HOUR: i64 = 60_000;

/// A span of a plan has at most so many of its unit.
const MOST_HOURS: i64 = 100_000;
const MOST_THOUSANDTHS: i64 = MOST_HOURS * 1000;

impl Length {
    /// So many hours, as the file has them. `None` when that is longer than a plan can say.
    pub(crate) fn hours(text: &str) -> Option<Self> {
        let length = decimal(text, HOUR)?;
        (length.abs() <= MOST_HOURS * HOUR).then_some(Self(length))
    }

    /// Hours, to a hundred-millionth.
    pub(crate) fn in_hours(self) -> String {
        // A hundred-millionth of an hour is finer than a thousandth of a minute: reading gives the same length.
        let fine = i128::from(self.0) * 100_000_000;
        let half = i128::from(HOUR / 2) * fine.signum();
        text((fine + half) / i128::from(HOUR), 8)
    }

    /// Tenths of a minute, as foreign dates have them.
    pub(crate) fn tenths(self) -> i64 {
        self.0.div_euclid(100)
    }

    /// The length in the largest unit in which it is exact: days of so many minutes, hours, minutes.
    pub(crate) fn span(self, minutes_per_day: u32) -> Span {
        let day = i64::from(minutes_per_day);
        if day > 0 && self.0 % day == 0 && (self.0 / day).abs() <= MOST_THOUSANDTHS {
            return Span {
                thousandths: self.0 / day,
                unit: SpanUnit::Day,
                elapsed: false,
            };
        }
        self.span_in_hours()
    }

    /// The length in hours, or in minutes where it is not exact in hours.
    pub(crate) fn span_in_hours(self) -> Span {
        let (thousandths, unit) = if self.0 % 60 != 0 && self.0.abs() <= MOST_THOUSANDTHS {
            (self.0, SpanUnit::Minute)
        } else {
            // What is longer than minutes can say is rounded to a thousandth of an hour.
            ((self.0 + 30 * self.0.signum()) / 60, SpanUnit::Hour)
        };
        Span {
            thousandths,
            unit,
            elapsed: false,
        }
    }

    /// A lag of this length.
    pub(crate) fn lag(self) -> NeedLag {
        match self.0 {
            0 => NeedLag::NONE,
            _ => NeedLag::Time(self.span_in_hours()),
        }
    }
}

/// A quantity, mostly hours of work, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Quantity(pub(crate) i64);

impl Quantity {
    /// The number that the file has.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        decimal(text, 1_000_000).map(Self)
    }

    /// People's time, when these are hours and a day has so many minutes.
    pub(crate) fn effort(self, minutes_per_day: u32) -> Option<Effort> {
        let day = i128::from(minutes_per_day);
        let minutes = i128::from(self.0) * 60;
        let rounded = (minutes + day / 2 * minutes.signum()).checked_div(day)?;
        let most = i128::from(MOST_THOUSANDTHS) * 1000;
        (0..=most).contains(&rounded).then_some(Effort {
            micro_person_days: rounded as i64,
        })
    }

    /// The sum; at the ends of what can be held, that.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// A decimal number times `scale`, rounded half away from zero. `None` when it is no number or too large.
///
/// P6 writes a point, in some languages a comma, and very small or large numbers with an exponent.
pub(crate) fn decimal(text: &str, scale: i64) -> Option<i64> {
    let text = text.trim();
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value: i128 = 0;
    let mut places = -exponent;
    for (after_point, byte) in whole
        .bytes()
        .map(|byte| (false, byte))
        .chain(fraction.bytes().map(|byte| (true, byte)))
    {
        let digit = i128::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        // Digits beyond these have no weight at any scale that is asked for.
        if after_point && value >= 10_i128.pow(24) {
            continue;
        }
        value = value.checked_mul(10)?.checked_add(digit)?;
        if value > 10_i128.pow(27) {
            return None;
        }
        places += i32::from(after_point);
    }
    let mut scaled = value.checked_mul(i128::from(scale))?;
    let mut rest_is_half = false;
    if places < 0 {
        for _ in 0..places.unsigned_abs().min(64) {
            scaled = scaled.checked_mul(10)?;
        }
    } else {
        for _ in 0..places.min(64) {
            rest_is_half = scaled % 10 >= 5;
            scaled /= 10;
        }
    }
    scaled += i128::from(rest_is_half);
    i64::try_from(if negative { -scaled } else { scaled }).ok()
}

/// Writes `value`, which has so many decimal places, without trailing zeros.
fn text(value: i128, places: usize) -> String {
    let one = 10_u128.pow(places as u32);
    let (whole, rest) = (value.unsigned_abs() / one, value.unsigned_abs() % one);
    let sign = if value < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{rest:0places$}");
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// Writes `value / 10^places` without trailing zeros.
pub(crate) fn decimal_text(value: i64, places: usize) -> String {
    text(i128::from(value), places)
}

/// The code of a currency: three letters, such as `USD`.
pub(crate) fn currency_code(text: &str) -> Option<String> {
    let code = text.trim();
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then(|| code.to_owned())
}

/// A date with its time of day: `2021-07-19 08:00`, `2021-07-19T08:00:00`, `2021-07-19`. Years are 1900 to 9999.
pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(number(year, 4)?, number(month, 2)?, number(day, 2)?).ok()?;
    (date.year() >= 1900).then_some(())?;
    Some(date.to_datetime(self::time(time)?))
}

/// A time of day: `08:00`, `08:00:00`, with or without a fraction or the mark of universal time.
pub(crate) fn time(text: &str) -> Option<Time> {
    let text = text.trim().trim_end_matches('Z');
    let text = text.split_once('.').map_or(text, |(seconds, _)| seconds);
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    Time::new(number(hour, 2)?, number(minute, 2)?, number(second, 2)?, 0).ok()
}

fn number<N: std::str::FromStr>(text: &str, most_digits: usize) -> Option<N> {
    let plain =
        (1..=most_digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Minutes from midnight to a time of day of a calendar. 24:00 is the end of the day.
pub(crate) fn minute_of_day(text: &str) -> Option<u16> {
    if text.trim() == "24:00" {
        return Some(24 * 60);
    }
    let time = time(text)?;
    Some(time.hour() as u16 * 60 + time.minute() as u16)
}

/// The hours of a day with these shifts, in order and apart.
pub(crate) fn day_hours(mut shifts: Vec<Shift>, remarks: &mut Vec<&'static str>) -> DayHours {
    shifts.sort();
    if let Some(hours) = DayHours::new(shifts.clone()) {
        return hours;
    }
    remarks.push("shifts of a calendar overlap; they were joined");
    let mut apart: Vec<Shift> = Vec::new();
    for shift in shifts {
        match apart
            .last()
            .copied()
            .filter(|last| shift.from() < last.to())
        {
            Some(last) => {
                apart.pop();
                apart.extend(Shift::new(last.from(), last.to().max(shift.to())));
            }
            None => apart.push(shift),
        }
    }
    DayHours::new(apart).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_and_programs_write_them() {
        let read = |text| decimal(text, 1000);
        assert_eq!(read("8"), Some(8000));
        assert_eq!(read("-0.5"), Some(-500));
        assert_eq!(read("111.66847826"), Some(111_668));
        assert_eq!(read("1,25"), Some(1250));
        assert_eq!(read("1.5E-3"), Some(2));
        assert_eq!(read("2e3"), Some(2_000_000));
        assert_eq!(
            read("0.3333333333333333333333333333333333333333"),
            Some(333)
        );
        assert_eq!(read("1e-400"), Some(0));
        for wrong in [
            "",
            "-",
            ".",
            "abc",
            "1e400",
            "1e99999999999",
            "12 h",
            "99999999999999999999999999999",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_length_is_said_in_the_unit_in_which_it_is_exact() {
        let say = |hours| Length::hours(hours).unwrap().span(480).to_string();
        assert_eq!(say("80"), "10d");
        assert_eq!(say("81"), "10.125d");
        assert_eq!(say("0.1"), "0.1h");
        assert_eq!(say("33.33333333"), "2000min");
        assert_eq!(say("0.01"), "0.01h");
        assert_eq!(say("0.0001"), "0.006min");
    }

    #[test]
    fn dates_have_a_year_that_plans_have() {
        let at = |text| date_time(text).map(|at| at.to_string());
        assert_eq!(
            at("2021-07-19 08:00").as_deref(),
            Some("2021-07-19T08:00:00")
        );
        assert_eq!(
            at("2021-07-19T16:00:00").as_deref(),
            Some("2021-07-19T16:00:00")
        );
        assert_eq!(at("2021-07-19").as_deref(), Some("2021-07-19T00:00:00"));
        for wrong in [
            "",
            "1899-12-31 00:00",
            "2021-02-30 00:00",
            "19.07.2021",
            "2021-07-19 25:00",
            "-999-01-01",
        ] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn hours_that_were_written_are_read_again(length in -6_000_000_000_i64..=6_000_000_000) {
            prop_assert_eq!(Length::hours(&Length(length).in_hours()), Some(Length(length)));
        }

        #[test]
        fn whatever_a_number_looks_like_it_is_read_or_not(text in "[-+0-9.,eE]{0,50}") {
            decimal(&text, 60_000);
        }
    }
}
