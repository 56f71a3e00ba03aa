//! Which calendar does a record say: its week, its other weeks, its exceptions?

use jiff::civil::DateTime;
use longpole_model::{Calendar, CalendarException, DayHours, Shift, WorkWeek};

use super::exception::{exceptions, listed_days};
use crate::mspdi::values::{date_time, decimal, flag, minute_of_day};
use crate::xml::Element;

/// The fields of a calendar, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct CalendarFields {
    pub(in crate::mspdi) uid: Option<i64>,
    /// The calendar that it refines.
    pub(in crate::mspdi) base: Option<i64>,
    /// Name, week, other weeks and exceptions; its base is another record.
    pub(in crate::mspdi) calendar: Calendar,
    /// What could not be taken as it stands, for people.
    pub(in crate::mspdi) remarks: Vec<String>,
}

impl CalendarFields {
    /// Reads the elements of a calendar.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>]) -> Self {
        let mut fields = Self::default();
        let mut listed = Vec::new();
        let mut has_exceptions = false;
        let mut is_base = false;
        for element in elements {
            let text = element.text.trim();
            match &*element.name {
                "UID" => fields.uid = decimal(text, 0),
                "Name" => {
                    fields.calendar.name =
                        Some(element.text.to_string()).filter(|name| !name.trim().is_empty());
                }
                "BaseCalendarUID" => fields.base = decimal(text, 0).filter(|uid| *uid >= 0),
                "IsBaseCalendar" => is_base = flag(text) == Some(true),
                "WeekDays" => {
                    fields.week(element);
                    listed = listed_days(element, &mut fields.remarks);
                }
                "Exceptions" => {
                    has_exceptions = !element.children.is_empty();
                    fields.calendar.exceptions = exceptions(element, &mut fields.remarks);
                }
                "WorkWeeks" => {
                    let weeks = element.children.iter();
                    fields.calendar.work_weeks = weeks
                        .filter_map(|week| work_week(week, &mut fields.remarks))
                        .collect();
                }
                _ => {}
            }
        }
        // Project writes 0 as well as -1 where a calendar refines none.
        fields.base = fields.base.filter(|base| *base > 0 || !is_base);
        // Project lists the days of its exceptions once more for versions before 2007, which knew nothing else.
        if !has_exceptions {
            fields.calendar.exceptions = listed;
        }
        fields
    }

    fn week(&mut self, days: &Element<'_>) {
        for day in &days.children {
            if let Some((weekday, hours)) = weekday(day, &mut self.remarks) {
                self.calendar.week[weekday] = Some(hours);
            }
        }
    }
}

/// A day of the week (Monday is 0) with its hours.
fn weekday(day: &Element<'_>, remarks: &mut Vec<String>) -> Option<(usize, DayHours)> {
    let number = day.text_of("DayType").and_then(|text| decimal(text, 0))?;
    let weekday = match number {
        1 => 6,
        2..=7 => number as usize - 2,
        _ => return None,
    };
    Some((weekday, hours(day, remarks)))
}

/// A stretch of days with another week.
fn work_week(week: &Element<'_>, remarks: &mut Vec<String>) -> Option<WorkWeek> {
    let period = week.child("TimePeriod")?;
    let date = |name: &str| period.text_of(name).and_then(date_time).map(DateTime::date);
    let (from, to) = (date("FromDate")?, date("ToDate")?);
    if to < from {
        remarks.push("a work week ends before it begins; it is left out".to_owned());
        return None;
    }
    let mut days: [Option<DayHours>; 7] = Default::default();
    for day in week
        .child("WeekDays")
        .map(|days| days.children.as_slice())
        .unwrap_or_default()
    {
        if let Some((weekday, hours)) = weekday(day, remarks) {
            days[weekday] = Some(hours);
        }
    }
    Some(WorkWeek {
        name: week.text_of("Name").map(str::to_owned),
        from,
        to,
        week: days,
    })
}

/// The working times of a day or an exception.
pub(super) fn hours(day: &Element<'_>, remarks: &mut Vec<String>) -> DayHours {
    if day.text_of("DayWorking").and_then(flag) != Some(true) {
        return DayHours::off();
    }
    let times = day
        .child("WorkingTimes")
        .map(|times| times.children.as_slice())
        .unwrap_or_default();
    let mut shifts: Vec<Shift> = Vec::new();
    for time in times {
        let at = |name: &str| time.text_of(name).and_then(minute_of_day);
        let (Some(from), Some(to)) = (at("FromTime"), at("ToTime")) else {
            remarks.push("a working time without beginning or end is left out".to_owned());
            continue;
        };
        // The end of the day is written as its midnight.
        let to = if to == 0 { 24 * 60 } else { to };
        match Shift::new(from, to) {
            Some(shift) => shifts.push(shift),
            None => {
                remarks.push(
                    "a working time ends before it begins; only the part before midnight is taken"
                        .to_owned(),
                );
                shifts.extend(Shift::new(from, 24 * 60));
            }
        }
    }
    if times.is_empty() {
        remarks.push("a working day without working times has the usual ones, 08:00 to 12:00 and 13:00 to 17:00".to_owned());
        return DayHours::standard();
    }
    shifts.sort_unstable();
    DayHours::new(shifts.clone()).unwrap_or_else(|| {
        remarks.push("working times that overlap are joined".to_owned());
        DayHours::new(joined(&shifts)).unwrap_or_default()
    })
}

/// Sorted shifts, joined where they overlap.
fn joined(shifts: &[Shift]) -> Vec<Shift> {
    let mut out: Vec<Shift> = Vec::new();
    for shift in shifts {
        match out.last_mut() {
            Some(last) if shift.from() < last.to() => {
                if let Some(longer) = Shift::new(last.from(), last.to().max(shift.to())) {
                    *last = longer;
                }
            }
            _ => out.push(*shift),
        }
    }
    out
}

/// An exception on listed days, as versions before 2007 wrote them.
pub(super) fn listed(day: &Element<'_>, remarks: &mut Vec<String>) -> Option<CalendarException> {
    if day.text_of("DayType") != Some("0") {
        return None;
    }
    let period = day.child("TimePeriod")?;
    let date = |name: &str| period.text_of(name).and_then(date_time).map(DateTime::date);
    let (from, to) = (date("FromDate")?, date("ToDate")?);
    if to < from {
        remarks.push("an exception ends before it begins; it is left out".to_owned());
        return None;
    }
    Some(CalendarException {
        name: None,
        from,
        to,
        hours: hours(day, remarks),
        every: None,
    })
}
