//! Which activity goes first when several ask for the same people? By one of the literature's priority rules.
//!
//! The rules are those compared by Kolisch (1996): what is computed lies on the network without resources.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use longpole_model::LinkKind;

use super::generate::ActivityList;
use super::{Problem, Slot};

/// A priority rule. Ties go to the lower position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriorityRule {
    /// Latest finish time (LFT): the one that has to be finished first.
    LatestFinish,
    /// Latest start time (LST): the one that has to start first.
    LatestStart,
    /// Minimum slack (MSLK): the one with the least slack.
    MinimumSlack,
    /// Most total successors (MTS): the one on which most others wait, directly or not.
    MostTotalSuccessors,
    /// Greatest rank positional weight (GRPW): the one whose duration and direct successors' durations sum to most.
    GreatestRankPositionalWeight,
    /// Longest path following (LPF): the one with the longest work behind it.
    LongestPathFollowing,
    /// Shortest processing time (SPT): the shortest.
    ShortestProcessingTime,
    /// The order in which the activities are given: the plan's.
    PlanOrder,
}

impl PriorityRule {
    /// All rules.
    pub const ALL: [Self; 8] = [
        Self::LatestFinish,
        Self::LatestStart,
        Self::MinimumSlack,
        Self::MostTotalSuccessors,
        Self::GreatestRankPositionalWeight,
        Self::LongestPathFollowing,
        Self::ShortestProcessingTime,
        Self::PlanOrder,
    ];

    /// A key for each activity; the lowest goes first.
    pub(super) fn keys(self, problem: &Problem) -> Vec<i64> {
        let activities = 0..problem.len();
        match self {
            Self::LatestFinish => latest_finishes(problem),
            Self::LatestStart => latest_starts(problem),
            Self::MinimumSlack => {
                let earliest = problem.earliest_starts();
                let latest = latest_starts(problem);
                activities
                    .map(|i| latest[i] - i64::from(earliest[i]))
                    .collect()
            }
            Self::MostTotalSuccessors => {
                total_successors(problem).into_iter().map(|n| -n).collect()
            }
            Self::GreatestRankPositionalWeight => activities
                .map(|i| {
                    let following = problem.successors(i).iter();
                    let sum: i64 = following
                        .map(|edge| i64::from(problem.durations[edge.other as usize]))
                        .sum();
                    -(sum + i64::from(problem.durations[i]))
                })
                .collect(),
            Self::LongestPathFollowing => problem.tails().into_iter().map(|t| -t).collect(),
            Self::ShortestProcessingTime => activities
                .map(|i| i64::from(problem.durations[i]))
                .collect(),
            Self::PlanOrder => activities.map(|i| i as i64).collect(),
        }
    }
}

/// The list in which, among the activities that wait for nothing any more, the one that goes first by `rule` comes first.
pub fn priority_list(problem: &Problem, rule: PriorityRule) -> ActivityList {
    list_by_keys(problem, &rule.keys(problem))
}

/// The same for any keys, one for each activity; the lowest goes first.
pub(super) fn list_by_keys(problem: &Problem, keys: &[i64]) -> ActivityList {
    let mut waits: Vec<u32> = (0..problem.len())
        .map(|activity| problem.predecessors(activity).len() as u32)
        .collect();
    let mut eligible: BinaryHeap<Reverse<(i64, u32)>> = (0..problem.len() as u32)
        .filter(|&activity| waits[activity as usize] == 0)
        .map(|activity| Reverse((keys[activity as usize], activity)))
        .collect();
    let mut list = Vec::with_capacity(problem.len());
    while let Some(Reverse((_, activity))) = eligible.pop() {
        list.push(activity);
        for edge in problem.successors(activity as usize) {
            let waiting = &mut waits[edge.other as usize];
            *waiting -= 1;
            if *waiting == 0 {
                eligible.push(Reverse((keys[edge.other as usize], edge.other)));
            }
        }
    }
    ActivityList(list)
}

impl Problem {
    /// Starts as if every resource had enough of everything.
    pub(super) fn earliest_starts(&self) -> Vec<Slot> {
        let mut starts = vec![0; self.len()];
        for &activity in &self.order {
            let activity = activity as usize;
            starts[activity] = match self.fixed[activity] {
                Some(start) => start,
                None => {
                    let ready = self.ready(activity, &starts);
                    self.next_worked(activity, ready)
                }
            };
        }
        starts
    }

    /// `slot`, or the next one in which the activity goes on.
    pub(super) fn next_worked(&self, activity: usize, slot: Slot) -> Slot {
        match self.activities[activity].calendar {
            Some(calendar) if self.durations[activity] > 0 => {
                let calendar = &self.calendars[calendar];
                calendar.slot(calendar.worked_before(slot))
            }
            Some(_) | None => slot,
        }
    }

    /// The longest path from each activity's start to the end, in slots, without pauses and resources.
    pub(super) fn tails(&self) -> Vec<i64> {
        let mut tails: Vec<i64> = self.durations.iter().map(|&d| i64::from(d)).collect();
        for &activity in self.order.iter().rev() {
            let activity = activity as usize;
            for edge in self.successors(activity) {
                if self.pauses && !holds_with_pauses(edge.kind) {
                    continue;
                }
                let through = i64::from(edge.weight) + tails[edge.other as usize];
                tails[activity] = tails[activity].max(through);
            }
        }
        tails
    }
}

/// Whether the slots from start to start that an arc of this kind asks for stay at least as many when its ends pause.
fn holds_with_pauses(kind: LinkKind) -> bool {
    match kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => true,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => false,
    }
}

/// Latest starts against the end of the longest path.
fn latest_starts(problem: &Problem) -> Vec<i64> {
    let end = i64::from(problem.makespan(&problem.earliest_starts()));
    problem.tails().into_iter().map(|tail| end - tail).collect()
}

fn latest_finishes(problem: &Problem) -> Vec<i64> {
    let starts = latest_starts(problem).into_iter();
    let durations = problem.durations.iter();
    starts
        .zip(durations)
        .map(|(start, &d)| start + i64::from(d))
        .collect()
}

/// How many activities wait for each one, directly or not: sets as bits up to a size, beyond it an upper estimate.
fn total_successors(problem: &Problem) -> Vec<i64> {
    const EXACT_UP_TO: usize = 4_096;
    let count = problem.len();
    if count > EXACT_UP_TO {
        let mut sums = vec![0i64; count];
        for &activity in problem.order.iter().rev() {
            let following = problem.successors(activity as usize).iter();
            let sum = following.fold(0i64, |sum, edge| {
                sum.saturating_add(1 + sums[edge.other as usize])
            });
            sums[activity as usize] = sum.min(count as i64);
        }
        return sums;
    }
    let words = count.div_ceil(64);
    let mut sets = vec![0u64; words * count];
    for &activity in problem.order.iter().rev() {
        let own = activity as usize * words;
        for edge in problem.successors(activity as usize) {
            let other = edge.other as usize;
            for word in 0..words {
                sets[own + word] |= sets[other * words + word];
            }
            sets[own + other / 64] |= 1 << (other % 64);
        }
    }
    sets.chunks(words.max(1))
        .map(|set| set.iter().map(|word| i64::from(word.count_ones())).sum())
        .collect()
}
