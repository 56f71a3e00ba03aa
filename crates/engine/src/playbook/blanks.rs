//! Fills the blanks of a playbook: `{{program}}`, `{{name}}`, `{{start}}`, `{{start+30d}}`.

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};
use longpole_model::ProgramId;

/// What stands in the blanks.
pub(super) struct Values<'a> {
    pub(super) program: &'a ProgramId,
    pub(super) name: &'a str,
    pub(super) start: Date,
}

/// `template` with its blanks filled. What is between the braces and no blank stays as it is.
pub(super) fn fill(template: &str, values: &Values<'_>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let found = after
            .split_once("}}")
            .and_then(|(blank, after)| Some((value(blank, values)?, after)));
        match found {
            Some((value, after)) => {
                filled.push_str(&value);
                rest = after;
            }
            None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn value(blank: &str, values: &Values<'_>) -> Option<String> {
    match blank {
        "program" => Some(values.program.to_string()),
        "name" => Some(quoted(values.name)),
        "start" => Some(values.start.to_string()),
        _ => {
            let days = blank
                .strip_prefix("start+")?
                .strip_suffix('d')?
                .parse::<u16>()
                .ok()?;
            Some(working_day(values.start.saturating_add(i64::from(days).days())).to_string())
        }
    }
}

/// The day itself, or the Monday after a weekend.
fn working_day(day: Date) -> Date {
    let wait: Span = match day.weekday() {
        Weekday::Saturday => 2.days(),
        Weekday::Sunday => 1.day(),
        _ => return day,
    };
    day.saturating_add(wait)
}

/// A text as a scalar of YAML: as it is where nothing can be misread, in double quotes elsewhere.
fn quoted(text: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || c == ' ';
    let plain =
        text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && text.chars().all(harmless);
    let word =
        ["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    if plain && !word {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c) => {
                // Writing to a string cannot fail.
                write!(quoted, "\\u{:04x}", u32::from(c)).ok();
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(template: &str, start: Date, filled: &str) {
        let program = ProgramId::new("exit").unwrap();
        let values = Values {
            program: &program,
            name: "Exit",
            start,
        };
        assert_eq!(fill(template, &values), filled);
    }

    #[test]
    fn days_are_calendar_days_after_the_start() {
        check(
            "{{start}} {{start+30d}}",
            date(2027, 3, 1),
            "2027-03-01 2027-03-31",
        );
        check(
            "{{start+1d}} {{start+366d}}",
            date(2028, 2, 28),
            "2028-02-29 2029-02-28",
        );
    }

    #[test]
    fn a_day_on_a_weekend_becomes_the_monday_after_and_the_start_stays() {
        let saturday = date(2027, 3, 6);
        check(
            "{{start}} {{start+0d}} {{start+1d}} {{start+7d}} {{start+6d}}",
            saturday,
            "2027-03-06 2027-03-08 2027-03-08 2027-03-15 2027-03-12",
        );
    }

    #[test]
    fn what_is_no_blank_stays() {
        check(
            "{{program}}: {{ name }} {{start-3d}} {{{name}} {{",
            date(2027, 3, 1),
            "exit: {{ name }} {{start-3d}} {{{name}} {{",
        );
    }

    #[test]
    fn a_name_is_quoted_where_it_could_be_misread() {
        assert_eq!(quoted("Ausstieg 2027"), "Ausstieg 2027");
        assert_eq!(quoted("a: b # c"), "\"a: b # c\"");
        assert_eq!(quoted("two\nlines\\"), "\"two\\u000alines\\\\\"");
        assert_eq!(quoted("No"), "\"No\"");
        assert_eq!(quoted(""), "\"\"");
        assert_eq!(quoted("2027"), "\"2027\"");
    }
}
