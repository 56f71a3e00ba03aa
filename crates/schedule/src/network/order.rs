//! The order of the network: everything after what it waits for. Where that cannot be, the circle.

use longpole_model::LinkKind;

use super::{Cycle, CycleReason, CycleStep, Link, LinkRole, Node, NodeIndex};
use crate::NeedRef;

/// Positions in a list of links, grouped by one of their ends.
pub(super) struct Grouped {
    pub(super) offsets: Vec<u32>,
    pub(super) links: Vec<u32>,
}

/// Groups `links` by `end`, keeping their order within a group.
pub(super) fn group(nodes: usize, links: &[Link], end: impl Fn(&Link) -> usize) -> Grouped {
    let mut offsets = vec![0u32; nodes + 1];
    for link in links {
        offsets[end(link) + 1] += 1;
    }
    for node in 0..nodes {
        offsets[node + 1] += offsets[node];
    }
    let mut next = offsets.clone();
    let mut grouped = vec![0u32; links.len()];
    for (index, link) in links.iter().enumerate() {
        let place = &mut next[end(link)];
        grouped[*place as usize] = index as u32;
        *place += 1;
    }
    Grouped {
        offsets,
        links: grouped,
    }
}

impl Grouped {
    pub(super) fn of(&self, node: usize) -> &[u32] {
        &self.links[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }
}

/// Positions of nodes in an order in which no link leads back, level by level.
pub(super) fn sort(nodes: &[Node], links: &[Link], needs: &[NeedRef]) -> Result<Vec<u32>, Cycle> {
    let outgoing = group(nodes.len(), links, |link| link.from);
    let mut waits = vec![0u32; nodes.len()];
    for link in links {
        waits[link.to] += 1;
    }
    let mut order: Vec<u32> = (0..nodes.len() as u32)
        .filter(|&node| waits[node as usize] == 0)
        .collect();
    let mut next = 0;
    while next < order.len() {
        for &link in outgoing.of(order[next] as usize) {
            let to = links[link as usize].to;
            waits[to] -= 1;
            if waits[to] == 0 {
                order.push(to as u32);
            }
        }
        next += 1;
    }
    if order.len() == nodes.len() {
        Ok(order)
    } else {
        Err(find_cycle(nodes, links, needs, &waits))
    }
}

/// Follows links back among the nodes that still wait, until one comes again.
fn find_cycle(nodes: &[Node], links: &[Link], needs: &[NeedRef], waits: &[u32]) -> Cycle {
    let incoming = group(nodes.len(), links, |link| link.to);
    let first = (0..nodes.len())
        .find(|&node| waits[node] > 0)
        .expect("a node still waits");
    let mut seen_at = vec![usize::MAX; nodes.len()];
    let mut path: Vec<&Link> = Vec::new();
    let mut node = first;
    while seen_at[node] == usize::MAX {
        seen_at[node] = path.len();
        let link = incoming
            .of(node)
            .iter()
            .map(|&link| &links[link as usize])
            .find(|link| waits[link.from] > 0)
            .expect("what waits in vain waits for something that does so too");
        path.push(link);
        node = link.from;
    }
    circle(
        |node| &nodes[node],
        needs,
        path[seen_at[node]..].iter().copied(),
    )
}

/// The circle that `links` make, each leading to the provider of the one before it.
pub(crate) fn circle<'a>(
    node_at: impl Fn(NodeIndex) -> &'a Node,
    needs: &[NeedRef],
    links: impl Iterator<Item = &'a Link>,
) -> Cycle {
    let steps = links
        .map(|link| step(node_at(link.to), needs, link))
        .collect();
    Cycle { steps: tidy(steps) }
}

fn step(consumer: &Node, needs: &[NeedRef], link: &Link) -> CycleStep {
    let reason = match link.role {
        LinkRole::Need(need) => CycleReason::Need(needs[need as usize].clone()),
        LinkRole::Gate => CycleReason::Gate,
        LinkRole::Replacement => CycleReason::Replacement,
        LinkRole::Entry => CycleReason::PartOf,
        LinkRole::Rollup => CycleReason::ConsistsOf,
    };
    CycleStep {
        subject: consumer.subject.clone(),
        reason,
    }
}

/// Begins the circle with its smallest subject, so that it reads the same wherever the search began.
fn tidy(mut steps: Vec<CycleStep>) -> Vec<CycleStep> {
    let smallest = (0..steps.len())
        .min_by(|&a, &b| steps[a].subject.cmp(&steps[b].subject))
        .unwrap_or(0);
    steps.rotate_left(smallest);
    steps
}

/// Nodes and links in the order `order`; links grouped by the node they lead to.
pub(super) fn arrange(
    nodes: Vec<Node>,
    links: &[Link],
    order: &[u32],
) -> (Vec<Node>, Vec<Link>, Vec<u32>) {
    let mut place = vec![0usize; nodes.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old as usize] = new;
    }
    let mut slots: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    let nodes = order
        .iter()
        .filter_map(|&old| slots[old as usize].take())
        .collect();
    let mut links: Vec<Link> = links
        .iter()
        .map(|link| Link {
            from: place[link.from],
            to: place[link.to],
            ..*link
        })
        .collect();
    // Stable: links of a node stay in the order in which the plan has its needs.
    links.sort_by_key(|link| link.to);
    (nodes, links, place.iter().map(|&new| new as u32).collect())
}

/// Whether a link of this kind hangs on its provider's finish.
pub(super) fn waits_for_finish(kind: LinkKind) -> bool {
    match kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => true,
        LinkKind::StartToStart | LinkKind::StartToFinish => false,
    }
}
