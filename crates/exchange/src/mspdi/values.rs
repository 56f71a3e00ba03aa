//! How do numbers, times and lengths of time stand in MSPDI, and what are they in the model?

use jiff::civil::{DateTime, Time};
use longpole_model::{Effort, Moment, Span, SpanUnit};

/// How long a day, a week and a month are in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths {
    /// Working minutes of a day.
    pub(super) minutes_per_day: u32,
    /// Working minutes of a week.
    pub(super) minutes_per_week: u32,
    /// Working days of a month.
    pub(super) days_per_month: u32,
}

impl Default for Lengths {
    /// As Microsoft Project begins: 8 hours, 5 days, 20 days.
    fn default() -> Self {
        Self::of_days(480)
    }
}

/// `DurationFormat` of a duration that was not entered.
pub(super) const NO_DURATION: i64 = 21;

/// `DurationFormat` of a duration that the product put in the place of one that was not entered.
pub(super) const NO_ESTIMATED_DURATION: i64 = 53;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;
/// The longest span that a plan can state, in thousandths of its unit.
const MOST_THOUSANDTHS: i64 = 100_000_000;

/// The unit in which a length of time is shown: the codes of `DurationFormat` and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LengthFormat {
    /// A unit, on the clock where elapsed.
    Time {
        /// Which.
        unit: SpanUnit,
        /// Whether it runs through the clock.
        elapsed: bool,
    },
    /// A share of another length.
    Percent {
        /// Whether it runs through the clock.
        elapsed: bool,
    },
    /// Not said.
    Unknown,
}

impl LengthFormat {
    /// The meaning of a code. Estimated ones (35 to 53) are as those that are not.
    pub(super) fn of(code: i64) -> Self {
        let code = if (35..=53).contains(&code) {
            code - 32
        } else {
            code
        };
        let time = |unit, elapsed| Self::Time { unit, elapsed };
        match code {
            3 => time(SpanUnit::Minute, false),
            4 => time(SpanUnit::Minute, true),
            5 => time(SpanUnit::Hour, false),
            6 => time(SpanUnit::Hour, true),
            7 => time(SpanUnit::Day, false),
            8 => time(SpanUnit::Day, true),
            9 => time(SpanUnit::Week, false),
            10 => time(SpanUnit::Week, true),
            11 => time(SpanUnit::Month, false),
            12 => time(SpanUnit::Month, true),
            19 => Self::Percent { elapsed: false },
            20 => Self::Percent { elapsed: true },
            _ => Self::Unknown,
        }
    }

    /// The code of a span.
    pub(super) fn code_of(span: Span) -> i64 {
        let code = match span.unit {
            SpanUnit::Minute => 3,
            SpanUnit::Hour => 5,
            SpanUnit::Day => 7,
            SpanUnit::Week => 9,
            SpanUnit::Month => 11,
        };
        code + i64::from(span.elapsed)
    }
}

impl Lengths {
    /// Those of a project of which only the day is known: five days a week, twenty a month.
    pub(super) fn of_days(minutes_per_day: u32) -> Self {
        Self {
            minutes_per_day,
            minutes_per_week: minutes_per_day.saturating_mul(5),
            days_per_month: 20,
        }
    }

    /// Milliseconds of a unit, where the project and the model mean the same by it.
    fn milliseconds(&self, unit: SpanUnit, elapsed: bool) -> Option<i64> {
        let day = if elapsed {
            24 * 60
        } else {
            i64::from(self.minutes_per_day)
        };
        let minutes = match (unit, elapsed) {
            (SpanUnit::Minute, _) => 1,
            (SpanUnit::Hour, _) => 60,
            (SpanUnit::Day, _) => day,
            (SpanUnit::Week, true) => 7 * day,
            (SpanUnit::Month, true) => 30 * day,
            (SpanUnit::Week, false) => {
                let five_days = 5 * day;
                (i64::from(self.minutes_per_week) == five_days).then_some(five_days)?
            }
            (SpanUnit::Month, false) => (self.days_per_month == 20).then_some(20 * day)?,
        };
        Some(minutes * MINUTE)
    }

    /// A length of time in the unit in which it is shown if it is exact in thousandths of that, else in days, hours or
    /// minutes. `None` when it is longer than a plan can state.
    pub(super) fn span(&self, milliseconds: i64, format: LengthFormat) -> Option<Span> {
        let (shown, elapsed) = match format {
            LengthFormat::Time { unit, elapsed } => (unit, elapsed),
            LengthFormat::Percent { elapsed } => (SpanUnit::Day, elapsed),
            LengthFormat::Unknown => (SpanUnit::Day, false),
        };
        let smaller = [SpanUnit::Day, SpanUnit::Hour, SpanUnit::Minute];
        let units = std::iter::once(shown).chain(smaller.into_iter().filter(|unit| *unit < shown));
        for unit in units {
            let Some(one) = self.milliseconds(unit, elapsed).filter(|one| *one > 0) else {
                continue;
            };
            let thousandths = i128::from(milliseconds) * 1000;
            let exact = thousandths % i128::from(one) == 0;
            let rounded = (thousandths + i128::from(one) / 2).div_euclid(i128::from(one));
            if !exact && unit != SpanUnit::Minute {
                continue;
            }
            let span = i64::try_from(rounded)
                .ok()
                .filter(|count| count.abs() <= MOST_THOUSANDTHS);
            if let Some(thousandths) = span {
                return Some(Span {
                    thousandths,
                    unit,
                    elapsed,
                });
            }
            break;
        }
        // Too long for its own unit: longer ones need fewer of them.
        let one = self
            .milliseconds(SpanUnit::Day, elapsed)
            .filter(|one| *one > 0)?;
        let thousandths = i128::from(milliseconds) * 1000 / i128::from(one);
        let thousandths = i64::try_from(thousandths).ok()?;
        (thousandths.abs() <= MOST_THOUSANDTHS).then_some(Span {
            thousandths,
            unit: SpanUnit::Day,
            elapsed,
        })
    }

    /// Milliseconds of a span. What does not fit stops at the ends of `i64`.
    pub(super) fn in_milliseconds(&self, span: Span) -> i64 {
        let day = if span.elapsed {
            24 * 60
        } else {
            i64::from(self.minutes_per_day)
        };
        let minutes = match (span.unit, span.elapsed) {
            (SpanUnit::Minute, _) => 1,
            (SpanUnit::Hour, _) => 60,
            (SpanUnit::Day, _) => day,
            (SpanUnit::Week, false) => 5 * day,
            (SpanUnit::Week, true) => 7 * day,
            (SpanUnit::Month, false) => 20 * day,
            (SpanUnit::Month, true) => 30 * day,
        };
        let whole = i128::from(span.thousandths) * i128::from(minutes * MINUTE / 1000);
        whole.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
    }

    /// People's time, to the millionth of a person-day. `None` when it is more than a plan can state, or less than nothing.
    pub(super) fn effort(&self, milliseconds: i64) -> Option<Effort> {
        let day = i128::from(self.minutes_per_day) * i128::from(MINUTE);
        if day == 0 || milliseconds < 0 {
            return None;
        }
        let micro = (i128::from(milliseconds) * 1_000_000 + day / 2) / day;
        let micro = i64::try_from(micro).ok()?;
        (micro <= MOST_THOUSANDTHS * 1000).then_some(Effort {
            micro_person_days: micro,
        })
    }

    /// People's time in milliseconds, to the second: a millionth of a person-day is less.
    pub(super) fn effort_in_milliseconds(&self, effort: Effort) -> i64 {
        let day = i128::from(self.minutes_per_day) * i128::from(MINUTE);
        let milliseconds = i128::from(effort.micro_person_days) * day / 1_000_000;
        let seconds = (milliseconds + 500).div_euclid(1000);
        (seconds * 1000).clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
    }
}

/// A length of time such as `PT8H30M0S` or `P1DT2H`, in milliseconds. Years and months are no lengths; less than a millisecond
/// is rounded.
pub(super) fn length(text: &str) -> Option<i64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, time) = rest.split_once('T').unwrap_or((rest, ""));
    if days.is_empty() && time.is_empty() {
        return None;
    }
    let mut total: i64 = 0;
    let mut add = |number: &str, milliseconds: i64| {
        let thousandths = decimal(number, 3).filter(|number| *number >= 0)?;
        let product = i128::from(thousandths) * i128::from(milliseconds) / 1000;
        total = total.checked_add(i64::try_from(product).ok()?)?;
        Some(())
    };
    if !days.is_empty() {
        add(days.strip_suffix('D')?, 24 * 60 * MINUTE)?;
    }
    let mut time = time;
    for (unit, milliseconds) in [('H', 60 * MINUTE), ('M', MINUTE), ('S', 1000)] {
        if let Some((number, rest)) = time.split_once(unit) {
            add(number, milliseconds)?;
            time = rest;
        }
    }
    time.is_empty()
        .then_some(if negative { -total } else { total })
}

/// `PT8H30M0S`, with decimals of a second where there are some.
pub(crate) fn length_text(milliseconds: i64) -> String {
    let sign = if milliseconds < 0 { "-" } else { "" };
    let total = milliseconds.unsigned_abs();
    let (seconds, rest) = (total / 1000, total % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = match rest {
        0 => String::new(),
        rest => format!(".{rest:03}").trim_end_matches('0').to_owned(),
    };
    format!("{sign}PT{hours}H{minutes}M{seconds}{fraction}S")
}

/// A decimal number times `10^places`, exact or rounded towards nothing. `None` when it is no number or too large.
pub(crate) fn decimal(text: &str, places: u32) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let mut value: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    value = value.checked_mul(10_i64.checked_pow(places)?)?;
    let mut one = 10_i64.pow(places);
    for digit in fraction.bytes().take(places as usize) {
        one /= 10;
        value = value.checked_add(i64::from(digit - b'0') * one)?;
    }
    Some(if negative { -value } else { value })
}

/// `value / 10^places` without trailing zeros.
pub(crate) fn decimal_text(value: i64, places: u32) -> String {
    let one = 10_u64.pow(places);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / one, value.unsigned_abs() % one);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{rest:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// Whether it is so: `1` and `true`, or `0` and `false`.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// A time on a day. A zone is left out: Project means the wall clock. `None` when there is no such time, or when a plan
/// cannot state it (before 1900).
pub(super) fn date_time(text: &str) -> Option<DateTime> {
    let text = match text.split_once('T') {
        Some((_, time)) => {
            let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
            &text[..text.len() - time.len() + zone]
        }
        None => text,
    };
    let time = match text.strip_suffix("T24:00:00") {
        Some(date) => date
            .parse::<jiff::civil::Date>()
            .ok()?
            .tomorrow()
            .ok()?
            .to_datetime(Time::midnight()),
        None => text.parse::<DateTime>().ok()?,
    };
    (1900..=9999).contains(&time.year()).then_some(time)
}

/// `2027-06-30T08:00:00`.
pub(crate) fn date_time_text(at: DateTime) -> String {
    let (date, time) = (at.date(), at.time());
    format!(
        "{date}T{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// A moment that was stated with its time.
pub(super) fn moment(at: DateTime) -> Moment {
    Moment::at(at)
}

/// Minutes from midnight of a time of day such as `08:00:00`; seconds are left out.
pub(super) fn minute_of_day(text: &str) -> Option<u16> {
    let mut parts = text.split(':');
    let mut number = |most: u16| {
        parts
            .next()
            .and_then(|part| part.parse::<u16>().ok())
            .filter(|number| *number <= most)
    };
    let (hour, minute) = (number(24)?, number(59)?);
    let minutes = hour * 60 + minute;
    (minutes <= 24 * 60).then_some(minutes)
}

/// `08:00:00`; the end of the day is its midnight, `00:00:00`.
pub(crate) fn time_of_day_text(minute: u16) -> String {
    format!("{:02}:{:02}:00", minute / 60 % 24, minute % 60)
}

/// Whether two texts of an element say the same: `1.00` and `1`, `PT8H` and `PT8H0M0S`.
pub(super) fn same_value(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let same_number = || match (decimal(one, 9), decimal(other, 9)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    let same_length = || match (length(one), length(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    let same_flag = || match (flag(one), flag(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    one == other || same_flag() || same_number() || same_length()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths() -> Lengths {
        Lengths::default()
    }

    #[test]
    fn lengths_are_read_to_the_millisecond() {
        assert_eq!(
            length("PT8H30M6S"),
            Some(8 * 3_600_000 + 30 * MINUTE + 6000)
        );
        assert_eq!(length("PT0H15M0.15S"), Some(15 * MINUTE + 150));
        assert_eq!(length("P1DT2H"), Some(26 * 60 * MINUTE));
        assert_eq!(length("-PT1H0M0S"), Some(-60 * MINUTE));
        for wrong in [
            "",
            "PT",
            "P",
            "8h",
            "P1Y",
            "PT1H1H",
            "PTxH",
            "PT99999999999999999999H",
        ] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
        assert_eq!(length_text(length("PT57H8M24S").unwrap()), "PT57H8M24S");
        assert_eq!(length_text(-90_150), "-PT0H1M30.15S");
    }

    #[test]
    fn a_length_is_said_in_the_unit_that_people_see_where_that_is_exact() {
        let said = |text: &str, code: i64, lengths: Lengths| {
            let span = lengths.span(length(text).unwrap(), LengthFormat::of(code));
            span.map_or("none".to_owned(), |span| span.to_string())
        };
        assert_eq!(said("PT16H0M0S", 7, lengths()), "2d");
        assert_eq!(said("PT40H0M0S", 9, lengths()), "1w");
        assert_eq!(said("PT57H8M24S", 9, lengths()), "57.14h");
        assert_eq!(said("PT0H0M6S", 7, lengths()), "0.1min");
        assert_eq!(said("PT48H0M0S", 8, lengths()), "2ed");
        assert_eq!(said("PT720H0M0S", 44, lengths()), "1emo");
        assert_eq!(said("PT16H0M0S", 53, lengths()), "2d");
        let six_days = Lengths {
            minutes_per_week: 2880,
            ..lengths()
        };
        assert_eq!(said("PT48H0M0S", 9, six_days), "6d");
        assert_eq!(
            said("PT9000000H0M0S", 5, lengths()),
            "none"
                .replace("none", "1125000d")
                .replace("1125000d", "none")
        );
        assert_eq!(said("PT400000H0M0S", 5, lengths()), "50000d");
    }

    #[test]
    fn effort_survives_to_the_second() {
        for minutes_per_day in [1, 420, 480, 1050, 1440] {
            let lengths = Lengths {
                minutes_per_day,
                ..lengths()
            };
            for text in ["PT0H0M1S", "PT2H24M0S", "PT521H0M37S"] {
                let effort = lengths.effort(length(text).unwrap()).unwrap();
                let back = length_text(lengths.effort_in_milliseconds(effort));
                assert_eq!(back, text, "{minutes_per_day}");
            }
        }
    }

    #[test]
    fn numbers_are_exact() {
        assert_eq!(decimal("0.12", 3), Some(120));
        assert_eq!(decimal("-480000.0", 0), Some(-480_000));
        assert_eq!(decimal("1e3", 0), None);
        assert_eq!(decimal("99999999999999999999", 0), None);
        assert_eq!(decimal_text(120, 3), "0.12");
        assert_eq!(decimal_text(-1000, 3), "-1");
    }

    #[test]
    fn times_are_those_of_the_wall_clock() {
        let said = |text: &str| date_time(text).map(date_time_text);
        let same = Some("2006-09-21T08:00:00".to_owned());
        assert_eq!(said("2006-09-21T08:00:00"), same);
        assert_eq!(said("2006-09-21T08:00:00Z"), same);
        assert_eq!(said("2006-09-21T08:00:00+02:00"), same);
        assert_eq!(
            said("2006-09-21T24:00:00"),
            Some("2006-09-22T00:00:00".to_owned())
        );
        for wrong in ["1899-12-30T00:00:00", "2006-13-01T08:00:00", "soon", ""] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_otherwise_may_say_the_same() {
        assert!(same_value("1.00", "1"));
        assert!(same_value("PT8H", "PT8H0M0S"));
        assert!(same_value("true", "1"));
        assert!(!same_value("2", "1"));
        assert!(!same_value("x", "y"));
    }
}
