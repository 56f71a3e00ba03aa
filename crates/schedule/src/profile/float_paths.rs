//! Float paths: which chains of work lead to a target, the one that sets its date first, and then those that are next to do so.
//!
//! The first path leads back from the target. Each further one joins a path that was found before, and leads back from there
//! over what no path has yet. P6 calls these multiple float paths and offers two ways to rank them; both are here, for the
//! dates of any rules. By free slack a path here ends where what is before it no longer drives it, so that one figure is true
//! of all of it; P6 follows it to the beginning. Slack adds up link by link, each in the calendar of what is waited for.

use std::cmp::Reverse;

use super::dates::ProfileDates;
use super::tick::PER_MINUTE;
use crate::{LinkIndex, Network, NodeIndex, NodeKind, NodeState};

/// By what float paths are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FloatPathsBy {
    /// By the free slack of their links: by how much all of a path can slip before the target moves. The first one is the
    /// driving path.
    #[default]
    FreeSlack,
    /// By the total slack of their items: the most critical predecessor first, whether or not it drives.
    TotalSlack,
}

/// A chain of work that leads to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloatPath {
    /// By free slack, how far it can slip before the target moves; by total slack, that of its last item. Working minutes;
    /// `None` where the rules give none.
    pub slack: Option<i64>,
    /// Its work, the first first.
    pub nodes: Vec<NodeIndex>,
    /// What the path joins: the one that waits for its last node. `None` for the path of the target itself.
    pub joins: Option<NodeIndex>,
}

/// At most `count` paths to `target`. What is done is on none of them.
pub fn float_paths(
    network: &Network,
    dates: &ProfileDates,
    target: NodeIndex,
    count: usize,
    by: FloatPathsBy,
) -> Vec<FloatPath> {
    let mut search = Search {
        network,
        dates,
        by,
        ways: ways(network, dates, target),
        taken: vec![false; network.nodes.len()],
    };
    let mut paths = Vec::new();
    let mut next = Some(target);
    while let Some(last) = next.filter(|_| paths.len() < count) {
        let nodes = search.back_from(last);
        if !nodes.is_empty() {
            let slack = match by {
                FloatPathsBy::FreeSlack => search.ways[last].map(|way| way.slack),
                FloatPathsBy::TotalSlack => dates.nodes[last].total_slack,
            };
            paths.push(FloatPath {
                slack: slack.map(|tenths| tenths.div_euclid(PER_MINUTE)),
                nodes,
                joins: search.ways[last].and_then(|way| way.link).map(|link| {
                    let to = network.links[link].to;
                    search.through_entries(to)
                }),
            });
        }
        next = search.next_last();
    }
    paths
}

/// The way from a node to the target on which it can slip least.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Tenths of working minutes.
    slack: i64,
    /// The first link of it; `None` for the target.
    link: Option<LinkIndex>,
}

/// The shortest ways to `target`; `None` where none leads there.
fn ways(network: &Network, dates: &ProfileDates, target: NodeIndex) -> Vec<Option<Way>> {
    let mut ways: Vec<Option<Way>> = vec![None; network.nodes.len()];
    ways[target] = Some(Way {
        slack: 0,
        link: None,
    });
    for node in (0..target).rev() {
        if matches!(network.nodes[node].state, NodeState::Finished { .. }) {
            continue;
        }
        let links = network.outgoing(node).iter().map(|&link| link as LinkIndex);
        ways[node] = links
            .filter_map(|link| {
                let beyond = ways[network.links[link].to]?;
                let slack = dates.link_slack[link]?.max(0);
                Some(Way {
                    slack: beyond.slack.saturating_add(slack),
                    link: Some(link),
                })
            })
            .min_by_key(|way| (way.slack, way.link));
    }
    ways
}

struct Search<'a> {
    network: &'a Network,
    dates: &'a ProfileDates,
    by: FloatPathsBy,
    ways: Vec<Option<Way>>,
    /// By node: whether a path has it.
    taken: Vec<bool>,
}

impl Search<'_> {
    /// The path that ends with `last`, without what only hands on.
    fn back_from(&mut self, last: NodeIndex) -> Vec<NodeIndex> {
        let mut nodes = Vec::new();
        let mut next = Some(last);
        while let Some(node) = next {
            self.taken[node] = true;
            if self.network.nodes[node].kind != NodeKind::Entry {
                nodes.push(node);
            }
            let before = self.network.incoming(node).filter_map(|link| {
                let from = self.network.links[link].from;
                let is_open = !self.taken[from] && self.leads_on(from, link);
                is_open.then(|| (self.rank(from, link), from))
            });
            next = before.min().map(|(_, from)| from);
        }
        nodes.reverse();
        nodes
    }

    /// The last node of the next path: of all that wait to join one, the one that can slip least, and of those the latest.
    fn next_last(&self) -> Option<NodeIndex> {
        let open = (0..self.ways.len()).filter(|&node| !self.taken[node]);
        let joining = open.filter_map(|node| {
            let link = self.ways[node]?.link?;
            let joins = self.taken[self.network.links[link].to];
            joins.then(|| {
                let (first, second) = self.rank(node, link);
                let rank = match self.by {
                    FloatPathsBy::FreeSlack => (self.ways[node].map_or(0, |way| way.slack), second),
                    FloatPathsBy::TotalSlack => (first, second),
                };
                (rank, Reverse(self.dates.nodes[node].early_finish), node)
            })
        });
        joining.min().map(|(_, _, node)| node)
    }

    /// Whether a path goes back over `link` to `from`: by free slack when `from` can slip no further than what waits for it.
    fn leads_on(&self, from: NodeIndex, link: LinkIndex) -> bool {
        let (Some(_), Some(slack)) = (self.ways[from], self.dates.link_slack[link]) else {
            return false;
        };
        match self.by {
            FloatPathsBy::FreeSlack => slack <= 0,
            FloatPathsBy::TotalSlack => true,
        }
    }

    /// Which predecessor comes first.
    fn rank(&self, from: NodeIndex, link: LinkIndex) -> (i64, i64) {
        let free = self.dates.link_slack[link].map_or(i64::MAX, |slack| slack.max(0));
        let total = self.dates.nodes[from].total_slack.unwrap_or(i64::MAX);
        match self.by {
            FloatPathsBy::FreeSlack => (free, total),
            FloatPathsBy::TotalSlack => (total, free),
        }
    }

    /// `node`, or what the entry hands on to that is on the way to the target.
    fn through_entries(&self, node: NodeIndex) -> NodeIndex {
        let mut node = node;
        while self.network.nodes[node].kind == NodeKind::Entry {
            let Some(link) = self.ways[node].and_then(|way| way.link) else {
                break;
            };
            node = self.network.links[link].to;
        }
        node
    }
}
