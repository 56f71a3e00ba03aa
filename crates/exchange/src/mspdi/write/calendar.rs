//! Which elements does a calendar have?

use jiff::civil::{Date, Time};
use longpole_model::{Calendar, CalendarException, DayHours, Nth, Recurrence, Shift, WorkWeek};

use super::record::Elements;
use crate::mspdi::occurrences::stretches;
use crate::mspdi::values::{date_time_text, time_of_day_text};
use crate::xml::Element;

/// Days of exceptions beyond so many are not listed for versions before 2007.
const MOST_LISTED: usize = 5000;

/// All that a calendar's elements follow from.
#[derive(Debug, Clone, Copy)]
pub(in crate::mspdi) struct CalendarView<'a> {
    pub(in crate::mspdi) uid: i64,
    pub(in crate::mspdi) calendar: &'a Calendar,
    pub(in crate::mspdi) base: Option<i64>,
}

impl CalendarView<'_> {
    /// Its elements.
    pub(in crate::mspdi) fn elements(&self) -> Vec<Element<'static>> {
        let calendar = self.calendar;
        let mut out = Elements::default();
        out.number("UID", self.uid);
        out.some_text("Name", calendar.name.as_deref());
        out.flag("IsBaseCalendar", self.base.is_none());
        out.number("BaseCalendarUID", self.base.unwrap_or(-1));
        let mut days = week(&calendar.week, self.base.is_none());
        days.0.extend(listed(&calendar.exceptions));
        if !days.0.is_empty() {
            out.parent("WeekDays", days);
        }
        if !calendar.exceptions.is_empty() {
            let exceptions = calendar.exceptions.iter().map(exception).collect();
            out.parent("Exceptions", Elements::of(exceptions));
        }
        if !calendar.work_weeks.is_empty() {
            let weeks = calendar.work_weeks.iter().map(work_week).collect();
            out.parent("WorkWeeks", Elements::of(weeks));
        }
        out.0
    }
}

/// The days of a week, Sunday first as Project counts them. A base calendar says all of them: what it leaves out are the
/// usual hours from Monday to Friday.
fn week(week: &[Option<DayHours>; 7], is_base: bool) -> Elements<'static> {
    let mut out = Elements::default();
    for sunday_first in 0..7 {
        let monday_first = (sunday_first + 6) % 7;
        let usual = || {
            if monday_first < 5 {
                DayHours::standard()
            } else {
                DayHours::off()
            }
        };
        let hours = match &week[monday_first] {
            Some(hours) => hours.clone(),
            None if is_base => usual(),
            None => continue,
        };
        let mut day = Elements::default();
        day.number("DayType", sunday_first as i64 + 1);
        put_hours(&mut day, &hours);
        out.parent("WeekDay", day);
    }
    out
}

fn put_hours(out: &mut Elements<'_>, hours: &DayHours) {
    out.flag("DayWorking", !hours.is_off());
    if hours.is_off() {
        return;
    }
    let time = |shift: &Shift| {
        let mut time = Elements::default();
        time.text("FromTime", time_of_day_text(shift.from()));
        time.text("ToTime", time_of_day_text(shift.to()));
        Element::parent("WorkingTime", time.0)
    };
    out.parent(
        "WorkingTimes",
        Elements::of(hours.shifts().iter().map(time).collect()),
    );
}

/// The days of all exceptions in their order, for versions before 2007; where two fall on a day, the one that holds.
fn listed(exceptions: &[CalendarException]) -> Vec<Element<'static>> {
    let mut days: Vec<(Date, Date, &DayHours)> = Vec::new();
    for exception in exceptions.iter().rev() {
        for (from, to) in stretches(exception) {
            days.push((from, to, &exception.hours));
        }
    }
    if days.len() > MOST_LISTED {
        return Vec::new();
    }
    days.sort_by_key(|(from, ..)| *from);
    days.dedup_by_key(|(from, ..)| *from);
    let day = |(from, to, hours): (Date, Date, &DayHours)| {
        let mut out = Elements::default();
        out.number("DayType", 0);
        out.flag("DayWorking", !hours.is_off());
        out.parent("TimePeriod", period(from, to));
        let mut times = Elements::default();
        put_hours(&mut times, hours);
        out.0.extend(times.0.into_iter().skip(1));
        Element::parent("WeekDay", out.0)
    };
    days.into_iter().map(day).collect()
}

/// From the first minute of a day to the last of another.
fn period(from: Date, to: Date) -> Elements<'static> {
    let mut out = Elements::default();
    out.text(
        "FromDate",
        date_time_text(from.to_datetime(Time::midnight())),
    );
    out.text("ToDate", date_time_text(to.at(23, 59, 0, 0)));
    out
}

fn exception(exception: &CalendarException) -> Element<'static> {
    let mut out = Elements::default();
    out.flag("EnteredByOccurrences", false);
    out.parent("TimePeriod", period(exception.from, exception.to));
    let days = match exception.every {
        None => {
            i64::from(
                exception
                    .from
                    .until(exception.to)
                    .map_or(0, |span| span.get_days()),
            ) + 1
        }
        Some(_) => stretches(exception).len() as i64,
    };
    out.number("Occurrences", days);
    out.some_text("Name", exception.name.as_deref());
    pattern(&mut out, exception.every);
    put_hours(&mut out, &exception.hours);
    Element::parent("Exception", out.0)
}

/// How an exception recurs, by Project's codes.
fn pattern(out: &mut Elements<'_>, every: Option<Recurrence>) {
    match every {
        None => out.number("Type", 1),
        Some(Recurrence::Days(every)) => {
            out.number("Type", 7);
            out.number("Period", i64::from(every));
        }
        Some(Recurrence::Weeks { every, on }) => {
            out.number("Type", 6);
            out.number("Period", i64::from(every));
            let bit =
                |(monday_first, on): (usize, &bool)| i64::from(*on) << ((monday_first + 1) % 7);
            out.number("DaysOfWeek", on.iter().enumerate().map(bit).sum());
        }
        Some(Recurrence::MonthsOnDay { every, day }) => {
            out.number("Type", 4);
            out.number("Period", i64::from(every));
            out.number("MonthDay", i64::from(day));
        }
        Some(Recurrence::MonthsOnWeekday {
            every,
            nth,
            weekday,
        }) => {
            out.number("Type", 5);
            out.number("Period", i64::from(every));
            position(out, nth, weekday);
        }
        Some(Recurrence::YearsOnDay { every, month, day }) => {
            out.number("Type", 2);
            years(out, every);
            out.number("Month", i64::from(month) - 1);
            out.number("MonthDay", i64::from(day));
        }
        Some(Recurrence::YearsOnWeekday {
            every,
            month,
            nth,
            weekday,
        }) => {
            out.number("Type", 3);
            years(out, every);
            position(out, nth, weekday);
            out.number("Month", i64::from(month) - 1);
        }
    }
}

/// Project itself knows every year only; what recurs less often says so in the same element as other recurrences.
fn years(out: &mut Elements<'_>, every: u16) {
    if every > 1 {
        out.number("Period", i64::from(every));
    }
}

fn position(out: &mut Elements<'_>, nth: Nth, weekday: u8) {
    out.number("MonthItem", (i64::from(weekday) + 1) % 7 + 3);
    out.number(
        "MonthPosition",
        match nth {
            Nth::First => 0,
            Nth::Second => 1,
            Nth::Third => 2,
            Nth::Fourth => 3,
            Nth::Last => 4,
        },
    );
}

fn work_week(other: &WorkWeek) -> Element<'static> {
    let mut out = Elements::default();
    out.parent("TimePeriod", period(other.from, other.to));
    out.some_text("Name", other.name.as_deref());
    out.parent("WeekDays", week(&other.week, false));
    Element::parent("WorkWeek", out.0)
}
