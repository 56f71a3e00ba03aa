//! Forward: how early a node can start and finish, and what sets that.

use longpole_model::{ConstraintKind, LinkKind, ScheduleFrom};

use super::links::{after_lag, earliest_start, hands_on, ignores, lag, resumption};
use super::stretch::{Stretch, put_off};
use super::summary;
use crate::profile::details::Role;
use crate::profile::passes::{Ends, Passes};
use crate::profile::tick::Tick;
use crate::{Driver, LinkIndex, NodeIndex, NodeKind};

/// Early dates of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Early {
    pub(super) start: Tick,
    pub(super) finish: Tick,
    pub(super) driver: Driver,
}

/// Gives `node` its early dates; everything before it in the order has its own.
pub(in crate::profile) fn forward(passes: &mut Passes<'_>, node: NodeIndex) {
    let early = match passes.details.nodes[node].kind {
        NodeKind::Entry => entry(passes, node),
        NodeKind::Summary => summary::span(passes, node),
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => work(passes, node),
    };
    passes.early[node] = Ends {
        start: early.start,
        finish: early.finish,
    };
    passes.drivers[node] = early.driver;
}

/// What a summary hands on to its children: their starts and finishes lie no earlier.
///
/// Its links are those of its children. One that is scheduled by hand ignores its links and holds its children at its start.
fn entry(passes: &Passes<'_>, node: NodeIndex) -> Early {
    let details = passes.details.facts(node);
    let (mut start, mut finish) = (Tick::MIN, Tick::MIN);
    let mut driver = Driver::Nothing;
    for link in passes.network.incoming(node) {
        let this = &passes.details.links[link];
        if ignores(passes, link) {
            continue;
        }
        let from = passes.early[this.from()];
        match this.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => {
                let at = earliest_start(passes, link, |finish| finish);
                if at > start {
                    (start, driver) = (at, Driver::Link(link));
                }
            }
            LinkKind::FinishToFinish => {
                finish = finish.max(after_lag(passes, link, from.finish));
            }
            LinkKind::StartToFinish => {
                finish = finish.max(after_lag(passes, link, from.start));
            }
        }
    }
    let no_earlier = details
        .constraint
        .filter(|constraint| constraint.kind == ConstraintKind::StartNoEarlierThan)
        .map(|constraint| constraint.at);
    let by_hand = details.manual.and_then(|manual| manual.start);
    let floors = [
        (no_earlier, Driver::NotBefore),
        (details.not_before, Driver::NotBefore),
        (by_hand, Driver::SetDay),
    ];
    for (floor, by) in floors {
        if let Some(at) = floor.filter(|at| *at > start) {
            (start, driver) = (at, by);
        }
    }
    Early {
        start,
        finish,
        driver,
    }
}

fn work(passes: &mut Passes<'_>, node: NodeIndex) -> Early {
    let details = passes.details;
    let this = details.facts(node);
    let stretch = passes.memory.stretches.of(details, node);
    if let Some(finish) = this.finished {
        let start = this.started.unwrap_or_else(|| stretch.start_of(finish));
        return actual(start.min(finish), finish);
    }
    if this.manual.is_some() {
        return by_hand(passes, node, stretch);
    }
    if let Some(start) = this.started {
        passes.memory.stretches.settle(details, node, start);
        let stretch = passes.memory.stretches.of(details, node);
        return started(passes, node, start, stretch);
    }
    if let Some(&(start, finish)) = passes.memory.put_off_to.get(&node) {
        return Early {
            start,
            finish,
            driver: Driver::AsLateAsPossible,
        };
    }
    let (at, driver) = asked(passes, node, stretch);
    let unpulled = stretch.start_from(at);
    passes.memory.stretches.settle(details, node, unpulled);
    let stretch = passes.memory.stretches.of(details, node);
    let early = constrained(passes, node, stretch, (at, unpulled), driver);
    mark_driving(passes, node, unpulled);
    if this.constraint.is_some() {
        passes.memory.unpulled.insert(node, unpulled);
    }
    early
}

fn actual(start: Tick, finish: Tick) -> Early {
    Early {
        start,
        finish,
        driver: Driver::Actual,
    }
}

/// Dates that were set by hand; links don't move them. One that is missing follows from the other and the duration.
fn by_hand(passes: &Passes<'_>, node: NodeIndex, stretch: Stretch<'_>) -> Early {
    let this = passes.details.facts(node);
    let manual = this.manual.unwrap_or_default();
    let start = this
        .started
        .or(manual.start)
        .or_else(|| manual.finish.map(|finish| stretch.start_of(finish)));
    let start = start.unwrap_or_else(|| stretch.start_from(program_start(passes, node)));
    Early {
        start,
        finish: manual
            .finish
            .unwrap_or_else(|| stretch.finish_of(start))
            .max(start),
        driver: Driver::SetDay,
    }
}

/// Started work takes its whole duration from its actual start on, or what is left of it from where the rest resumes, when
/// that was put off.
fn started(passes: &Passes<'_>, node: NodeIndex, start: Tick, stretch: Stretch<'_>) -> Early {
    let this = passes.details.facts(node);
    let put_off_by = match (this.stopped, this.resumed) {
        (Some(stopped), Some(resumed)) => stretch.start_from(stopped) < stretch.start_from(resumed),
        (None | Some(_), None) | (None, Some(_)) => false,
    };
    let is_split = this.splits.iter().any(|split| split.end >= start);
    let finish = match (resumption(passes, node), this.remaining) {
        (Some(resumed), Some(left)) if put_off_by && !is_split => {
            stretch.finish_after(stretch.start_from(resumed), left)
        }
        (Some(_) | None, _) => stretch.finish_of(start),
    };
    let no_earlier = this
        .constraint
        .filter(|constraint| constraint.kind == ConstraintKind::FinishNoEarlierThan)
        .map_or(Tick::MIN, |constraint| constraint.at);
    actual(start, finish.max(no_earlier))
}

/// The start that links ask for, else the program's, with what levelling adds.
///
/// What has no link may be constrained to before the start of its program, and what waits for that follows it there. A
/// demand on a finish and a lead don't reach before that start.
fn asked(passes: &Passes<'_>, node: NodeIndex, stretch: Stretch<'_>) -> (Tick, Driver) {
    let this = passes.details.facts(node);
    let floor = program_start(passes, node);
    let (mut at, mut driver) = (Tick::MIN, Driver::DataDate);
    for link in passes.network.incoming(node) {
        let demand = demand(passes, link, stretch);
        if demand <= at {
            continue;
        }
        (at, driver) = if demand < floor && stops_at_program_start(passes, link) {
            (floor, Driver::DataDate)
        } else {
            (demand, Driver::Link(link))
        };
    }
    let waits = at > Tick::MIN;
    if !waits {
        let no_earlier = this
            .constraint
            .filter(|constraint| constraint.kind == ConstraintKind::FinishNoEarlierThan);
        (at, driver) = match no_earlier {
            Some(constraint) => (stretch.start_of(constraint.at), Driver::NotBefore),
            None => (floor, Driver::DataDate),
        };
    }
    if let Some(not_before) = this.not_before.filter(|not_before| *not_before > at) {
        (at, driver) = (not_before, Driver::NotBefore);
    }
    if let Some(no_earlier) = this
        .constraint
        .filter(|constraint| constraint.kind == ConstraintKind::StartNoEarlierThan)
        .map(|constraint| constraint.at)
        && (!waits || no_earlier > at)
    {
        (at, driver) = (no_earlier, Driver::NotBefore);
    }
    (
        put_off(at, this.levelling_delay, passes.details.working(node)),
        driver,
    )
}

/// Whether what a link asks can't lie before the start of the program.
fn stops_at_program_start(passes: &Passes<'_>, link: LinkIndex) -> bool {
    match passes.details.links[link].kind {
        LinkKind::FinishToFinish | LinkKind::StartToFinish => true,
        LinkKind::FinishToStart | LinkKind::StartToStart => lag(passes, link).tenths < 0,
    }
}

/// What one link asks of the start of `node`; [`Tick::MIN`] when it asks nothing.
fn demand(passes: &Passes<'_>, link: usize, stretch: Stretch<'_>) -> Tick {
    let this = &passes.details.links[link];
    let from = passes.early[this.from()];
    if hands_on(passes, link) {
        return match this.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => from.start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => match from.finish {
                Tick::MIN => Tick::MIN,
                finish => stretch.start_of(finish),
            },
        };
    }
    match this.role {
        Role::Rollup => Tick::MIN,
        Role::Wait | Role::Entry => earliest_start(passes, link, |finish| stretch.start_of(finish)),
    }
}

/// Where nothing else says, work starts with its program.
fn program_start(passes: &Passes<'_>, node: NodeIndex) -> Tick {
    let program = passes.details.nodes[node].program as usize;
    let details = &passes.details.programs[program];
    let known = details
        .start
        .unwrap_or_else(|| Tick::of(passes.network.programs[program].floor));
    match details.scheduling.from {
        ScheduleFrom::Start => known,
        // It begins when it has to, which the backward pass has found out.
        ScheduleFrom::Finish => passes.memory.starts[program].unwrap_or(known),
    }
}

/// The dates under the constraint of `node`, of which a start `at` is asked, which can be at `start`.
fn constrained(
    passes: &Passes<'_>,
    node: NodeIndex,
    stretch: Stretch<'_>,
    (at, start): (Tick, Tick),
    driver: Driver,
) -> Early {
    let place = |start: Tick, driver: Driver| {
        let start = stretch.start_from(start);
        Early {
            start,
            finish: stretch.finish_of(start),
            driver,
        }
    };
    let Some(constraint) = passes.details.facts(node).constraint else {
        return Early {
            start,
            finish: stretch.finish_of(start),
            driver,
        };
    };
    let program = passes.details.nodes[node].program as usize;
    let yields = passes.details.programs[program]
        .scheduling
        .needs_before_constraints;
    let on = constraint.at;
    match constraint.kind {
        ConstraintKind::StartOn => no_earlier(on, at, driver, place),
        ConstraintKind::MustStartOn if yields => no_earlier(on, at, driver, place),
        ConstraintKind::MustStartOn => place(on, Driver::Constraint),
        ConstraintKind::FinishNoEarlierThan | ConstraintKind::FinishOn => {
            no_earlier(stretch.start_of(on), at, driver, place)
        }
        ConstraintKind::MustFinishOn if yields => {
            no_earlier(stretch.start_of(on), at, driver, place)
        }
        ConstraintKind::MustFinishOn => Early {
            start: stretch.start_of(on),
            finish: on,
            driver: Driver::Constraint,
        },
        ConstraintKind::StartNoLaterThan if on < at && !yields => place(on, Driver::Constraint),
        ConstraintKind::FinishNoLaterThan if stretch.start_of(on) < at && !yields => {
            place(stretch.start_of(on), Driver::Constraint)
        }
        // The start that was asked for has a no-earlier date in it; late dates come in a second round.
        ConstraintKind::StartNoLaterThan
        | ConstraintKind::FinishNoLaterThan
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::AsLateAsPossible => place(at, driver),
    }
}

fn no_earlier(
    than: Tick,
    at: Tick,
    driver: Driver,
    place: impl Fn(Tick, Driver) -> Early,
) -> Early {
    if than > at {
        place(than, Driver::NotBefore)
    } else {
        place(at, driver)
    }
}

/// Marks the links that ask for the `start` which `node` gets: each of them would move it.
fn mark_driving(passes: &mut Passes<'_>, node: NodeIndex, start: Tick) {
    let delay = passes.details.facts(node).levelling_delay;
    let working = passes.details.working(node);
    let stretch = passes.memory.stretches.of(passes.details, node);
    // What is asked for since then leads to the same start.
    let since = stretch
        .start_asked_since(start)
        .filter(|_| delay.tenths == 0);
    for link in passes.network.incoming(node) {
        let demand = demand(passes, link, stretch);
        if demand == Tick::MIN {
            continue;
        }
        let drives = match since {
            Some(since) => since <= demand && demand <= start,
            None => stretch.start_from(put_off(demand, delay, working)) == start,
        };
        passes.driving[link] |= drives;
    }
}
