//! Where one node falls in one iteration, between what asks for its start and what asks for its finish.

use longpole_model::ConstraintKind;

use super::prepare::{State, Step};
use crate::clock::Clock;

/// Where a node falls in one iteration, and what asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) start: i32,
    pub(crate) finish: i32,
    pub(crate) set_by: SetBy,
}

/// Which bound sets the dates of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetBy {
    Start,
    Finish,
    Both,
    Constraint,
}

impl Step {
    /// Places `duration` minutes of work that start no earlier than `start` and finish no earlier than `finish`.
    #[inline]
    pub(crate) fn placed(
        &self,
        clock: &Clock<'_>,
        start: i32,
        finish: i32,
        duration: i32,
    ) -> Placed {
        let mut placed = match duration {
            0 => meet(start, finish),
            _ => self.stretch(clock, start, finish, duration),
        };
        if let (Some(constraint), State::Planned) = (self.constraint, self.state) {
            self.constrain(clock, constraint, duration, &mut placed);
        }
        if let State::Started(at) = self.state {
            placed.start = at;
        }
        placed
    }

    /// Work that begins when it may, or later where its finish has to wait.
    #[inline]
    fn stretch(&self, clock: &Clock<'_>, start: i32, finish: i32, duration: i32) -> Placed {
        let ends = clock.finish_after(start, duration);
        // Mostly nothing asks for the finish, and it is not worth looking.
        if finish < ends {
            let start = if self.start_matters || self.constraint.is_some() {
                clock.next_start(start)
            } else {
                start
            };
            return Placed {
                start,
                finish: ends,
                set_by: SetBy::Start,
            };
        }
        if clock.is_same(finish, ends) {
            return Placed {
                start: clock.next_start(start),
                finish: ends,
                set_by: SetBy::Both,
            };
        }
        let start = clock.start_before(finish, duration);
        Placed {
            start,
            finish: clock.finish_after(start, duration),
            set_by: SetBy::Finish,
        }
    }

    /// Constraints that pull: they override what is waited for, but not the data date.
    fn constrain(
        &self,
        clock: &Clock<'_>,
        (kind, at): (ConstraintKind, i32),
        duration: i32,
        placed: &mut Placed,
    ) {
        let start = match kind {
            ConstraintKind::MustStartOn => at,
            ConstraintKind::MustFinishOn => clock.start_before(at, duration),
            ConstraintKind::StartNoLaterThan if placed.start > at => at,
            ConstraintKind::FinishNoLaterThan if placed.finish > at => {
                clock.start_before(at, duration)
            }
            ConstraintKind::StartNoLaterThan
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::StartOn
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible => return,
        };
        let start = start.max(self.program_floor);
        let start = if duration > 0 {
            clock.next_start(start)
        } else {
            start
        };
        if start != placed.start {
            placed.set_by = SetBy::Constraint;
        }
        placed.start = start;
        placed.finish = clock.finish_after(start, duration);
    }
}

/// A point in time, where its start and its finish may both be.
#[inline]
fn meet(start: i32, finish: i32) -> Placed {
    Placed {
        start: start.max(finish),
        finish: start.max(finish),
        set_by: match start.cmp(&finish) {
            std::cmp::Ordering::Less => SetBy::Finish,
            std::cmp::Ordering::Equal => SetBy::Both,
            std::cmp::Ordering::Greater => SetBy::Start,
        },
    }
}
