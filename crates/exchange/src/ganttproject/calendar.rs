//! The calendar of the project, and those of people who are away.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::days::{Special, is_worked, special};
use super::value::{self, attribute};
use super::{Reading, place};
use crate::xml::Element;

/// The number of the project's calendar; those of people follow.
pub(super) const PROJECT: i64 = 1;

/// Days that come each year are held for so many years from the first one on.
const YEARS: i16 = 100;

impl Reading<'_> {
    /// Takes the project's calendar.
    pub(super) fn calendars(&mut self) {
        let first = self.days.first().unwrap_or(date(2000, 1, 1)).year();
        let mut exceptions = Vec::new();
        let mut kept = Vec::new();
        let mut listed = false;
        let children = self.file.calendars.iter().flat_map(|all| &all.children);
        for child in children.filter(|child| child.name != "day-types") {
            let day = special(child).filter(|_| child.name == "date");
            match (day, is_worked(child)) {
                (Some(day), Some(on)) => {
                    listed = true;
                    exceptions.push(exception(day, on, child.text.trim(), first));
                    // The colour of a day.
                    if attribute(child, "color").is_some() {
                        kept.push(child.clone().into_owned());
                    }
                }
                (None, _) if child.name == "date" => {
                    let message = "a day of the calendar cannot be read; it is kept as it stands";
                    self.suspicious("unreadable", message, place(child, None));
                    kept.push(child.clone().into_owned());
                }
                _ => kept.push(child.clone().into_owned()),
            }
        }
        let base = self
            .file
            .calendars
            .as_ref()
            .and_then(|all| attribute(all, "base-id"));
        if let Some(base) = base {
            kept.extend(value::kept("base-id", base));
            if !listed {
                let message = "the project uses a calendar of public holidays, but the file lists none of its days: none is known here";
                let at = self
                    .file
                    .calendars
                    .as_ref()
                    .map(|all| place(all, Some("base-id")));
                self.suspicious("holidays-not-listed", message, at.unwrap_or_default());
            }
        }
        let week = self.days.week();
        let week = (0..7).map(|day| weekday(day, week[day])).collect();
        let mut children = vec![
            Element::leaf("UID", PROJECT.to_string()),
            Element::leaf("Name", base.unwrap_or("project").to_owned()),
            Element::leaf("IsBaseCalendar", "1"),
            Element::parent("WeekDays", week),
        ];
        if !exceptions.is_empty() {
            children.push(Element::parent("Exceptions", exceptions));
        }
        children.extend(kept);
        let mut calendar = Element::parent("Calendar", children);
        calendar.line = self.file.calendars.as_ref().map_or(0, |all| all.line);
        self.records.calendars.push(calendar);
    }

    /// Takes the calendars of people who are away; gives their numbers by the ids of those people.
    pub(super) fn vacations(&mut self) -> BTreeMap<i64, i64> {
        let mut away: BTreeMap<i64, Vec<(Date, Date)>> = BTreeMap::new();
        let file = self.file;
        let names: BTreeMap<i64, Option<&str>> = file
            .resources
            .iter()
            .filter_map(|resource| Some((value::id(resource, "id")?, attribute(resource, "name"))))
            .collect();
        for vacation in &file.vacations {
            let at = |name: &str| attribute(vacation, name).and_then(value::day);
            let person = value::id(vacation, "resourceid");
            let person = person.filter(|person| names.contains_key(person));
            match (person, at("start"), at("end")) {
                (Some(person), Some(from), Some(to)) if from <= to => {
                    away.entry(person).or_default().push((from, to));
                }
                _ => {
                    let message = "a vacation is of nobody, or its days cannot be read; it is kept as it stands";
                    self.suspicious("unreadable", message, place(vacation, None));
                    self.records.project.push(vacation.clone().into_owned());
                }
            }
        }
        let mut numbers = BTreeMap::new();
        for (number, (person, stretches)) in (PROJECT + 1..).zip(away) {
            let exceptions = stretches
                .into_iter()
                .map(|(from, to)| Element::parent("Exception", days_off(from, to)))
                .collect();
            let name = names.get(&person).copied().flatten();
            let children = vec![
                Element::leaf("UID", number.to_string()),
                Element::leaf("Name", name.unwrap_or("away").to_owned()),
                Element::leaf("IsBaseCalendar", "0"),
                Element::leaf("BaseCalendarUID", PROJECT.to_string()),
                Element::parent("Exceptions", exceptions),
            ];
            self.records
                .calendars
                .push(Element::parent("Calendar", children));
            numbers.insert(person, number);
        }
        numbers
    }
}

/// A day of the week, Monday 0, with its hours. Project counts from Sunday, 1.
fn weekday(day: usize, on: bool) -> Element<'static> {
    let number = (day + 1) % 7 + 1;
    let mut children = vec![Element::leaf("DayType", number.to_string())];
    children.extend(hours(on));
    Element::parent("WeekDay", children)
}

fn hours(on: bool) -> Vec<Element<'static>> {
    let mut children = vec![Element::leaf("DayWorking", if on { "1" } else { "0" })];
    if on {
        let time = |from: &'static str, to: &'static str| {
            let ends = vec![Element::leaf("FromTime", from), Element::leaf("ToTime", to)];
            Element::parent("WorkingTime", ends)
        };
        let times = vec![time("08:00:00", "12:00:00"), time("13:00:00", "17:00:00")];
        children.push(Element::parent("WorkingTimes", times));
    }
    children
}

fn period(from: Date, to: Date) -> Element<'static> {
    let children = vec![
        Element::leaf("FromDate", format!("{from}T00:00:00")),
        Element::leaf("ToDate", format!("{to}T23:59:00")),
    ];
    Element::parent("TimePeriod", children)
}

fn days_off(from: Date, to: Date) -> Vec<Element<'static>> {
    let mut children = vec![period(from, to)];
    children.extend(hours(false));
    children
}

/// A day that is not as its week has it, once or each year from the year `first` on.
fn exception(day: Special, on: bool, name: &str, first: i16) -> Element<'static> {
    let mut children = Vec::new();
    match day {
        Special::Once(day) => children.push(period(day, day)),
        Special::Yearly(month, of_month) => {
            let last = first.saturating_add(YEARS - 1).min(9999);
            children.push(period(date(first, 1, 1), date(last, 12, 31)));
            children.push(Element::leaf("Type", "2"));
            children.push(Element::leaf("Month", (month - 1).to_string()));
            children.push(Element::leaf("MonthDay", of_month.to_string()));
        }
    }
    if !name.is_empty() {
        children.push(Element::leaf("Name", name.to_owned()));
    }
    children.extend(hours(on));
    Element::parent("Exception", children)
}
