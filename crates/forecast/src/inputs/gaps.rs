//! What is missing upstream of each node, so that its date is only the earliest possible.

use longpole_model::LinkKind;
use longpole_schedule::{Network, NodeState, RemarkKind};

use crate::distribution::Distribution;
use crate::key::subject_key;
use crate::result::{Incomplete, MAX_REASONS, Missing};

/// For each node the nodes upstream that lack something, the first ones in order, separately for its start and its finish:
/// who only waits for a start is not held up by what the provider then lacks.
#[derive(Debug, Clone)]
pub(crate) struct Gaps {
    own: Vec<Option<Missing>>,
    start: Vec<Vec<u32>>,
    finish: Vec<Vec<u32>>,
}

impl Gaps {
    /// Follows what is missing along the links.
    pub(crate) fn new(network: &Network, work: &[Distribution]) -> Self {
        let own = own_gaps(network, work);
        let mut gaps = Self {
            start: vec![Vec::new(); own.len()],
            finish: vec![Vec::new(); own.len()],
            own,
        };
        for node in 0..network.nodes.len() {
            if let NodeState::Finished { .. } = network.nodes[node].state {
                continue;
            }
            let mut start = Vec::new();
            for link in &network.links[network.incoming(node)] {
                start.extend(match link.kind {
                    LinkKind::FinishToStart | LinkKind::FinishToFinish => &gaps.finish[link.from],
                    LinkKind::StartToStart | LinkKind::StartToFinish => &gaps.start[link.from],
                });
            }
            let mut finish = start.clone();
            finish.extend(gaps.own[node].map(|_| node as u32));
            gaps.start[node] = first_ones(start);
            gaps.finish[node] = first_ones(finish);
        }
        for tie in &network.ties {
            let spanned = tie.spans.iter().flat_map(|&node| gaps.finish[node].clone());
            gaps.finish[tie.node] = first_ones(spanned.collect());
        }
        gaps
    }

    /// What the finish of a node lacks.
    pub(crate) fn of_finish(&self, network: &Network, node: usize) -> Vec<Incomplete> {
        self.named(network, &self.finish[node])
    }

    /// What the start of a node lacks.
    pub(crate) fn of_start(&self, network: &Network, node: usize) -> Vec<Incomplete> {
        self.named(network, &self.start[node])
    }

    /// What any of `nodes` lacks.
    pub(crate) fn of_any(
        &self,
        network: &Network,
        nodes: impl Iterator<Item = usize>,
    ) -> Vec<Incomplete> {
        let all = nodes.flat_map(|node| self.finish[node].clone()).collect();
        self.named(network, &first_ones(all))
    }

    fn named(&self, network: &Network, nodes: &[u32]) -> Vec<Incomplete> {
        let mut named: Vec<Incomplete> = nodes
            .iter()
            .filter_map(|&node| {
                Some(Incomplete {
                    subject: subject_key(&network.nodes[node as usize].subject),
                    why: self.own[node as usize]?,
                })
            })
            .collect();
        named.sort();
        named
    }
}

/// What each node itself lacks, from what the schedule remarked.
fn own_gaps(network: &Network, work: &[Distribution]) -> Vec<Option<Missing>> {
    let mut own = vec![None; network.nodes.len()];
    for remark in &network.remarks {
        let Some(node) = remark.subject.as_ref().and_then(|s| network.node(s)) else {
            continue;
        };
        let missing = match remark.kind {
            RemarkKind::NoEstimate | RemarkKind::StartedWithoutRemaining => Missing::Estimate,
            RemarkKind::NoPace => Missing::Pace,
            RemarkKind::ZeroPace => Missing::ZeroPace,
            // With three points there is a tail from which to draw what is left; with one number there is nothing.
            RemarkKind::OverrunWithoutRemaining if work[node].is_fixed() => Missing::Remaining,
            _ => continue,
        };
        own[node] = Some(missing);
    }
    own
}

fn first_ones(mut nodes: Vec<u32>) -> Vec<u32> {
    nodes.sort_unstable();
    nodes.dedup();
    nodes.truncate(MAX_REASONS);
    nodes
}
