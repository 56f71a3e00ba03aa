//! The driving chain: which work, waiting for which, sets a date.

use longpole_model::LinkKind;

use crate::backward::first_children;
use crate::forward::{Ends, earliest_by, entry_drivers};
use crate::network::Graph;
use crate::{
    Driver, Link, LinkIndex, LinkRole, Network, NodeIndex, NodeKind, NodeState, Schedule, Step,
    StepReason, Wall,
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

/// What else holds `step` as long as the link that drives it does, in the order of the plan.
pub fn drives_equally(network: &Network, schedule: &Schedule, step: &Step) -> Vec<NodeIndex> {
    let StepReason::Link(driving) = step.reason else {
        return Vec::new();
    };
    let this = &network.links[driving];
    let mut asked = Vec::new();
    add_asked(
        network,
        schedule,
        step.node,
        (sides(this.kind), this.role == LinkRole::Rollup),
        &mut asked,
    );
    let Some(&(_, most)) = asked.iter().find(|(link, _)| *link == driving) else {
        return Vec::new();
    };
    let calendar = network.calendar(step.node);
    let is_work = network.nodes[step.node].duration > 0;
    let is_same =
        |at: Wall| at == most || (is_work && calendar.work_at(at) == calendar.work_at(most));
    let mut equal: Vec<NodeIndex> = asked
        .into_iter()
        .filter(|&(_, at)| is_same(at))
        .map(|(link, _)| network.links[link].from)
        .filter(|&from| from != this.from && schedule.driver[from] != Driver::AsLateAsPossible)
        .collect();
    equal.sort_unstable();
    equal.dedup();
    equal
}

/// The end that a link of that kind holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    Finish,
}

fn sides(kind: LinkKind) -> Side {
    match kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => Side::Start,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => Side::Finish,
    }
}

/// What each link asks of that end of `node`, those of its summaries too; of a summary itself its children.
fn add_asked(
    network: &Network,
    schedule: &Schedule,
    node: NodeIndex,
    (side, rolls_up): (Side, bool),
    asked: &mut Vec<(LinkIndex, Wall)>,
) {
    for link in network.incoming(node) {
        let this = &network.links[link];
        if sides(this.kind) != side || (this.role == LinkRole::Rollup) != rolls_up {
            continue;
        }
        if network.nodes[this.from].kind == NodeKind::Entry {
            add_asked(network, schedule, this.from, (side, false), asked);
        } else {
            let at = earliest_by(this, schedule.ends(), network.calendar(node));
            asked.push((link, at));
        }
    }
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
            let (start, finish) = entry_drivers(self.graph, self.ends, self.drivers, link.from);
            driver = match link.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => start,
                LinkKind::FinishToFinish | LinkKind::StartToFinish => finish,
            };
        }
        driver
    }
}
