//! The forward pass: how early each activity can start and finish.
//!
//! What is not started lies after the floor of its program, the later of planned start and data date. What is in progress has
//! its remaining work there, unless its predecessors still hold it. What is complete counts as a point at the data date, so
//! that what holds it still holds its successors.

use longpole_model::{ConstraintKind, LinkKind, OutOfSequence};

use super::Rules;
use super::activity::Status;
use super::asks::{Ask, ask};
use super::lag::Lag;
use super::work::Work;
use crate::profile::tick::Tick;
use crate::{Driver, NodeIndex, NodeKind, Wall};

/// The early dates of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Early {
    pub(super) start: Wall,
    pub(super) finish: Wall,
    pub(super) driver: Driver,
}

/// Where `node` falls when its predecessors have their dates. Gives what remains of it, too, which an expected finish sets.
pub(super) fn place(rules: &Rules<'_, '_>, node: NodeIndex) -> (Early, i64) {
    let activity = rules.activity(node);
    let work = Work::of(rules.details, activity, node);
    match activity.status {
        Status::Complete { started, finished } => {
            let early = match rules.rule_of(node) {
                OutOfSequence::ActualDates => Early {
                    start: started,
                    finish: finished,
                    driver: Driver::Actual,
                },
                OutOfSequence::RetainedLogic | OutOfSequence::ProgressOverride => {
                    complete(rules, node)
                }
            };
            (early, 0)
        }
        Status::NotStarted | Status::InProgress { .. } => {
            let early = asked(rules, node, &work);
            let early = constrained(rules, node, &work, early);
            expected(rules, node, &work, early)
        }
    }
}

/// At the data date, or, where it waited for something, at the floor, or where predecessors that are not done hold it.
fn complete(rules: &Rules<'_, '_>, node: NodeIndex) -> Early {
    let program = rules.program(node);
    let waits = !rules.network.incoming(node).is_empty();
    let floor = if waits { program.floor } else { program.now };
    let asks = rules
        .network
        .incoming(node)
        .filter_map(|link| match ask(rules, link)? {
            Ask::Start(at) | Ask::Finish(at) => Some((at, link)),
        });
    let (at, driver) = asks.fold((floor, Driver::Actual), |latest, (at, link)| {
        if at > latest.0 {
            (at, Driver::Link(link))
        } else {
            latest
        }
    });
    Early {
        start: at,
        finish: at,
        driver,
    }
}

/// A start that is asked for.
#[derive(Debug, Clone, Copy)]
struct Asked {
    start: Wall,
    /// The finish, where it isn't that of the work from `start` on.
    finish: Option<Wall>,
    driver: Driver,
}

impl Asked {
    fn start(start: Wall, driver: Driver) -> Self {
        Self {
            start,
            finish: None,
            driver,
        }
    }

    /// The later of both. The evening and the morning after it are the same instant of work: the first of them that is asked
    /// for stays.
    fn or_later(self, other: Self, work: &Work<'_>) -> Self {
        let work_at = |asked: Self| work.calendar.work_at(asked.start);
        let stays = self.start >= other.start
            || (work.may_begin_in_the_evening() && work_at(self) == work_at(other));
        if stays { self } else { other }
    }
}

/// After the floor and all that links ask.
fn asked(rules: &Rules<'_, '_>, node: NodeIndex, work: &Work<'_>) -> Early {
    let activity = rules.activity(node);
    let details = rules.details.facts(node);
    let or_later = |latest: Option<Asked>, asked: Asked| {
        Some(latest.map_or(asked, |latest| latest.or_later(asked, work)))
    };
    let mut latest: Option<Asked> = None;
    for link in rules.network.incoming(node) {
        let Some(asked) = ask(rules, link) else {
            continue;
        };
        let finish = match asked {
            // In its own hours it stays no later wherever it is moved to.
            Ask::Start(at)
                if latest.is_some_and(|latest| at <= latest.start && work.is_in_own_hours()) =>
            {
                continue;
            }
            Ask::Start(_) => None,
            // A predecessor that finishes in the night has its successor finish in the morning, though the work is done by the
            // evening before.
            Ask::Finish(at) => (Lag::of(rules, link).minutes == 0).then(|| work.finish_from(at)),
        };
        let asked = Asked {
            finish,
            ..Asked::start(start_for(work, asked), Driver::Link(link))
        };
        latest = or_later(latest, asked);
    }
    let own = match activity.status {
        Status::NotStarted => [details.not_before, details.external_start],
        Status::InProgress { .. } | Status::Complete { .. } => [details.resumed, None],
    };
    for at in own.into_iter().flatten() {
        let start = work.start_from(at.minute());
        latest = or_later(latest, Asked::start(start, Driver::NotBefore));
    }
    let latest = after_floor(rules, node, work, latest);
    Early {
        start: latest.start,
        finish: latest.finish.unwrap_or_else(|| work.finish(latest.start)),
        driver: latest.driver,
    }
}

/// `latest`, where the floor of its program lets it begin by then.
fn after_floor(
    rules: &Rules<'_, '_>,
    node: NodeIndex,
    work: &Work<'_>,
    latest: Option<Asked>,
) -> Asked {
    let at = rules.program(node).floor;
    let floor = || Asked::start(work.work_from(at), Driver::DataDate);
    let Some(latest) = latest else {
        return floor();
    };
    let is_over = waits_for_complete(rules, latest.driver);
    if !is_over && at <= latest.start && work.is_in_own_hours() {
        return latest;
    }
    let floor = floor();
    if is_over && latest.start == floor.start {
        // What is complete holds nothing up that could not begin before the data date anyway.
        return Asked {
            driver: Driver::DataDate,
            ..latest
        };
    }
    latest.or_later(floor, work)
}

fn waits_for_complete(rules: &Rules<'_, '_>, driver: Driver) -> bool {
    match driver {
        Driver::Link(link) => rules.is_complete(rules.details.links[link].from()),
        Driver::NotBefore
        | Driver::DataDate
        | Driver::Constraint
        | Driver::Actual
        | Driver::SetDay
        | Driver::AsLateAsPossible
        | Driver::Span
        | Driver::Nothing => false,
    }
}

/// The start by which work does what is `asked`, moved to where it can be worked on.
pub(super) fn start_for(work: &Work<'_>, asked: Ask) -> Wall {
    match asked {
        Ask::Start(at) => work.start_from(at),
        Ask::Finish(at) => work.start_from(work.start_of(at)),
    }
}

/// Both constraints. Those of a start have had their say once work has begun; "on" pushes later and never pulls earlier;
/// mandatory ones override what is waited for.
fn constrained(rules: &Rules<'_, '_>, node: NodeIndex, work: &Work<'_>, early: Early) -> Early {
    let details = rules.details.facts(node);
    let mut early = early;
    if is_point_of_a_day(rules, node) {
        let day = rules.network.nodes[node].finish_floor;
        if day > early.finish {
            early = Early {
                start: day,
                finish: day,
                driver: Driver::SetDay,
            };
        }
    }
    let is_started = rules.is_started(node);
    for constraint in [details.constraint, details.also].into_iter().flatten() {
        let at = constraint.at.minute();
        let from = |at: Wall, driver: Driver| {
            let start = work.start_from(at);
            Early {
                start,
                finish: work.finish(start),
                driver,
            }
        };
        let until = |at: Wall, driver: Driver| {
            let finish = work.finish_by(at);
            Early {
                start: work.start_of(finish),
                finish,
                driver,
            }
        };
        early = match constraint.kind {
            ConstraintKind::MustStartOn if !is_started => from(at, Driver::Constraint),
            ConstraintKind::MustFinishOn => until(at, Driver::Constraint),
            ConstraintKind::StartNoEarlierThan | ConstraintKind::StartOn
                if !is_started && work.start_from(at) > early.start =>
            {
                from(at, Driver::NotBefore)
            }
            ConstraintKind::FinishNoEarlierThan | ConstraintKind::FinishOn
                if work.finish_by(at) > early.finish =>
            {
                until(at, Driver::NotBefore)
            }
            ConstraintKind::MustStartOn
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::StartOn
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::FinishOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::AsLateAsPossible => early,
        };
    }
    early
}

/// A gate or a decision, which has a day of its own.
fn is_point_of_a_day(rules: &Rules<'_, '_>, node: NodeIndex) -> bool {
    match rules.details.nodes[node].kind {
        NodeKind::Gate | NodeKind::Decision => true,
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Entry
        | NodeKind::Summary
        | NodeKind::LevelOfEffort => false,
    }
}

/// The expected finish sets the finish, and what remains follows from it.
fn expected(rules: &Rules<'_, '_>, node: NodeIndex, work: &Work<'_>, early: Early) -> (Early, i64) {
    let remaining = rules.activity(node).remaining;
    if !rules.has_expected_finish(node) {
        return (early, remaining);
    }
    let at = rules.details.facts(node).expected_finish.map(Tick::minute);
    let Some(finish) = at
        .map(|at| work.calendar.previous_finish(at))
        .filter(|&at| at > early.start)
    else {
        return (early, remaining);
    };
    let remaining = work.calendar.minutes_from(early.start, finish).max(0);
    (Early { finish, ..early }, remaining)
}

impl Rules<'_, '_> {
    /// Whether the expected finish of `node` sets what remains: not where a link to its finish or "as late as possible" does.
    fn has_expected_finish(&self, node: NodeIndex) -> bool {
        let waits_for_finish = |link: usize| match self.details.links[link].kind {
            LinkKind::FinishToFinish | LinkKind::StartToFinish => true,
            LinkKind::FinishToStart | LinkKind::StartToStart => false,
        };
        self.expects_finish(node)
            && !self.is_put_off(node)
            && !self.network.incoming(node).any(waits_for_finish)
    }

    /// Whether `node` has an expected finish that counts: the option is on, and the date not past.
    pub(super) fn expects_finish(&self, node: NodeIndex) -> bool {
        let expected = self.details.facts(node).expected_finish;
        self.options(node).scheduling.expected_finish
            && expected.is_some_and(|at| at.minute() >= self.program(node).now)
            && !self.is_complete(node)
    }
}
