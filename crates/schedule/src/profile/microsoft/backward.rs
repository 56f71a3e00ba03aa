//! Backward: how late a node can start and finish without moving the end of its program or a date that is held.

use longpole_model::{ConstraintKind, LinkKind, ScheduleFrom};

use super::links::{before_lag, hands_on, ignores, is_done, late_dates, latest_dates};
use super::summary::first_child;
use super::{Bounds, dates};
use crate::profile::details::Role;
use crate::profile::passes::{Ends, Passes};
use crate::profile::tick::Tick;
use crate::{NodeIndex, NodeKind};

/// Finds where each program ends, and which child of each summary starts first.
pub(in crate::profile) fn begin_backward(passes: &mut Passes<'_>) {
    for end in &mut passes.memory.ends {
        *end = Tick::MIN;
    }
    for node in 0..passes.network.nodes.len() {
        if !dates(passes, node) {
            continue;
        }
        passes.memory.bounds[node] = Bounds::NONE;
        match passes.details.nodes[node].kind {
            NodeKind::Summary => passes.memory.first_child[node] = first_child(passes, node),
            NodeKind::Task | NodeKind::Milestone => {
                let program = passes.details.nodes[node].program as usize;
                let finish = passes.early[node].finish;
                let end = &mut passes.memory.ends[program];
                *end = finish.max(*end);
            }
            NodeKind::Entry | NodeKind::Gate | NodeKind::Decision | NodeKind::LevelOfEffort => {}
        }
    }
    for (program, details) in passes.details.programs.iter().enumerate() {
        if let (ScheduleFrom::Finish, Some(finish)) = (details.scheduling.from, details.finish) {
            passes.memory.ends[program] = finish;
        }
    }
}

/// Gives `node` its late dates; everything that waits for it has its own.
pub(in crate::profile) fn backward(passes: &mut Passes<'_>, node: NodeIndex) {
    match passes.details.nodes[node].kind {
        NodeKind::Entry | NodeKind::Summary => passes.memory.bounds[node] = through(passes, node),
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => {
            let late = work(passes, node);
            passes.late[node] = Ends {
                start: late.start,
                finish: late.finish,
            };
        }
    }
}

/// What is left to an entry by its children, and to a summary by what waits for it.
fn through(passes: &Passes<'_>, node: NodeIndex) -> Bounds {
    let (mut bounds, _) = bounds(passes, node);
    let no_later = passes
        .details
        .facts(node)
        .constraint
        .filter(|constraint| constraint.kind == ConstraintKind::FinishNoLaterThan);
    if let (NodeKind::Summary, Some(constraint)) = (passes.details.nodes[node].kind, no_later) {
        bounds.finish_by(constraint.at);
    }
    bounds
}

/// What those that wait for `node` leave it, and whether any does.
fn bounds(passes: &Passes<'_>, node: NodeIndex) -> (Bounds, bool) {
    let mut found = Bounds::NONE;
    let mut waited_for = false;
    for (link, this) in passes.details.outgoing(passes.network, node) {
        let link = *link as usize;
        if this.role == Role::Rollup {
            if dates(passes, this.to()) {
                let left = passes.memory.bounds[this.to()];
                found.finish_by(left.finish);
                if passes.memory.first_child[this.to()] == Some(link as u32) {
                    found.start_by(left.start);
                }
            }
            continue;
        }
        if is_done(passes, this.to()) || ignores(passes, link) {
            continue;
        }
        waited_for = true;
        // What waits for a summary to start waits for the late start of its children, also of those that have begun.
        let latest = if hands_on(passes, link) {
            late_dates(passes, this.to())
        } else {
            latest_dates(passes, this.to())
        };
        let at = match this.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => latest.start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => latest.finish,
        };
        if at == Tick::MAX {
            continue;
        }
        let at = before_lag(passes, link, at);
        match this.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => found.finish_by(at),
            LinkKind::StartToStart | LinkKind::StartToFinish => found.start_by(at),
        }
    }
    let waited_for = waited_for || found.start < Tick::MAX || found.finish < Tick::MAX;
    (found, waited_for)
}

fn work(passes: &Passes<'_>, node: NodeIndex) -> Bounds {
    let this = passes.details.facts(node);
    let early = passes.early[node];
    if this.finished.is_some() {
        return Bounds {
            start: early.start,
            finish: early.finish,
        };
    }
    let stretch = passes.memory.stretches.of(passes.details, node);
    let finish = within(passes, node, latest_finish(passes, node));
    if this.manual.is_some() {
        // The span between dates that were set by hand need not be the duration.
        let moves = passes.details.working(node).between(early.finish, finish) != 0;
        let start = if moves {
            stretch.start_of(finish)
        } else {
            early.start
        };
        return Bounds { start, finish };
    }
    // Work can't end in time off; what takes no time, and what is set by hand, may.
    let finish = stretch.finish_until(finish);
    let start = match this.started {
        Some(_) => early.start,
        None => stretch.start_of(finish),
    };
    Bounds { start, finish }
}

/// The latest finish that the end of the program and those that wait for `node` leave it.
fn latest_finish(passes: &Passes<'_>, node: NodeIndex) -> Tick {
    let this = passes.details.facts(node);
    let program = passes.details.nodes[node].program as usize;
    let end = passes.memory.ends[program];
    let (bounds, waited_for) = bounds(passes, node);
    if !waited_for
        && passes.details.programs[program]
            .scheduling
            .open_ends_critical
    {
        return passes.early[node].finish;
    }
    let mut finish = end.min(bounds.finish);
    // A start that was set by hand does not move, so what waits for it leaves the finish alone.
    if bounds.start < Tick::MAX && this.manual.is_none() {
        let stretch = passes.memory.stretches.of(passes.details, node);
        finish = finish.min(stretch.finish_of(bounds.start));
    }
    finish
}

/// `finish` under the constraint and the deadline of `node`.
fn within(passes: &Passes<'_>, node: NodeIndex, finish: Tick) -> Tick {
    let this = passes.details.facts(node);
    let stretch = passes.memory.stretches.of(passes.details, node);
    let program = passes.details.nodes[node].program as usize;
    let yields = passes.details.programs[program]
        .scheduling
        .needs_before_constraints;
    // What is set by hand has its dates and no other constraint.
    let finish = match this.constraint.filter(|_| this.manual.is_none()) {
        None => finish,
        Some(constraint) => {
            let on = constraint.at;
            match constraint.kind {
                ConstraintKind::MustStartOn if yields => finish.min(stretch.finish_of(on)),
                ConstraintKind::MustStartOn => stretch.finish_of(on),
                ConstraintKind::MustFinishOn if yields => finish.min(on),
                ConstraintKind::MustFinishOn => on,
                ConstraintKind::StartNoLaterThan | ConstraintKind::StartOn => {
                    finish.min(stretch.finish_of(on))
                }
                ConstraintKind::FinishNoLaterThan | ConstraintKind::FinishOn => finish.min(on),
                ConstraintKind::StartNoEarlierThan
                | ConstraintKind::FinishNoEarlierThan
                | ConstraintKind::AsLateAsPossible => finish,
            }
        }
    };
    this.deadline
        .map_or(finish, |deadline| finish.min(deadline))
}
