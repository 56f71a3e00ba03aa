//! Levels of effort: work that lasts as long as what it supports. Dated last; they drive nothing.

use crate::network::Graph;
use crate::{Driver, Network, NodeIndex, NodeState, ProgramDates, Schedule, Wall};

/// Gives each level of effort the span of what it is tied to.
pub(crate) fn stretch(network: &Network, schedule: &mut Schedule) {
    for tie in &network.ties {
        let program = &schedule.programs[network.nodes[tie.node].program as usize];
        let dates = |other| Spanned::of(schedule, other);
        if let Some(row) = stretched(network, program, tie.node, &tie.spans, dates) {
            row.put(schedule, tie.node);
        }
    }
}

/// The dates of something that a level of effort spans: start and finish each.
#[derive(Clone, Copy)]
pub(crate) struct Spanned {
    pub(crate) early: (Wall, Wall),
    pub(crate) late: (Wall, Wall),
}

impl Spanned {
    pub(crate) fn of(schedule: &Schedule, node: NodeIndex) -> Self {
        Self {
            early: (schedule.early_start[node], schedule.early_finish[node]),
            late: (schedule.late_start[node], schedule.late_finish[node]),
        }
    }

    fn around(self, other: Self) -> Self {
        let both = |a: (Wall, Wall), b: (Wall, Wall)| (a.0.min(b.0), a.1.max(b.1));
        Self {
            early: both(self.early, other.early),
            late: both(self.late, other.late),
        }
    }
}

/// The dates and the slack of a level of effort.
pub(crate) struct Stretched {
    early_start: Wall,
    early_restart: Wall,
    early_finish: Wall,
    late_start: Wall,
    late_finish: Wall,
    slack: i64,
}

/// The dates of the level of effort `node`, which lasts as long as all of `spans`, or as its program when there are none.
/// `None` when it is finished.
pub(crate) fn stretched(
    graph: &impl Graph,
    program: &ProgramDates,
    node: NodeIndex,
    spans: &[NodeIndex],
    dates: impl Fn(NodeIndex) -> Spanned,
) -> Option<Stretched> {
    let whole = (program.start, program.finish);
    let Spanned { early, late } = spans
        .iter()
        .map(|&other| dates(other))
        .reduce(Spanned::around)
        .unwrap_or(Spanned {
            early: whole,
            late: whole,
        });
    let (early_start, late_start) = match graph.state(node) {
        NodeState::Finished { .. } => return None,
        NodeState::Started(at) => (at, at),
        NodeState::Planned => (early.0, late.0),
    };
    let early_finish = early.1.max(early_start);
    let late_finish = late.1.max(late_start);
    Some(Stretched {
        early_start,
        early_restart: early.0.max(early_start),
        early_finish,
        late_start,
        late_finish,
        slack: graph
            .calendar_of(node)
            .minutes_from(early_finish, late_finish),
    })
}

impl Stretched {
    pub(crate) fn put(self, schedule: &mut Schedule, node: NodeIndex) {
        schedule.early_start[node] = self.early_start;
        schedule.early_restart[node] = self.early_restart;
        schedule.early_finish[node] = self.early_finish;
        schedule.late_start[node] = self.late_start;
        schedule.late_finish[node] = self.late_finish;
        schedule.driver[node] = Driver::Span;
        schedule.total_slack[node] = self.slack;
        schedule.free_slack[node] = self.slack.max(0);
    }
}
