//! What does a project say of itself?

use jiff::civil::DateTime;
use longpole_model::{Charter, Meta, Moment, Scheduling};

use super::Reading;
use super::plan::Plan;
use crate::import::{NoteKind, Place};

impl Reading<'_> {
    /// The charter, with the project's calendar.
    pub(super) fn charter(&mut self, plan: &Plan) {
        let calendar = self.add_calendar(plan, "Project hours", plan.hours.calendar());
        // Only in projection mode what is not yet done is planned from now on.
        let now = plan.now.filter(|_| plan.projection);
        let mut left = plan.left.clone();
        if let (Some(at), None) = (plan.now, now) {
            let now = format!("now {}\n", crate::taskjuggler::dates::date_text(at));
            left.push_str(&now);
            let message = "`now` moves no work without projection mode, so that it is no data date; it is kept as it stands";
            self.notes
                .add(NoteKind::Kept, "now", message, Place::default());
        }
        self.program.charter = Charter {
            name: plan.title.clone().filter(|title| !title.trim().is_empty()),
            start: plan.start.map(DateTime::date),
            data_date: now.map(DateTime::date),
            calendar: Some(calendar),
            scheduling: Scheduling {
                start_time: plan.start.map(DateTime::time),
                data_time: now.map(DateTime::time),
                finish: plan.end.map(Moment::at),
                ..Scheduling::default()
            },
            meta: Meta {
                origin: Some(self.origin(plan.id.as_deref(), &left)),
                ..Meta::default()
            },
            ..Charter::default()
        };
    }
}
