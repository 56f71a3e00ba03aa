//! The backward pass: how late each node can start and finish without breaking the dates that bound it.
//!
//! It mirrors the forward pass link for link. What bounds it is the caller's: the finish of the program for slack, only
//! the dates that somebody set for need-by.

use longpole_model::{ConstraintKind, LinkKind};

use crate::network::Graph;
use crate::{Lag, Link, LinkIndex, LinkRole, NodeIndex, NodeKind, NodeState, Wall, WorkCalendar};

/// Late dates by node, and by whose bound. [`Wall::MAX`] where nothing bounds.
#[derive(Debug, Clone)]
pub(crate) struct Late {
    /// The latest start of what is left to do. Of an entry and a summary, of what waits for their start.
    pub(crate) start: Vec<Wall>,
    pub(crate) finish: Vec<Wall>,
    /// The node whose own bound sets the start.
    pub(crate) start_by: Vec<Option<u32>>,
    /// The node whose own bound sets the finish.
    pub(crate) finish_by: Vec<Option<u32>>,
}

/// A bound, and the node whose own it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) at: Wall,
    pub(crate) by: Option<u32>,
}

impl Bound {
    const NONE: Self = Self {
        at: Wall::MAX,
        by: None,
    };

    /// The stricter of the two; the first when they are alike.
    fn or(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }
}

/// What a backward pass goes by.
pub(crate) struct Backward<'a, G> {
    pub(crate) graph: &'a G,
    /// Working minutes still to do, by node.
    pub(crate) durations: &'a [i64],
    /// Of each summary, the child that starts first, by [`first_children`].
    pub(crate) first_children: &'a [Option<u32>],
    /// Whether date constraints bound, too.
    pub(crate) constraints: bool,
}

impl<G: Graph> Backward<'_, G> {
    /// Late dates under each node's `own` bound of its finish; the nodes lie in order.
    pub(crate) fn late_dates(&self, own: &[Wall]) -> Late {
        let mut late = Late::unbounded(own.len());
        for (node, &own) in own.iter().enumerate().rev() {
            let (start, finish) = self.late_date(&late, node, own);
            late.put(node, start, finish);
        }
        late
    }

    /// The late start and finish of `node`, when those that wait for it have theirs and its `own` bound holds its finish.
    pub(crate) fn late_date(&self, late: &Late, node: NodeIndex, own: Wall) -> (Bound, Bound) {
        let (start, finish) = self.bounds(late, node);
        let own = Bound {
            at: own,
            by: Some(node as u32),
        };
        self.place(node, start, finish.or(own))
    }

    /// What those that wait for `node` leave it: a bound of its start and one of its finish.
    pub(crate) fn bounds(&self, late: &Late, node: NodeIndex) -> (Bound, Bound) {
        let (mut start, mut finish) = (Bound::NONE, Bound::NONE);
        for index in self.graph.links_from(node) {
            let link = self.graph.link_at(index);
            let to = link.to;
            if link.role == LinkRole::Rollup {
                finish = finish.or(late.finish(to));
                if self.first_children[to] == Some(index as u32) {
                    start = start.or(late.start(to));
                }
                continue;
            }
            if is_done(self.graph.state(to)) {
                continue;
            }
            let bound = self.latest_delivery(&link, late.start(to), late.finish(to));
            match link.kind {
                LinkKind::FinishToStart | LinkKind::FinishToFinish => finish = finish.or(bound),
                // What has begun cannot begin too late any more.
                LinkKind::StartToStart | LinkKind::StartToFinish => {
                    if self.graph.state(node) == NodeState::Planned {
                        start = start.or(bound);
                    }
                }
            }
        }
        (start, finish)
    }

    /// The latest that the provider's end of `link` may be, when its consumer starts and finishes by these.
    pub(crate) fn latest_delivery(&self, link: &Link, start: Bound, finish: Bound) -> Bound {
        let calendar = self.graph.calendar_of(link.to);
        let bound = match link.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => finish,
        };
        if bound.at == Wall::MAX {
            return Bound::NONE;
        }
        let ends_work = match link.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => false,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => self.durations[link.to] > 0,
        };
        let at = if ends_work {
            // The work may end with Friday; what it waits for has until Monday.
            calendar.start_wall(calendar.work_at(bound.at))
        } else {
            bound.at
        };
        Bound {
            at: before_lag(at, link.lag, calendar),
            ..bound
        }
    }

    /// The late start and finish of `node` within its bounds.
    fn place(&self, node: NodeIndex, start: Bound, finish: Bound) -> (Bound, Bound) {
        match self.graph.kind(node) {
            NodeKind::Entry => (start, finish),
            NodeKind::Summary => (start, self.within_constraint(node, 0, finish)),
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::LevelOfEffort => {
                let duration = self.durations[node];
                let calendar = self.graph.calendar_of(node);
                let by_start = match self.graph.state(node) {
                    NodeState::Planned if start.at < Wall::MAX => Bound {
                        at: finish_of_start_until(calendar, start.at, duration),
                        ..start
                    },
                    NodeState::Planned | NodeState::Started(_) | NodeState::Finished { .. } => {
                        Bound::NONE
                    }
                };
                let finish = self.within_constraint(node, duration, finish.or(by_start));
                if finish.at == Wall::MAX || duration <= 0 {
                    return (finish, finish);
                }
                let ends = calendar.work_at(finish.at);
                let start = Bound {
                    at: calendar.start_wall(ends.saturating_sub(duration)),
                    ..finish
                };
                let finish = Bound {
                    at: calendar.finish_wall(ends).min(finish.at),
                    ..finish
                };
                (start, finish)
            }
        }
    }

    fn within_constraint(&self, node: NodeIndex, duration: i64, finish: Bound) -> Bound {
        let constraint = self.graph.constraint(node);
        let Some((kind, at)) = constraint.filter(|_| self.constraints) else {
            return finish;
        };
        let calendar = self.graph.calendar_of(node);
        let is_planned = self.graph.state(node) == NodeState::Planned;
        let started = Bound {
            at: calendar.finish_after(at, duration),
            by: None,
        };
        let finished = Bound { at, by: None };
        match kind {
            ConstraintKind::MustStartOn if is_planned => started,
            ConstraintKind::MustFinishOn => finished,
            ConstraintKind::StartNoLaterThan | ConstraintKind::StartOn if is_planned => {
                finish.or(started)
            }
            ConstraintKind::FinishNoLaterThan | ConstraintKind::FinishOn => finish.or(finished),
            ConstraintKind::MustStartOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::StartOn
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::AsLateAsPossible => finish,
        }
    }
}

impl Late {
    pub(crate) fn unbounded(nodes: usize) -> Self {
        Self {
            start: vec![Wall::MAX; nodes],
            finish: vec![Wall::MAX; nodes],
            start_by: vec![None; nodes],
            finish_by: vec![None; nodes],
        }
    }

    /// Room for so many nodes.
    pub(crate) fn resize(&mut self, nodes: usize) {
        self.start.resize(nodes, Wall::MAX);
        self.finish.resize(nodes, Wall::MAX);
        self.start_by.resize(nodes, None);
        self.finish_by.resize(nodes, None);
    }

    pub(crate) fn put(&mut self, node: NodeIndex, start: Bound, finish: Bound) {
        self.start[node] = start.at;
        self.start_by[node] = start.by;
        self.finish[node] = finish.at;
        self.finish_by[node] = finish.by;
    }

    pub(crate) fn start(&self, node: NodeIndex) -> Bound {
        Bound {
            at: self.start[node],
            by: self.start_by[node],
        }
    }

    pub(crate) fn finish(&self, node: NodeIndex) -> Bound {
        Bound {
            at: self.finish[node],
            by: self.finish_by[node],
        }
    }
}

/// Whether nothing can be too late for it any more. A summary's children answer for themselves.
fn is_done(state: NodeState) -> bool {
    matches!(state, NodeState::Finished { .. })
}

/// The finish of work that starts at the latest possible instant up to `bound`.
///
/// Where `bound` lies in time off, that is a minute before work ended: a start at the same place of the axis would be the
/// next morning's.
fn finish_of_start_until(calendar: &WorkCalendar, bound: Wall, duration: i64) -> Wall {
    if duration <= 0 {
        return bound;
    }
    let axis = calendar.work_at(bound);
    let begins = if calendar.start_wall(axis) > bound {
        axis - 1
    } else {
        axis
    };
    calendar.finish_wall(begins.saturating_add(duration))
}

/// The latest instant from which `lag` still leads to `at` or before.
fn before_lag(at: Wall, lag: Lag, calendar: &WorkCalendar) -> Wall {
    match lag {
        Lag::NONE => at,
        Lag::Work(minutes) => calendar.start_wall(calendar.work_at(at).saturating_sub(minutes)),
        Lag::Elapsed(minutes) => at.plus_clock(minutes.saturating_neg()),
    }
}

/// Of each summary, the link of the child that starts first: the one that holds what waits for the summary's start.
pub(crate) fn first_children(graph: &impl Graph, early_start: &[Wall]) -> Vec<Option<u32>> {
    (0..early_start.len())
        .map(|node| match graph.kind(node) {
            NodeKind::Summary => first_child(graph, early_start, node).map(|link| link as u32),
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::Entry
            | NodeKind::LevelOfEffort => None,
        })
        .collect()
}

/// The link of the child of `summary` that starts first; of those that start together, the one whose name comes first,
/// whichever of them was tied to it first.
pub(crate) fn first_child(
    graph: &impl Graph,
    early_start: &[Wall],
    summary: NodeIndex,
) -> Option<LinkIndex> {
    graph
        .links_to(summary)
        .filter(|&link| graph.link_at(link).role == LinkRole::Rollup)
        .min_by(|&one, &other| {
            let [one, other] = [one, other].map(|link| graph.link_at(link).from);
            let starts = early_start[one].cmp(&early_start[other]);
            starts.then_with(|| graph.subject(one).cmp(graph.subject(other)))
        })
}
