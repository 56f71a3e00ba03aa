//! The dates that a program's own rules give, and how front ends read them.

use longpole_model::LinkKind;

use super::details::Details;
use super::tick::{PER_MINUTE, Tick};
use super::working::Working;
use crate::backward::first_children;
use crate::driving::Chain;
use crate::forward::Ends;
use crate::{Driver, Lag, LinkIndex, Network, NodeIndex, NodeState, ProgramDates, Schedule, Wall};

/// Dates under each program's own rules, by the position of the node in [`Network::nodes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileDates {
    /// By node.
    pub nodes: Vec<NodeDates>,
    /// By link: whether it sets an end of what waits.
    pub driving: Vec<bool>,
    /// By link: how much later what it leads from could end before what waits moved, in tenths of working minutes of the
    /// former. `None` where the link has no say any more.
    pub link_slack: Vec<Option<i64>>,
    /// By program: its first start and last finish.
    pub programs: Vec<ProgramDates>,
}

/// The dates of a node. Slack is in tenths of a working minute of the node's calendar; `None` where the rules give none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeDates {
    /// When it starts by what is shown: the actual start where it has begun.
    pub start: Tick,
    /// When it finishes by what is shown: the actual finish where it is done.
    pub finish: Tick,
    /// The earliest start; in P6 of what remains.
    pub early_start: Tick,
    /// The earliest finish.
    pub early_finish: Tick,
    /// The latest start.
    pub late_start: Tick,
    /// The latest finish.
    pub late_finish: Tick,
    /// By how much it can slip before something that is held moves.
    pub total_slack: Option<i64>,
    /// By how much it can slip before anything else moves.
    pub free_slack: Option<i64>,
    /// From early to late start.
    pub start_slack: Option<i64>,
    /// From early to late finish.
    pub finish_slack: Option<i64>,
    /// Whether the rules call it critical.
    pub critical: bool,
    /// Whether it is on the longest path: the driving path to the last finish of its program.
    pub longest_path: bool,
    /// What sets its early dates.
    pub driver: Driver,
}

impl NodeDates {
    /// Nothing is known yet: no early date asks, no late date bounds.
    pub(crate) const UNKNOWN: Self = Self {
        start: Tick::MIN,
        finish: Tick::MIN,
        early_start: Tick::MIN,
        early_finish: Tick::MIN,
        late_start: Tick::MAX,
        late_finish: Tick::MAX,
        total_slack: None,
        free_slack: None,
        start_slack: None,
        finish_slack: None,
        critical: false,
        longest_path: false,
        driver: Driver::Nothing,
    };
}

impl ProfileDates {
    /// The dates of Longpole's own rules.
    pub(crate) fn of_schedule(network: &Network, schedule: &Schedule) -> Self {
        let nodes = (0..network.nodes.len())
            .map(|node| of_node(network, schedule, node))
            .collect();
        let mut driving = vec![false; network.links.len()];
        for driver in &schedule.driver {
            if let Driver::Link(link) = driver {
                driving[*link] = true;
            }
        }
        let link_slack = (0..network.links.len())
            .map(|link| link_slack(network, schedule, link))
            .collect();
        Self {
            nodes,
            driving,
            link_slack,
            programs: schedule.programs.clone(),
        }
    }

    /// Marks the driving path to the last finish of each program that `is_asked_for`. `drivers` set the dates of each node.
    pub(super) fn find_longest_paths(
        &mut self,
        network: &Network,
        details: &Details,
        drivers: &[Driver],
        is_asked_for: impl Fn(usize) -> bool,
    ) {
        let programs = self.programs.iter().enumerate();
        let programs = programs.filter(|&(program, _)| is_asked_for(program));
        let last: Vec<NodeIndex> = programs.filter_map(|(_, dates)| dates.last).collect();
        if last.is_empty() {
            return;
        }
        // Only past summaries a chain is led by dates.
        let (mut start, mut finish) = (Vec::new(), Vec::new());
        if details.nodes.iter().any(|node| node.kind.is_of_summary()) {
            start.extend(self.nodes.iter().map(|it| it.start.minute()));
            finish.extend(self.nodes.iter().map(|it| it.finish.minute_after()));
        }
        let chain = Chain {
            graph: network,
            drivers,
            ends: Ends {
                start: &start,
                finish: &finish,
            },
            first_children: &first_children(network, &start),
        };
        for step in last.into_iter().flat_map(|last| chain.from(last)) {
            self.nodes[step.node].longest_path = true;
        }
    }

    /// As front ends read a schedule: whole minutes, and 0 where the rules give no slack.
    pub fn to_schedule(&self) -> Schedule {
        let minutes = |tenths: Option<i64>| tenths.unwrap_or(0).div_euclid(PER_MINUTE);
        let nodes = &self.nodes;
        Schedule {
            early_start: nodes.iter().map(|it| it.start.minute()).collect(),
            early_restart: nodes.iter().map(|it| it.early_start.minute()).collect(),
            early_finish: nodes.iter().map(|it| it.finish.minute_after()).collect(),
            late_start: nodes.iter().map(|it| it.late_start.minute()).collect(),
            late_finish: nodes.iter().map(|it| it.late_finish.minute()).collect(),
            total_slack: nodes.iter().map(|it| minutes(it.total_slack)).collect(),
            free_slack: nodes.iter().map(|it| minutes(it.free_slack)).collect(),
            driver: nodes.iter().map(|it| it.driver).collect(),
            driving: nodes.iter().map(|it| it.longest_path).collect(),
            critical: Some(nodes.iter().map(|it| it.critical).collect()),
            programs: self.programs.clone(),
        }
    }
}

/// The slack of a link of Longpole's own schedule. What is done waits for nothing.
fn link_slack(network: &Network, schedule: &Schedule, link: LinkIndex) -> Option<i64> {
    let this = &network.links[link];
    let (from, to) = (this.from, this.to);
    if matches!(network.nodes[to].state, NodeState::Finished { .. }) {
        return None;
    }
    let waits = match this.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => schedule.early_restart[to],
        LinkKind::FinishToFinish | LinkKind::StartToFinish => schedule.early_finish[to],
    };
    let ends = match this.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => schedule.early_finish[from],
        LinkKind::StartToStart | LinkKind::StartToFinish => schedule.early_start[from],
    };
    if waits == Wall::MIN || ends == Wall::MIN {
        return None;
    }
    let asks = match this.lag {
        Lag::Elapsed(minutes) => ends.plus_clock(minutes),
        Lag::Work(minutes) if minutes >= 0 => network.calendar(to).finish_after(ends, minutes),
        Lag::Work(minutes) => network
            .calendar(to)
            .start_before(ends, minutes.saturating_neg()),
    };
    let minutes = network.calendar(from).minutes_from(asks, waits);
    Some(minutes.saturating_mul(PER_MINUTE))
}

/// The dates of a node of Longpole's own schedule.
fn of_node(network: &Network, schedule: &Schedule, node: NodeIndex) -> NodeDates {
    let tick = Tick::of;
    let (early_start, early_finish) = (
        tick(schedule.early_start[node]),
        tick(schedule.early_finish[node]),
    );
    let (late_start, late_finish) = (
        tick(schedule.late_start[node]),
        tick(schedule.late_finish[node]),
    );
    let working = Working(network.calendar(node));
    NodeDates {
        start: early_start,
        finish: early_finish,
        early_start: tick(schedule.early_restart[node]),
        early_finish,
        late_start,
        late_finish,
        total_slack: Some(schedule.total_slack[node] * PER_MINUTE),
        free_slack: Some(schedule.free_slack[node] * PER_MINUTE),
        start_slack: Some(working.between(early_start, late_start)),
        finish_slack: Some(working.between(early_finish, late_finish)),
        critical: schedule.is_critical(network, node),
        longest_path: schedule.driving[node],
        driver: schedule.driver[node],
    }
}
