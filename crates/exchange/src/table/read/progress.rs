//! How far is a row: by its actual dates, its percentage, its status?

use longpole_model::{Estimate, Item, Probability, Remaining};

use super::Reading;
use super::estimate::{Takes, backlog, work};
use super::item::Planned;
use crate::import::NoteKind;
use crate::import::stage::{CANCELLED, Stage, is_cancelled};
use crate::table::cells::length::spread;
use crate::table::cells::words::stage;
use crate::table::field::Field;

impl Reading<'_> {
    /// Puts into an item how far it is.
    pub(super) fn progress(
        &mut self,
        at: usize,
        item: &mut Item,
        planned: Planned,
        is_summary: bool,
    ) {
        item.progress.started = self.moment(at, Field::Started);
        item.progress.finished = self.moment(at, Field::Finished);
        item.progress.percent = self.share(at, Field::Percent);
        self.keep(at, Field::Status);
        if is_summary {
            self.set_aside(
                at,
                Field::Remaining,
                "what is left of a summary follows from its parts; what its row says is kept as it stands",
            );
            return;
        }
        self.stage(at, item, planned);
        self.remaining(at, item);
    }

    /// What a status or a percentage says of a row that has no actual dates.
    fn stage(&mut self, at: usize, item: &mut Item, planned: Planned) {
        let progress = &mut item.progress;
        let by_percent = match progress.percent {
            Some(Probability::ONE) => Some(Stage::Done),
            Some(percent) if percent > Probability::ZERO => Some(Stage::Begun),
            _ => None,
        };
        let by_status = self
            .cell(at, Field::Status)
            .and_then(|cell| stage(&cell.shown()));
        let place = self.place(&self.named[at], None);
        let status = self.text(at, Field::Status);
        if let Some(status) = status.filter(|status| is_cancelled(status)) {
            item.scheduling.inactive = true;
            let name = format!("{} ({status})", self.named[at].external_id);
            self.notes
                .add_named(NoteKind::Changed, "cancelled", CANCELLED, name, place);
            return;
        }
        match by_status.or(by_percent) {
            Some(Stage::Done) if progress.finished.is_none() => {
                if planned.finish.is_some() {
                    progress.finished = planned.finish;
                    progress.started = progress.started.or(planned.start);
                    self.changed(
                        "done",
                        "the finish of rows that are done was taken as the day on which they were",
                        place,
                    );
                } else {
                    if by_percent.is_none() {
                        item.progress.percent = Some(Probability::ONE);
                    }
                    self.suspicious("done-without-date", "rows are done without a date on which they were; they were taken as complete to 100 %", place);
                }
            }
            Some(Stage::Begun) if progress.started.is_none() => {
                if planned.start.is_some() {
                    progress.started = planned.start;
                    self.changed("begun", "the start of rows that are in progress was taken as the day on which they began", place);
                } else {
                    self.suspicious(
                        "begun-without-date",
                        "rows are in progress without a date on which they began",
                        place,
                    );
                }
            }
            Some(Stage::Open | Stage::Begun | Stage::Done) | None => {}
        }
    }

    /// What is left: of a started row its remaining work; else, where nothing else says so, what it takes.
    fn remaining(&mut self, at: usize, item: &mut Item) {
        let named = &self.named[at];
        let Some((cell, column)) = self.table(named).cell(named.row, Field::Remaining) else {
            return;
        };
        let things = backlog(&cell.shown());
        let found = spread(cell, column.unit).and_then(work);
        if let Some(size) = things
            && item.estimate.is_none()
        {
            item.estimate = Some(Estimate::Backlog(longpole_model::Backlog {
                size,
                pace: None,
            }));
            return;
        }
        let Some(found) = found else {
            self.unreadable(at, Field::Remaining, "length of time");
            return;
        };
        let is_done = item.progress.finished.is_some();
        let is_begun = item.progress.started.is_some();
        match found {
            Takes::Nothing if is_done => {}
            Takes::Work(_) if is_done => {
                let why = "what is left of rows that are done is kept as it stands";
                self.set_aside(at, Field::Remaining, why);
            }
            Takes::Work(Estimate::Duration(left)) if is_begun => {
                item.progress.remaining = Some(Remaining::Duration(left));
            }
            Takes::Work(Estimate::Effort(left)) if is_begun => {
                item.progress.remaining = Some(Remaining::Effort(left));
            }
            Takes::Nothing if is_begun => {
                item.progress.remaining = Some(Remaining::Duration(longpole_model::Spread::Fixed(
                    longpole_model::Span::ZERO,
                )));
            }
            Takes::Work(estimate) if item.estimate.is_none() && !item.is_milestone() => {
                item.estimate = Some(estimate);
            }
            Takes::Work(_) | Takes::Nothing => self.set_aside(
                at,
                Field::Remaining,
                "what is left of rows that have not begun is kept as it stands",
            ),
        }
    }
}
