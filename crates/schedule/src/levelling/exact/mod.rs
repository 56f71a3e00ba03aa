//! Is there a shorter schedule? For small problems the question is answered by branch and bound.
//!
//! The tree is that of precedence-feasible orders of starts (Patterson, Słowiński, Talbot and Węglarz 1989; Sprecher 2000): a node
//! has placed some activities; each child places one more as early as it fits, not before the last one placed. Every active
//! schedule is reached once. A branch is cut when
//!
//! - an activity left behind could still be moved to where nothing can hinder it any more (it isn't active);
//! - the longest path or the energy behind its activities doesn't fit before the bound ([`energy`]);
//! - the same activities were placed before with nothing ending later (cut set rule, Demeulemeester and Herroelen 1992; [`memory`]).

mod energy;
mod memory;
mod tails;

use super::packed::PackedProfile;
use super::profile::Profile as _;
use super::{Problem, Slot, lower_bound};
use energy::Energy;
use memory::{Memory, State};
use tails::tails;

/// The most activities that the exact search takes: a set of them is one word.
const MOST_ACTIVITIES: usize = 64;

/// What the exact search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactOutcome {
    /// The best schedule known: the given one, or a shorter one.
    pub starts: Vec<Slot>,
    /// Where it ends.
    pub makespan: Slot,
    /// Whether no shorter one exists.
    pub proven: bool,
    /// How many times an activity was placed.
    pub nodes: u64,
}

/// Looks for a schedule shorter than `incumbent`, a feasible one, and places at most `nodes` activities.
///
/// `None` when the problem is none for this search: more than 64 activities, more than four resources, activities that pause, or
/// arcs by which one that waits may start before the one that is waited for.
pub fn solve_exactly(
    problem: &Problem,
    incumbent: &[Slot],
    nodes: u64,
    mut go_on: impl FnMut() -> bool,
) -> Option<ExactOutcome> {
    if problem.len() > MOST_ACTIVITIES || !problem.starts_in_order {
        return None;
    }
    let profile = PackedProfile::of(problem)?;
    let mut tree = Tree::new(problem, profile, incumbent);
    tree.limit = nodes;
    let proven = tree.explore(&mut go_on);
    Some(ExactOutcome {
        starts: tree.best,
        makespan: tree.bound,
        proven,
        nodes: tree.nodes,
    })
}

struct Tree<'a> {
    problem: &'a Problem,
    profile: PackedProfile,
    energy: Vec<Energy>,
    /// What was placed and goes on at a node; memory that is used again.
    going: Vec<(u32, Slot)>,
    memory: Memory,
    /// Position in a topological order.
    place: Vec<u32>,
    /// The longest path from each start to the end.
    tails: Vec<Slot>,
    /// From each start to where it no longer matters to what follows.
    reach: Vec<Slot>,
    /// What each waits for, as a set.
    needs: Vec<u64>,
    all: u64,
    starts: Vec<Slot>,
    best: Vec<Slot>,
    /// The makespan to beat.
    bound: Slot,
    lowest: Slot,
    nodes: u64,
    limit: u64,
}

/// A node of the tree: what was placed last, and what may come next.
struct Level {
    /// The activity placed to come here; `None` at the root.
    activity: Option<u32>,
    placed: u64,
    /// Where the last one placed starts.
    start: Slot,
    /// Where the last of those placed finishes.
    makespan: Slot,
    /// What may be placed next, with its start, the most promising last.
    children: Vec<(u32, Slot)>,
}

impl<'a> Tree<'a> {
    fn new(problem: &'a Problem, profile: PackedProfile, incumbent: &[Slot]) -> Self {
        let count = problem.len();
        let mut place = vec![0; count];
        for (at, &activity) in problem.order().iter().enumerate() {
            place[activity as usize] = at as u32;
        }
        let needs = (0..count).map(|activity| {
            let edges = problem.predecessors(activity).iter();
            edges.fold(0, |set, edge| set | 1 << edge.other)
        });
        let reach = (0..count).map(|activity| {
            let edges = problem.successors(activity).iter();
            edges.fold(problem.durations[activity], |reach, edge| {
                reach.max(edge.weight.max(0) as Slot)
            })
        });
        let tails = tails(problem);
        Self {
            energy: Energy::all(problem, &tails),
            going: Vec::new(),
            memory: Memory::new(count),
            place,
            tails,
            reach: reach.collect(),
            needs: needs.collect(),
            all: if count == 64 {
                u64::MAX
            } else {
                (1 << count) - 1
            },
            starts: incumbent.to_vec(),
            best: incumbent.to_vec(),
            bound: problem.makespan(incumbent),
            lowest: lower_bound(problem),
            nodes: 0,
            limit: 0,
            problem,
            profile,
        }
    }

    /// Walks the tree depth first; gives whether all of it was seen or cut.
    fn explore(&mut self, go_on: &mut impl FnMut() -> bool) -> bool {
        if self.bound <= self.lowest {
            return true;
        }
        let root = self.root();
        let mut path = vec![root];
        while let Some(level) = path.last_mut() {
            let Some((activity, start)) = level.children.pop() else {
                if let Some(activity) = level.activity {
                    let activity = activity as usize;
                    self.profile.give(activity, self.starts[activity]);
                }
                path.pop();
                continue;
            };
            if start + self.tails[activity as usize] >= self.bound {
                continue;
            }
            if self.nodes >= self.limit || (self.nodes.is_multiple_of(1 << 12) && !go_on()) {
                return false;
            }
            self.nodes += 1;
            let parent = (level.placed, level.makespan);
            if let Some(level) = self.enter(activity, start, parent) {
                path.push(level);
            }
            if self.bound <= self.lowest {
                return true;
            }
        }
        true
    }

    fn root(&mut self) -> Level {
        let fixed = |activity: &usize| self.problem.fixed[*activity].is_some();
        let placed: Vec<usize> = (0..self.problem.len()).filter(fixed).collect();
        for &activity in &placed {
            self.starts[activity] = self.problem.fixed[activity].unwrap_or(0);
        }
        let mut level = Level {
            activity: None,
            placed: placed.iter().fold(0, |set, activity| set | 1 << activity),
            start: 0,
            makespan: placed
                .iter()
                .map(|&activity| self.starts[activity] + self.problem.durations[activity])
                .max()
                .unwrap_or(0),
            children: Vec::new(),
        };
        level.children = self.children(&level, None).unwrap_or_default();
        level
    }

    /// Places `activity` and gives the node there, unless the schedule is complete or the branch is cut.
    fn enter(&mut self, activity: u32, start: Slot, parent: (u64, Slot)) -> Option<Level> {
        let index = activity as usize;
        let finish = start + self.problem.durations[index];
        let mut level = Level {
            activity: Some(activity),
            placed: parent.0 | 1 << activity,
            start,
            makespan: parent.1.max(finish),
            children: Vec::new(),
        };
        if level.makespan >= self.bound {
            return None;
        }
        self.starts[index] = start;
        if level.placed == self.all {
            self.bound = level.makespan;
            self.best.copy_from_slice(&self.starts);
            return None;
        }
        if self.was_better(&level) {
            return None;
        }
        self.profile.take(index, start);
        let fits = self.energy_fits(&level);
        let children = if fits {
            self.children(&level, Some(self.place[index]))
        } else {
            None
        };
        match children {
            Some(children) => {
                level.children = children;
                Some(level)
            }
            None => {
                self.profile.give(index, start);
                None
            }
        }
    }

    fn energy_fits(&mut self, level: &Level) -> bool {
        self.going.clear();
        let mut set = level.placed;
        while set != 0 {
            let activity = set.trailing_zeros();
            set &= set - 1;
            let finish = self.starts[activity as usize] + self.problem.durations[activity as usize];
            if finish > level.start {
                self.going.push((activity, finish));
            }
        }
        let Self { profile, going, .. } = self;
        self.energy
            .iter()
            .all(|energy| energy.fits(profile, level.placed, going, level.start, self.bound))
    }

    /// Whether a node with the same activities placed was no worse; if not, remembers this one.
    fn was_better(&mut self, level: &Level) -> bool {
        let mut state = State {
            placed: level.placed,
            start: level.start,
            remaining: [0; MOST_ACTIVITIES],
        };
        let mut set = level.placed;
        while set != 0 {
            let activity = set.trailing_zeros() as usize;
            set &= set - 1;
            let matters_until = self.starts[activity] + self.reach[activity];
            let remaining = matters_until.saturating_sub(level.start);
            state.remaining[activity] = remaining.min(Slot::from(u16::MAX)) as u16;
        }
        self.memory.knows_better(&state)
    }

    /// What can be placed next. `None` when no schedule below is active and shorter than the bound.
    fn children(&self, level: &Level, last: Option<u32>) -> Option<Vec<(u32, Slot)>> {
        let mut children = Vec::new();
        let mut open = self.all & !level.placed;
        while open != 0 {
            let activity = open.trailing_zeros() as usize;
            open &= open - 1;
            if self.needs[activity] & !level.placed != 0 {
                continue;
            }
            let ready = self.problem.ready(activity, &self.starts);
            let start = self.profile.earliest(activity, ready);
            if start < level.start {
                // Whatever comes starts no earlier than `level.start`.
                if start + self.problem.durations[activity] <= level.start {
                    return None;
                }
                if level.start + self.tails[activity] >= self.bound {
                    return None;
                }
                continue;
            }
            if start + self.tails[activity] >= self.bound {
                return None;
            }
            if start == level.start && last.is_some_and(|last| self.place[activity] < last) {
                continue;
            }
            children.push((activity as u32, start));
        }
        // Depth first into the earliest start; of several, into the one with the longest tail.
        children.sort_by_key(|&(activity, start)| {
            (
                std::cmp::Reverse(start),
                self.tails[activity as usize],
                std::cmp::Reverse(activity),
            )
        });
        Some(children)
    }
}
