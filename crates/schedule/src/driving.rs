//! The driving chain: which work, waiting for which, sets a date.

use longpole_model::LinkKind;

use crate::backward::first_children;
use crate::forward::{Ends, entry_drivers};
use crate::{
    Driver, Link, LinkIndex, Network, NodeIndex, NodeKind, NodeState, Schedule, Step, StepReason,
};

/// What sets the early dates of `node`: from it back along driving links to where the chain begins.
pub fn driving_chain(network: &Network, schedule: &Schedule, node: NodeIndex) -> Vec<Step> {
    let first = first_children(network, &schedule.early_start);
    let chain = Chain {
        network,
        schedule,
        first_children: &first,
    };
    chain.from(node)
}

/// The driving chains of several nodes.
pub(crate) fn driving_chains(
    network: &Network,
    schedule: &Schedule,
    first_children: &[Option<u32>],
    nodes: impl Iterator<Item = NodeIndex>,
) -> Vec<Vec<Step>> {
    let chain = Chain {
        network,
        schedule,
        first_children,
    };
    nodes.map(|node| chain.from(node)).collect()
}

struct Chain<'a> {
    network: &'a Network,
    schedule: &'a Schedule,
    first_children: &'a [Option<u32>],
}

impl Chain<'_> {
    fn from(&self, node: NodeIndex) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut next = Some((node, self.schedule.driver[node]));
        while let Some((node, driver)) = next {
            let driver = self.through_entries(driver);
            next = match driver {
                Driver::Link(link) => {
                    let link = &self.network.links[link];
                    Some((link.from, self.driver_of_end(link)))
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
            LinkKind::FinishToStart | LinkKind::FinishToFinish => self.schedule.driver[from],
            LinkKind::StartToStart | LinkKind::StartToFinish => {
                if self.network.nodes[from].kind == NodeKind::Summary {
                    let first = self.first_children[from];
                    return first.map_or(Driver::Nothing, |link| Driver::Link(link as LinkIndex));
                }
                match self.network.nodes[from].state {
                    NodeState::Planned => self.schedule.driver[from],
                    NodeState::Started(_) | NodeState::Finished { .. } => Driver::Actual,
                }
            }
        }
    }

    /// An entry is no step: what it waits for is what its child waits for.
    fn through_entries(&self, mut driver: Driver) -> Driver {
        let ends = Ends {
            start: &self.schedule.early_start,
            finish: &self.schedule.early_finish,
        };
        while let Driver::Link(link) = driver {
            let link = &self.network.links[link];
            if self.network.nodes[link.from].kind != NodeKind::Entry {
                break;
            }
            let (start, finish) = entry_drivers(self.network, ends, link.from);
            driver = match link.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => start,
                LinkKind::FinishToFinish | LinkKind::StartToFinish => finish,
            };
        }
        driver
    }
}
