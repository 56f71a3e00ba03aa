//! The critical chain of a levelled plan: what holds its end, through needs and through people.

use super::people::{People, Pool};
use super::translate::Translation;
use crate::NodeIndex;
use crate::levelling::{Hold, Problem, Slot, critical_chain};

/// A step of the critical chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    /// What is held.
    pub node: NodeIndex,
    /// By what.
    pub held_by: ChainHold,
}

/// What keeps a step of the chain from being earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainHold {
    /// It waits for the next step, as the plan says.
    Need,
    /// The people that it takes work on the next step until then.
    People(Pool),
    /// The pool has people enough only from then on.
    Capacity(Pool),
    /// It begins as soon as it may: the chain begins here.
    Start,
}

/// The chain that ends with what finishes last, from there back.
pub(super) fn chain(
    problem: &Problem,
    starts: &[Slot],
    translation: &Translation,
    people: &People,
) -> Vec<ChainStep> {
    let with_node = (0..problem.len()).filter(|&activity| translation.node_of[activity].is_some());
    let Some(last) = with_node.max_by_key(|&activity| problem.finish(activity, starts[activity]))
    else {
        return Vec::new();
    };
    let pool = |resource: usize| people.sources[resource].pool.clone();
    critical_chain(problem, starts, last)
        .into_iter()
        // Points that stand for no node hand on what holds them.
        .filter_map(|link| {
            let held_by = match link.held_by {
                Hold::Arc(_) => ChainHold::Need,
                Hold::Resource { resource, .. } => ChainHold::People(pool(resource)),
                Hold::Capacity(resource) => ChainHold::Capacity(pool(resource)),
                Hold::Start => ChainHold::Start,
            };
            Some(ChainStep {
                node: translation.node_of[link.activity]?,
                held_by,
            })
        })
        .collect()
}
