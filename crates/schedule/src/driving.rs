//! The driving chain: which work, waiting for which, sets a date.

use longpole_model::LinkKind;

use crate::backward::first_children;
use crate::forward::{Ends, entry_drivers};
use crate::network::Graph;
use crate::{
    Driver, Link, LinkIndex, Network, NodeIndex, NodeKind, NodeState, Schedule, Step, StepReason,
};

/// What sets the early dates of `node`: from it back along driving links to where the chain begins.
pub fn driving_chain(network: &Network, schedule: &Schedule, node: NodeIndex) -> Vec<Step> {
    let first = first_children(network, &schedule.early_start);
    let chain = Chain {
        graph: network,
        drivers: &schedule.driver,
        ends: schedule.ends(),
        first_children: &first,
    };
    chain.from(node)
}

/// The link that sets the early dates of each node, where one does. It comes from a node that is no entry: entries are seen
/// through.
pub fn driving_links(network: &Network, schedule: &Schedule) -> Vec<Option<LinkIndex>> {
    let chain = Chain {
        graph: network,
        drivers: &schedule.driver,
        ends: schedule.ends(),
        first_children: &[],
    };
    let mut entries = Vec::new();
    let links = schedule.driver.iter().map(|driver| {
        entries.clear();
        match chain.through_entries(*driver, &mut entries) {
            Driver::Link(link) => Some(link),
            Driver::NotBefore
            | Driver::DataDate
            | Driver::Constraint
            | Driver::Actual
            | Driver::SetDay
            | Driver::AsLateAsPossible
            | Driver::Span
            | Driver::Nothing => None,
        }
    });
    links.collect()
}

/// The nodes of a driving chain, and the entries through which it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) nodes: Vec<NodeIndex>,
    pub(crate) entries: Vec<NodeIndex>,
}

/// What chains are followed by.
pub(crate) struct Chain<'a, G> {
    pub(crate) graph: &'a G,
    /// What sets the early dates of each node.
    pub(crate) drivers: &'a [Driver],
    pub(crate) ends: Ends<'a>,
    /// Of each summary, the child that starts first.
    pub(crate) first_children: &'a [Option<u32>],
}

impl<G: Graph> Chain<'_, G> {
    /// The driving chain of `node`.
    pub(crate) fn from(&self, node: NodeIndex) -> Vec<Step> {
        self.follow(node, &mut Vec::new())
    }

    /// The nodes of the driving chain of `node`, and the entries through which it leads.
    pub(crate) fn path(&self, node: NodeIndex) -> Path {
        let mut entries = Vec::new();
        let nodes = self.follow(node, &mut entries);
        Path {
            nodes: nodes.into_iter().map(|step| step.node).collect(),
            entries,
        }
    }

    fn follow(&self, node: NodeIndex, entries: &mut Vec<NodeIndex>) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut next = Some((node, self.drivers[node]));
        while let Some((node, driver)) = next {
            let driver = self.through_entries(driver, entries);
            next = match driver {
                Driver::Link(link) => {
                    let link = self.graph.link_at(link);
                    Some((link.from, self.driver_of_end(&link)))
                }
                Driver::NotBefore
                | Driver::DataDate
                | Driver::Constraint
                | Driver::Actual
                | Driver::SetDay
                | Driver::AsLateAsPossible
                | Driver::Span
                | Driver::Nothing => None,
            };
            let reason = match driver {
                Driver::Link(link) => StepReason::Link(link),
                begins => StepReason::Begins(begins),
            };
            steps.push(Step { node, reason });
        }
        steps
    }

    /// What sets the end of the provider on which `link` hangs.
    fn driver_of_end(&self, link: &Link) -> Driver {
        let from = link.from;
        match link.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => self.drivers[from],
            LinkKind::StartToStart | LinkKind::StartToFinish => {
                if self.graph.kind(from) == NodeKind::Summary {
                    let first = self.first_children[from];
                    return first.map_or(Driver::Nothing, |link| Driver::Link(link as LinkIndex));
                }
                match self.graph.state(from) {
                    NodeState::Planned => self.drivers[from],
                    NodeState::Started(_) | NodeState::Finished { .. } => Driver::Actual,
                }
            }
        }
    }

    /// An entry is no step: what it waits for is what its child waits for.
    fn through_entries(&self, mut driver: Driver, entries: &mut Vec<NodeIndex>) -> Driver {
        while let Driver::Link(link) = driver {
            let link = self.graph.link_at(link);
            if self.graph.kind(link.from) != NodeKind::Entry {
                break;
            }
            entries.push(link.from);
            let (start, finish) = entry_drivers(self.graph, self.ends, link.from);
            driver = match link.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => start,
                LinkKind::FinishToFinish | LinkKind::StartToFinish => finish,
            };
        }
        driver
    }
}
