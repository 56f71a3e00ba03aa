//! Calendars and the charter: in which hours and by what rules is a project worked?

use std::collections::BTreeSet;

use longpole_model::CalendarId;

use super::calendar::CalendarFields;
use super::file::Row;
use super::{Reading, place};
use crate::import::Place;
use crate::import::ids::Ids;
use crate::mspdi::keep::left;
use crate::mspdi::schema::CALENDAR;
use crate::mspdi::write::CalendarView;

impl Reading<'_> {
    /// Takes the calendars, base calendars and those that refine them.
    pub(super) fn calendars(&mut self, rows: &[Row<'_>]) {
        let mut ids = Ids::default();
        let mut all: Vec<(CalendarId, CalendarFields, u32)> = Vec::new();
        for row in rows {
            let fields = CalendarFields::read(&row.elements);
            let name = fields.calendar.name.as_deref().unwrap_or("calendar");
            let uid = fields.uid.map(|uid| uid.to_string()).unwrap_or_default();
            let id = CalendarId::new(&ids.give(name, &uid)).expect("an id that was given is one");
            if let Some(uid) = fields.uid
                && self.context.calendars.insert(uid, id.clone()).is_some()
            {
                let at = place("Calendar", Some(uid), row.line);
                self.suspicious(
                    "duplicate-id",
                    "two calendars have one id; the last one has it here",
                    at,
                );
            }
            for remark in &fields.remarks {
                self.changed(
                    "calendar",
                    remark.clone(),
                    place("Calendar", fields.uid, row.line),
                );
            }
            all.push((id, fields, row.line));
        }
        let bases: Vec<Option<usize>> = all
            .iter()
            .map(|(_, fields, _)| self.base(fields, &all))
            .collect();
        let circular = circular(&bases);
        for (at, ((id, fields, line), row)) in all.iter().zip(rows).enumerate() {
            let mut calendar = fields.calendar.clone();
            calendar.minutes_per_day = Some(self.context.lengths.minutes_per_day);
            match (fields.base, bases[at]) {
                (Some(_), None) => {
                    let at = place("Calendar", fields.uid, *line);
                    self.suspicious(
                        "dangling-link",
                        "a calendar refines one that is not there; it stands alone",
                        at,
                    );
                }
                (_, Some(_)) if circular.contains(&at) => {
                    let at = place("Calendar", fields.uid, *line);
                    self.suspicious("loop", "a calendar refines itself; it stands alone", at);
                }
                (_, base) => calendar.base = base.map(|base| all[base].0.clone()),
            }
            let base = bases[at].filter(|_| calendar.base.is_some());
            let made = CalendarView {
                uid: fields.uid.unwrap_or(0),
                calendar: &calendar,
                base: base.and_then(|base| all[base].1.uid),
            }
            .elements();
            let kept = left(&row.elements, &made, &CALENDAR);
            let uid = fields.uid.map(|uid| uid.to_string());
            calendar.meta.origin = Some(self.origin(uid, "calendar", &kept));
            self.workspace.calendars.insert(id.clone(), calendar);
        }
        self.taken("calendars", all.len());
    }

    /// The place of the calendar that one refines.
    fn base(
        &self,
        fields: &CalendarFields,
        all: &[(CalendarId, CalendarFields, u32)],
    ) -> Option<usize> {
        let base = self.context.calendars.get(&fields.base?)?;
        all.iter().position(|(other, ..)| other == base)
    }

    /// Takes what the project says of its days and rules.
    pub(super) fn charter(&mut self) {
        let mut charter = self.project.charter();
        charter.calendar = self
            .project
            .calendar
            .and_then(|uid| self.context.calendars.get(&uid).cloned());
        if charter.calendar.is_none() && self.project.calendar.is_some() {
            self.suspicious(
                "dangling-link",
                "the project's calendar is not there",
                Place::default(),
            );
        }
        if let Some(id) = &charter.calendar
            && let Some(calendar) = self.workspace.calendars.get(id)
        {
            let longest = calendar
                .week
                .iter()
                .flatten()
                .map(longpole_model::DayHours::minutes)
                .max();
            let stated = self.context.lengths.minutes_per_day;
            if longest.is_some_and(|longest| u32::from(longest) != stated) {
                let message = format!(
                    "a day counts as {stated} minutes, but the longest day of the project's calendar has {}",
                    longest.unwrap_or_default()
                );
                self.suspicious("contradictory-hours", message, Place::default());
            }
        }
        self.program.charter = charter;
    }
}

/// The places of calendars that refine themselves, at one or more removes.
fn circular(bases: &[Option<usize>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    // 0: not looked at; else the number of the walk that came by.
    let mut seen = vec![0_usize; bases.len()];
    for start in 0..bases.len() {
        let mut at = Some(start);
        while let Some(calendar) = at {
            if seen[calendar] == start + 1 {
                found.insert(calendar);
                break;
            }
            if seen[calendar] != 0 {
                break;
            }
            seen[calendar] = start + 1;
            at = bases[calendar];
        }
    }
    found
}
