//! Levels of effort with their links, which the network has as ties that forget their kinds.

use std::collections::BTreeMap;

use longpole_model::{LinkKind, NeedSource, Workspace};

use super::{Details, LinkLag};
use crate::{Network, NodeIndex, NodeKind, Subject};

/// A level of effort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffortDetails {
    /// Its node.
    pub node: NodeIndex,
    /// Its program, in [`Network::programs`].
    pub program: usize,
    /// The summary that it is part of.
    pub parent: Option<NodeIndex>,
    /// Its links.
    pub links: Vec<EffortLink>,
}

/// A link of a level of effort. Successors that are levels of effort themselves are left out: they follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffortLink {
    /// What is at its other end.
    pub other: NodeIndex,
    /// Whether that waits for the level of effort, rather than the reverse.
    pub is_successor: bool,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Time between.
    pub lag: LinkLag,
}

impl Details {
    pub(super) fn add_efforts(&mut self, workspace: &Workspace, network: &Network) {
        let mut places = BTreeMap::new();
        for (node, this) in network.nodes.iter().enumerate() {
            if this.kind != NodeKind::LevelOfEffort {
                continue;
            }
            let plan = workspace.programs.get(&this.subject.program);
            let item = this.subject.as_item().and_then(|id| plan?.items.get(id));
            let parent = item.and_then(|item| item.parent.as_ref());
            places.insert(node, self.efforts.len());
            self.efforts.push(EffortDetails {
                node,
                program: this.program as usize,
                parent: parent
                    .and_then(|id| network.node(&Subject::item(&this.subject.program, id))),
                links: Vec::new(),
            });
        }
        if places.is_empty() {
            return;
        }
        for (id, program) in &workspace.programs {
            for need in program.needs.values().filter(|need| need.binds()) {
                let NeedSource::Item(source) = &need.source else {
                    continue;
                };
                let provider = Subject::item(source.program.as_ref().unwrap_or(id), &source.item);
                let consumer = Subject::item(id, &need.consumer);
                let ends = network.node(&provider).zip(network.node(&consumer));
                let Some((from, to)) = ends else {
                    continue;
                };
                let lag = self.link_lag(need.lag, to);
                let link = |other, is_successor| EffortLink {
                    other,
                    is_successor,
                    kind: need.link,
                    lag,
                };
                if let Some(&effort) = places.get(&to) {
                    self.efforts[effort].links.push(link(from, false));
                } else if let Some(&effort) = places.get(&from) {
                    self.efforts[effort].links.push(link(to, true));
                }
            }
        }
    }
}
