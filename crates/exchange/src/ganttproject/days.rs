//! On which days is worked, and which is the last of so many?

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday, time};

use super::file::File;
use super::value::{attribute, day, is_on};

/// GanttProject knows days, and no hours; these are the usual ones.
pub(super) const MINUTES: i64 = 480;
pub(super) const START: Time = time(8, 0, 0, 0);
pub(super) const END: Time = time(17, 0, 0, 0);

/// What takes longer, a century, has no finish here.
const MOST_DAYS: i64 = 36_525;

/// The days of work of a project.
#[derive(Debug, Default)]
pub(super) struct WorkDays {
    /// Monday first.
    week: [bool; 7],
    days: BTreeMap<Date, bool>,
    /// By month and day.
    yearly: BTreeMap<(i8, i8), bool>,
    /// The first day on which a task starts.
    first: Option<Date>,
    /// Days of work from the first on, as far as they were asked for.
    counted: Vec<Date>,
    /// The day after those that were looked at.
    next: Option<Date>,
}

/// A day of a calendar that is not as its week has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    Once(Date),
    /// Each year on this day of this month.
    Yearly(i8, i8),
}

impl WorkDays {
    /// Those that a file states.
    pub(super) fn of(file: &File<'_>) -> Self {
        let starts = file.tasks.iter();
        let starts = starts.filter_map(|task| attribute(&task.element, "start").and_then(day));
        let first = starts.min();
        let mut days = Self {
            week: week(file),
            first,
            next: first,
            ..Self::default()
        };
        let dates = file.calendars.iter().flat_map(|all| &all.children);
        for date in dates.filter(|child| child.name == "date") {
            match (special(date), is_worked(date)) {
                (Some(Special::Once(day)), Some(on)) => {
                    days.days.insert(day, on);
                }
                (Some(Special::Yearly(month, day)), Some(on)) => {
                    days.yearly.insert((month, day), on);
                }
                _ => {}
            }
        }
        days
    }

    /// The first day on which a task starts.
    pub(super) fn first(&self) -> Option<Date> {
        self.first
    }

    /// The week, Monday first.
    pub(super) fn week(&self) -> [bool; 7] {
        self.week
    }

    fn is_worked(&self, day: Date) -> bool {
        let stated = self.days.get(&day);
        let stated = stated.or_else(|| self.yearly.get(&(day.month(), day.day())));
        let weekday = day.weekday().to_monday_zero_offset() as usize;
        *stated.unwrap_or(&self.week[weekday])
    }

    /// The last day of work that takes so many thousandths of a day from the day `start` on.
    pub(super) fn last(&mut self, start: Date, thousandths: i64) -> Option<Date> {
        let days = thousandths.checked_add(999)? / 1000;
        if !(1..=MOST_DAYS).contains(&days) {
            return None;
        }
        let from = loop {
            let from = self.counted.partition_point(|day| *day < start);
            if from < self.counted.len() {
                break from;
            }
            self.count_one()?;
        };
        let last = from + usize::try_from(days - 1).ok()?;
        while self.counted.len() <= last {
            self.count_one()?;
        }
        self.counted.get(last).copied()
    }

    /// Looks for the next day of work; `None` at the end of days.
    fn count_one(&mut self) -> Option<()> {
        loop {
            let day = self.next?;
            self.next = day.tomorrow().ok();
            if self.is_worked(day) {
                self.counted.push(day);
                return Some(());
            }
        }
    }
}

/// Whether each day of the week is worked, Monday first: weekends count as worked where they are only shown.
fn week(file: &File<'_>) -> [bool; 7] {
    let types = file
        .calendars
        .as_ref()
        .and_then(|calendars| calendars.child("day-types"));
    let only_shown = types.and_then(|types| types.child("only-show-weekends"));
    if only_shown.is_some_and(|only_shown| is_on(only_shown, "value")) {
        return [true; 7];
    }
    // Old versions have a calendar around it.
    let usual = types.and_then(|types| {
        let inner = types.child("calendar").unwrap_or(types);
        types.child("default-week").or(inner.child("default-week"))
    });
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    std::array::from_fn(|weekday| match usual {
        Some(usual) => attribute(usual, names[weekday]) != Some("1"),
        None => weekday < Weekday::Saturday.to_monday_zero_offset() as usize,
    })
}

/// Which day it is.
pub(super) fn special(date: &crate::xml::Element<'_>) -> Option<Special> {
    let number = |name: &str| attribute(date, name).and_then(|text| text.parse::<i8>().ok());
    let (month, of_month) = (number("month")?, number("date")?);
    match attribute(date, "year") {
        Some(year) => {
            let day = Date::new(year.parse().ok()?, month, of_month).ok()?;
            (1900..=9999)
                .contains(&day.year())
                .then_some(Special::Once(day))
        }
        // February has 29 days in some year.
        None => Date::new(2000, month, of_month)
            .ok()
            .map(|day| Special::Yearly(day.month(), day.day())),
    }
}

/// Whether it is worked on that day; `None` where its week says.
pub(super) fn is_worked(date: &crate::xml::Element<'_>) -> Option<bool> {
    match attribute(date, "type") {
        None | Some("HOLIDAY") => Some(false),
        Some("WORKING_DAY") => Some(true),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::import::ImportLimits;

    fn last(calendars: &str, start: Date, days: i64) -> Option<Date> {
        let text = format!(
            "<project><calendars>{calendars}</calendars><tasks><task start='2026-01-05'/></tasks></project>"
        );
        let file = File::read(&text, &ImportLimits::default()).unwrap();
        WorkDays::of(&file).last(start, days * 1000)
    }

    #[test]
    fn weekends_and_holidays_are_passed_over() {
        let christmas = "<date year='' month='12' date='25' type='HOLIDAY'/>\
                         <date year='2026' month='12' date='26' type='WORKING_DAY'/>\
                         <date year='2026' month='12' date='24' type='NEUTRAL'/>";
        assert_eq!(last("", date(2026, 1, 8), 3), Some(date(2026, 1, 12)));
        assert_eq!(last("", date(2026, 1, 10), 1), Some(date(2026, 1, 12)));
        // Thursday, Saturday by way of exception, Monday.
        assert_eq!(
            last(christmas, date(2026, 12, 24), 3),
            Some(date(2026, 12, 28))
        );
    }

    #[test]
    fn weekends_that_are_only_shown_are_worked() {
        let types = "<day-types><default-week mon='0' sat='1' sun='1'/><only-show-weekends value='true'/></day-types>";
        assert_eq!(last(types, date(2026, 1, 9), 2), Some(date(2026, 1, 10)));
    }

    #[test]
    fn without_days_of_work_nothing_ends() {
        let types = "<day-types><default-week mon='1' tue='1' wed='1' thu='1' fri='1' sat='1' sun='1'/></day-types>";
        assert_eq!(last(types, date(2026, 1, 9), 2), None);
        assert_eq!(last("", date(9999, 12, 30), 30), None);
        assert_eq!(last("", date(2026, 1, 5), i64::MAX / 1000), None);
    }
}
