//! Amounts with their units: working time, effort, money, probability. Exact decimals, so that text survives a round trip.

use std::fmt;

/// The unit in which a span of time was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanUnit {
    /// `min`
    Minute,
    /// `h`
    Hour,
    /// `d`: a working day of the calendar, or 24 hours when elapsed.
    Day,
    /// `w`: five working days, or seven days when elapsed.
    Week,
    /// `mo`: twenty working days, or thirty days when elapsed (as Microsoft Project counts).
    Month,
}

/// A span of time as people say it (`10d`, `1.5h`, `2ed`): working time in a calendar, or elapsed time on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Thousandths of the unit. Negative for a lead.
    pub thousandths: i64,
    /// The unit it was said in.
    pub unit: SpanUnit,
    /// Whether it runs through the clock (`ed`, `eh` …) rather than through working time.
    pub elapsed: bool,
}

impl Span {
    /// No time.
    pub const ZERO: Self = Self {
        thousandths: 0,
        unit: SpanUnit::Day,
        elapsed: false,
    };

    /// `count` whole working days.
    pub fn days(count: i64) -> Self {
        Self {
            thousandths: count * 1000,
            unit: SpanUnit::Day,
            elapsed: false,
        }
    }

    /// `count` whole working hours.
    pub fn hours(count: i64) -> Self {
        Self {
            thousandths: count * 1000,
            unit: SpanUnit::Hour,
            elapsed: false,
        }
    }

    /// `count` working minutes.
    pub fn minutes(count: i64) -> Self {
        Self {
            thousandths: count * 1000,
            unit: SpanUnit::Minute,
            elapsed: false,
        }
    }

    /// Whole minutes, rounded half up, in a calendar whose day has `minutes_per_day` working minutes.
    ///
    /// Elapsed spans are minutes on the clock; the caller must not mix the two. What does not fit stops at the ends of `i64`.
    pub fn in_minutes(&self, minutes_per_day: u32) -> i64 {
        let day = if self.elapsed {
            24 * 60
        } else {
            i64::from(minutes_per_day)
        };
        let per_unit = match (self.unit, self.elapsed) {
            (SpanUnit::Minute, _) => 1,
            (SpanUnit::Hour, _) => 60,
            (SpanUnit::Day, _) => day,
            (SpanUnit::Week, false) => 5 * day,
            (SpanUnit::Week, true) => 7 * day,
            (SpanUnit::Month, false) => 20 * day,
            (SpanUnit::Month, true) => 30 * day,
        };
        let product = i128::from(self.thousandths) * i128::from(per_unit);
        let minutes = (product + 500).div_euclid(1000);
        minutes.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
    }

    /// Whether it is less than nothing: a lead.
    pub fn is_negative(&self) -> bool {
        self.thousandths < 0
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.thousandths, 1000)?;
        if self.elapsed {
            f.write_str("e")?;
        }
        f.write_str(match self.unit {
            SpanUnit::Minute => "min",
            SpanUnit::Hour => "h",
            SpanUnit::Day => "d",
            SpanUnit::Week => "w",
            SpanUnit::Month => "mo",
        })
    }
}

/// People's time (`40pd`), whatever the number of people. Never a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Effort {
    /// Millionths of a person-day, of the working day of the calendar that applies.
    pub micro_person_days: i64,
}

impl Effort {
    /// `count` whole person-days.
    pub fn person_days(count: i64) -> Self {
        Self {
            micro_person_days: count * 1_000_000,
        }
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.micro_person_days, 1_000_000)?;
        f.write_str("pd")
    }
}

/// An amount of money in one currency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Hundredths of the currency's unit.
    pub hundredths: i64,
    /// ISO 4217 code, such as `EUR`.
    pub currency: String,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let million = 100_000_000;
        let thousand = 100_000;
        if self.hundredths != 0
            && self.hundredths % (million / 100) == 0
            && self.hundredths.abs() >= million
        {
            write_decimal(f, self.hundredths / (million / 100), 100)?;
            write!(f, "M {}", self.currency)
        } else if self.hundredths != 0 && self.hundredths % thousand == 0 {
            write!(f, "{}k {}", self.hundredths / thousand, self.currency)
        } else {
            write_decimal(f, self.hundredths, 100)?;
            write!(f, " {}", self.currency)
        }
    }
}

/// Money by the week or another span, such as the cost of delay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MoneyRate {
    /// What one `per` costs.
    pub amount: Money,
    /// The calendar span it is for: a day, a week or a month.
    pub per: SpanUnit,
}

impl fmt::Display for MoneyRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            SpanUnit::Minute => "minute",
            SpanUnit::Hour => "hour",
            SpanUnit::Day => "day",
            SpanUnit::Week => "week",
            SpanUnit::Month => "month",
        };
        write!(f, "{} / {per}", self.amount)
    }
}

/// A probability or share between 0 and 1, exact to a millionth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probability(u32);

impl Probability {
    /// Impossible.
    pub const ZERO: Self = Self(0);
    /// Certain.
    pub const ONE: Self = Self(1_000_000);

    /// `percent` of a hundred, when it lies between 0 and 100.
    pub fn percent(percent: u32) -> Option<Self> {
        Self::millionths(percent.checked_mul(10_000)?)
    }

    /// `millionths` of one, when at most a million.
    pub fn millionths(millionths: u32) -> Option<Self> {
        (millionths <= 1_000_000).then_some(Self(millionths))
    }

    /// The probability in millionths.
    pub fn in_millionths(self) -> u32 {
        self.0
    }

    /// The probability as a float between 0 and 1.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1e6
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, i64::from(self.0), 10_000)?;
        f.write_str("%")
    }
}

/// Writes `value / one` without trailing zeros; `one` is a power of ten.
pub(crate) fn write_decimal(f: &mut fmt::Formatter<'_>, value: i64, one: i64) -> fmt::Result {
    let (whole, rest) = (
        value.unsigned_abs() / one as u64,
        value.unsigned_abs() % one as u64,
    );
    if value < 0 {
        f.write_str("-")?;
    }
    write!(f, "{whole}")?;
    if rest > 0 {
        let width = one.ilog10() as usize;
        let digits = format!("{rest:0width$}");
        write!(f, ".{}", digits.trim_end_matches('0'))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_say_them() {
        assert_eq!(Span::days(10).to_string(), "10d");
        assert_eq!(
            Span {
                thousandths: 1500,
                unit: SpanUnit::Hour,
                elapsed: true
            }
            .to_string(),
            "1.5eh"
        );
        assert_eq!(
            Span {
                thousandths: -250,
                unit: SpanUnit::Week,
                elapsed: false
            }
            .to_string(),
            "-0.25w"
        );
        assert_eq!(
            Effort {
                micro_person_days: 40_500_000
            }
            .to_string(),
            "40.5pd"
        );
        let money = |hundredths| {
            Money {
                hundredths,
                currency: "EUR".into(),
            }
            .to_string()
        };
        assert_eq!(money(12_000_000), "120k EUR");
        assert_eq!(money(120_000_000), "1.2M EUR");
        assert_eq!(money(1_250), "12.5 EUR");
        assert_eq!(money(0), "0 EUR");
        assert_eq!(
            Probability::percent(35).map(|p| p.to_string()).as_deref(),
            Some("35%")
        );
        assert_eq!(
            Probability::millionths(125_000)
                .map(|p| p.to_string())
                .as_deref(),
            Some("12.5%")
        );
    }

    #[test]
    fn a_working_day_has_the_calendars_length_and_an_elapsed_day_the_clocks() {
        assert_eq!(Span::days(2).in_minutes(450), 900);
        assert_eq!(
            Span {
                elapsed: true,
                ..Span::days(2)
            }
            .in_minutes(450),
            2880
        );
        assert_eq!(
            Span {
                thousandths: 1,
                unit: SpanUnit::Day,
                elapsed: false
            }
            .in_minutes(480),
            0
        );
        assert_eq!(
            Span {
                thousandths: -1500,
                unit: SpanUnit::Minute,
                elapsed: false
            }
            .in_minutes(480),
            -1
        );
        let endless = Span {
            thousandths: i64::MAX,
            unit: SpanUnit::Month,
            elapsed: true,
        };
        assert_eq!(endless.in_minutes(480), i64::MAX);
    }

    #[test]
    fn a_probability_lies_between_nought_and_one() {
        assert_eq!(Probability::percent(101), None);
        assert_eq!(Probability::percent(100), Some(Probability::ONE));
    }
}
