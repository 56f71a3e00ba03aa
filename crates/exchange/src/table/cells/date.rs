//! Which day does a cell mean, and is that certain?
//!
//! Days come as year-month-day, as Excel's serial numbers, as day.month.year, with the month as a word, and with slashes or
//! dashes in either order. The last is settled by the whole column: a column in which no day tells the order is refused, since
//! 03/04 would be a guess.

use jiff::civil::{Date, DateTime, Time};
use longpole_model::Moment;

use crate::table::sheet::Cell;

/// The order of day and month where both are numbers before a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Order {
    DayMonth,
    MonthDay,
}

impl Order {
    /// The order that a hint such as `d/m/y` or `MM/DD/YYYY` says.
    pub(in crate::table) fn named(hint: &str) -> Option<Self> {
        let letters: String = hint
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let mut letters: Vec<char> = letters.chars().collect();
        letters.dedup();
        match letters.as_slice() {
            ['d', 'm', 'y'] | ['t', 'm', 'j'] => Some(Self::DayMonth),
            ['m', 'd', 'y'] => Some(Self::MonthDay),
            _ => None,
        }
    }
}

/// What the dates of a column show of their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Evidence {
    /// None has both parts as numbers before a year.
    NotNeeded,
    /// One order alone is possible.
    Order(Order),
    /// Both are; the index of the first such cell.
    Ambiguous(usize),
    /// Neither is: the index of a cell with the day first, and of one with the month first.
    Contradictory(usize, usize),
}

/// What a column's cells show of the order of day and month.
pub(in crate::table) fn evidence<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Evidence {
    let mut day_first = None;
    let mut month_first = None;
    let mut either = None;
    for (index, cell) in cells.into_iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        let (day, _) = apart(text);
        let Some(Parts::Numbers {
            first,
            second,
            year,
        }) = parts(day)
        else {
            continue;
        };
        let possible = |month, day| Date::new(year, month, day).is_ok();
        match (possible(second, first), possible(first, second)) {
            (true, true) if first == second => {}
            (true, true) => either = either.or(Some(index)),
            (true, false) => day_first = day_first.or(Some(index)),
            (false, true) => month_first = month_first.or(Some(index)),
            (false, false) => {}
        }
    }
    match (day_first, month_first, either) {
        (Some(day), Some(month), _) => Evidence::Contradictory(day, month),
        (Some(_), None, _) => Evidence::Order(Order::DayMonth),
        (None, Some(_), _) => Evidence::Order(Order::MonthDay),
        (None, None, Some(index)) => Evidence::Ambiguous(index),
        (None, None, None) => Evidence::NotNeeded,
    }
}

/// A day that was read, and what had to be assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Read {
    pub(in crate::table) moment: Moment,
    pub(in crate::table) assumed: Option<Assumed>,
}

/// What a date was taken as although it does not say so in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Assumed {
    /// A number without the look of a date is one of Excel's days.
    Serial,
    /// The year has two digits.
    Century,
    /// The time zone was left out.
    Zone,
}

/// The day of a cell, in a column of this order. `None` when it is no date of 1900 to 9999.
pub(in crate::table) fn read(cell: &Cell, order: Option<Order>) -> Option<Read> {
    let read = match cell {
        Cell::Day(date) => Read {
            moment: Moment::day(*date),
            assumed: None,
        },
        Cell::Moment(at) => Read {
            moment: Moment::at(*at),
            assumed: None,
        },
        Cell::Number(serial) => Read {
            moment: plausible(*serial)?,
            assumed: Some(Assumed::Serial),
        },
        Cell::Text(text) => read_text(text, order)?,
        Cell::Empty | Cell::Share(_) | Cell::Flag(_) => return None,
    };
    (1900..=9999)
        .contains(&read.moment.date.year())
        .then_some(read)
}

fn read_text(text: &str, order: Option<Order>) -> Option<Read> {
    if let Ok(serial) = text.parse::<f64>() {
        return match text.len() {
            8 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().ok();
                let date =
                    Date::new(number(0..4)?, number(4..6)? as i8, number(6..8)? as i8).ok()?;
                Some(Read {
                    moment: Moment::day(date),
                    assumed: None,
                })
            }
            _ => Some(Read {
                moment: plausible(serial)?,
                assumed: Some(Assumed::Serial),
            }),
        };
    }
    let (day, time) = apart(text);
    let parts = parts(day)?;
    let (date, short) = match parts {
        Parts::Date { date, short } => (date, short),
        Parts::Numbers {
            first,
            second,
            year,
        } => {
            let (month, day) = match order {
                Some(Order::DayMonth) => (second, first),
                Some(Order::MonthDay) => (first, second),
                None if first == second => (first, second),
                None => return None,
            };
            (Date::new(year, month, day).ok()?, is_short(day_text(text)))
        }
    };
    let (time, zone) = match time {
        "" => (None, false),
        time => {
            let (time, zone) = read_time(time)?;
            (Some(time), zone)
        }
    };
    let assumed = if short {
        Some(Assumed::Century)
    } else {
        zone.then_some(Assumed::Zone)
    };
    Some(Read {
        moment: Moment { date, time },
        assumed,
    })
}

/// Days of a plan, as Excel counts: 1927 to 2119. Smaller numbers are amounts.
fn plausible(serial: f64) -> Option<Moment> {
    (10_000.0..80_000.0)
        .contains(&serial)
        .then(|| of_serial(serial, false))
        .flatten()
}

/// The day, and the time where there is a part of a day, of one of Excel's serial numbers.
///
/// Days count from 1899-12-31, or 1904-01-01; the first system has a 29 February 1900 that never was (ECMA-376, part 1,
/// 18.17.4.1).
pub(in crate::table) fn of_serial(serial: f64, from_1904: bool) -> Option<Moment> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let mut days = serial.floor() as i64;
    let mut seconds = ((serial - serial.floor()) * 86_400.0).round() as i64;
    if seconds == 86_400 {
        days += 1;
        seconds = 0;
    }
    let (year, month, day) = match (from_1904, days) {
        (true, _) => (1904, 1, 1),
        (false, 0..60) => (1899, 12, 31),
        (false, _) => (1899, 12, 30),
    };
    let start = Date::new(year, month, day).ok()?;
    let date = start
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()?;
    if seconds == 0 {
        return Some(Moment::day(date));
    }
    let time = Time::new(
        (seconds / 3600) as i8,
        (seconds / 60 % 60) as i8,
        (seconds % 60) as i8,
        0,
    )
    .ok()?;
    Some(Moment {
        date,
        time: Some(time),
    })
}

/// The day of a text apart from its time: at a `T`, a space or a comma before the hours.
fn apart(text: &str) -> (&str, &str) {
    let text = without_mark(text.trim());
    match text.find(':') {
        None => (text, ""),
        Some(colon) => {
            let hours = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
            let day = hours.strip_suffix(['T', 't']).unwrap_or(hours);
            (
                day.trim().trim_end_matches(',').trim_end(),
                &text[hours.len()..],
            )
        }
    }
}

fn day_text(text: &str) -> &str {
    apart(text).0
}

/// P6 marks actual dates with an `A` and constrained ones with an asterisk.
fn without_mark(text: &str) -> &str {
    text.strip_suffix(" A")
        .or_else(|| text.strip_suffix('*'))
        .unwrap_or(text)
        .trim_end()
}

enum Parts {
    /// A date, and whether its year had two digits only.
    Date { date: Date, short: bool },
    /// Two numbers, one of them the month, before a year.
    Numbers { first: i8, second: i8, year: i16 },
}

fn parts(text: &str) -> Option<Parts> {
    let text = without_weekday(text);
    let dots = text.contains('.');
    let words: Vec<&str> = text
        .split(['-', '/', '.', ' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let [a, b, c] = words.as_slice() else {
        return None;
    };
    if let Some((month, day, year)) = month_word(a)
        .map(|month| (month, *b, *c))
        .or_else(|| month_word(b).map(|month| (month, *a, *c)))
    {
        let (day, year) = if day.len() == 4 {
            (year, day)
        } else {
            (day, year)
        };
        let (year, short) = whole_year(year)?;
        let date = Date::new(
            year,
            month,
            number(day.trim_end_matches(|c: char| c.is_ascii_alphabetic()))?,
        )
        .ok()?;
        return Some(Parts::Date { date, short });
    }
    if a.len() == 4 {
        let date = Date::new(whole_year(a)?.0, number(b)?, number(c)?).ok()?;
        return Some(Parts::Date { date, short: false });
    }
    let (year, short) = whole_year(c)?;
    let (first, second) = (number(a)?, number(b)?);
    if dots {
        let date = Date::new(year, second, first).ok()?;
        return Some(Parts::Date { date, short });
    }
    Some(Parts::Numbers {
        first,
        second,
        year,
    })
}

fn is_short(day: &str) -> bool {
    day.rsplit(['-', '/', ' '])
        .next()
        .is_some_and(|year| year.len() == 2)
}

/// One or two digits.
fn number(text: &str) -> Option<i8> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A year, and whether it had two digits: those are of 1969 to 2068, as POSIX has it.
fn whole_year(text: &str) -> Option<(i16, bool)> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some((year, false)),
        2 => Some((if year < 69 { 2000 + year } else { 1900 + year }, true)),
        _ => None,
    }
}

/// `Mon 5 Jan` without the weekday, as Microsoft Project prints it.
fn without_weekday(text: &str) -> &str {
    match text.split_once([' ', ',']) {
        Some((word, rest))
            if word.chars().all(char::is_alphabetic) && month_word(word).is_none() =>
        {
            rest.trim_start_matches([',', ' '])
        }
        _ => text,
    }
}

/// The month that a word means: English or German, whole or its first three letters.
fn month_word(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "januar"],
        &["february", "februar"],
        &["march", "märz", "mrz"],
        &["april"],
        &["may", "mai"],
        &["june", "juni"],
        &["july", "juli"],
        &["august"],
        &["september", "sept"],
        &["october", "oktober"],
        &["november"],
        &["december", "dezember"],
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let means =
        |name: &&str| *name == word || (word.chars().count() == 3 && name.starts_with(&word));
    let at = MONTHS.iter().position(|names| names.iter().any(means))?;
    Some(at as i8 + 1)
}

/// A time of day, and whether a zone stood behind it.
fn read_time(text: &str) -> Option<(Time, bool)> {
    let text = text.trim();
    let (clock, rest) = text.split_at(
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
            .unwrap_or(text.len()),
    );
    let rest = rest.trim().to_ascii_lowercase();
    let (half, zone) = match rest.as_str() {
        "" | "uhr" => (None, false),
        "am" | "a.m." => (Some(0), false),
        "pm" | "p.m." => (Some(12), false),
        "z" | "utc" | "gmt" => (None, true),
        zone if zone.starts_with(['+', '-'])
            && zone[1..].chars().all(|c| c.is_ascii_digit() || c == ':') =>
        {
            (None, true)
        }
        _ => return None,
    };
    let mut parts = clock.split(':');
    let hour: i8 = number(parts.next()?)?;
    let minute: i8 = number(parts.next()?)?;
    let second: i8 = match parts.next() {
        None => 0,
        // Fractions of a second say nothing of a plan.
        Some(seconds) => number(seconds.split('.').next()?)?,
    };
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    match (parts.next(), hour, minute, second) {
        (None, 24, 0, 0) => None,
        (None, ..) => Some((Time::new(hour, minute, second, 0).ok()?, zone)),
        _ => None,
    }
}

/// A moment as a cell.
pub(in crate::table) fn cell(moment: Moment) -> Cell {
    match moment.time {
        None => Cell::Day(moment.date),
        Some(time) => Cell::Moment(DateTime::from_parts(moment.date, time)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, order: Option<Order>) -> String {
        let cell = Cell::text(text);
        read(&cell, order).map_or("none".to_owned(), |read| match read.assumed {
            None => read.moment.to_string(),
            Some(assumed) => format!("{} {assumed:?}", read.moment),
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text, None), expected, "{text}");
    }

    #[test]
    fn days_are_read_as_people_and_tools_write_them() {
        check("2026-01-05", "2026-01-05");
        check("2026/1/5", "2026-01-05");
        check("20260105", "2026-01-05");
        check("5.1.2026", "2026-01-05");
        check("Mo 05.01.26", "2026-01-05 Century");
        check("05-Jan-26 A", "2026-01-05 Century");
        check("5 January 2026", "2026-01-05");
        check("Jan 5, 2026", "2026-01-05");
        check("January 5th, 2026", "2026-01-05");
        check("5. März 2026", "2026-03-05");
        check("46027", "2026-01-05 Serial");
        check("46027.5", "2026-01-05T12:00 Serial");
        check("30/12/2025", "none");
        check("1/1/2026", "2026-01-01");
        check("2026-02-30", "none");
        check("soon", "none");
        check("12", "none");
        check("1850-01-01", "none");
    }

    #[test]
    fn times_follow_days() {
        check("2026-01-05T08:00:00", "2026-01-05T08:00");
        check("2026-01-05 5:00 PM", "2026-01-05T17:00");
        check("5.1.2026, 8:30 Uhr", "2026-01-05T08:30");
        check("2026-01-05T08:00:00.000+0100", "2026-01-05T08:00 Zone");
        check("2026-01-05T08:00Z", "2026-01-05T08:00 Zone");
        check("2026-01-05 25:00", "none");
        check("2026-01-05 08:00 nonsense", "none");
    }

    #[test]
    fn slashes_are_read_in_the_order_of_their_column() {
        assert_eq!(shown("3/4/2026", Some(Order::DayMonth)), "2026-04-03");
        assert_eq!(
            shown("3/4/26 8:00 AM", Some(Order::MonthDay)),
            "2026-03-04T08:00 Century"
        );
        assert_eq!(shown("13/4/2026", Some(Order::MonthDay)), "none");
    }

    #[track_caller]
    fn check_evidence(texts: &[&str], expected: Evidence) {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::text(text)).collect();
        assert_eq!(evidence(&cells), expected);
    }

    #[test]
    fn the_order_is_settled_by_the_whole_column_or_not_at_all() {
        check_evidence(&["2026-01-05", "", "soon"], Evidence::NotNeeded);
        check_evidence(&["3/4/2026", "13/4/2026"], Evidence::Order(Order::DayMonth));
        check_evidence(
            &["3/4/2026 8:00", "4/13/2026"],
            Evidence::Order(Order::MonthDay),
        );
        check_evidence(&["1/1/2026", "3-4-2026"], Evidence::Ambiguous(1));
        check_evidence(&["1/1/2026"], Evidence::NotNeeded);
        check_evidence(
            &["x", "13/4/2026", "4/13/2026"],
            Evidence::Contradictory(1, 2),
        );
    }

    #[test]
    fn a_hint_names_the_order() {
        assert_eq!(
            ["d/m/y", "DD.MM.YYYY", "mm/dd/yy", "days"].map(Order::named),
            [
                Some(Order::DayMonth),
                Some(Order::DayMonth),
                Some(Order::MonthDay),
                None
            ]
        );
    }

    #[test]
    fn serial_numbers_know_both_systems_and_the_day_that_never_was() {
        let day = |serial, from_1904| {
            of_serial(serial, from_1904)
                .map(|moment| moment.to_string())
                .unwrap_or_default()
        };
        assert_eq!(day(1.0, false), "1900-01-01");
        assert_eq!(day(61.0, false), "1900-03-01");
        assert_eq!(day(46_027.999_999_9, false), "2026-01-06");
        assert_eq!(day(44_565.0, true), "2026-01-05");
        assert_eq!(day(-1.0, false), "");
        assert_eq!(day(f64::NAN, false), "");
    }

    proptest! {
        #[test]
        fn whatever_a_cell_says_it_is_a_date_or_not(text in "[0-9a-zA-Z:./, +TZ-]{0,24}") {
            for order in [None, Some(Order::DayMonth), Some(Order::MonthDay)] {
                read(&Cell::text(&text), order);
            }
            evidence(&[Cell::text(&text)]);
        }

        #[test]
        fn a_moment_comes_back(days in 0_i64..2_000_000, seconds in 0_i64..86_400) {
            let date = jiff::civil::date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let time = jiff::civil::time(0, 0, 0, 0) + jiff::Span::new().seconds(seconds);
            for moment in [Moment::day(date), Moment { date, time: Some(time) }] {
                let cell = cell(moment);
                prop_assert_eq!(read(&cell, None).map(|read| read.moment), Some(moment));
                prop_assert_eq!(read(&Cell::text(&cell.shown()), None).map(|read| read.moment), Some(moment));
            }
        }
    }
}
