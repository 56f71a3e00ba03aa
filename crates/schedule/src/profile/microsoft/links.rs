//! Links: which instant one asks of what waits, and which it leaves what is waited for.

use longpole_model::{LinkKind, SchedulingProfile};

use super::Bounds;
use super::stretch::{put_off, reversed};
use crate::profile::details::{Delay, LinkDetails, Role, Stage};
use crate::profile::passes::Passes;
use crate::profile::tick::Tick;
use crate::{LinkIndex, NodeIndex, NodeKind};

/// The end of what is waited for, and then the lag in the calendar of what waits.
///
/// A demand on a finish is turned into one on the start before the lag is added, as Microsoft Project does it.
pub(super) fn earliest_start(
    passes: &Passes<'_>,
    link: LinkIndex,
    start_of: impl Fn(Tick) -> Tick,
) -> Tick {
    let this = &passes.details.links[link];
    let from = passes.early[this.from()];
    let at = match this.kind {
        LinkKind::FinishToStart => from.finish,
        LinkKind::StartToStart => from.start,
        LinkKind::FinishToFinish => start_of(from.finish),
        LinkKind::StartToFinish => start_of(from.start),
    };
    after_lag(passes, link, at)
}

/// `at` and the lag of `link`.
pub(super) fn after_lag(passes: &Passes<'_>, link: LinkIndex, at: Tick) -> Tick {
    if !passes.details.links[link].has_lag {
        return at;
    }
    let lag = lag(passes, link);
    if lag.tenths == 0 {
        return at;
    }
    put_off(
        at,
        lag,
        passes.details.working(passes.details.links[link].to()),
    )
}

/// The latest instant from which the lag of `link`, and what levelling adds to what waits, still lead to `at`.
pub(super) fn before_lag(passes: &Passes<'_>, link: LinkIndex, at: Tick) -> Tick {
    let this = &passes.details.links[link];
    if !is_put_off(passes, this) {
        return at;
    }
    let to = this.to();
    let levelled = passes.details.facts(to).levelling_delay;
    let back = [levelled, lag(passes, link)];
    back.into_iter()
        .filter(|delay| delay.tenths != 0)
        .fold(at, |at, delay| {
            put_off(at, reversed(delay), passes.details.working(to))
        })
}

/// Whether there is time between the ends of a link: a lag, or what levelling adds to what waits.
pub(super) fn is_put_off(passes: &Passes<'_>, link: &LinkDetails) -> bool {
    link.has_lag || passes.details.facts(link.to()).levelling_delay.tenths != 0
}

/// A share is one of the whole duration of what is waited for; of a summary, of the working time that it spans.
pub(super) fn lag(passes: &Passes<'_>, link: LinkIndex) -> Delay {
    let from = passes.details.links[link].from();
    let duration = match passes.details.nodes[from].kind {
        NodeKind::Summary | NodeKind::LevelOfEffort => {
            let early = passes.early[from];
            let working = passes.details.working(from);
            working.between(early.start, early.finish)
        }
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::Entry => passes.details.nodes[from].duration,
    };
    passes.details.lag(link).resolve(duration)
}

/// Whether `node` is done, so that nothing can come too late for it.
pub(super) fn is_done(passes: &Passes<'_>, node: NodeIndex) -> bool {
    passes.details.nodes[node].stage == Stage::Finished
}

/// The latest start and finish of what waits, as what it waits for has to see them.
///
/// Started work no longer depends on when it started: what it waits for has time until the rest of it resumes.
pub(in crate::profile) fn latest_dates(passes: &Passes<'_>, node: NodeIndex) -> Bounds {
    let bounds = late_dates(passes, node);
    let is_started = passes.details.nodes[node].stage == Stage::Started;
    if !is_started || passes.details.nodes[node].profile != SchedulingProfile::MicrosoftProject {
        return bounds;
    }
    let start = match passes.details.nodes[node].kind {
        NodeKind::Entry | NodeKind::Summary => bounds.start,
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => {
            if passes.memory.stretches.of(passes.details, node).is_point() {
                bounds.finish
            } else {
                resumption(passes, node).unwrap_or(bounds.finish)
            }
        }
    };
    Bounds { start, ..bounds }
}

/// The late dates of a node; of an entry and of a summary, what those that wait leave it.
pub(super) fn late_dates(passes: &Passes<'_>, node: NodeIndex) -> Bounds {
    match passes.details.nodes[node].kind {
        NodeKind::Entry | NodeKind::Summary => passes.memory.bounds[node],
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => Bounds {
            start: passes.late[node].start,
            finish: passes.late[node].finish,
        },
    }
}

/// When the rest of started work goes on: when the plan says so, else as soon as what is done of it is.
pub(super) fn resumption(passes: &Passes<'_>, node: NodeIndex) -> Option<Tick> {
    let this = passes.details.facts(node);
    let by_duration = || {
        let stretch = passes.memory.stretches.of(passes.details, node);
        Some(stretch.finish_after(this.started?, done_so_far(passes, node)))
    };
    this.resumed.or(this.stopped).or_else(by_duration)
}

/// What is done of started work, in tenths of a minute.
pub(super) fn done_so_far(passes: &Passes<'_>, node: NodeIndex) -> i64 {
    let this = passes.details.facts(node);
    let duration = passes.details.nodes[node].duration;
    if let Some(done) = this.actual_duration {
        return done;
    }
    match (this.remaining, this.percent) {
        (Some(left), _) => (duration - left).max(0),
        (None, Some(percent)) => {
            let done = i128::from(duration) * i128::from(percent.in_millionths());
            ((done + 500_000) / 1_000_000) as i64
        }
        (None, None) => 0,
    }
}

/// Whether a link hands on what an entry asks, to the part that it leads to.
pub(super) fn hands_on(passes: &Passes<'_>, link: LinkIndex) -> bool {
    match passes.details.links[link].role {
        Role::Entry => true,
        Role::Wait | Role::Rollup => false,
    }
}

/// Whether the children of a summary that is scheduled by hand don't see a link that leads to it.
pub(super) fn ignores(passes: &Passes<'_>, link: usize) -> bool {
    let to = passes.details.links[link].to();
    passes.details.nodes[to].kind == NodeKind::Entry
        && passes.details.nodes[to].profile == SchedulingProfile::MicrosoftProject
        && passes.details.facts(to).manual.is_some()
        && !hands_on(passes, link)
}
