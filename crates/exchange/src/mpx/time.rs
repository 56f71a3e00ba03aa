//! The header and the calendars.

use super::settings::Settings;
use super::text::Record;
use super::{File, place};
use crate::import::NoteKind;
use crate::mspdi::{date_time_text, time_of_day_text};
use crate::xml::Element;

impl File {
    /// Takes the project's header. It stands after the calendars, but names one of them.
    pub(super) fn project(&mut self, records: &[Record]) {
        let mut put = Vec::new();
        let minutes = |name: &'static str, minutes: i64| Element::leaf(name, minutes.to_string());
        put.push(minutes("MinutesPerDay", self.settings.minutes_per_day));
        put.push(minutes("MinutesPerWeek", self.settings.minutes_per_week));
        self.calendars = records
            .iter()
            .filter(|record| record.number == 20)
            .map(|record| record.fields.first().cloned().unwrap_or_default())
            .collect();
        if let Some(header) = records.iter().find(|record| record.number == 30) {
            let field = |at: usize| {
                header
                    .fields
                    .get(at)
                    .map(|field| field.trim())
                    .filter(|field| !field.is_empty())
            };
            let mut text = |name: &'static str, value: Option<&str>| {
                put.extend(value.map(|value| Element::leaf(name, value.to_owned())));
            };
            text("Title", field(0));
            text("Company", field(1));
            text("Manager", field(2));
            text("Subject", field(26));
            text("Author", field(27));
            let calendar = field(3)
                .and_then(|name| self.number_of(name))
                .or_else(|| self.number_of("Standard"));
            text(
                "CalendarUID",
                calendar.map(|number| number.to_string()).as_deref(),
            );
            let starts = |at: usize| {
                field(at)
                    .and_then(|text| self.settings.starts(text))
                    .map(date_time_text)
            };
            text("StartDate", starts(4).as_deref());
            let finish = field(5)
                .and_then(|text| self.settings.finishes(text))
                .map(date_time_text);
            text("FinishDate", finish.as_deref());
            text(
                "ScheduleFromStart",
                Some(if field(6) == Some("1") { "0" } else { "1" }),
            );
            text("CurrentDate", starts(7).as_deref());
        }
        self.records.project = put;
    }

    /// The number of a base calendar.
    pub(super) fn number_of(&self, name: &str) -> Option<i64> {
        let at = self
            .calendars
            .iter()
            .position(|other| other.eq_ignore_ascii_case(name.trim()))?;
        Some(at as i64 + 1)
    }

    pub(super) fn base_calendar(&mut self, record: &Record) {
        let before = self
            .records
            .calendars
            .iter()
            .filter(|calendar| calendar.text_of("IsBaseCalendar") == Some("1"));
        let number = before.count() + 1;
        let name = record.fields.first().cloned().unwrap_or_default();
        let children = vec![
            Element::leaf("UID", number.to_string()),
            Element::leaf("Name", name),
            Element::leaf("IsBaseCalendar", "1"),
            Element::leaf("BaseCalendarUID", "-1"),
            Element::parent("WeekDays", week(&record.fields)),
        ];
        self.calendar(children, record);
    }

    pub(super) fn calendar(&mut self, children: Vec<Element<'static>>, record: &Record) {
        let mut calendar = Element::parent("Calendar", children);
        calendar.line = record.line;
        self.records.calendars.push(calendar);
    }

    /// Takes the hours of a weekday.
    pub(super) fn hours(&mut self, record: &Record) {
        let Some(day) = record.fields.first().map(|day| day.trim().to_owned()) else {
            return;
        };
        let times = times(&record.fields[1..], &self.settings);
        let days = self
            .records
            .calendars
            .last_mut()
            .and_then(|calendar| child(calendar, "WeekDays"));
        let Some(days) = days else { return };
        let of_day = |other: &&mut Element<'static>| other.text_of("DayType") == Some(day.as_str());
        // Hours of a day that is off, or as the base has it, say nothing.
        if let Some(known) = days.children.iter_mut().find(of_day)
            && known.text_of("DayWorking") == Some("1")
        {
            known.children.retain(|child| child.name != "WorkingTimes");
            if times.is_empty() {
                known.children.retain(|child| child.name != "DayWorking");
                known.children.push(Element::leaf("DayWorking", "0"));
            } else {
                known.children.push(Element::parent("WorkingTimes", times));
            }
        }
    }

    /// Takes days that differ.
    pub(super) fn exception(&mut self, record: &Record) {
        let field = |at: usize| {
            record
                .fields
                .get(at)
                .map(|field| field.trim())
                .filter(|field| !field.is_empty())
        };
        let from = field(0)
            .and_then(|text| self.settings.date(text))
            .map(|(date, _)| date);
        let to = field(1)
            .and_then(|text| self.settings.date(text))
            .map(|(date, _)| date)
            .or(from);
        let (Some(from), Some(to)) = (from, to) else {
            let message = "an exception without its days is left out";
            self.notes
                .add(NoteKind::Changed, "calendar", message, place(record));
            return;
        };
        let working = field(2) == Some("1");
        let period = vec![
            Element::leaf("FromDate", date_time_text(from.at(0, 0, 0, 0))),
            Element::leaf("ToDate", date_time_text(to.at(23, 59, 0, 0))),
        ];
        let mut children = vec![
            Element::leaf("DayType", "0"),
            Element::leaf("DayWorking", if working { "1" } else { "0" }),
            Element::parent("TimePeriod", period),
        ];
        let times = times(record.fields.get(3..).unwrap_or_default(), &self.settings);
        if working && !times.is_empty() {
            children.push(Element::parent("WorkingTimes", times));
        }
        let calendar = self.records.calendars.last_mut();
        if let Some(days) = calendar.and_then(|calendar| child(calendar, "WeekDays")) {
            days.children.push(Element::parent("WeekDay", children));
        }
    }
}

fn child<'e>(element: &'e mut Element<'static>, name: &str) -> Option<&'e mut Element<'static>> {
    element.children.iter_mut().find(|child| child.name == name)
}

/// The days of a week, Sunday first: off (0), worked (1), or as the base calendar has them (2).
pub(super) fn week(fields: &[String]) -> Vec<Element<'static>> {
    let mut days = Vec::new();
    for (at, flag) in fields.iter().skip(1).take(7).enumerate() {
        let working = match flag.trim() {
            "0" => "0",
            "1" => "1",
            _ => continue,
        };
        let children = vec![
            Element::leaf("DayType", (at + 1).to_string()),
            Element::leaf("DayWorking", working),
        ];
        days.push(Element::parent("WeekDay", children));
    }
    days
}

/// Working times: pairs of beginning and end.
fn times(fields: &[String], settings: &Settings) -> Vec<Element<'static>> {
    let minutes: Vec<Option<u16>> = fields.iter().map(|field| settings.minute(field)).collect();
    let pairs = minutes.chunks(2).filter_map(|pair| match pair {
        [Some(from), Some(to)] => Some((*from, *to)),
        _ => None,
    });
    let time = |(from, to): (u16, u16)| {
        let children = vec![
            Element::leaf("FromTime", time_of_day_text(from)),
            Element::leaf("ToTime", time_of_day_text(to)),
        ];
        Element::parent("WorkingTime", children)
    };
    pairs.map(time).collect()
}
