//! An activity as P6's rules see it: how far it is, what is left of it, and in whose hours that is done.

use longpole_model::WorkRule;

use super::minutes;
use crate::profile::details::Stage;
use crate::profile::passes::Passes;
use crate::profile::tick::Tick;
use crate::{NodeIndex, NodeKind, NodeState, Wall, WorkCalendar};

/// What the passes need of an activity beside the network.
#[derive(Debug, Clone, Default)]
pub(in crate::profile) struct Activity {
    pub(super) status: Status,
    /// What is left, in minutes of its own calendar. An expected finish changes it on the way.
    pub(super) remaining: i64,
    /// Working time from its actual start to the data date, less the time for which it was suspended.
    pub(super) worked: i64,
    /// The work of its resources where that sets its dates: a calendar each, and minutes in it.
    pub(super) loads: Vec<(u32, i64)>,
    /// A milestone where work begins.
    pub(super) begins_work: bool,
    /// A milestone where work ends.
    pub(super) ends_work: bool,
}

/// How far an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Status {
    #[default]
    NotStarted,
    InProgress {
        started: Wall,
    },
    Complete {
        started: Wall,
        finished: Wall,
    },
}

impl Activity {
    /// What is known of `node`. A level of effort, a summary and an entry have no work of their own.
    pub(super) fn of(passes: &Passes<'_>, node: NodeIndex) -> Self {
        let this = &passes.network.nodes[node];
        let details = passes.details.facts(node);
        let calendar = passes.details.working(node).0;
        let status = status(this.state);
        let remaining = match status {
            Status::Complete { .. } => 0,
            Status::InProgress { .. } | Status::NotStarted => this.duration.max(0),
        };
        let program = &passes.network.programs[this.program as usize];
        let suspended = details.stopped.map(|stopped| {
            let resumed = details.resumed.map_or(program.now, Tick::minute);
            (stopped.minute(), resumed.min(program.now))
        });
        let is_point = match this.kind {
            NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision => true,
            NodeKind::Task | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => false,
        };
        Self {
            status,
            remaining,
            worked: worked(status, program.now, suspended, calendar),
            loads: loads(passes, node),
            begins_work: is_point && details.starts_work,
            ends_work: is_point && !details.starts_work,
        }
    }

    pub(super) fn stage(&self) -> Stage {
        match self.status {
            Status::NotStarted => Stage::Planned,
            Status::InProgress { .. } => Stage::Started,
            Status::Complete { .. } => Stage::Finished,
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.stage() == Stage::Finished
    }
}

fn status(state: NodeState) -> Status {
    match state {
        NodeState::Planned => Status::NotStarted,
        NodeState::Started(started) => Status::InProgress { started },
        NodeState::Finished { start, finish } => Status::Complete {
            started: start,
            finished: finish,
        },
    }
}

fn worked(
    status: Status,
    now: Wall,
    suspended: Option<(Wall, Wall)>,
    calendar: &WorkCalendar,
) -> i64 {
    let Status::InProgress { started } = status else {
        return 0;
    };
    let between = |from: Wall, to: Wall| calendar.minutes_from(from, to.max(from));
    let off = suspended.map_or(0, |(from, to)| between(from.max(started), to));
    (between(started, now) - off).max(0)
}

/// The remaining work of the resources of a resource-dependent activity. Less than a thousandth of a person's hour is none.
fn loads(passes: &Passes<'_>, node: NodeIndex) -> Vec<(u32, i64)> {
    if passes.details.facts(node).work_rule != Some(WorkRule::ResourceDependent) {
        return Vec::new();
    }
    let assignments = passes.details.assignments(node).iter();
    assignments
        .filter(|assignment| assignment.works && assignment.units > 0)
        .filter_map(|assignment| {
            let done = assignment.actual_work.unwrap_or(0);
            let left = assignment.work.map(|work| work - done);
            let left = assignment.remaining_work.or(left)?;
            let tenths = i128::from(left.max(0)) * 1000 / i128::from(assignment.units);
            let minutes = minutes(i64::try_from(tenths).unwrap_or(i64::MAX));
            (minutes > 0).then_some((assignment.calendar, minutes))
        })
        .collect()
}
