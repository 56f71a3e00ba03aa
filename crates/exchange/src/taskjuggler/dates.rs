//! Which moments and stretches of time does a text name?

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

use super::token::Token;

/// A moment such as `2026-01-05` (its midnight) or `2026-01-05-9:00`, on the project's clock. An offset from UTC at its end is
/// left out. `None` when there is no such moment, or a plan cannot state it.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    let mut parts = text.split('-');
    let mut number = || parts.next().and_then(|part| part.parse::<i16>().ok());
    let (year, month, day) = (number()?, number()?, number()?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let time = match parts.next() {
        None | Some("") => Time::midnight(),
        Some(time) if time.contains(':') => return at(date, time),
        Some(_) => Time::midnight(),
    };
    (1900..=9999)
        .contains(&date.year())
        .then(|| date.to_datetime(time))
}

fn at(date: Date, time: &str) -> Option<DateTime> {
    let time = time.split('+').next().unwrap_or(time);
    let mut parts = time.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if !(1900..=9999).contains(&date.year()) {
        return None;
    }
    if (hour, minute, second) == (24, 0, 0) {
        return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
    }
    Some(date.to_datetime(Time::new(hour, minute, second, 0).ok()?))
}

/// Whether a moment says how far it is from UTC: `2026-01-05-09:00-+0100`.
pub(super) fn has_offset(text: &str) -> bool {
    text.contains('+') || text.split('-').nth(4).is_some()
}

/// As the language has it.
pub(super) fn date_text(at: DateTime) -> String {
    let time = at.time();
    if time == Time::midnight() {
        return at.date().to_string();
    }
    format!("{}-{:02}:{:02}", at.date(), time.hour(), time.minute())
}

/// The first moment among words.
pub(super) fn first_moment(tokens: &[&Token]) -> Option<DateTime> {
    tokens.iter().find_map(|token| match token {
        Token::Date(text) => moment(text),
        _ => None,
    })
}

/// The stretch that words name: from one moment to another, from a moment on for so long (`+2m`), or a day. Its end is no part
/// of it. `None` when there is none, or it ends before it begins.
pub(super) fn interval(tokens: &[&Token]) -> Option<(DateTime, DateTime)> {
    let first = tokens
        .iter()
        .position(|token| matches!(token, Token::Date(_)))?;
    let start = first_moment(&tokens[first..=first])?;
    let end = match tokens[first + 1..] {
        [Token::Sign('-'), Token::Date(end), ..] => moment(end)?,
        [
            Token::Sign('+'),
            Token::Number(number),
            Token::Word(unit),
            ..,
        ] => after(start, number, unit)?,
        _ => start.date().tomorrow().ok()?.to_datetime(start.time()),
    };
    (start <= end && end.year() <= 9999).then_some((start, end))
}

/// So long after `start`. Days, weeks, months and years are those of the calendar where they are whole.
fn after(start: DateTime, number: &str, unit: &str) -> Option<DateTime> {
    if let (Ok(count), true) = (number.parse::<i64>(), matches!(unit, "d" | "w" | "m" | "y")) {
        let span = Span::new();
        let span = match unit {
            "d" => span.try_days(count),
            "w" => span.try_weeks(count),
            "m" => span.try_months(count),
            _ => span.try_years(count),
        };
        return start.checked_add(span.ok()?).ok();
    }
    let minutes = super::lengths::clock_minutes(number, unit)?;
    start
        .checked_add(Span::new().try_minutes(minutes).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_projects_clock() {
        let said = |text: &str| moment(text).map_or("none".to_owned(), date_text);
        assert_eq!(said("2026-1-5"), "2026-01-05");
        assert_eq!(said("2026-01-05-9:00"), "2026-01-05-09:00");
        assert_eq!(said("2026-01-05-9:00:30-+0100"), "2026-01-05-09:00");
        assert_eq!(said("2026-01-05-24:00"), "2026-01-06");
        for wrong in ["2026-13-01", "2026-02-30", "1899-01-01", "2026-01-05-25:00"] {
            assert_eq!(said(wrong), "none", "{wrong}");
        }
        assert!(has_offset("2026-01-05-9:00-+0100"));
        assert!(has_offset("2026-01-05-9:00--0100"));
        assert!(!has_offset("2026-01-05-9:00"));
    }

    #[test]
    fn a_stretch_has_two_ends_or_a_length_or_is_a_day() {
        let date = |text: &str| Token::Date(text.to_owned());
        let said = |tokens: &[Token]| {
            let tokens: Vec<&Token> = tokens.iter().collect();
            interval(&tokens).map_or("none".to_owned(), |(start, end)| {
                format!("{} {}", date_text(start), date_text(end))
            })
        };
        let plus = |number: &str, unit: &str| {
            [
                date("2026-01-31"),
                Token::Sign('+'),
                Token::Number(number.to_owned()),
                Token::Word(unit.to_owned()),
            ]
        };
        assert_eq!(said(&[date("2026-01-05")]), "2026-01-05 2026-01-06");
        assert_eq!(
            said(&[
                date("2026-01-05"),
                Token::Sign('-'),
                date("2026-01-07-12:00")
            ]),
            "2026-01-05 2026-01-07-12:00"
        );
        assert_eq!(said(&plus("1", "m")), "2026-01-31 2026-02-28");
        assert_eq!(said(&plus("0.5", "d")), "2026-01-31 2026-01-31-12:00");
        assert_eq!(said(&plus("99999999999", "y")), "none");
        assert_eq!(
            said(&[date("2026-01-05"), Token::Sign('-'), date("2026-01-04")]),
            "none"
        );
    }
}
