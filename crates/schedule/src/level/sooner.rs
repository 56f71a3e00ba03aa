//! What would have to change for a levelled date to be earlier: more people, shorter work, or another order.
//!
//! Each answer was tried: everything is put into the changed problem in the order of the levelled plan. Only what lies on the chain back can help, so the
//! chain is asked again after every change.

use super::order::LevelOrder;
use super::people::{ONE_PERSON, Pool};
use crate::levelling::{Capacity, Hold, Problem, ProblemError, Slot, critical_chain};
use crate::{Driver, Network, NodeIndex, NodeKind, Wall};

/// A change that may bring a levelled finish forward.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelLever {
    /// The pool has so many thousandths of a person more, on every day on which it has any.
    MorePeople(Pool, u32),
    /// What is left of the item takes so many minutes less of the time in which anybody works.
    Shorten(NodeIndex, i64),
    /// The first goes before the second, which then waits for its people.
    GoesBefore(NodeIndex, NodeIndex),
    /// The item may start at this moment; what holds it back is a date of its own.
    StartFrom(NodeIndex, Wall),
}

/// A change that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChange {
    /// What changes.
    pub lever: LevelLever,
    /// The finish that was asked about, with the change.
    pub finish: Wall,
    /// Of what gives way, the finish with the change; `None` where nothing does.
    pub gives_way: Option<Wall>,
}

/// What bringing a levelled finish forward takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sooner {
    /// The finish without a change, when everything is put in the same order again.
    pub finish: Wall,
    /// Single changes that help, in the order of the chain. Those that reach what was asked are no larger than that takes; the
    /// others are as large as they can be.
    pub alone: Vec<LevelChange>,
    /// Changes that reach it together; empty where nothing does.
    pub together: Vec<LevelLever>,
    /// The finish with those; where nothing reaches it, the earliest that was found.
    pub together_finish: Wall,
}

/// As many steps of the chain, the longest, are tried with less work.
const MOST_STEPS: usize = 8;
/// As many changes are tried alone.
const MOST_LEVERS: usize = 24;
/// As many changes are put together.
const MOST_CHANGES: usize = 8;
/// More people than these are not added to a pool.
const MOST_PEOPLE: u32 = 8;

impl LevelOrder {
    /// What would bring the levelled finish of `node` to `wanted`. `None` where it is done, has no turn of its own, or is wanted as late
    /// as possible.
    pub fn sooner(
        &self,
        network: &Network,
        node: NodeIndex,
        wanted: Wall,
    ) -> Result<Option<Sooner>, ProblemError> {
        let Some(target) = self.activity_of[node] else {
            return Ok(None);
        };
        // It could be earlier, but the plan wants it late.
        if self.begins[target] == Driver::AsLateAsPossible {
            return Ok(None);
        }
        let mut trial = Trial {
            order: self,
            network,
            target,
            wanted: self.axis.until(wanted),
            pulled: Vec::new(),
        };
        let before = trial.outcome(&[])?;
        let mut alone = Vec::new();
        for lever in trial.levers(&before) {
            let lever = trial.least(lever)?;
            let outcome = trial.outcome(std::slice::from_ref(&lever))?;
            if outcome.finish < before.finish {
                alone.push(LevelChange {
                    finish: self.finish_wall(outcome.finish),
                    gives_way: trial.gives_way(&lever, &outcome),
                    lever,
                });
            }
        }
        let (together, finish) = trial.together(before.finish)?;
        Ok(Some(Sooner {
            finish: self.finish_wall(before.finish),
            alone,
            together,
            together_finish: self.finish_wall(finish),
        }))
    }
}

struct Trial<'a> {
    order: &'a LevelOrder,
    network: &'a Network,
    target: usize,
    wanted: Slot,
    pulled: Vec<LevelLever>,
}

/// What comes of some changes.
struct Outcome {
    problem: Problem,
    starts: Vec<Slot>,
    finish: Slot,
}

impl Trial<'_> {
    fn outcome(&self, levers: &[LevelLever]) -> Result<Outcome, ProblemError> {
        let order = self.order;
        let mut activities = order.problem.activities().to_vec();
        let mut capacities = order.problem.capacities().to_vec();
        let mut keys = order.keys();
        for lever in levers {
            match lever {
                LevelLever::MorePeople(pool, units) => {
                    if let Some(resource) = order.pools.iter().position(|it| it == pool) {
                        add(&mut capacities[resource], *units);
                    }
                }
                LevelLever::Shorten(node, minutes) => {
                    if let Some(activity) = order.activity_of[*node] {
                        let duration = &mut activities[activity].duration;
                        *duration = duration.saturating_sub(order.axis.up(*minutes));
                    }
                }
                LevelLever::GoesBefore(node, other) => {
                    if let (Some(first), Some(second)) =
                        (order.activity_of[*node], order.activity_of[*other])
                    {
                        let key = keys[second] - 1;
                        keys[first] = keys[first].min(key);
                        // What it waits for has to come before it.
                        for before in order.problem.ancestors(first) {
                            keys[before] = keys[before].min(key);
                        }
                    }
                }
                LevelLever::StartFrom(node, at) => {
                    if let Some(activity) = order.activity_of[*node] {
                        let release = &mut activities[activity].release;
                        *release = (*release).min(order.axis.from(*at));
                    }
                }
            }
        }
        let arcs = order.problem.arcs().to_vec();
        let calendars = order.problem.calendars().to_vec();
        let problem = Problem::new(activities, arcs, capacities, calendars)?;
        let starts = LevelOrder::again(&problem, &keys);
        let finish = problem.finish(self.target, starts[self.target]);
        Ok(Outcome {
            problem,
            starts,
            finish,
        })
    }

    /// What can be pulled on the chain of `outcome`, each as far as it goes, in the order of the chain.
    fn levers(&self, outcome: &Outcome) -> Vec<LevelLever> {
        let mut levers: Vec<LevelLever> = Vec::new();
        let mut add = |lever: LevelLever| {
            if levers.len() < MOST_LEVERS && !levers.contains(&lever) {
                levers.push(lever);
            }
        };
        let order = self.order;
        let chain = critical_chain(&outcome.problem, &outcome.starts, self.target);
        let mut longest: Vec<(Slot, usize)> = chain
            .iter()
            .map(|link| {
                (
                    outcome.problem.activities()[link.activity].duration,
                    link.activity,
                )
            })
            .collect();
        longest
            .sort_unstable_by_key(|&(duration, activity)| (std::cmp::Reverse(duration), activity));
        longest.truncate(MOST_STEPS);
        for link in &chain {
            let Some(node) = order.node_of[link.activity] else {
                continue;
            };
            let this = &outcome.problem.activities()[link.activity];
            let is_work = self.network.nodes[node].kind == NodeKind::Task && this.duration > 0;
            if is_work
                && longest
                    .iter()
                    .any(|(_, activity)| *activity == link.activity)
            {
                let minutes = i64::from(this.duration) * order.axis.slot;
                add(LevelLever::Shorten(node, minutes));
            }
            match link.held_by {
                Hold::Resource { resource, after } => {
                    let pool = order.pools[resource].clone();
                    let units = this.demands.iter().find(|it| it.resource == resource);
                    let units = units.map_or(ONE_PERSON, |demand| demand.units);
                    let most = units.div_ceil(ONE_PERSON).min(MOST_PEOPLE) * ONE_PERSON;
                    add(LevelLever::MorePeople(pool, most));
                    if let Some(other) = order.node_of[after]
                        && outcome.problem.activities()[after].fixed.is_none()
                    {
                        add(LevelLever::GoesBefore(node, other));
                    }
                }
                Hold::Capacity(resource) => {
                    let pool = order.pools[resource].clone();
                    add(LevelLever::MorePeople(pool, ONE_PERSON));
                }
                Hold::Start => {
                    if matches!(
                        order.begins[link.activity],
                        Driver::NotBefore | Driver::SetDay
                    ) {
                        let floor =
                            self.network.programs[self.network.nodes[node].program as usize].floor;
                        add(LevelLever::StartFrom(node, floor));
                    }
                }
                Hold::Arc(_) => {}
            }
        }
        levers
    }

    /// The smallest form of `lever` that reaches what is wanted; its largest where none does.
    fn least(&self, lever: LevelLever) -> Result<LevelLever, ProblemError> {
        let reaches = |lever: &LevelLever| -> Result<bool, ProblemError> {
            let mut levers = self.pulled.clone();
            levers.push(lever.clone());
            Ok(self.outcome(&levers)?.finish <= self.wanted)
        };
        if !reaches(&lever)? {
            return Ok(lever);
        }
        let of_size = |size: i64| match &lever {
            LevelLever::MorePeople(pool, _) => {
                LevelLever::MorePeople(pool.clone(), size as u32 * ONE_PERSON)
            }
            LevelLever::Shorten(node, _) => LevelLever::Shorten(*node, size * self.order.axis.slot),
            LevelLever::StartFrom(node, _) => {
                LevelLever::StartFrom(*node, self.order.axis.wall(size as Slot))
            }
            LevelLever::GoesBefore(..) => lever.clone(),
        };
        // With another order a larger change may bring less; so what the search ends with was tried itself.
        let (mut low, mut high) = match &lever {
            LevelLever::MorePeople(_, units) => (1, i64::from(units / ONE_PERSON)),
            LevelLever::Shorten(_, minutes) => (1, minutes / self.order.axis.slot),
            LevelLever::StartFrom(node, at) => {
                let activity = self.order.activity_of[*node];
                let now = activity.map_or(0, |it| self.order.problem.activities()[it].release);
                // Of dates the latest is the smallest change.
                let (mut low, mut high) = (i64::from(self.order.axis.from(*at)), i64::from(now));
                while low < high {
                    let middle = low + (high - low + 1) / 2;
                    if reaches(&of_size(middle))? {
                        low = middle;
                    } else {
                        high = middle - 1;
                    }
                }
                return Ok(of_size(low));
            }
            LevelLever::GoesBefore(..) => return Ok(lever),
        };
        while low < high {
            let middle = low + (high - low) / 2;
            if reaches(&of_size(middle))? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(of_size(high))
    }

    fn gives_way(&self, lever: &LevelLever, outcome: &Outcome) -> Option<Wall> {
        let LevelLever::GoesBefore(_, other) = lever else {
            return None;
        };
        let activity = self.order.activity_of[*other]?;
        let finish = outcome.problem.finish(activity, outcome.starts[activity]);
        Some(self.order.finish_wall(finish))
    }

    /// Pulls what brings most, again and again, until what is wanted is reached; then leaves out what isn't needed.
    fn together(&mut self, before: Slot) -> Result<(Vec<LevelLever>, Slot), ProblemError> {
        let mut finish = before;
        while finish > self.wanted && self.pulled.len() < MOST_CHANGES {
            let outcome = self.outcome(&self.pulled)?;
            let mut best: Option<(Slot, LevelLever)> = None;
            for lever in self.levers(&outcome) {
                let mut levers = self.pulled.clone();
                levers.push(lever.clone());
                let reached = self.outcome(&levers)?.finish;
                // Where two chains are as long, shortening one brings nothing yet.
                if reached > finish || self.pulled.contains(&lever) {
                    continue;
                }
                // Of those that are enough it's the kind that counts.
                let reached = reached.max(self.wanted);
                if best
                    .as_ref()
                    .is_none_or(|best| (reached, &lever) < (best.0, &best.1))
                {
                    best = Some((reached, lever));
                }
            }
            let Some((_, lever)) = best else { break };
            self.pulled.push(lever);
            finish = self.outcome(&self.pulled)?.finish;
        }
        if finish > self.wanted {
            self.pulled.clear();
            return Ok((Vec::new(), finish));
        }
        // Each is left out where the others are enough, and made as small as it may be beside them where not.
        for _ in 0..self.pulled.len() {
            let lever = self.pulled.remove(0);
            if self.outcome(&self.pulled)?.finish > self.wanted {
                let least = self.least(lever)?;
                self.pulled.push(least);
            }
        }
        let finish = self.outcome(&self.pulled)?.finish;
        Ok((std::mem::take(&mut self.pulled), finish))
    }
}

/// On days on which there is nobody, there is nobody to add to.
fn add(capacity: &mut Capacity, units: u32) {
    for step in &mut capacity.0 {
        if step.1 > 0 {
            step.1 = step.1.saturating_add(units);
        }
    }
}
