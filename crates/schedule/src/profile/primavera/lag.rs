//! Lags: in whose calendar they run, and what is left of them once work has begun.

use longpole_model::LagCalendar;

use super::activity::{Activity, Status};
use super::{Rules, minutes};
use crate::profile::details::LinkLag;
use crate::{LinkIndex, NodeIndex, Wall, WorkCalendar};

/// The lag of a link.
#[derive(Clone, Copy)]
pub(super) struct Lag<'a> {
    /// Minutes; negative for a lead.
    pub(super) minutes: i64,
    /// `None` when it runs through the clock.
    calendar: Option<&'a WorkCalendar>,
}

impl<'a> Lag<'a> {
    /// The lag of `link`, whose predecessor takes so many minutes in all.
    pub(super) fn of(rules: &Rules<'a, '_>, link: LinkIndex) -> Self {
        let ends = &rules.details.links[link];
        Self::resolved(rules, ends.from(), ends.to(), rules.details.lag(link))
    }

    /// `lag` between two nodes.
    pub(super) fn resolved(
        rules: &Rules<'a, '_>,
        from: NodeIndex,
        to: NodeIndex,
        lag: LinkLag,
    ) -> Self {
        let details = rules.details;
        let program = rules.options(to);
        let delay = lag.resolve(details.nodes[from].duration);
        let of_node = |node: NodeIndex| Some(details.working(node).0);
        let calendar = match program.scheduling.lag_calendar {
            _ if delay.elapsed => None,
            None | Some(LagCalendar::Predecessor) => of_node(from),
            Some(LagCalendar::Successor) => of_node(to),
            Some(LagCalendar::Clock) => None,
            Some(LagCalendar::Program) => Some(details.calendar(program.calendar).0),
        };
        Self {
            minutes: minutes(delay.tenths),
            calendar,
        }
    }

    /// The same with only so many minutes left.
    pub(super) fn with(self, minutes: i64) -> Self {
        Self { minutes, ..self }
    }

    /// `at` and the lag after it. None at all leaves a start where work begins.
    pub(super) fn after(self, at: Wall) -> Wall {
        let Some(calendar) = self.calendar else {
            return at.plus_clock(self.minutes);
        };
        let axis = || calendar.work_at(at).saturating_add(self.minutes);
        match self.minutes {
            0 => at,
            1.. => calendar.finish_wall(axis()),
            ..0 => calendar.start_wall(axis()),
        }
    }

    /// `at`, but without lag where work begins in the lag's calendar.
    pub(super) fn moved(self, at: Wall) -> Wall {
        match (self.minutes, self.calendar) {
            (0, Some(calendar)) => calendar.next_start(at),
            _ => at,
        }
    }

    /// The latest instant from which the lag still leads to `at` or before.
    pub(super) fn before(self, at: Wall) -> Wall {
        let Some(calendar) = self.calendar else {
            return at.plus_clock(self.minutes.saturating_neg());
        };
        if self.minutes == 0 {
            return at;
        }
        calendar.start_wall(calendar.work_at(at).saturating_sub(self.minutes))
    }

    /// What is left of the lag at `now` when it began at `began`.
    pub(super) fn left(self, began: Wall, now: Wall) -> Self {
        let passed = match self.calendar {
            Some(calendar) => calendar.minutes_from(began, now),
            None => now.minutes() - began.minutes(),
        };
        self.with((self.minutes - passed.max(0)).max(0))
    }

    /// What is left of the lag after the start of `predecessor`, which counts from the start of its remaining work.
    pub(super) fn left_of_start(self, predecessor: &Activity, now: Wall) -> Self {
        match predecessor.status {
            Status::NotStarted => self,
            Status::InProgress { .. } => self.with((self.minutes - predecessor.worked).max(0)),
            Status::Complete { started, .. } => self.left(started, now),
        }
    }

    /// What is left of the lag after the finish of `predecessor`.
    pub(super) fn left_of_finish(self, predecessor: &Activity, now: Wall) -> Self {
        match predecessor.status {
            Status::NotStarted | Status::InProgress { .. } => self,
            Status::Complete { finished, .. } => self.left(finished, now),
        }
    }
}
