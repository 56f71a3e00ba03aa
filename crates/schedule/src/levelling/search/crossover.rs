//! How are two lists crossed? In one of two ways, by chance.
//!
//! Either a busy stretch of the mother's stays together, and what lies before and after it follows the father: where resources are used best, the order is
//! good and worth keeping (peak crossover, Valls, Ballestín and Quintanilla 2008; Debels and Vanhoucke 2005 choose their window in the same way).
//! Or everything stays but for a stretch, whose activities follow the father: so one part of a schedule is worked on at a time, as by the
//! decomposition of Debels and Vanhoucke (2007).

use super::decode::Individual;
use super::{Problem, Random, Slot};

pub(super) struct Crossover {
    /// Work of each activity: its duration times the share of each resource that it takes, in parts of 4,096.
    work: Vec<u64>,
    /// The ends of all arcs, sorted, the lower position of each first.
    tied: Vec<(u32, u32)>,
    /// Where in the child each activity goes: before the stretch, in it, or after it.
    part: Vec<Part>,
    /// Work of all before each position of the mother's list.
    sums: Vec<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Before,
    Within,
    After,
}

/// How many stretches are drawn, of which the busiest is taken.
const DRAWN: usize = 5;
/// Of small problems a stretch is too little to work on at a time.
const KEPT_UP_TO: usize = 40;
/// One in so many neighbours is swapped.
const SWAPPED: usize = 10;

impl Crossover {
    pub(super) fn new(problem: &Problem) -> Self {
        let work = problem.activities().iter().map(|activity| {
            let shares = activity.demands.iter().map(|demand| {
                let units = problem.capacities()[demand.resource].last().max(1);
                (u64::from(demand.units) << 12) / u64::from(units)
            });
            u64::from(activity.duration) * shares.sum::<u64>()
        });
        let ends = problem.arcs().iter().map(|arc| {
            let (from, to) = (arc.from as u32, arc.to as u32);
            (from.min(to), from.max(to))
        });
        let mut tied: Vec<_> = ends.collect();
        tied.sort_unstable();
        Self {
            tied,
            work: work.collect(),
            part: vec![Part::Before; problem.len()],
            sums: Vec::with_capacity(problem.len() + 1),
        }
    }

    pub(super) fn cross(
        &mut self,
        mother: &Individual,
        father: &Individual,
        random: &mut Random,
        child: &mut [u32],
    ) {
        if mother.list.len() > KEPT_UP_TO && random.below(2) == 0 {
            self.reorder_a_stretch(mother, father, random, child);
        } else {
            self.keep_a_stretch(mother, father, random, child);
        }
        self.mutate(random, child);
    }

    /// The mother's list, but for a stretch of three to seven tenths that is drawn: there the father's order.
    fn reorder_a_stretch(
        &mut self,
        mother: &Individual,
        father: &Individual,
        random: &mut Random,
        child: &mut [u32],
    ) {
        let count = mother.list.len();
        let (shortest, longest) = (count * 3 / 10, count * 7 / 10);
        let length = shortest + random.below(longest - shortest + 1);
        let from = random.below(count - length + 1);
        let stretch = from..from + length;
        child.copy_from_slice(&mother.list);
        self.part.fill(Part::Before);
        for &activity in &mother.list[stretch.clone()] {
            self.part[activity as usize] = Part::Within;
        }
        let within = |activity: &&u32| self.part[**activity as usize] == Part::Within;
        let in_fathers_order = father.list.iter().filter(within);
        for (place, &activity) in child[stretch].iter_mut().zip(in_fathers_order) {
            *place = activity;
        }
    }

    /// A busy stretch of the mother's list in its place; before and after it the father's order.
    fn keep_a_stretch(
        &mut self,
        mother: &Individual,
        father: &Individual,
        random: &mut Random,
        child: &mut [u32],
    ) {
        let (from, to) = self.busiest(mother, random);
        for (at, &activity) in mother.list.iter().enumerate() {
            self.part[activity as usize] = if at < from {
                Part::Before
            } else if at < to {
                Part::Within
            } else {
                Part::After
            };
        }
        let (mut before, mut after) = (0, to);
        for &activity in &father.list {
            let place = match self.part[activity as usize] {
                Part::Before => &mut before,
                Part::After => &mut after,
                Part::Within => continue,
            };
            child[*place] = activity;
            *place += 1;
        }
        child[from..to].copy_from_slice(&mother.list[from..to]);
    }

    /// Swaps some neighbours that do not wait for each other.
    fn mutate(&self, random: &mut Random, list: &mut [u32]) {
        for at in 1..list.len() {
            if random.below(SWAPPED) == 0 {
                let (one, next) = (list[at - 1], list[at]);
                if !self.are_tied(one, next) {
                    list.swap(at - 1, at);
                }
            }
        }
    }

    fn are_tied(&self, one: u32, other: u32) -> bool {
        let pair = (one.min(other), one.max(other));
        self.tied.binary_search(&pair).is_ok()
    }

    /// The busiest of some stretches that are drawn, each of a fifth to two fifths of the list.
    fn busiest(&mut self, mother: &Individual, random: &mut Random) -> (usize, usize) {
        let count = mother.list.len();
        self.sums.clear();
        self.sums.push(0);
        let mut sum = 0;
        for &activity in &mother.list {
            sum += self.work[activity as usize];
            self.sums.push(sum);
        }
        let time = |position: usize| mother.times[mother.list[position] as usize];
        let (shortest, longest) = (count / 5, count * 2 / 5);
        let mut best = (0, 0);
        // Work and time of the best; compared as fractions.
        let mut busiest = (0, 1);
        for _ in 0..DRAWN {
            let length = shortest + random.below(longest - shortest + 1);
            let from = random.below(count - length + 1);
            let to = from + length;
            if length == 0 {
                continue;
            }
            let work = self.sums[to] - self.sums[from];
            let span = u64::from(span(time(from), time(to - 1)));
            if u128::from(work) * u128::from(busiest.1) > u128::from(busiest.0) * u128::from(span) {
                busiest = (work, span);
                best = (from, to);
            }
        }
        best
    }
}

/// The slots between two starts, and some for what begins last.
fn span(first: Slot, last: Slot) -> Slot {
    last.saturating_sub(first) + 3
}
