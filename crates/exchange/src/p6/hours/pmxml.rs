//! Which hours does a calendar of PMXML work: `StandardWorkWeek` by weekday, `HolidayOrExceptions` by date?
//!
//! P6 writes the last minute of a shift (16:59 for one that ends at 17:00); some programs write its end.

use longpole_model::{DayHours, Shift};

use crate::p6::keep::Cells;
use crate::p6::record::CalendarRecord;
use crate::p6::spelling::date_text;
use crate::p6::values::{date_time, day_hours, minute_of_day, time};
use crate::p6::words::Dialect;
use crate::xml::{Element, fragment, write_children};

/// How deep these elements may be nested.
const DEPTH: usize = 16;

const WEEK: &str = "<StandardWorkWeek>";
const EXCEPTIONS: &str = "<HolidayOrExceptions>";

/// Monday is 0.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) fn read(record: &mut CalendarRecord, field: &str, text: &str) {
    if !matches!(field, WEEK | EXCEPTIONS) {
        return;
    }
    let all = fragment(text, DEPTH).unwrap_or_default();
    let entries = all.iter().flat_map(|whole| &whole.children);
    for entry in entries {
        if field == WEEK {
            read_weekday(record, entry);
        } else {
            read_exception(record, entry);
        }
    }
}

fn read_weekday(record: &mut CalendarRecord, day: &Element<'_>) {
    let named = day.text_of("DayOfWeek");
    let number = WEEKDAYS.iter().position(|known| Some(*known) == named);
    match number {
        Some(number) => record.week[number] = Some(hours(day, &mut record.remarks)),
        None => record
            .remarks
            .push("a calendar has hours for a day that no week has"),
    }
}

fn read_exception(record: &mut CalendarRecord, exception: &Element<'_>) {
    match exception.text_of("Date").and_then(date_time) {
        Some(on) => {
            let hours = hours(exception, &mut record.remarks);
            record.exceptions.push((on.date(), hours));
        }
        None => record
            .remarks
            .push("an exception of a calendar is on no day"),
    }
}

/// The shifts of a day.
fn hours(element: &Element<'_>, remarks: &mut Vec<&'static str>) -> DayHours {
    let mut shifts = Vec::new();
    let works = element.children.iter();
    for work in works.filter(|child| child.name == "WorkTime") {
        let from = work.text_of("Start").and_then(minute_of_day);
        let to = work.text_of("Finish").and_then(end);
        let (Some(from), Some(to)) = (from, to) else {
            if !work.is_nil() && !work.children.is_empty() {
                remarks.push("a shift of a calendar has no times");
            }
            continue;
        };
        match Shift::new(from, to) {
            Some(shift) => shifts.push(shift),
            None => remarks.push("a shift of a calendar ends before it begins"),
        }
    }
    day_hours(shifts, remarks)
}

/// The end of a shift: a minute later than the last one that is worked.
fn end(text: &str) -> Option<u16> {
    let minute = minute_of_day(text)?;
    let within = time(text).is_some_and(|time| time.second() > 0);
    Some(match minute {
        last_minute if within => last_minute + 1,
        0 => 24 * 60,
        end if end % 5 == 0 => end,
        last_minute => last_minute + 1,
    })
}

pub(super) fn cells(record: &CalendarRecord, cells: &mut Cells) {
    let days = record.week.iter().zip(WEEKDAYS);
    // The week begins with Sunday.
    let mut days: Vec<_> = days.collect();
    days.rotate_right(1);
    let week: Vec<Element<'_>> = days
        .into_iter()
        .filter_map(|(hours, name)| {
            let name = Element::leaf("DayOfWeek", name);
            let entries = std::iter::once(name).chain(shifts(hours.as_ref()?));
            Some(Element::parent("StandardWorkHours", entries.collect()))
        })
        .collect();
    let exceptions: Vec<Element<'_>> = record
        .exceptions
        .iter()
        .map(|(on, hours)| {
            let on = on.to_datetime(jiff::civil::Time::midnight());
            let on = Element::leaf("Date", date_text(on, Dialect::Pmxml));
            let entries = std::iter::once(on).chain(shifts(hours));
            Element::parent("HolidayOrException", entries.collect())
        })
        .collect();
    for (field, name, entries) in [
        (WEEK, "StandardWorkWeek", week),
        (EXCEPTIONS, "HolidayOrExceptions", exceptions),
    ] {
        let whole = Element::parent(name, entries);
        cells.insert(field.to_owned(), write_children(&[whole]));
    }
}

fn shifts(hours: &DayHours) -> Vec<Element<'static>> {
    if hours.is_off() {
        return vec![nothing("WorkTime")];
    }
    let time = |minute: u16, second: u16| {
        format!("{:02}:{:02}:{second:02}", minute / 60 % 24, minute % 60)
    };
    let shifts = hours.shifts().iter().map(|shift| {
        let last = shift.to() - 1;
        // A last minute that would be taken for an end says how far it is worked.
        let finish = time(last, if last % 5 == 0 { 59 } else { 0 });
        Element::parent(
            "WorkTime",
            vec![
                Element::leaf("Start", time(shift.from(), 0)),
                Element::leaf("Finish", finish),
            ],
        )
    });
    shifts.collect()
}

/// An element that says that there is nothing.
fn nothing(name: &'static str) -> Element<'static> {
    let mut element = Element::leaf(name, "");
    element
        .attributes
        .push(("nil".to_owned(), "true".to_owned()));
    element
}
