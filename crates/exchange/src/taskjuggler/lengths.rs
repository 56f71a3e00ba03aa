//! How long is `2d`: on the clock, and in working time?

use longpole_model::{Effort, Span, SpanUnit};

/// What a plan can state of a unit, in thousandths.
const MOST_THOUSANDTHS: i64 = 100_000_000;
const MILLION: i128 = 1_000_000;

/// What a project means by days, weeks, months and years of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths {
    /// `dailyworkinghours`.
    pub(super) minutes_per_day: u32,
    /// The working hours of the project's week.
    pub(super) minutes_per_week: u32,
    /// `yearlyworkingdays`, in millionths.
    pub(super) micro_days_per_year: i64,
    /// `timingresolution`: all lengths are rounded to it.
    pub(super) resolution: u32,
}

impl Default for Lengths {
    fn default() -> Self {
        Self {
            minutes_per_day: 480,
            minutes_per_week: 2400,
            micro_days_per_year: 260_714_000,
            resolution: 60,
        }
    }
}

/// A length of time, and whether it is the one that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) minutes: i64,
    /// In the unit in which it was said where that is exact.
    pub(super) span: Span,
    /// Whether the project's timing resolution makes it another one.
    pub(super) rounded: bool,
}

impl Lengths {
    /// Working time. `None` when it is none, or longer than a plan can state.
    pub(super) fn working(&self, number: &str, unit: &str) -> Option<Length> {
        let micro = i128::from(micro(number)?);
        let day = i128::from(self.minutes_per_day);
        let year = day * i128::from(self.micro_days_per_year);
        let micro_minutes = match unit {
            "min" => micro,
            "h" => micro * 60,
            "d" => micro * day,
            "w" => micro * i128::from(self.minutes_per_week),
            "m" => micro * year / MILLION / 12,
            "y" => micro * year / MILLION,
            _ => return None,
        };
        let slot = i128::from(self.resolution) * MILLION;
        let slots = (micro_minutes + slot / 2) / slot;
        let is_week = self.minutes_per_week == 5 * self.minutes_per_day;
        let said = match unit {
            "d" => Some(SpanUnit::Day),
            "w" if is_week => Some(SpanUnit::Week),
            _ => None,
        };
        self.length(micro, micro_minutes, slots, said, false)
    }

    /// Time on the clock.
    pub(super) fn clock(&self, number: &str, unit: &str) -> Option<Length> {
        let micro = i128::from(micro(number)?);
        let micro_minutes = clock_micro_minutes(number, unit)?;
        let slots = micro_minutes / (i128::from(self.resolution) * MILLION);
        let said = match unit {
            "d" => Some(SpanUnit::Day),
            "w" => Some(SpanUnit::Week),
            _ => None,
        };
        self.length(micro, micro_minutes, slots, said, true)
    }

    fn length(
        &self,
        micro: i128,
        micro_minutes: i128,
        slots: i128,
        said: Option<SpanUnit>,
        elapsed: bool,
    ) -> Option<Length> {
        let minutes = i64::try_from(slots * i128::from(self.resolution)).ok()?;
        let rounded = i128::from(minutes) * MILLION != micro_minutes;
        let (count, unit) = match said {
            Some(unit) if !rounded && micro % 1000 == 0 => (micro / 1000, unit),
            _ if minutes % 60 == 0 => (i128::from(minutes / 60) * 1000, SpanUnit::Hour),
            _ => (i128::from(minutes) * 1000, SpanUnit::Minute),
        };
        let thousandths = i64::try_from(count)
            .ok()
            .filter(|count| *count <= MOST_THOUSANDTHS)?;
        Some(Length {
            minutes,
            span: Span {
                thousandths,
                unit,
                elapsed,
            },
            rounded,
        })
    }

    /// People's time, given in minutes.
    pub(super) fn effort(&self, minutes: i128) -> Option<Effort> {
        let day = i128::from(self.minutes_per_day).max(1);
        let micro = i64::try_from((minutes * MILLION + day / 2) / day).ok()?;
        (0..=MOST_THOUSANDTHS * 1000)
            .contains(&micro)
            .then_some(Effort {
                micro_person_days: micro,
            })
    }
}

/// Whole minutes on the clock.
pub(super) fn clock_minutes(number: &str, unit: &str) -> Option<i64> {
    i64::try_from(clock_micro_minutes(number, unit)? / MILLION).ok()
}

/// A month is 30.4167 days and a year 365, as TaskJuggler has them.
fn clock_micro_minutes(number: &str, unit: &str) -> Option<i128> {
    let micro = i128::from(micro(number)?);
    let day = 24 * 60;
    Some(match unit {
        "min" => micro,
        "h" => micro * 60,
        "d" => micro * day,
        "w" => micro * 7 * day,
        "m" => micro * day * 304_167 / 10_000,
        "y" => micro * 365 * day,
        _ => return None,
    })
}

/// A number in millionths; what is less is left out. `None` when it is none or too large.
pub(super) fn micro(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let mut micro = whole.checked_mul(1_000_000)?;
    let mut one = 1_000_000;
    for digit in fraction.bytes().take(6) {
        one /= 10;
        micro = micro.checked_add(i64::from(digit - b'0') * one)?;
    }
    Some(micro)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_their_own_unit_where_that_is_exact() {
        let lengths = Lengths::default();
        let working = |number: &str, unit: &str| {
            lengths
                .working(number, unit)
                .map_or("none".to_owned(), |length| length.span.to_string())
        };
        let clock = |number: &str, unit: &str| {
            lengths
                .clock(number, unit)
                .map_or("none".to_owned(), |length| length.span.to_string())
        };
        assert_eq!(working("2", "d"), "2d");
        assert_eq!(working("0.5", "d"), "0.5d");
        assert_eq!(working("1", "w"), "1w");
        assert_eq!(working("90", "min"), "2h");
        assert_eq!(working("1", "m"), "174h");
        assert_eq!(clock("36", "h"), "36eh");
        assert_eq!(clock("1", "w"), "1ew");
        assert_eq!(clock("1", "m"), "730eh");
        assert_eq!(clock("99999999999999", "y"), "none");
        assert_eq!(working("1", "x"), "none");
        let fine = Lengths {
            resolution: 15,
            minutes_per_day: 540,
            ..lengths
        };
        assert_eq!(fine.working("90", "min").unwrap().span.to_string(), "90min");
        assert_eq!(fine.working("1", "w").unwrap().span.to_string(), "40h");
        assert_eq!(fine.working("1", "d").unwrap().minutes, 540);
    }
}
