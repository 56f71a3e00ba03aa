//! Which calendar does a record make?

use std::collections::BTreeSet;

use longpole_model::{Calendar, CalendarException, CalendarId, DayHours};

use super::{Context, Taking, USUAL_DAY, place};
use crate::import::ids::Ids;
use crate::p6::record::CalendarRecord;
use crate::p6::values::Length;

/// The calendar of a record, without its origin.
pub(crate) fn calendar(record: &CalendarRecord, context: &Context) -> Calendar {
    let base = record.base.as_ref().filter(|base| **base != record.key);
    let base = base
        .and_then(|base| context.calendars.get(base))
        .map(|(id, _)| id.clone());
    let says_days = record.week.iter().any(Option::is_some);
    let mut week = record.week.clone();
    if base.is_none() && says_days {
        // A day that is left out is a day off, unless there is a base to say otherwise.
        for day in &mut week {
            day.get_or_insert_with(DayHours::off);
        }
    }
    Calendar {
        name: record.name.clone(),
        base,
        week,
        exceptions: record
            .exceptions
            .iter()
            .map(|(on, hours)| CalendarException {
                name: None,
                from: *on,
                to: *on,
                hours: hours.clone(),
                every: None,
            })
            .collect(),
        minutes_per_day: record.day.and_then(minutes_per_day),
        ..Calendar::default()
    }
}

/// Whole minutes of a day, when it has a length that a day can have.
fn minutes_per_day(day: Length) -> Option<u32> {
    let minutes = (day.0 + 500).div_euclid(1000);
    u32::try_from(minutes)
        .ok()
        .filter(|minutes| (1..=1440).contains(minutes))
}

impl Taking<'_> {
    pub(super) fn calendars(&mut self) {
        let mut ids = Ids::default();
        let records = self.records;
        for record in &records.calendars {
            let name = record.name.as_deref().unwrap_or("calendar");
            let id =
                CalendarId::new(&ids.give(name, &record.key)).expect("an id that was given is one");
            let day = record.day.and_then(minutes_per_day).unwrap_or(USUAL_DAY);
            let at = place("calendar", name, record.line);
            if self.context.calendars.contains_key(&record.key) {
                self.suspicious(
                    "duplicate-id",
                    "two calendars have one id; the first one has it here",
                    at,
                );
            } else {
                self.context
                    .calendars
                    .insert(record.key.clone(), (id.clone(), day));
            }
            self.ids.calendars.push(Some(id));
        }
        for (record, id) in records.calendars.iter().zip(self.ids.calendars.clone()) {
            let Some(id) = id else { continue };
            let mut calendar = calendar(record, &self.context);
            calendar.meta.origin = Some(self.origin(&record.key));
            self.workspace.calendars.insert(id, calendar);
            self.remark_on_calendar(record);
        }
        self.break_circles_of_bases();
        self.taken("calendars", records.calendars.len());
    }

    fn remark_on_calendar(&mut self, record: &CalendarRecord) {
        let at = || {
            place(
                "calendar",
                record.name.as_deref().unwrap_or(&record.key),
                record.line,
            )
        };
        for remark in &record.remarks {
            self.suspicious("calendar-hours", remark, at());
        }
        let dangling = record
            .base
            .as_ref()
            .is_some_and(|base| !self.context.calendars.contains_key(base));
        if dangling {
            self.suspicious(
                "dangling-link",
                "a calendar is based on one that is not there",
                at(),
            );
        }
        if record.week.iter().all(Option::is_none) && record.base.is_none() {
            self.suspicious(
                "calendar-hours",
                "a calendar says nothing of its hours; the usual week was taken",
                at(),
            );
            return;
        }
        let worked = |day: &DayHours| i64::from(day.minutes()) * 1000;
        let days: Vec<i64> = record
            .week
            .iter()
            .flatten()
            .map(worked)
            .filter(|day| *day > 0)
            .collect();
        let contradicts =
            |said: Option<Length>, worked: i64| said.is_some_and(|said| said.0 != worked);
        let no_such_day = record
            .day
            .is_some_and(|day| !days.is_empty() && !days.contains(&day.0));
        if no_such_day || (!days.is_empty() && contradicts(record.week_length, days.iter().sum())) {
            self.suspicious(
                "contradictory-hours",
                "a calendar says that a day or week has other hours than those that it works; its working times hold",
                at(),
            );
        }
    }

    /// A calendar that leads back to itself by its bases loses its base.
    fn break_circles_of_bases(&mut self) {
        let mut sound: BTreeSet<CalendarId> = BTreeSet::new();
        let all: Vec<CalendarId> = self.workspace.calendars.keys().cloned().collect();
        for start in all {
            let mut chain = BTreeSet::new();
            let mut at = start;
            while !sound.contains(&at) {
                chain.insert(at.clone());
                let calendar = self.workspace.calendars.get_mut(&at);
                let Some(calendar) = calendar.filter(|calendar| calendar.base.is_some()) else {
                    break;
                };
                match calendar.base.clone().filter(|base| !chain.contains(base)) {
                    Some(base) => at = base,
                    None => {
                        calendar.base = None;
                        self.suspicious(
                            "loop",
                            "calendars are based on each other in a circle; one lost its base",
                            place("calendar", at.as_str(), 0),
                        );
                        break;
                    }
                }
            }
            sound.extend(chain);
        }
    }
}
