//! What holds a piece of work in the levelled plan: the chain back from it, through needs and through the queues of teams.

use super::order::LevelOrder;
use super::people::Pool;
use crate::levelling::{ChainLink, Hold, critical_chain, missed_slot, takers};
use crate::{Driver, NodeIndex, Wall};

/// A step of a chain.
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
    /// The people that it takes work on something else, the last of which is the next step.
    People(Queue),
    /// The pool has people enough only from then on: the chain begins here.
    Capacity(Queue),
    /// It begins as soon as it may: the chain begins here.
    Start(Driver),
}

/// Who has a pool's people just before a step begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Whose people.
    pub pool: Pool,
    /// The last moment at which the step could have gone on and didn't find them.
    pub at: Wall,
    /// What the step asks for, in thousandths of a person.
    pub asks: u32,
    /// What there is.
    pub available: u32,
    /// Who has how much of it.
    pub holders: Vec<(NodeIndex, u32)>,
}

impl LevelOrder {
    /// What holds `node`, from it back to where the chain begins: a date, a constraint, something done, or what a pool has. Nothing for what is done
    /// or lasts as long as other work.
    pub fn chain_of(&self, node: NodeIndex) -> Vec<ChainStep> {
        let Some(activity) = self.activity_of[node] else {
            return Vec::new();
        };
        let links = critical_chain(&self.problem, &self.starts, activity);
        let mut chain: Vec<ChainStep> = Vec::new();
        for link in links {
            let held_by = self.hold(link);
            let begins = matches!(held_by, ChainHold::Start(_));
            match self.node_of[link.activity] {
                Some(node) => chain.push(ChainStep { node, held_by }),
                // A point that stands for no node hands on what holds it.
                None => {
                    if let (ChainHold::Start(_), Some(last)) = (&held_by, chain.last_mut()) {
                        last.held_by = held_by;
                    }
                }
            }
            if begins {
                break;
            }
        }
        chain
    }

    fn hold(&self, link: ChainLink) -> ChainHold {
        if self.begins[link.activity] == Driver::AsLateAsPossible {
            return ChainHold::Start(Driver::AsLateAsPossible);
        }
        match link.held_by {
            Hold::Arc(_) => ChainHold::Need,
            Hold::Resource { resource, .. } => {
                ChainHold::People(self.queue(link.activity, resource))
            }
            Hold::Capacity(resource) => ChainHold::Capacity(self.queue(link.activity, resource)),
            Hold::Start => ChainHold::Start(self.begins[link.activity]),
        }
    }

    fn queue(&self, activity: usize, resource: usize) -> Queue {
        let slot = missed_slot(&self.problem, &self.starts, activity).unwrap_or(0);
        let takers = takers(&self.problem, &self.starts, resource, slot);
        Queue {
            pool: self.pools[resource].clone(),
            at: self.axis.wall(slot),
            asks: self.problem.units(activity, resource),
            available: self.problem.capacities()[resource].at(slot),
            holders: takers
                .into_iter()
                .filter_map(|(other, units)| Some((self.node_of[other]?, units)))
                .collect(),
        }
    }
}
