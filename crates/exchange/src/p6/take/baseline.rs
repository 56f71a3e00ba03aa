//! Which dates were agreed, by the baselines that a file brings?

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use longpole_model::{Baseline, BaselineDates, BaselineId, ItemId, Meta, ProgramId};

use super::activity::foreign_dates;
use super::{Taking, USUAL_DAY};
use crate::import::ids::{self, Ids};

impl Taking<'_> {
    /// A project that is another one's baseline: the dates of its activities, by their codes.
    pub(super) fn take_baselines(&mut self) {
        let records = self.records;
        let mut dates: BTreeMap<&str, BTreeMap<ItemId, BaselineDates>> = BTreeMap::new();
        for record in &records.activities {
            let Some(project) = record
                .project
                .as_deref()
                .filter(|key| self.baselines.contains_key(key))
            else {
                continue;
            };
            let item = record
                .code
                .as_deref()
                .and_then(ids::code)
                .and_then(|code| ItemId::new(&code).ok());
            let Some(item) = item else { continue };
            let calendar = record
                .calendar
                .as_ref()
                .and_then(|key| self.context.calendars.get(key));
            let day = calendar.map_or(USUAL_DAY, |(_, day)| *day);
            let then = foreign_dates(record);
            dates.entry(project).or_default().insert(
                item,
                BaselineDates {
                    start: then.start.map(DateTime::date),
                    finish: then.finish.map(DateTime::date),
                    duration: record.planned_duration.map(|length| length.span(day)),
                },
            );
        }
        let mut given: BTreeMap<ProgramId, Ids> = BTreeMap::new();
        let mut count = 0;
        for record in &records.projects {
            let Some(program) = self.baselines.get(&*record.key).cloned() else {
                continue;
            };
            let name = record.name.clone().or_else(|| record.code.clone());
            let on = record.data_date.or(record.planned_start);
            let Some(on) = on else { continue };
            let ids = given.entry(program.clone()).or_default();
            let id = ids.give(name.as_deref().unwrap_or("baseline"), &record.key);
            let id = BaselineId::new(&id).expect("an id that was given is one");
            let baseline = Baseline {
                name,
                on: on.date(),
                approved_by: None,
                items: dates.remove(&*record.key).unwrap_or_default(),
                meta: Meta {
                    origin: Some(self.origin(record.code.as_deref().unwrap_or(&record.key))),
                    ..Meta::default()
                },
            };
            self.program(&program).baselines.insert(id, baseline);
            count += 1;
        }
        self.taken("baselines", count);
    }
}
