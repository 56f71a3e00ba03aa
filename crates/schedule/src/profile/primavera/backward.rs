//! The backward pass: how late each activity can start and finish without moving the end of its program, or its "must finish by".

use longpole_model::{ConstraintKind, LinkKind};

use super::Rules;
use super::activity::Status;
use super::lag::Lag;
use super::work::Work;
use crate::profile::details::{LinkDetails, Role};
use crate::profile::tick::Tick;
use crate::{LinkIndex, NodeIndex, Wall};

/// The late start and finish of `node`, when its successors have theirs. `end` is the latest that anything of its program may
/// finish.
pub(super) fn late(rules: &Rules<'_, '_>, node: NodeIndex, end: Wall) -> (Wall, Wall) {
    let work = Work::of(rules.details, rules.activity(node), node);
    let left = left_by(rules, &work, node, |node| {
        (rules.late_start(node), rules.late_finish(node))
    });
    let external = rules.details.facts(node).external_finish.map(Tick::minute);
    let finish = match (left.finish, external) {
        (Some(left), Some(external)) => left.min(end).min(external),
        (Some(left), None) => left.min(end),
        // What waits for it elsewhere may do so until after the end of this program.
        (None, Some(external)) => external,
        (None, None) if rules.options(node).scheduling.open_ends_critical => {
            rules.early_finish(node).min(end)
        }
        (None, None) => end,
    };
    let bounded = work.finish_by(finish);
    let finish = constrained(rules, node, &work, bounded);
    let start = work.start_of(finish);
    let start = match left.start {
        Some(at) if finish == bounded && work.is_point() && work.finish_by(at) == finish => at,
        Some(at) if finish == bounded => start.min(at),
        Some(_) | None => start,
    };
    (start, finish)
}

/// What links leave their predecessor. `None` when they leave it any time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    pub(super) start: Option<Wall>,
    pub(super) finish: Option<Wall>,
}

impl Left {
    fn finish(at: Wall) -> Self {
        Self {
            start: None,
            finish: Some(at),
        }
    }

    /// The last instant up to `at` at which `work` can end. In its own hours that is found once, from the first of all that
    /// links leave.
    fn finish_by(at: Wall, work: &Work<'_>) -> Self {
        Self::finish(if work.is_in_own_hours() {
            at
        } else {
            work.finish_by(at)
        })
    }

    fn start(at: Wall, work: &Work<'_>) -> Self {
        Self {
            // A point lies there, even where its finish is moved back to where work ends.
            start: work.is_point().then_some(at),
            finish: Some(work.finish(at)),
        }
    }

    /// As [`Self::start`], for a successor that starts together with its predecessor: when that is on a day off, the
    /// predecessor starts before it, though the work is the same on the day after it.
    fn start_together(at: Wall, work: &Work<'_>) -> Self {
        let left = Self::start(at, work);
        if left.start.is_some() || !work.calendar.hours_on(at).is_off() {
            return left;
        }
        Self {
            start: Some(work.calendar.previous_finish(at)),
            ..left
        }
    }

    /// The stricter of both.
    fn and(self, other: Self) -> Self {
        let stricter = |a: Option<Wall>, b: Option<Wall>| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            start: stricter(self.start, other.start),
            finish: stricter(self.finish, other.finish),
        }
    }
}

/// What the links of `node` leave it when its successors start and finish by `dates`.
pub(super) fn left_by(
    rules: &Rules<'_, '_>,
    work: &Work<'_>,
    node: NodeIndex,
    dates: impl Fn(NodeIndex) -> (Wall, Wall),
) -> Left {
    let links = rules.details.outgoing(rules.network, node).iter();
    let left = links
        .filter_map(|&(link, ref ends)| left_by_link(rules, work, link as LinkIndex, ends, &dates));
    left.fold(Left::default(), Left::and)
}

fn left_by_link(
    rules: &Rules<'_, '_>,
    work: &Work<'_>,
    link: LinkIndex,
    ends: &LinkDetails,
    dates: impl Fn(NodeIndex) -> (Wall, Wall),
) -> Option<Left> {
    if ends.role == Role::Rollup {
        return Some(left_by_summary(rules, work, link));
    }
    if rules.is_overridden(link) {
        return None;
    }
    let (start, finish) = dates(ends.to());
    let bound = match ends.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => start,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => finish,
    };
    if bound == Wall::MAX {
        return None;
    }
    if !ends.has_lag {
        return Some(match ends.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => Left::finish_by(bound, work),
            LinkKind::StartToStart | LinkKind::StartToFinish => Left::start_together(bound, work),
        });
    }
    let lag = Lag::of(rules, link);
    let (predecessor, now) = (rules.activity(ends.from()), rules.now(link));
    // What has happened out of sequence counts by itself, not by the lag before it.
    let (is_before_done, is_done) = (rules.is_complete(ends.from()), rules.is_complete(ends.to()));
    let began = is_before_done && rules.is_started(ends.to()) && !is_done;
    let lag = if began { lag.with(0) } else { lag };
    Some(match ends.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => {
            let ended = is_done && !is_before_done;
            let lag = if ended { lag.with(0) } else { lag };
            Left::finish_by(lag.left_of_finish(predecessor, now).before(bound), work)
        }
        LinkKind::StartToStart | LinkKind::StartToFinish => {
            let at = lag.left_of_start(predecessor, now).before(bound);
            if lag.minutes == 0 {
                Left::start_together(at, work)
            } else {
                Left::start(at, work)
            }
        }
    })
}

/// A child has to be done when its summary has, and to start by then when it is the first.
fn left_by_summary(rules: &Rules<'_, '_>, work: &Work<'_>, link: LinkIndex) -> Left {
    let ends = &rules.details.links[link];
    let (start, finish) = (rules.late_start(ends.to()), rules.late_finish(ends.to()));
    let is_first = rules.early_start(ends.from()) == rules.early_start(ends.to());
    let start = (is_first && start < Wall::MAX).then(|| Left::start(start, work));
    let finish = (finish < Wall::MAX).then(|| Left::finish(finish));
    start.unwrap_or_default().and(finish.unwrap_or_default())
}

/// What waits for an entry or a summary leaves these: a latest start and a latest finish, [`Wall::MAX`] for any.
pub(super) fn handed_on(rules: &Rules<'_, '_>, node: NodeIndex) -> (Wall, Wall) {
    let (mut start, mut finish) = (Wall::MAX, Wall::MAX);
    for &(link, ends) in rules.details.outgoing(rules.network, node) {
        let (late_start, late_finish) = (rules.late_start(ends.to()), rules.late_finish(ends.to()));
        if ends.role == Role::Rollup {
            finish = finish.min(late_finish);
            if rules.early_start(node) == rules.early_start(ends.to()) {
                start = start.min(late_start);
            }
            continue;
        }
        let bound = match ends.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => late_start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => late_finish,
        };
        if bound == Wall::MAX {
            continue;
        }
        let at = Lag::of(rules, link as LinkIndex).before(bound);
        match ends.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => finish = finish.min(at),
            LinkKind::StartToStart | LinkKind::StartToFinish => start = start.min(at),
        }
    }
    (start, finish)
}

/// Constraints that say no later, and those that set a date.
fn constrained(rules: &Rules<'_, '_>, node: NodeIndex, work: &Work<'_>, finish: Wall) -> Wall {
    let details = rules.details.facts(node);
    let is_started = match rules.activity(node).status {
        Status::NotStarted => false,
        Status::InProgress { .. } => true,
        Status::Complete { .. } => return finish,
    };
    let mut finish = finish;
    for constraint in [details.constraint, details.also].into_iter().flatten() {
        let at = constraint.at.minute();
        finish = match constraint.kind {
            ConstraintKind::MustStartOn if !is_started => work.finish(work.start_from(at)),
            ConstraintKind::MustFinishOn => work.finish_by(at),
            ConstraintKind::StartOn | ConstraintKind::StartNoLaterThan if !is_started => {
                finish.min(work.finish(at))
            }
            ConstraintKind::FinishOn | ConstraintKind::FinishNoLaterThan => {
                finish.min(work.finish_by(at))
            }
            ConstraintKind::MustStartOn
            | ConstraintKind::StartOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::AsLateAsPossible => finish,
        };
    }
    finish
}
