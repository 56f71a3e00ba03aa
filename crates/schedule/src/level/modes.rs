//! How many people does each piece of effort get, where the plan leaves it open?
//!
//! Effort that takes `1..3` people is done sooner by more of them, but then nobody else has them. People are shared out by local search: one piece
//! at a time gets more or fewer, mostly one on the critical chain, and what makes the whole end sooner stays.

use longpole_model::{Estimate, PeopleRange, Workspace};

use super::axis::Axis;
use super::people::{ONE_PERSON, People, item_of};
use super::translate::Translation;
use crate::levelling::{
    Cost, Demand, Generator, PriorityRule, Problem, ProblemError, Random, Slot, critical_chain,
};
use crate::network::Work;
use crate::network::work::estimated;
use crate::{Network, NodeIndex, NodeState};

/// A piece of effort that may take so many people or so many.
pub(super) struct Flexible {
    pub(super) node: NodeIndex,
    activity: usize,
    resource: usize,
    /// With the fewest people first.
    pub(super) modes: Vec<Mode>,
}

/// One way of doing it.
pub(super) struct Mode {
    pub(super) people: u32,
    /// What it then takes.
    pub(super) work: Work,
    duration: Slot,
}

/// More people than these are not tried.
const MOST_PEOPLE: u32 = 50;

/// Work that has not begun and whose people are left open.
pub(super) fn flexible(
    workspace: &Workspace,
    network: &Network,
    people: &People,
    axis: &Axis,
    translation: &Translation,
) -> Vec<Flexible> {
    let mut found = Vec::new();
    for (node, this) in network.nodes.iter().enumerate() {
        let Some(item) = item_of(workspace, &this.subject) else {
            continue;
        };
        let (Some(Estimate::Effort(_)), Some(range)) = (&item.estimate, item.people) else {
            continue;
        };
        let ([(resource, _)], Some(activity)) =
            (people.asked[node].as_slice(), translation.work_of[node])
        else {
            continue;
        };
        let available = translation.capacities[*resource].last() / ONE_PERSON;
        let most = range.most.min(available).min(MOST_PEOPLE);
        if this.state != NodeState::Planned
            || range.least >= most
            || translation.activities[activity].fixed.is_some()
        {
            continue;
        }
        let modes = (range.least.max(1)..=most).map(|count| {
            let mut item = item.clone();
            item.people = Some(PeopleRange {
                least: count,
                most: count,
            });
            let work = estimated(&item, None, network.calendar(node), &mut Vec::new());
            Mode {
                people: count,
                duration: axis.up(work.likely()),
                work,
            }
        });
        found.push(Flexible {
            node,
            activity,
            resource: *resource,
            modes: modes.collect(),
        });
    }
    found
}

/// Chooses a mode for each of `flexible` and writes it into `translation`.
pub(super) fn choose(
    flexible: &[Flexible],
    translation: &mut Translation,
    seed: u64,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<usize>, ProblemError> {
    let fewest = vec![0; flexible.len()];
    if flexible.is_empty() {
        return Ok(fewest);
    }
    let most: Vec<usize> = flexible.iter().map(|this| this.modes.len() - 1).collect();
    let mut trial = Trial {
        flexible,
        translation,
        seen: Vec::new(),
    };
    let mut best = (trial.cost(&fewest)?, fewest);
    let mut chain = std::mem::take(&mut trial.seen);
    let with_most = trial.cost(&most)?;
    if with_most < best.0 {
        best = (with_most, most);
        chain = std::mem::take(&mut trial.seen);
    }
    let mut random = Random::new(seed);
    for _ in 0..tries(flexible.len(), trial.translation.activities.len()) {
        if !go_on() {
            break;
        }
        let mut modes = best.1.clone();
        let picked = pick(&chain, flexible.len(), &mut random);
        let ways = flexible[picked].modes.len();
        modes[picked] = (modes[picked] + 1 + random.below(ways - 1)) % ways;
        let cost = trial.cost(&modes)?;
        let fewer = cost == best.0 && modes[picked] < best.1[picked];
        if cost < best.0 || fewer {
            best = (cost, modes);
            chain = std::mem::take(&mut trial.seen);
        }
    }
    trial.apply(&best.1);
    Ok(best.1)
}

/// Enough to try every piece some times, few enough for large plans.
fn tries(flexible: usize, activities: usize) -> usize {
    (20 * flexible).min(2_000_000 / activities.max(1)).max(20)
}

/// One on the chain, in three of four cases.
fn pick(chain: &[usize], count: usize, random: &mut Random) -> usize {
    if chain.is_empty() || random.below(4) == 0 {
        random.below(count)
    } else {
        chain[random.below(chain.len())]
    }
}

struct Trial<'a> {
    flexible: &'a [Flexible],
    translation: &'a mut Translation,
    /// Which of `flexible` lie on the critical chain of what was tried last.
    seen: Vec<usize>,
}

impl Trial<'_> {
    fn apply(&mut self, modes: &[usize]) {
        for (this, &mode) in self.flexible.iter().zip(modes) {
            let mode = &this.modes[mode];
            let activity = &mut self.translation.activities[this.activity];
            activity.duration = mode.duration;
            activity.demands = vec![Demand {
                resource: this.resource,
                units: mode.people * ONE_PERSON,
            }];
        }
    }

    /// What a plain schedule costs when each of `flexible` is done in its mode.
    fn cost(&mut self, modes: &[usize]) -> Result<Cost, ProblemError> {
        self.apply(modes);
        let problem = self.translation.problem()?;
        let mut generator = Generator::new(&problem);
        let mut starts = generator.parallel(PriorityRule::LatestFinish);
        generator.justify(&mut starts);
        self.seen = self.on_chain(&problem, &starts);
        Ok(Cost::of(&problem, &starts))
    }

    fn on_chain(&self, problem: &Problem, starts: &[Slot]) -> Vec<usize> {
        let last = (0..problem.len()).max_by_key(|&activity| {
            let late = problem.activities()[activity].due.map_or(0, |due| {
                problem
                    .finish(activity, starts[activity])
                    .saturating_sub(due.by)
            });
            (late, problem.finish(activity, starts[activity]))
        });
        let chain = last.map(|last| critical_chain(problem, starts, last));
        let mut links: Vec<usize> = chain
            .unwrap_or_default()
            .iter()
            .map(|link| link.activity)
            .collect();
        links.sort_unstable();
        let flexible = self.flexible.iter().enumerate();
        flexible
            .filter(|(_, this)| links.binary_search(&this.activity).is_ok())
            .map(|(index, _)| index)
            .collect()
    }
}
