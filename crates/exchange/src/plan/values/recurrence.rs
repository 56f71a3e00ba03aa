//! On which days of a stretch an exception falls: `2 weeks on mon, fri`, `month on last fri`, `year on 25 dec`.

use longpole_model::{Nth, Recurrence};

use super::{Scalar, Wrong};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const NTH: [(&str, Nth); 5] = [
    ("first", Nth::First),
    ("second", Nth::Second),
    ("third", Nth::Third),
    ("fourth", Nth::Fourth),
    ("last", Nth::Last),
];

impl Scalar for Recurrence {
    const WHAT: &'static str = "a rhythm of days";
    const EXAMPLE: &'static str = "2 weeks on fri";

    fn parse(text: &str) -> Result<Self, Wrong> {
        parse(text).ok_or_else(|| {
            Wrong::form().help(
                "such as `3 days`, `2 weeks on mon, fri`, `month on 15`, `month on last fri`, `year on 25 dec` or \
                 `year on first mon of sep`",
            )
        })
    }

    fn text(&self) -> String {
        match *self {
            Self::Days(every) => times(every, "day"),
            Self::Weeks { every, on } => {
                let days: Vec<&str> = WEEKDAYS
                    .into_iter()
                    .zip(on)
                    .filter_map(|(day, on)| on.then_some(day))
                    .collect();
                format!("{} on {}", times(every, "week"), days.join(", "))
            }
            Self::MonthsOnDay { every, day } => format!("{} on {day}", times(every, "month")),
            Self::MonthsOnWeekday {
                every,
                nth,
                weekday,
            } => format!("{} on {}", times(every, "month"), nth_text(nth, weekday)),
            Self::YearsOnDay { every, month, day } => {
                format!(
                    "{} on {day} {}",
                    times(every, "year"),
                    name(&MONTHS, month - 1)
                )
            }
            Self::YearsOnWeekday {
                every,
                month,
                nth,
                weekday,
            } => format!(
                "{} on {} of {}",
                times(every, "year"),
                nth_text(nth, weekday),
                name(&MONTHS, month - 1)
            ),
        }
    }
}

fn parse(text: &str) -> Option<Recurrence> {
    let (rhythm, on) = match text.split_once(" on ") {
        Some((rhythm, on)) => (rhythm, on.trim()),
        None => (text, ""),
    };
    let (every, unit) = match rhythm.trim().split_once(' ') {
        Some((count, unit)) => (count.parse().ok().filter(|every| *every > 0)?, unit.trim()),
        None => (1, rhythm.trim()),
    };
    match (unit.strip_suffix('s').unwrap_or(unit), on) {
        ("day", "") => Some(Recurrence::Days(every)),
        ("week", on) => {
            let mut days = [false; 7];
            for day in on.split(',') {
                days[usize::from(index(&WEEKDAYS, day.trim())?)] = true;
            }
            Some(Recurrence::Weeks { every, on: days })
        }
        ("month", on) => match on.split_once(' ') {
            None => Some(Recurrence::MonthsOnDay {
                every,
                day: day_of_month(on)?,
            }),
            Some((nth, weekday)) => Some(Recurrence::MonthsOnWeekday {
                every,
                nth: which(nth)?,
                weekday: index(&WEEKDAYS, weekday.trim())?,
            }),
        },
        ("year", on) => match on.split_once(" of ") {
            None => {
                let (day, month) = on.split_once(' ')?;
                Some(Recurrence::YearsOnDay {
                    every,
                    month: index(&MONTHS, month.trim())? + 1,
                    day: day_of_month(day)?,
                })
            }
            Some((day, month)) => {
                let (nth, weekday) = day.split_once(' ')?;
                Some(Recurrence::YearsOnWeekday {
                    every,
                    month: index(&MONTHS, month.trim())? + 1,
                    nth: which(nth)?,
                    weekday: index(&WEEKDAYS, weekday.trim())?,
                })
            }
        },
        _ => None,
    }
}

fn times(every: u16, unit: &str) -> String {
    match every {
        1 => unit.to_owned(),
        _ => format!("{every} {unit}s"),
    }
}

fn nth_text(nth: Nth, weekday: u8) -> String {
    let word = NTH
        .into_iter()
        .find_map(|(word, which)| (which == nth).then_some(word))
        .unwrap_or_default();
    format!("{word} {}", name(&WEEKDAYS, weekday))
}

fn which(word: &str) -> Option<Nth> {
    NTH.into_iter()
        .find_map(|(name, nth)| (name == word).then_some(nth))
}

fn name(names: &[&'static str], at: u8) -> &'static str {
    names.get(usize::from(at)).copied().unwrap_or_default()
}

fn index(names: &[&str], word: &str) -> Option<u8> {
    let at = names.iter().position(|name| *name == word)?;
    u8::try_from(at).ok()
}

fn day_of_month(text: &str) -> Option<u8> {
    text.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_reads_as_it_is_written() {
        for text in [
            "day",
            "3 days",
            "week on mon, fri",
            "2 weeks on sun",
            "month on 15",
            "2 months on last fri",
            "year on 25 dec",
            "3 years on first mon of sep",
        ] {
            assert_eq!(
                Recurrence::parse(text).ok().map(|read| read.text()),
                Some(text.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_rhythm_is_refused() {
        for text in [
            "",
            "0 days",
            "week",
            "week on",
            "month on 32",
            "month on fri",
            "year on 25",
            "decade",
            "week on mon fri",
            "-1 days",
            "99999999 days",
            "year on fifth mon of may",
        ] {
            assert!(Recurrence::parse(text).is_err(), "{text}");
        }
    }
}
