//! Where the remaining work of an activity lies: in its own calendar, or in those of the resources that set its dates.

use crate::profile::details::Details;
use crate::{NodeIndex, Wall, WorkCalendar};

use super::activity::Activity;

/// So often the hours of an activity and of its resources are asked in turn for an instant at which both work.
const MOST_TURNS: usize = 64;

/// The remaining work of an activity.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    details: &'a Details,
    /// The activity's own calendar, in which its floats are counted.
    pub(super) calendar: &'a WorkCalendar,
    activity: &'a Activity,
}

impl<'a> Work<'a> {
    pub(super) fn of(details: &'a Details, activity: &'a Activity, node: NodeIndex) -> Self {
        Self {
            details,
            calendar: details.working(node).0,
            activity,
        }
    }

    /// Whether nothing is left to do.
    pub(super) fn is_point(&self) -> bool {
        self.activity.remaining == 0 && self.is_in_own_hours()
    }

    /// Whether its work runs through its own calendar, rather than those of its resources.
    pub(super) fn is_in_own_hours(&self) -> bool {
        self.activity.loads.is_empty()
    }

    /// Whether two of its starts may be one instant of work, such as an evening and the morning after it.
    pub(super) fn may_begin_in_the_evening(&self) -> bool {
        self.activity.ends_work || !self.is_in_own_hours()
    }

    /// The work of its resources, where that sets its dates.
    fn loads(&self) -> impl Iterator<Item = (&'a WorkCalendar, i64)> {
        let details = self.details;
        let loads = self.activity.loads.iter();
        loads.map(|&(calendar, minutes)| (details.calendar(calendar).0, minutes))
    }

    /// `at`, or the next instant at which it can be worked on. A milestone that ends work may stay where work ends.
    pub(super) fn start_from(&self, at: Wall) -> Wall {
        if self.activity.ends_work {
            return self.finish_from(at);
        }
        self.work_from(at)
    }

    /// `at`, or the next instant at which the activity may be worked on and somebody does.
    pub(super) fn work_from(&self, at: Wall) -> Wall {
        let mut at = self.calendar.next_start(at);
        if self.is_in_own_hours() {
            return at;
        }
        for _ in 0..MOST_TURNS {
            let starts = self.loads().map(|(calendar, _)| calendar.next_start(at));
            let start = starts.min().unwrap_or(at);
            at = self.calendar.next_start(start);
            if at == start {
                break;
            }
        }
        at
    }

    /// `at` where work ends, or the next instant at which it can go on.
    pub(super) fn finish_from(&self, at: Wall) -> Wall {
        if self.calendar.previous_finish(at) == at {
            at
        } else {
            self.calendar.next_start(at)
        }
    }

    /// The finish of work that begins at `start`.
    pub(super) fn finish(&self, start: Wall) -> Wall {
        if self.is_in_own_hours() {
            return self.calendar.finish_after(start, self.activity.remaining);
        }
        let finishes = self
            .loads()
            .map(|(calendar, minutes)| calendar.finish_after(start, minutes));
        finishes.max().unwrap_or(start)
    }

    /// The latest start of work that ends at `finish`.
    pub(super) fn start_of(&self, finish: Wall) -> Wall {
        if self.is_in_own_hours() {
            return self.calendar.start_before(finish, self.activity.remaining);
        }
        let starts = self
            .loads()
            .map(|(calendar, minutes)| calendar.start_before(finish, minutes));
        self.calendar.next_start(starts.min().unwrap_or(finish))
    }

    /// `at`, or the last instant before it at which work on it can end. A point that begins work may stay where work begins;
    /// what is complete has no work to end, and stays.
    pub(super) fn finish_by(&self, at: Wall) -> Wall {
        let stays = self.activity.begins_work && self.calendar.next_start(at) == at;
        if self.activity.is_complete() || stays {
            return at;
        }
        let at = self.calendar.previous_finish(at);
        if self.is_in_own_hours() {
            return at;
        }
        let finishes = self
            .loads()
            .map(|(calendar, _)| calendar.previous_finish(at));
        finishes.max().unwrap_or(at)
    }
}
