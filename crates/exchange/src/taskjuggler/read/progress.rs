//! How far is a task: what was booked, what is said to be complete?

use longpole_model::{Item, Moment, Remaining, Spread};

use super::Reading;
use super::plan::Plan;
use super::task::{Size, Task};
use crate::import::{ImportError, NoteKind, Place};

impl Reading<'_> {
    /// Bookings are work that was done. They count in projection mode, in which the rest is planned from now on.
    pub(super) fn progress(
        &mut self,
        plan: &Plan,
        task: &Task,
        workers: &[usize],
        item: &mut Item,
        place: &Place,
    ) -> Result<(), ImportError> {
        item.progress.percent = task.complete;
        if task.bookings.is_empty() {
            return Ok(());
        }
        let Size::Effort(effort) = task.size else {
            let message = "bookings of a task without effort are kept as they stand";
            self.notes
                .add(NoteKind::Kept, "bookings", message, place.clone());
            return Ok(());
        };
        if !plan.projection || plan.now.is_none() {
            let message = "bookings without projection mode are kept as they stand; the work is planned as if it were not begun";
            self.notes
                .add(NoteKind::Kept, "bookings", message, place.clone());
            return Ok(());
        }
        let (mut spent, mut counted) = (0_i128, 0_i128);
        for (name, from, to) in &task.bookings {
            let Some(&person) = plan.people_by_id.get(name) else {
                let message = format!("work is booked for `{name}`, who is not there");
                self.suspicious("dangling-link", message, place.clone());
                continue;
            };
            let person = &plan.people[person];
            let days = from.duration_until(*to).as_hours() / 24 + 1;
            self.calendars.spend(
                person.hours.stretch_count() + 1,
                usize::try_from(days).unwrap_or(1),
            )?;
            let Some(minutes) = person.hours.minutes_between(*from, *to) else {
                let message = "a booking is longer than ten years; it is left out";
                self.suspicious("long-booking", message, place.clone());
                continue;
            };
            spent += i128::from(minutes);
            counted += i128::from(minutes) * i128::from(person.efficiency) / 1_000_000;
        }
        let first = task.bookings.iter().map(|(_, from, _)| *from).min();
        let last = task.bookings.iter().map(|(_, _, to)| *to).max();
        item.progress.started = first.map(Moment::at);
        item.actual_effort = plan.lengths.effort(spent);
        let left = i64::try_from(i128::from(effort) - counted)
            .unwrap_or(0)
            .max(0);
        if left == 0 {
            item.progress.finished = last.map(Moment::at);
            return Ok(());
        }
        item.progress.remaining = plan
            .lengths
            .effort(plan.peoples_time(workers, left))
            .map(|left| Remaining::Effort(Spread::Fixed(left)));
        Ok(())
    }
}
