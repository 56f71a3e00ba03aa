//! How does an MPX file write dates, lengths of time and numbers? Its records 10 to 12 say so.

use jiff::civil::{Date, DateTime, Time};

use super::text::Record;
use super::words::english;

/// The settings of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    decimal: char,
    thousands: Option<char>,
    /// Which part of a date comes first.
    order: FirstOfDate,
    pm: String,
    am: String,
    /// The time of day, in minutes, at which what starts on a day does; `None` where the file does not say.
    start: Option<u16>,
    /// When work begins and ends on each day of the week, in minutes, Sunday first. By the calendar of the project.
    week: [Option<(u16, u16)>; 7],
    /// The unit of a duration that has none.
    unit: &'static str,
    pub(super) minutes_per_day: i64,
    pub(super) minutes_per_week: i64,
}

/// Which part of a date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstOfDate {
    Month,
    Day,
    Year,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            decimal: '.',
            thousands: Some(','),
            order: FirstOfDate::Month,
            am: "am".to_owned(),
            pm: "pm".to_owned(),
            start: None,
            week: [None; 7],
            unit: "d",
            minutes_per_day: 480,
            minutes_per_week: 2400,
        }
    }
}

impl Settings {
    /// Those that the records of a file state.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut settings = Self::default();
        for record in records {
            let field = |at: usize| {
                record
                    .fields
                    .get(at)
                    .map(|field| field.trim())
                    .filter(|field| !field.is_empty())
            };
            let character =
                |at: usize| record.fields.get(at).and_then(|field| field.chars().next());
            match record.number {
                10 => {
                    settings.thousands = character(3);
                    settings.decimal = character(4).unwrap_or('.');
                }
                11 => {
                    settings.unit = match field(0) {
                        Some("0") => "m",
                        Some("1") => "h",
                        Some("3") => "w",
                        _ => "d",
                    };
                    let hours = |at: usize, most: i64| {
                        let hundredths = settings.number(field(at)?, 2)?;
                        let minutes = hundredths.checked_mul(60)? / 100;
                        Some(minutes).filter(|minutes| (1..=most).contains(minutes))
                    };
                    let (day, week) = (hours(3, 24 * 60), hours(4, 7 * 24 * 60));
                    settings.minutes_per_day = day.unwrap_or(480);
                    settings.minutes_per_week = week.unwrap_or(settings.minutes_per_day * 5);
                }
                12 => {
                    settings.order = match field(0) {
                        Some("1") => FirstOfDate::Day,
                        Some("2") => FirstOfDate::Year,
                        _ => FirstOfDate::Month,
                    };
                    if let Some(start) = field(2)
                        .and_then(|start| start.parse().ok())
                        .filter(|start| *start < 24 * 60)
                    {
                        settings.start = Some(start);
                    }
                    if let (Some(am), Some(pm)) = (field(5), field(6)) {
                        settings.am = am.to_lowercase();
                        settings.pm = pm.to_lowercase();
                    }
                }
                _ => {}
            }
        }
        settings.week = settings.working_week(records);
        settings
    }

    /// The hours of the calendar that the header names, else of the first.
    fn working_week(&self, records: &[Record]) -> [Option<(u16, u16)>; 7] {
        let mut week = [None; 7];
        let calendars = || (0..records.len()).filter(|at| records[*at].number == 20);
        let header = records.iter().find(|record| record.number == 30);
        let named = header.and_then(|header| header.fields.get(3));
        let is_named = |at: &usize| {
            let name = records[*at].fields.first();
            name.zip(named)
                .is_some_and(|(name, named)| name.trim().eq_ignore_ascii_case(named.trim()))
        };
        let Some(at) = calendars().find(is_named).or_else(|| calendars().next()) else {
            return week;
        };
        let hours = records[at + 1..]
            .iter()
            .take_while(|record| matches!(record.number, 0 | 25 | 26))
            .filter(|record| record.number == 25);
        for record in hours {
            let day = record
                .fields
                .first()
                .and_then(|day| day.trim().parse().ok());
            let Some(day) = day.filter(|day: &usize| (1..=7).contains(day)) else {
                continue;
            };
            let is_off = records[at]
                .fields
                .get(day)
                .is_some_and(|flag| flag.trim() == "0");
            let times = record.fields.iter().skip(1);
            let times: Vec<u16> = times.filter_map(|text| self.minute(text)).collect();
            if let (false, [first, .., last]) = (is_off, &times[..]) {
                // Work until midnight ends with the day.
                let last = if *last == 0 { 24 * 60 - 1 } else { *last };
                week[day - 1] = Some((*first, last));
            }
        }
        week
    }

    /// When work begins and ends on a day; of a day off, as on the first of the week that is none.
    fn hours_on(&self, date: Date) -> Option<(u16, u16)> {
        let day = date.weekday().to_sunday_zero_offset() as usize;
        let mut others = self.week[1..].iter().chain(&self.week[..1]);
        self.week[day].or_else(|| others.find_map(|hours| *hours))
    }

    /// The character before decimals.
    pub(super) fn decimal(&self) -> char {
        self.decimal
    }

    /// A number with so many decimal places, times `10^places`. Signs of money and percent are left out.
    pub(super) fn number(&self, text: &str, places: u32) -> Option<i64> {
        let plain: String = text
            .chars()
            .filter(|c| Some(*c) != self.thousands || *c == self.decimal)
            .map(|c| if c == self.decimal { '.' } else { c })
            .skip_while(|c| !c.is_ascii_digit() && !matches!(c, '-' | '.'))
            .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
            .collect();
        crate::mspdi::decimal(&plain, places)
    }

    /// A length of time as MSPDI has it: milliseconds and the code of its unit. `1.5ed`, `3w?`, `40%`.
    pub(super) fn length(&self, text: &str) -> Option<Length> {
        let text = text.trim();
        let (text, is_estimated) = match text.strip_suffix('?') {
            Some(text) => (text.trim(), true),
            None => (text, false),
        };
        let at = text
            .find(|c: char| {
                !c.is_ascii_digit()
                    && c != self.decimal
                    && !matches!(c, '-' | '+')
                    && Some(c) != self.thousands
            })
            .unwrap_or(text.len());
        let thousandths = self.number(&text[..at], 3)?;
        let unit = english(&text[at..]);
        let unit = if unit.is_empty() { self.unit } else { &unit };
        let (elapsed, name) = match unit.strip_prefix('e') {
            Some(name) => (true, name),
            None => (false, unit),
        };
        if name == "%" {
            return Some(Length {
                amount: thousandths,
                code: if elapsed { 20 } else { 19 },
                is_estimated,
            });
        }
        let day = if elapsed {
            24 * 60
        } else {
            self.minutes_per_day
        };
        let (minutes, code) = match name {
            "m" | "min" | "mins" | "minute" | "minutes" => (1, 3),
            "h" | "hr" | "hrs" | "hour" | "hours" => (60, 5),
            "d" | "dy" | "day" | "days" => (day, 7),
            "w" | "wk" | "wks" | "week" | "weeks" => (
                if elapsed {
                    7 * day
                } else {
                    self.minutes_per_week
                },
                9,
            ),
            "mo" | "mon" | "mons" | "month" | "months" => {
                (if elapsed { 30 * day } else { 20 * day }, 11)
            }
            "y" | "yr" | "year" | "years" => (
                if elapsed {
                    365 * day
                } else {
                    52 * self.minutes_per_week
                },
                9,
            ),
            _ => return None,
        };
        let milliseconds = i128::from(thousandths) * i128::from(minutes) * 60;
        Some(Length {
            amount: i64::try_from(milliseconds).ok()?,
            code: code + i64::from(elapsed),
            is_estimated,
        })
    }

    /// A time on a day, or a day alone. `NA` and whatever is none give nothing.
    pub(super) fn date(&self, text: &str) -> Option<(Date, Option<Time>)> {
        let mut numbers: Vec<&str> = Vec::new();
        let mut month = None;
        let mut time = None;
        let words = text.split([' ', '\t']).filter(|word| !word.is_empty());
        for word in words {
            if word.contains(':') {
                time = Some(word);
                continue;
            }
            for part in word
                .split(['/', '.', '-', ','])
                .filter(|part| !part.is_empty())
            {
                if part.bytes().all(|byte| byte.is_ascii_digit()) {
                    numbers.push(part);
                } else if month.is_none() {
                    month = month_of(part);
                }
            }
        }
        let number = |at: usize| numbers.get(at).and_then(|part| part.parse::<i16>().ok());
        let (year, month, day) = match (month, self.order) {
            (Some(month), FirstOfDate::Year) => (0, month, number(1)?),
            (Some(month), FirstOfDate::Month | FirstOfDate::Day) => (1, month, number(0)?),
            (None, FirstOfDate::Month) => (2, number(0)?, number(1)?),
            (None, FirstOfDate::Day) => (2, number(1)?, number(0)?),
            (None, FirstOfDate::Year) => (0, number(1)?, number(2)?),
        };
        let text_of_year = numbers.get(year)?;
        let year = match (text_of_year.len(), number(year)?) {
            // As Project reads two digits.
            (..=2, year) if year < 50 => 2000 + year,
            (..=2, year) => 1900 + year,
            (_, year) => year,
        };
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let afternoon = text.to_lowercase();
        Some((date, time.and_then(|time| self.clock(time, &afternoon))))
    }

    /// Minutes from midnight of a time such as `1:00 pm` or `13:00`.
    pub(super) fn minute(&self, text: &str) -> Option<u16> {
        let word = text
            .split([' ', '\t'])
            .find(|word| word.contains(':'))
            .unwrap_or(text.trim());
        let time = self.clock(word, &text.to_lowercase())?;
        Some(time.hour() as u16 * 60 + time.minute() as u16)
    }

    /// A time of day, in the morning or the afternoon where the text says so.
    fn clock(&self, word: &str, text: &str) -> Option<Time> {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let (hour, minute) = digits.split_once(':')?;
        let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
        let hour = match hour {
            12 if text.ends_with(&self.am) => 0,
            1..=11 if text.ends_with(&self.pm) => hour + 12,
            hour => hour,
        };
        Time::new(hour, minute, 0, 0).ok()
    }

    /// When something starts: a day alone begins with its working time.
    pub(super) fn starts(&self, text: &str) -> Option<DateTime> {
        let (date, time) = self.date(text)?;
        let begins = || {
            let by_calendar = || self.hours_on(date).map(|(begins, _)| begins);
            clock_at(self.start.or_else(by_calendar).unwrap_or(480))
        };
        Some(date.to_datetime(time.unwrap_or_else(begins)))
    }

    /// When something finishes: a day alone ends with its working time by the project's calendar. Where that says nothing, eight
    /// hours and a pause after it began.
    pub(super) fn finishes(&self, text: &str) -> Option<DateTime> {
        let (date, time) = self.date(text)?;
        let ends = || {
            let usual = i64::from(self.start.unwrap_or(480)) + self.minutes_per_day + 60;
            let by_calendar = self.hours_on(date).map(|(_, ends)| ends);
            clock_at(by_calendar.unwrap_or(usual.min(24 * 60 - 1) as u16))
        };
        Some(date.to_datetime(time.unwrap_or_else(ends)))
    }
}

/// The time of day so many minutes after midnight.
fn clock_at(minute: u16) -> Time {
    Time::new((minute / 60) as i8, (minute % 60) as i8, 0, 0).unwrap_or(Time::midnight())
}

/// A length of time, or a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    /// Milliseconds; of a share, thousandths of a percent.
    pub(super) amount: i64,
    /// The code of its unit in MSPDI.
    pub(super) code: i64,
    /// Whether it was marked as a guess.
    pub(super) is_estimated: bool,
}

impl Length {
    /// Whether it is a share of another length.
    pub(super) fn is_share(&self) -> bool {
        matches!(self.code, 19 | 20)
    }
}

fn month_of(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let short: String = word.chars().take(3).collect();
    let short = english(&short);
    MONTHS
        .iter()
        .position(|month| *month == short)
        .map(|at| at as i16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(order: &str, decimal: &str) -> Settings {
        let hours = |text: &str| text.replace('.', decimal);
        let record = |number, fields: &[&str]| Record {
            number,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            line: 1,
            is_cut: false,
        };
        Settings::of(&[
            record(10, &["$", "1", "2", ".", decimal]),
            record(11, &["2", "0", "1", &hours("7.50"), &hours("37.50")]),
            record(12, &[order, "0", "480", "/", ":", "am", "pm", "0", "0"]),
        ])
    }

    #[test]
    fn dates_are_in_the_order_that_the_file_states() {
        let said = |order: &str, text: &str| {
            let found = settings(order, ".").date(text);
            found.map_or("none".to_owned(), |(date, time)| match time {
                Some(time) => format!("{date} {time}"),
                None => date.to_string(),
            })
        };
        assert_eq!(said("1", "17/10/2014"), "2014-10-17");
        assert_eq!(said("0", "10/17/14 8:00 am"), "2014-10-17 08:00:00");
        assert_eq!(said("2", "2014.10.17 1:30pm"), "2014-10-17 13:30:00");
        assert_eq!(
            said("1", "Fri 17 October 2014 12:00 am"),
            "2014-10-17 00:00:00"
        );
        assert_eq!(said("1", "17/10/62"), "1962-10-17");
        for wrong in ["NA", "", "31/02/2014", "17", "soon"] {
            assert_eq!(said("1", wrong), "none", "{wrong}");
        }
    }

    #[test]
    fn hours_beyond_a_day_are_none() {
        for hours in ["99999999999999999", "-1", "25.00", "x"] {
            let record = Record {
                number: 11,
                fields: ["2", "0", "1", hours, hours].map(str::to_owned).to_vec(),
                line: 1,
                is_cut: false,
            };
            let settings = Settings::of(&[record]);
            assert_eq!(settings.minutes_per_day, 480, "{hours}");
        }
    }

    #[test]
    fn lengths_have_units_and_a_day_has_its_hours() {
        let said = |text: &str| {
            settings("0", ",")
                .length(text)
                .map(|length| (length.amount, length.code))
        };
        assert_eq!(said("1d"), Some((450 * 60_000, 7)));
        assert_eq!(said("1,5h"), Some((90 * 60_000, 5)));
        assert_eq!(said("2ed?"), Some((2 * 1440 * 60_000, 8)));
        assert_eq!(said("3"), Some((3 * 450 * 60_000, 7)));
        assert_eq!(said("-50%"), Some((-50_000, 19)));
        assert_eq!(said("3t?"), Some((3 * 450 * 60_000, 7)));
        assert_eq!(said("2ft"), Some((2 * 1440 * 60_000, 8)));
        assert_eq!(said("2 wks"), Some((2 * 2250 * 60_000, 9)));
        assert_eq!(said("5 moons"), None);
        assert_eq!(said(""), None);
    }
}
