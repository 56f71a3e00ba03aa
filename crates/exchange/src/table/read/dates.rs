//! Which dates does the table itself give its rows?

use jiff::civil::{DateTime, Time};
use longpole_model::{Item, Moment};

use super::Reading;
use super::item::Planned;
use crate::import::ForeignDates;

impl Reading<'_> {
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
