//! Which dates does the table itself give its rows?

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use longpole_model::{Item, Moment, ProgramId};

use super::Reading;
use super::item::Planned;
use crate::import::{ForeignDates, NoteKind, Place};
use crate::table::field::Field;

impl Reading<'_> {
    /// Where starts are computed, the earliest one is the day on which the program begins: no column says it.
    pub(super) fn first_days(&mut self) {
        let mut first: BTreeMap<ProgramId, Date> = BTreeMap::new();
        for named in self.named {
            if !self.table(named).has(Field::NotBefore) {
                continue;
            }
            let dates = self.dates.get(&(named.program.clone(), named.id.clone()));
            if let Some(start) = dates.and_then(|dates| dates.start) {
                let day = start.date();
                first
                    .entry(named.program.clone())
                    .and_modify(|first| *first = day.min(*first))
                    .or_insert(day);
            }
        }
        for (program, day) in first {
            let charter = &mut self.program(&program).charter;
            if charter.start.is_none() {
                charter.start = Some(day);
                self.notes.add(
                    NoteKind::Changed,
                    "start-of-the-program",
                    "the earliest start of a program's rows was taken as the day on which it begins",
                    Place::default(),
                );
            }
        }
    }

    /// Keeps a row's dates for the comparison with ours. A day alone begins at 8 and ends at 17, as the usual calendar has it.
    pub(super) fn foreign_dates(&mut self, at: usize, item: &Item, planned: Planned) {
        if planned.start.is_none() && planned.finish.is_none() {
            return;
        }
        let start = item.progress.started.or(planned.start);
        let finish = item.progress.finished.or(planned.finish);
        let begin = if item.is_milestone() { 17 } else { 8 };
        let dates = ForeignDates {
            start: start.map(|moment| whole(moment, begin)),
            finish: finish.map(|moment| whole(moment, 17)),
            ..ForeignDates::default()
        };
        let named = &self.named[at];
        self.dates
            .insert((named.program.clone(), named.id.clone()), dates);
    }
}

fn whole(moment: Moment, hour: i8) -> DateTime {
    let usual = Time::constant(hour, 0, 0, 0);
    DateTime::from_parts(moment.date, moment.time.unwrap_or(usual))
}
