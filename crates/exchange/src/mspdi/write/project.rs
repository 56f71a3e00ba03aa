//! Which elements does a project have, beside its lists?

use jiff::civil::DateTime;
use longpole_model::{Charter, ScheduleFrom};

use super::record::{DayEnds, Elements};
use crate::mspdi::values::{Lengths, date_time_text};
use crate::xml::Element;

/// All that a project's elements follow from.
#[derive(Debug, Clone, Copy)]
pub(in crate::mspdi) struct ProjectView<'a> {
    pub(in crate::mspdi) charter: &'a Charter,
    pub(in crate::mspdi) calendar: Option<i64>,
    pub(in crate::mspdi) lengths: Lengths,
    pub(in crate::mspdi) day: DayEnds,
    /// When it ends, as was computed.
    pub(in crate::mspdi) finish: Option<DateTime>,
}

impl ProjectView<'_> {
    /// Its elements.
    pub(in crate::mspdi) fn elements(&self) -> Vec<Element<'static>> {
        let charter = self.charter;
        let scheduling = &charter.scheduling;
        let mut out = Elements::default();
        out.some_text("Title", charter.name.as_deref());
        let from_start = match scheduling.from {
            ScheduleFrom::Start => true,
            ScheduleFrom::Finish => false,
        };
        out.flag("ScheduleFromStart", from_start);
        let start = charter.start.map(|date| match scheduling.start_time {
            Some(time) => date.to_datetime(time),
            None => self.day.start(date.into()),
        });
        out.time("StartDate", start);
        let finish = if from_start {
            self.finish
        } else {
            scheduling
                .finish
                .map(|at| self.day.finish(at))
                .or(self.finish)
        };
        out.time("FinishDate", finish);
        let slack = scheduling
            .critical_slack
            .map_or(0, |slack| self.lengths.in_milliseconds(slack));
        out.number(
            "CriticalSlackLimit",
            slack / (i64::from(self.lengths.minutes_per_day.max(1)) * 60_000),
        );
        if let Some(calendar) = self.calendar {
            out.number("CalendarUID", calendar);
        }
        out.number("MinutesPerDay", i64::from(self.lengths.minutes_per_day));
        out.number("MinutesPerWeek", i64::from(self.lengths.minutes_per_week));
        out.number("DaysPerMonth", i64::from(self.lengths.days_per_month));
        out.flag("HonorConstraints", !scheduling.needs_before_constraints);
        out.flag("MultipleCriticalPaths", scheduling.open_ends_critical);
        if let Some(date) = charter.data_date {
            let time = scheduling
                .data_time
                .unwrap_or(jiff::civil::Time::midnight());
            out.text("StatusDate", date_time_text(date.to_datetime(time)));
        }
        out.0
    }
}
