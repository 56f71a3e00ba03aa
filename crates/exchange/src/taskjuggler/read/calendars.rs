//! Which calendars are there: the project's, those of people, those of tasks that have a shift of their own?

use std::collections::BTreeMap;

use longpole_model::{Calendar, CalendarId};

use super::Reading;
use super::plan::Plan;
use super::task::Task;
use crate::import::ImportError;
use crate::import::ids::Ids;
use crate::taskjuggler::hours::Hours;

/// Calendars of tasks, each once.
#[derive(Debug, Default)]
pub(super) struct Calendars {
    ids: Ids,
    of_tasks: BTreeMap<String, CalendarId>,
    spent: usize,
}

/// So much may be compared to work calendars out: each stretch of a calendar with each other one.
const MOST_COMPARED: usize = 2_000_000_000;

impl Calendars {
    /// Counts what a calendar costs.
    pub(super) fn spend(&mut self, stretches: usize, times: usize) -> Result<(), ImportError> {
        self.spent = self.spent.saturating_add(stretches.saturating_mul(times));
        if self.spent <= MOST_COMPARED {
            return Ok(());
        }
        Err(ImportError::TooLarge(
            "there are too many leaves and shifts to work out who works when".to_owned(),
        ))
    }
}

impl Reading<'_> {
    /// Adds a calendar under a name.
    pub(super) fn add_calendar(
        &mut self,
        plan: &Plan,
        name: &str,
        mut calendar: Calendar,
    ) -> CalendarId {
        let number = (self.workspace.calendars.len() + 1).to_string();
        let id = CalendarId::new(&self.calendars.ids.give(name, &number))
            .expect("an id that was given is one");
        calendar.name = Some(name.to_owned()).filter(|name| !name.trim().is_empty());
        calendar.minutes_per_day = Some(plan.lengths.minutes_per_day);
        calendar.zone.clone_from(&plan.zone);
        calendar.meta.origin = Some(self.origin(None, ""));
        self.workspace.calendars.insert(id.clone(), calendar);
        id
    }

    /// The calendar of a task with a shift of its own, in which whoever is given also works.
    pub(super) fn calendar_of_task(
        &mut self,
        plan: &Plan,
        task: &Task,
        worker: Option<usize>,
    ) -> Result<CalendarId, ImportError> {
        let key = format!("{:?} {worker:?}", task.shifts);
        if let Some(id) = self.calendars.of_tasks.get(&key) {
            return Ok(id.clone());
        }
        let own = Hours {
            shifts: task.shifts.clone(),
            ..plan.hours.clone()
        };
        let worker = worker.map(|worker| &plan.people[worker].hours);
        let stretches = own.stretch_count() + worker.map_or(0, Hours::stretch_count);
        self.calendars
            .spend(stretches, stretches.saturating_mul(14))?;
        let calendar = match worker {
            Some(worker) => own.both(worker),
            None => own.calendar(),
        };
        let name = format!("Shift of {}", task.title.as_deref().unwrap_or(&task.path));
        let id = self.add_calendar(plan, &name, calendar);
        self.calendars.of_tasks.insert(key, id.clone());
        Ok(id)
    }
}
