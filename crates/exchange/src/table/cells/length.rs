//! How long is something, or how much work: in which unit, as one number or three?

use longpole_model::{Effort, Span, SpanUnit, Spread};

use crate::plan::decimal;
use crate::table::sheet::{Cell, number_text};

/// A unit of time or of people's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Unit {
    Time(SpanUnit),
    /// On the clock.
    Elapsed(SpanUnit),
    /// Of people.
    People(SpanUnit),
    /// Seconds, as Jira counts people's time.
    Seconds,
}

/// The largest length that is anything but a slip, in thousandths of its unit; plan files have the same bound.
const MOST: i64 = 100_000_000;

/// Working hours of a day and days of a week and month in which people's time is counted.
const HOURS_A_DAY: i64 = 8;
const MICRO: i64 = 1_000_000;

impl Unit {
    /// The unit that a word means.
    pub(in crate::table) fn named(word: &str) -> Option<Self> {
        let word = word.trim().trim_end_matches('.').to_lowercase();
        let people = |word: &str| {
            let word = word
                .strip_prefix("person")
                .or_else(|| word.strip_prefix("man"))
                .or_else(|| word.strip_prefix("personen"))?;
            span_unit(word.trim_start_matches(['-', ' ']))
        };
        let short = match word.as_str() {
            "pd" | "md" | "pt" => Some(Self::People(SpanUnit::Day)),
            "ph" => Some(Self::People(SpanUnit::Hour)),
            "pw" | "mw" => Some(Self::People(SpanUnit::Week)),
            "pm" | "mm" => Some(Self::People(SpanUnit::Month)),
            "s" | "sec" | "secs" | "second" | "seconds" => Some(Self::Seconds),
            _ => None,
        };
        short
            .or_else(|| people(&word).map(Self::People))
            .or_else(|| span_unit(&word).map(Self::Time))
            .or_else(|| {
                word.strip_prefix('e')
                    .and_then(span_unit)
                    .map(Self::Elapsed)
            })
    }
}

fn span_unit(word: &str) -> Option<SpanUnit> {
    Some(match word {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => SpanUnit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => SpanUnit::Hour,
        "d" | "dy" | "dys" | "day" | "days" | "wd" | "workday" | "workdays" | "working days"
        | "t" | "tag" | "tage" => SpanUnit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" => SpanUnit::Week,
        "mo" | "mon" | "mons" | "month" | "months" | "monat" | "monate" => SpanUnit::Month,
        _ => return None,
    })
}

/// An amount with its unit, and whether that had to be assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Amount {
    /// Thousandths of the unit.
    thousandths: i64,
    unit: Unit,
    pub(in crate::table) assumed: bool,
}

impl Amount {
    /// As time. `None` when it is people's.
    pub(in crate::table) fn span(self) -> Option<Span> {
        let (unit, elapsed) = match self.unit {
            Unit::Time(unit) => (unit, false),
            Unit::Elapsed(unit) => (unit, true),
            Unit::Seconds => {
                return Some(Span {
                    thousandths: (self.thousandths + 30).div_euclid(60),
                    unit: SpanUnit::Minute,
                    elapsed: false,
                });
            }
            Unit::People(_) => return None,
        };
        Some(Span {
            thousandths: self.thousandths,
            unit,
            elapsed,
        })
    }

    /// As people's time, to the nearest millionth of a person-day.
    pub(in crate::table) fn effort(self) -> Effort {
        let (numerator, denominator) = match self.unit {
            Unit::Seconds => (1, HOURS_A_DAY * 3600),
            Unit::Time(unit) | Unit::Elapsed(unit) | Unit::People(unit) => match unit {
                SpanUnit::Minute => (1, HOURS_A_DAY * 60),
                SpanUnit::Hour => (1, HOURS_A_DAY),
                SpanUnit::Day => (1, 1),
                SpanUnit::Week => (5, 1),
                SpanUnit::Month => (20, 1),
            },
        };
        let product =
            i128::from(self.thousandths) * i128::from(numerator) * i128::from(MICRO / 1000);
        let denominator = i128::from(denominator);
        let micro = (2 * product + denominator).div_euclid(2 * denominator);
        Effort {
            micro_person_days: micro as i64,
        }
    }
}

/// The amount of a cell; numbers without a unit are of `unit`. `None` when it is none, or finer than a thousandth.
pub(in crate::table) fn amount(cell: &Cell, unit: Option<Unit>) -> Option<Amount> {
    match cell {
        Cell::Number(number) => of_number(&number_text(*number), unit),
        Cell::Text(text) => of_text(text, unit),
        Cell::Empty | Cell::Share(_) | Cell::Day(_) | Cell::Moment(_) | Cell::Flag(_) => None,
    }
}

fn of_number(number: &str, unit: Option<Unit>) -> Option<Amount> {
    let amount = Amount {
        thousandths: thousandths(number)?,
        unit: unit.unwrap_or(Unit::Time(SpanUnit::Day)),
        assumed: unit.is_none(),
    };
    let is_time = matches!(amount.unit, Unit::Time(_) | Unit::Elapsed(_));
    let fits = amount.thousandths.abs() <= MOST && (is_time || is_plausible(amount.effort()));
    fits.then_some(amount)
}

/// Whether an effort is anything but a slip; plan files have the same bound.
pub(in crate::table) fn is_plausible(effort: Effort) -> bool {
    effort.micro_person_days.abs() <= MOST * (MICRO / 1000)
}

fn of_text(text: &str, unit: Option<Unit>) -> Option<Amount> {
    // Microsoft Project marks estimated durations with a question mark.
    let text = text.trim().trim_end_matches('?').trim_end();
    if text.starts_with(['P', 'p']) && text.len() > 2 && !text.contains(' ') {
        return iso(&text[1..]);
    }
    let parts = numbers_and_words(text)?;
    match parts.as_slice() {
        [(number, "")] => of_number(number, unit),
        [(number, word)] => of_number(number, Some(Unit::named(word)?)),
        several => sum(several),
    }
}

/// `1w 2d 4h`: numbers, each with the word that follows it.
fn numbers_and_words(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let after = after.trim_start();
        let end = after
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        if number.is_empty() || parts.len() > 4 {
            return None;
        }
        parts.push((number, word.trim()));
        rest = after;
    }
    (!parts.is_empty()).then_some(parts)
}

/// Lengths of several units: in days where they are weeks and days, else in minutes, with the usual eight hours a day.
fn sum(parts: &[(&str, &str)]) -> Option<Amount> {
    let mut minutes = 0_i64;
    let mut all_days = true;
    for (number, word) in parts {
        let Unit::Time(unit) = Unit::named(word)? else {
            return None;
        };
        let per_unit = match unit {
            SpanUnit::Minute => 1,
            SpanUnit::Hour => 60,
            SpanUnit::Day => 60 * HOURS_A_DAY,
            SpanUnit::Week => 5 * 60 * HOURS_A_DAY,
            SpanUnit::Month => 20 * 60 * HOURS_A_DAY,
        };
        all_days &= !matches!(unit, SpanUnit::Minute | SpanUnit::Hour);
        minutes = minutes.checked_add(thousandths(number)?.checked_mul(per_unit)?)?;
    }
    let (thousandths, unit) = if all_days {
        (minutes / (60 * HOURS_A_DAY), SpanUnit::Day)
    } else {
        (minutes / 60, SpanUnit::Hour)
    };
    (thousandths.abs() <= MOST).then_some(Amount {
        thousandths,
        unit: Unit::Time(unit),
        assumed: false,
    })
}

/// A duration of ISO 8601 without its `P`: `5D`, `T40H`, `1W`.
fn iso(text: &str) -> Option<Amount> {
    let (time, text) = match text.strip_prefix(['T', 't']) {
        Some(text) => (true, text),
        None => (false, text),
    };
    let parts = numbers_and_words(text)?;
    let [(number, word)] = parts.as_slice() else {
        return None;
    };
    let unit = match (time, word.to_ascii_uppercase().as_str()) {
        (true, "H") => SpanUnit::Hour,
        (true, "M") => SpanUnit::Minute,
        (false, "D") => SpanUnit::Day,
        (false, "W") => SpanUnit::Week,
        (false, "M") => SpanUnit::Month,
        _ => return None,
    };
    of_number(number, Some(Unit::Time(unit)))
}

/// A decimal in thousandths. A comma is a decimal's where no three digits follow: those may be thousands.
fn thousandths(number: &str) -> Option<i64> {
    let number = number.strip_prefix('+').unwrap_or(number);
    match number.split_once(',') {
        None => decimal(number, 1000),
        Some((whole, fraction)) if fraction.len() != 3 && !fraction.contains(',') => {
            decimal(&format!("{whole}.{fraction}"), 1000)
        }
        Some(_) => None,
    }
}

/// One amount or three: `5d..8d..15d`, `5..8..15 d`. `None` when it is neither, or the three do not rise.
pub(in crate::table) fn spread(cell: &Cell, unit: Option<Unit>) -> Option<Spread<Amount>> {
    let Cell::Text(text) = cell else {
        return amount(cell, unit).map(Spread::Fixed);
    };
    let text = text.replace('…', "..");
    let points: Vec<&str> = text.split("..").map(str::trim).collect();
    match points.as_slice() {
        [one] => of_text(one, unit).map(Spread::Fixed),
        [low, likely, high] => {
            // A unit that is said once, at the end, is for all.
            let last = numbers_and_words(high)?
                .first()
                .and_then(|(_, word)| Unit::named(word))
                .or(unit);
            three(
                of_text(low, last)?,
                of_text(likely, last)?,
                of_text(high, last)?,
            )
        }
        _ => None,
    }
}

/// Three amounts that rise.
pub(in crate::table) fn three(low: Amount, likely: Amount, high: Amount) -> Option<Spread<Amount>> {
    let order = [low, likely, high].map(|amount| amount.effort().micro_person_days);
    order
        .is_sorted()
        .then_some(Spread::Three { low, likely, high })
}

/// Three amounts as time; `None` where one is people's.
pub(in crate::table) fn spans(spread: Spread<Amount>) -> Option<Spread<Span>> {
    Some(match spread {
        Spread::Fixed(one) => Spread::Fixed(one.span()?),
        Spread::Three { low, likely, high } => Spread::Three {
            low: low.span()?,
            likely: likely.span()?,
            high: high.span()?,
        },
    })
}

/// Whether one of the units had to be assumed.
pub(in crate::table) fn assumed(spread: &Spread<Amount>) -> bool {
    spread.low().assumed || spread.likely().assumed || spread.high().assumed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, unit: Option<Unit>) -> String {
        let one = |amount: Amount| {
            amount
                .span()
                .map_or_else(|| amount.effort().to_string(), |span| span.to_string())
        };
        match spread(&Cell::text(text), unit) {
            None => "none".to_owned(),
            Some(Spread::Fixed(amount)) => format!(
                "{}{}",
                one(amount),
                if amount.assumed { " assumed" } else { "" }
            ),
            Some(Spread::Three { low, likely, high }) => [low, likely, high].map(one).join(".."),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text, None), expected, "{text}");
    }

    #[test]
    fn lengths_are_read_as_people_and_tools_write_them() {
        check("5d", "5d");
        check("5 days?", "5d");
        check("1.5 wks", "1.5w");
        check("2 edays", "2ed");
        check("3 mons", "3mo");
        check("30 mins", "30min");
        check("1,5 Tage", "1.5d");
        check("8", "8d assumed");
        check("-2d", "-2d");
        check("1w 2d", "7d");
        check("1d 4h", "12h");
        check("P5D", "5d");
        check("PT40H", "40h");
        check("40pd", "40pd");
        check("16 person-hours", "2pd");
        check("5d..8d..15d", "5d..8d..15d");
        check("5..8..15 d", "5d..8d..15d");
        check("1w..8d..3w", "1w..8d..3w");
    }

    #[test]
    fn what_is_no_length_is_none() {
        for text in [
            "",
            "soon",
            "5 apples",
            "d",
            "5d..8d",
            "9d..8d..15d",
            "1,000 h",
            "0.0001d",
            "1e9",
            "99999999999d",
            "P",
            "PT",
            "1d 2 apples",
            "5dd",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn a_number_has_the_unit_of_its_header() {
        assert_eq!(shown("16", Unit::named("h")), "16h");
        assert_eq!(shown("28800", Unit::named("seconds")), "480min");
        assert_eq!(
            amount(&Cell::Number(14_400.0), Some(Unit::Seconds))
                .unwrap()
                .effort()
                .to_string(),
            "0.5pd"
        );
        assert_eq!(
            amount(&Cell::Number(1.25), None)
                .unwrap()
                .span()
                .unwrap()
                .to_string(),
            "1.25d"
        );
    }

    #[test]
    fn people_s_time_is_counted_in_days_of_eight_hours() {
        let effort = |text: &str| {
            amount(&Cell::text(text), None)
                .unwrap()
                .effort()
                .to_string()
        };
        assert_eq!(
            ["4h", "1w", "1mo", "20min"].map(effort),
            ["0.5pd", "5pd", "20pd", "0.041667pd"]
        );
    }
}
