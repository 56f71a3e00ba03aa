//! The rules of Microsoft Project, recovered from schedules that it computed.
//!
//! Unlike Longpole's own rules there is no floor at the data date: unfinished work may lie in the past. Started work keeps its
//! actual start, and what it waits for has time until the rest of it resumes. See
//! `docs/design/which-profile-and-why.md` for all rules side by side.

mod alap;
mod backward;
mod forward;
mod links;
mod slack;
mod stretch;
mod summary;

use std::collections::BTreeMap;

use longpole_model::SchedulingProfile;

use super::passes::Passes;
use super::tick::Tick;
use crate::{Network, NodeIndex, NodeKind};

pub(super) use alap::{put_off, show_late};
pub(super) use backward::{backward, begin_backward};
pub(super) use forward::forward;
pub(super) use links::latest_dates as latest;
pub(super) use slack::{link_slack, slack};
pub(super) use stretch::Stretches;
pub(super) use summary::summaries;

/// What these rules remember of nodes from one pass to the next. Nothing where they date no program.
#[derive(Default)]
pub(super) struct Memory {
    /// How the work of each node lies in time.
    pub(super) stretches: Stretches,
    /// Of what has a constraint, the start that links alone ask for, before the constraint pulls it back.
    pub(super) unpulled: BTreeMap<NodeIndex, Tick>,
    /// Late dates of a first round, which what is to be as late as possible takes in the second.
    pub(super) put_off_to: BTreeMap<NodeIndex, (Tick, Tick)>,
    /// By program: the finish beyond which it ends later.
    pub(super) ends: Vec<Tick>,
    /// By program: where it has to begin, when it is scheduled from its finish.
    pub(super) starts: Vec<Option<Tick>>,
    /// Of a summary, the link of the child that starts first: what waits for its start waits for that.
    pub(super) first_child: Vec<Option<u32>>,
    /// What those that wait for it leave an entry or a summary: the latest start and finish.
    pub(super) bounds: Vec<Bounds>,
}

/// The latest start and finish that something leaves; [`Tick::MAX`] for none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) start: Tick,
    pub(super) finish: Tick,
}

impl Bounds {
    pub(super) const NONE: Self = Self {
        start: Tick::MAX,
        finish: Tick::MAX,
    };

    pub(super) fn start_by(&mut self, at: Tick) {
        self.start = self.start.min(at);
    }

    pub(super) fn finish_by(&mut self, at: Tick) {
        self.finish = self.finish.min(at);
    }
}

impl Memory {
    pub(super) fn new(network: &Network, details: &super::Details) -> Self {
        let nodes = network.nodes.len();
        Self {
            stretches: Stretches::new(network, details),
            unpulled: BTreeMap::new(),
            put_off_to: BTreeMap::new(),
            ends: vec![Tick::MIN; network.programs.len()],
            starts: vec![None; network.programs.len()],
            first_child: vec![None; nodes],
            bounds: vec![Bounds::NONE; nodes],
        }
    }
}

/// Whether these rules date `node`.
pub(super) fn dates(passes: &Passes<'_>, node: NodeIndex) -> bool {
    let this = &passes.details.nodes[node];
    this.profile == SchedulingProfile::MicrosoftProject && knows(this.kind)
}

/// Whether Microsoft Project has nodes of this kind. Decisions, gates and levels of effort have no equal there and follow
/// Longpole's own rules.
pub(super) fn knows(kind: NodeKind) -> bool {
    match kind {
        NodeKind::Task | NodeKind::Milestone | NodeKind::Entry | NodeKind::Summary => true,
        NodeKind::Gate | NodeKind::Decision | NodeKind::LevelOfEffort => false,
    }
}
