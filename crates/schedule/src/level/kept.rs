//! Which dates that somebody stands for does the levelled plan keep, and which not?

use longpole_model::Workspace;

use super::people::item_of;
use super::translate::stands;
use crate::{AnchorKind, Network, NodeIndex, NodeState, Schedule, Wall};

/// A date that somebody stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingDate {
    /// Whose.
    pub node: NodeIndex,
    /// What kind of date.
    pub kind: StandingKind,
    /// It should be finished by then.
    pub by: Wall,
    /// When it is finished as planned, whoever has time.
    pub planned: Wall,
    /// When it is finished by the levelled plan.
    pub levelled: Wall,
}

/// What kind of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandingKind {
    /// A commitment.
    Commitment,
    /// A deadline.
    Deadline,
    /// A promise to somebody who waits for it.
    Promise,
}

impl StandingDate {
    /// Whether the levelled plan keeps it.
    pub fn is_kept(&self) -> bool {
        self.levelled <= self.by
    }

    /// Whether it would be kept if everybody had time.
    pub fn was_kept(&self) -> bool {
        self.planned <= self.by
    }
}

/// All such dates of what is not done, in the order of nodes.
pub(super) fn standing_dates(
    workspace: &Workspace,
    network: &Network,
    planned: &Schedule,
    levelled: &Schedule,
) -> Vec<StandingDate> {
    let mut found = Vec::new();
    for (node, this) in network.nodes.iter().enumerate() {
        if matches!(this.state, NodeState::Finished { .. }) {
            continue;
        }
        let mut add = |kind, by| {
            found.push(StandingDate {
                node,
                kind,
                by,
                planned: planned.early_finish[node],
                levelled: levelled.early_finish[node],
            });
        };
        for anchor in &this.anchors {
            match anchor.kind {
                AnchorKind::Commitment => add(StandingKind::Commitment, anchor.at),
                AnchorKind::Deadline => add(StandingKind::Deadline, anchor.at),
                AnchorKind::GateDay | AnchorKind::Target | AnchorKind::ProgramTarget => {}
            }
        }
        let promises = item_of(workspace, &this.subject).map(|item| item.promises.values());
        let dates = promises
            .into_iter()
            .flatten()
            .filter(|promise| stands(promise))
            .filter_map(|promise| promise.date);
        if let Some(date) = dates.min() {
            let by = network.calendar(node).day_end(Wall::midnight(date));
            add(StandingKind::Promise, by);
        }
    }
    found
}
