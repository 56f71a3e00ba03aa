//! Everything that a run needs, prepared once: what each node takes, which risks hit it, who may be late, what is missing.

mod gaps;
mod lateness;
mod risks;
mod work;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use longpole_model::{LinkKind, Workspace};
use longpole_schedule::{LinkRole, Network, NodeIndex, NodeKind, NodeState, Schedule, Wall};

pub(crate) use gaps::Gaps;
pub use lateness::default_reliability;
pub(crate) use lateness::{Latenesses, promised};
pub(crate) use risks::{RiskInput, live_risks, with_responses};
pub(crate) use work::is_steady;

use crate::clock::{Clock, Origin};
use crate::distribution::Distribution;
use crate::forecast::Plan;
use crate::key::subject_key;
use crate::random::Draws;
use crate::summary::Measure;

/// A workspace's network, ready to be run.
pub(crate) struct Inputs<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) network: &'a Network,
    pub(crate) schedule: &'a Schedule,
    pub(crate) seed: u64,
    /// Minutes of a tick, which runs that are compared share: those of the first.
    pub(crate) unit: OnceLock<i64>,
    /// Instants in rows are minutes after it.
    pub(crate) origin: Origin,
    /// By calendar.
    pub(crate) clocks: Vec<Clock<'a>>,
    /// By node: what it takes without risks.
    pub(crate) work: Vec<Distribution>,
    /// By node.
    pub(crate) draws: Vec<Draws>,
    pub(crate) risks: Vec<RiskInput>,
    pub(crate) late: Latenesses,
    pub(crate) gaps: Gaps,
    /// By program: the nodes one of which finishes last, whatever is drawn.
    pub(crate) closers: Vec<Vec<u32>>,
}

impl<'a> Inputs<'a> {
    /// Prepares `plan`.
    pub(crate) fn new(plan: Plan<'a>, seed: u64) -> Self {
        let Plan {
            workspace,
            network,
            schedule,
        } = plan;
        let origin = Origin::before(earliest(network));
        let reach = reach(network, schedule, origin);
        let risks = live_risks(workspace, network, seed);
        let work: Vec<_> = network.nodes.iter().map(work::remaining_work).collect();
        Self {
            workspace,
            network,
            schedule,
            seed,
            unit: OnceLock::new(),
            origin,
            clocks: network
                .calendars
                .iter()
                .zip(used_calendars(network))
                .map(|(calendar, is_used)| {
                    Clock::new(calendar, origin, if is_used { reach } else { 0 })
                })
                .collect(),
            gaps: Gaps::new(network, &work),
            work,
            draws: network
                .nodes
                .iter()
                .map(|node| Draws::of(seed, &subject_key(&node.subject).to_string()))
                .collect(),
            late: lateness::latenesses(workspace, network, seed),
            closers: closers(network, &risks),
            risks,
        }
    }

    /// How instants of nodes with this calendar are measured.
    pub(crate) fn measure(&self, calendar: u32) -> Measure<'_> {
        Measure {
            origin: self.origin,
            clock: &self.clocks[calendar as usize],
        }
    }
}

/// The earliest instant that unfinished work can have.
fn earliest(network: &Network) -> Wall {
    let floors = network.programs.iter().map(|program| program.floor);
    floors.min().unwrap_or(Wall::new(0))
}

/// How many days the tables of calendars have to reach: three times as far as the plan and two years, within limits. What falls
/// beyond is still exact, only slower.
fn reach(network: &Network, schedule: &Schedule, origin: Origin) -> i32 {
    let last = schedule.early_finish.iter().max().copied();
    let days = origin.minutes(last.unwrap_or(Wall::MIN)).max(0) / (24 * 60);
    let many = network.calendars.len() > 64;
    (3 * days + 730).min(if many { Clock::SHORT } else { Clock::LONG })
}

/// By calendar, whether any open work follows it.
fn used_calendars(network: &Network) -> Vec<bool> {
    let mut used = vec![false; network.calendars.len()];
    for program in &network.programs {
        used[program.calendar as usize] = true;
    }
    for node in &network.nodes {
        used[node.calendar as usize] |= match node.state {
            NodeState::Planned | NodeState::Started(_) => true,
            NodeState::Finished { .. } => false,
        };
    }
    used
}

/// By program: its unfinished items and those that are finished last. Left out is whatever hands on to a later item of the same
/// program, by a link that cannot be pulled back.
fn closers(network: &Network, risks: &[RiskInput]) -> Vec<Vec<u32>> {
    let hit: BTreeSet<u32> = risks
        .iter()
        .flat_map(|risk| risk.hits.iter().map(|hit| hit.node))
        .collect();
    let mut closers = vec![Vec::new(); network.programs.len()];
    for (index, node) in network.nodes.iter().enumerate() {
        let is_item = node.subject.as_item().is_some();
        let counts = match node.kind {
            NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => is_item,
            // A summary is done with its children, unless a risk delays it as a whole.
            NodeKind::Summary => hit.contains(&(index as u32)),
            NodeKind::Decision | NodeKind::Entry | NodeKind::LevelOfEffort => false,
        };
        if counts && !hands_on(network, index) {
            closers[node.program as usize].push(index as u32);
        }
    }
    closers
}

/// Whether another item of the program always finishes no earlier.
fn hands_on(network: &Network, node: NodeIndex) -> bool {
    network.outgoing(node).iter().any(|&link| {
        let link = &network.links[link as usize];
        let next = &network.nodes[link.to];
        let follows = match link.kind {
            LinkKind::FinishToStart => true,
            // What takes no time may be done on a day off of its own calendar; work that has to finish no earlier is done on the
            // evening before.
            LinkKind::FinishToFinish | LinkKind::StartToStart | LinkKind::StartToFinish => false,
        };
        let lag = match link.lag {
            longpole_schedule::Lag::Work(lag) | longpole_schedule::Lag::Elapsed(lag) => lag,
        };
        let free = match next.state {
            NodeState::Planned | NodeState::Started(_) => next.constraint.is_none(),
            NodeState::Finished { .. } => false,
        };
        let is_work = match next.kind {
            NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => {
                next.subject.as_item().is_some()
            }
            NodeKind::Decision | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => {
                false
            }
        };
        let is_need = match link.role {
            LinkRole::Need(_) | LinkRole::Gate | LinkRole::Replacement => true,
            LinkRole::Entry | LinkRole::Rollup => false,
        };
        follows
            && lag >= 0
            && free
            && is_work
            && is_need
            && next.program == network.nodes[node].program
    })
}
