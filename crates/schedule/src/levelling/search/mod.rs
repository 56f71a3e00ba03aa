//! Which schedule is the best that can be found within a budget?
//!
//! A genetic algorithm over activity lists. Two parents are crossed (`crossover`), the child's list becomes a schedule that is
//! justified on the way (`decode`), and takes the place of a worse one (`population`). Small problems go on to the exact search. The search is
//! anytime: it can be stopped after any schedule. It is deterministic: what it finds depends on the problem, the seed and how many
//! schedules it may make. It stops when a lower bound is met.

mod crossover;
mod decode;
mod population;
mod sample;
mod within;

use super::exact::solve_exactly;
use super::generate::Generator;
use super::priority::PriorityRule;
use super::random::Random;
use super::{Problem, Slot, lower_bound};
use crossover::Crossover;
use decode::{Decoder, Individual};
use population::Population;

pub use within::search_within;

/// How long to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// At most so many schedules are made, [`Budget::UNLIMITED`] for as many as the caller lets it; each pass over all activities counts as one, and in the exact search as many placements as
    /// there are activities. At least one is made.
    pub schedules: u64,
    /// Where chance comes from.
    pub seed: u64,
}

impl Budget {
    /// As long as the caller says "go on".
    pub const UNLIMITED: u64 = u64::MAX;

    /// The search suits its population to the number of schedules. Where that isn't known, it begins with few and starts again with four times as
    /// many, so that most of the time goes to the last and largest stage.
    fn first_stage(self) -> u64 {
        if self.schedules == Self::UNLIMITED {
            1_000
        } else {
            self.schedules
        }
    }
}

/// How good a schedule is: less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost {
    /// All delays beyond due slots, each by its weight. It counts first.
    pub lateness: u64,
    /// Where the last activity finishes.
    pub makespan: Slot,
}

impl Cost {
    /// What nothing undercuts.
    const LEAST: Self = Self {
        lateness: 0,
        makespan: 0,
    };

    /// What `starts` cost.
    pub fn of(problem: &Problem, starts: &[Slot]) -> Self {
        Self {
            lateness: problem.lateness(starts),
            makespan: problem.makespan(starts),
        }
    }
}

/// The best schedule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levelled {
    /// The start of each activity.
    pub starts: Vec<Slot>,
    /// What it costs.
    pub cost: Cost,
    /// No schedule costs less.
    pub bound: Cost,
    /// How many schedules were made.
    pub schedules: u64,
}

impl Levelled {
    /// Whether it is known that there is none better.
    pub fn is_optimal(&self) -> bool {
        self.cost <= self.bound
    }
}

/// The most activities for which the exact search is worth its time.
const EXACT_UP_TO: usize = 40;

/// Looks for the best schedule within `budget`, as long as `go_on` says so; it is asked before each child.
pub fn search(problem: &Problem, budget: Budget, mut go_on: impl FnMut() -> bool) -> Levelled {
    let mirrored = problem.mirrored();
    let mut search = Search::new(problem, mirrored.as_ref(), budget.seed);
    let mut stage = budget.first_stage();
    loop {
        search.run(stage, &mut go_on);
        if stage == budget.schedules || !search.may_go_on(budget.schedules, &mut go_on) {
            return search.finish();
        }
        // Populations that have grown alike don't recover from it, so each stage begins with strangers.
        search.population = Population::default();
        stage = stage.saturating_mul(4);
    }
}

struct Search<'a> {
    problem: &'a Problem,
    decoder: Decoder<'a>,
    crossover: Crossover,
    population: Population,
    random: Random,
    best: Vec<Slot>,
    cost: Cost,
    bound: Cost,
    /// Schedules' worth of the exact search.
    proving: u64,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, mirrored: Option<&'a Problem>, seed: u64) -> Self {
        let mut decoder = Decoder::new(problem, mirrored);
        let best = decoder.first(PriorityRule::LatestFinish);
        Self {
            crossover: Crossover::new(problem),
            population: Population::default(),
            random: Random::new(seed),
            cost: Cost::of(problem, &best),
            bound: least_cost(problem),
            best,
            decoder,
            problem,
            proving: 0,
        }
    }

    fn made(&self) -> u64 {
        self.decoder.made() + self.proving
    }

    fn may_go_on(&self, schedules: u64, go_on: &mut impl FnMut() -> bool) -> bool {
        self.cost > self.bound && self.made() + Decoder::MOST_PASSES <= schedules && go_on()
    }

    /// Makes schedules until there are `schedules`.
    fn run(&mut self, schedules: u64, go_on: &mut impl FnMut() -> bool) {
        let size = size_for(schedules, self.problem.len());
        if self.problem.len() <= EXACT_UP_TO && !self.problem.has_dues {
            // A good schedule is the better half of a proof. What can't be proven soon goes back to the population.
            self.fill(size, schedules / 2, go_on);
            self.breed(schedules / 2, go_on);
            self.prove(schedules / 4 * 3, go_on);
        }
        self.fill(size, schedules, go_on);
        self.breed(schedules, go_on);
    }

    /// Draws individuals until there are `size`.
    fn fill(&mut self, size: usize, schedules: u64, go_on: &mut impl FnMut() -> bool) {
        let mut child = Individual::new(self.problem.len());
        if self.population.len() == 0 && self.may_go_on(schedules, go_on) {
            self.decoder.begin_with(&self.best, &mut child);
            self.keep_if_best(&child);
            self.population.add(&child);
        }
        let keys = PriorityRule::LatestFinish.keys(self.problem);
        while self.population.len() < size && self.may_go_on(schedules, go_on) {
            let list = sample::list(self.problem, &keys, &mut self.random);
            self.decoder.begin(&list, &mut child);
            self.keep_if_best(&child);
            self.population.add(&child);
        }
    }

    fn breed(&mut self, schedules: u64, go_on: &mut impl FnMut() -> bool) {
        if self.population.len() < 2 {
            return;
        }
        let mut child = Individual::new(self.problem.len());
        while self.may_go_on(schedules, go_on) {
            let (mother, father) = self.population.parents(&mut self.random);
            let mother = self.population.get(mother);
            let father = self.population.get(father);
            self.crossover
                .cross(mother, father, &mut self.random, &mut child.list);
            self.decoder.decode(&mut child, self.bound);
            self.keep_if_best(&child);
            self.population
                .replace_a_worse_one(&child, &mut self.random);
        }
    }

    fn keep_if_best(&mut self, child: &Individual) {
        if child.cost < self.cost {
            self.cost = child.cost;
            self.best.copy_from_slice(&child.starts);
        }
    }

    /// Lets the exact search look for something better, or show that there is nothing.
    fn prove(&mut self, schedules: u64, go_on: &mut impl FnMut() -> bool) {
        if self.cost <= self.bound {
            return;
        }
        let activities = self.problem.len() as u64;
        let nodes = schedules
            .saturating_sub(self.made())
            .saturating_mul(activities);
        let Some(found) = solve_exactly(self.problem, &self.best, nodes, go_on) else {
            return;
        };
        self.proving += found.nodes.div_ceil(activities.max(1));
        self.best = found.starts;
        self.cost.makespan = found.makespan;
        if found.proven {
            self.bound = self.cost;
        }
    }

    fn finish(self) -> Levelled {
        Levelled {
            schedules: self.made(),
            starts: self.best,
            cost: self.cost,
            bound: self.bound,
        }
    }
}

/// How many individuals suit a number of schedules, by trial: for 80 activities the cube root of a tenth of its square, for more activities fewer, as
/// the square root of their number. For 120 that is 38 for 1,000 schedules, 510 for 50,000. Too few are soon alike, too many never get better.
fn size_for(schedules: u64, activities: usize) -> usize {
    // So that a population of a large plan stays below some hundred megabytes.
    let most = (16_000_000 / activities.max(1)).clamp(8, 2_000);
    let enough = u128::from(schedules.min(1_000_000)).pow(4) * 80u128.pow(3);
    let activities = activities.clamp(70, 320) as u128;
    (2..most)
        .find(|&size| (size as u128).pow(6) * 100 * activities.pow(3) >= enough)
        .unwrap_or(most)
}

/// What even unlimited resources would cost, and what energy demands.
fn least_cost(problem: &Problem) -> Cost {
    Cost {
        lateness: problem.lateness(&problem.earliest_starts()),
        makespan: lower_bound(problem),
    }
}
