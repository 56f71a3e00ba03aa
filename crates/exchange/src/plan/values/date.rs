//! Dates, and moments: a date with a time of day where somebody said it.

use jiff::civil::{Date, Time};
use longpole_model::{DecideBy, Moment};

use super::{Scalar, Wrong};

/// Schedules count from 1900: an earlier day would be moved there without a word.
const FIRST_YEAR: i16 = 1900;

impl Scalar for Date {
    const WHAT: &'static str = "a date";
    const EXAMPLE: &'static str = "2027-06-30";
    const PATTERN: Option<&'static str> = Some(r"^\d{4}-\d{2}-\d{2}$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let parts: Vec<&str> = text.split('-').collect();
        let well_formed = matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2)
            && parts
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !well_formed {
            return Err(other_form(text));
        }
        let number = |at: usize| parts[at].parse::<i16>().unwrap_or(0);
        let (year, month, day) = (number(0), number(1), number(2));
        if year < FIRST_YEAR {
            return Err(Wrong::value(format!("the year {year:04} is long past"))
                .help(format!("a plan begins in {FIRST_YEAR} at the earliest")));
        }
        Self::new(year, month as i8, day as i8).map_err(|_impossible| impossible(year, month, day))
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// A day or month that there is not.
fn impossible(year: i16, month: i16, day: i16) -> Wrong {
    if !(1..=12).contains(&month) {
        let wrong = Wrong::value(format!("there is no month {month:02}"));
        return match Date::new(year, day.clamp(0, 99) as i8, month.clamp(0, 99) as i8) {
            Ok(turned) => wrong.suggest(turned.to_string()),
            Err(_) => wrong.help("dates are year-month-day"),
        };
    }
    match Date::new(year, month as i8, 1) {
        Ok(first) => {
            let last = first.last_of_month();
            let wrong = Wrong::value(format!("there is no {year:04}-{month:02}-{day:02}"));
            if day > 0 {
                wrong.suggest(last.to_string())
            } else {
                wrong.suggest(first.to_string())
            }
        }
        Err(_) => Wrong::form(),
    }
}

/// What was meant by a date in another form, as far as it can be told.
fn other_form(text: &str) -> Wrong {
    let parts: Vec<&str> = text.split(['-', '.', '/']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else {
        return Wrong::form();
    };
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() <= 4);
    let (Some(a_number), Some(b_number), Some(c_number)) = (number(a), number(b), number(c)) else {
        return Wrong::form();
    };
    let date = |year, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    let guess = if a.len() == 4 {
        date(a_number, b_number, c_number)
    } else if c.len() == 4 && text.contains('.') {
        date(c_number, b_number, a_number)
    } else {
        // Slashes: some write the month first, some the day; only one of the two may be possible.
        let (month_first, day_first) = (
            date(c_number, a_number, b_number),
            date(c_number, b_number, a_number),
        );
        if month_first.is_some() && day_first.is_some() && month_first != day_first {
            None
        } else {
            month_first.or(day_first)
        }
    };
    match guess.filter(|date| date.year() >= FIRST_YEAR) {
        Some(date) => Wrong::form().suggest(date.to_string()),
        None => Wrong::form().help("dates are year-month-day"),
    }
}

impl Scalar for Moment {
    const WHAT: &'static str = "a date, perhaps with a time,";
    const EXAMPLE: &'static str = "2027-06-30";
    const PATTERN: Option<&'static str> = Some(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some((date, time)) = text.split_once(['T', ' ']) else {
            return Date::parse(text).map(Self::day);
        };
        let date = Date::parse(date)?;
        let time = clock(time.trim()).ok_or_else(|| {
            Wrong::value(format!("there is no time `{}`", super::shortened(time)))
                .help("write it as `2027-06-30T08:00`")
        })?;
        Ok(Self {
            date,
            time: Some(time),
        })
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// `08:00`, with seconds where somebody has them.
pub(super) fn clock(text: &str) -> Option<Time> {
    let two = |part: &str| {
        if part.len() == 2 {
            part.parse::<i8>().ok()
        } else {
            None
        }
    };
    let (hour, rest) = text.split_once(':')?;
    let (minute, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    if fraction.is_empty()
        || fraction.len() > 9
        || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let nanoseconds = format!("{fraction:0<9}").parse().ok()?;
    Time::new(two(hour)?, two(minute)?, two(second)?, nanoseconds).ok()
}

impl Scalar for Time {
    const WHAT: &'static str = "a time of day";
    const EXAMPLE: &'static str = "08:00";
    const PATTERN: Option<&'static str> = Some(r"^\d{2}:\d{2}(:\d{2})?$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        clock(text).ok_or_else(Wrong::form)
    }

    fn text(&self) -> String {
        if self.second() == 0 && self.subsec_nanosecond() == 0 {
            format!("{:02}:{:02}", self.hour(), self.minute())
        } else {
            self.to_string()
        }
    }
}

impl Scalar for DecideBy {
    const WHAT: &'static str = "a date or `auto`,";
    const EXAMPLE: &'static str = "auto";
    const PATTERN: Option<&'static str> = Some(r"^(auto|\d{4}-\d{2}-\d{2})$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        if text == "auto" {
            Ok(Self::Auto)
        } else {
            Date::parse(text).map(Self::On)
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Auto => "auto".to_owned(),
            Self::On(date) => date.text(),
        }
    }
}
