//! What of two networks is the same, node by node and link by link.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::LinkKind;
use longpole_schedule::{
    LinkIndex, LinkRole, NeedRef, Network, Node, NodeIndex, NodeKind, Subject, Tie,
};

/// How a network differs from the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// For each node where it was before, unless it is new.
    pub(super) nodes: Vec<Option<NodeIndex>>,
    /// For each link where it was before, unless it is new.
    pub(super) links: Vec<Option<LinkIndex>>,
    /// Nodes of the network before that are gone.
    pub(super) nodes_gone: Vec<NodeIndex>,
    /// Links of the network before that are gone.
    pub(super) links_gone: Vec<LinkIndex>,
    /// Levels of effort that span something else than before.
    pub(super) ties_changed: BTreeSet<NodeIndex>,
}

/// Why a link is there, without the position of its need in its network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role<'n> {
    Need(&'n NeedRef),
    Other(LinkRole),
}

impl<'n> Role<'n> {
    pub(super) fn of(network: &'n Network, link: LinkIndex) -> Self {
        let need = network.need_of(link);
        need.map_or_else(|| Self::Other(network.links[link].role), Self::Need)
    }
}

impl Difference {
    pub(super) fn between(before: &Network, next: &Network) -> Self {
        let nodes = nodes(before, next);
        let mut is_there = vec![false; before.nodes.len()];
        for &node in nodes.iter().flatten() {
            is_there[node] = true;
        }
        let links = links(before, next, &nodes);
        let mut is_tied = vec![false; before.links.len()];
        for &link in links.iter().flatten() {
            is_tied[link] = true;
        }
        let gone = |there: &[bool]| (0..there.len()).filter(|&at| !there[at]).collect();
        Self {
            ties_changed: ties_changed(before, next, &nodes),
            nodes_gone: gone(&is_there),
            links_gone: gone(&is_tied),
            nodes,
            links,
        }
    }
}

/// Nodes are the same when they stand for the same in the same way. Where one became a summary, or ceased to be one, another
/// took its place.
fn nodes(before: &Network, next: &Network) -> Vec<Option<NodeIndex>> {
    let entries = before.nodes.iter().enumerate();
    let entries: BTreeMap<&Subject, NodeIndex> = entries
        .filter(|(_, node)| node.kind == NodeKind::Entry)
        .map(|(at, node)| (&node.subject, at))
        .collect();
    let same = |(at, node): (NodeIndex, &Node)| {
        let is_same = |&other: &NodeIndex| {
            let other = &before.nodes[other];
            other.kind == node.kind && other.subject == node.subject
        };
        // Most nodes stay where they are.
        if at < before.nodes.len() && is_same(&at) {
            return Some(at);
        }
        let found = match node.kind {
            NodeKind::Entry => entries.get(&node.subject).copied(),
            _ => before.node(&node.subject),
        };
        found.filter(is_same)
    };
    next.nodes.iter().enumerate().map(same).collect()
}

/// Links are the same when they tie the same for the same reason. A need may tie other ends of the two than before.
fn links(before: &Network, next: &Network, nodes: &[Option<NodeIndex>]) -> Vec<Option<LinkIndex>> {
    let mut links = Vec::with_capacity(next.links.len());
    for (to, old_to) in nodes.iter().enumerate() {
        let mut old: BTreeMap<Face<'_>, Vec<LinkIndex>> = BTreeMap::new();
        for at in old_to.iter().flat_map(|&old_to| before.incoming(old_to)) {
            let face = face(before, at, before.links[at].from);
            old.entry(face).or_default().push(at);
        }
        for at in next.incoming(to) {
            let from = nodes[next.links[at].from];
            let like = from.and_then(|from| old.get_mut(&face(next, at, from))?.pop());
            links.push(like);
        }
    }
    links
}

/// From where a link leads, why, and for what is no need by which ends: that does not change.
type Face<'n> = (NodeIndex, Role<'n>, Option<LinkKind>);

fn face(network: &Network, link: LinkIndex, from: NodeIndex) -> Face<'_> {
    let role = Role::of(network, link);
    let kind = network.links[link].kind;
    (from, role, (!matches!(role, Role::Need(_))).then_some(kind))
}

fn ties_changed(
    before: &Network,
    next: &Network,
    nodes: &[Option<NodeIndex>],
) -> BTreeSet<NodeIndex> {
    let old: BTreeMap<NodeIndex, &[NodeIndex]> = before
        .ties
        .iter()
        .map(|tie| (tie.node, tie.spans.as_slice()))
        .collect();
    let is_changed = |tie: &&Tie| {
        let spans: Option<Vec<NodeIndex>> = tie.spans.iter().map(|&span| nodes[span]).collect();
        let old = nodes[tie.node].and_then(|node| old.get(&node));
        spans.as_deref() != old.copied()
    };
    let changed = next.ties.iter().filter(is_changed);
    changed.map(|tie| tie.node).collect()
}
