//! What do teams do that pull the next piece of work whenever somebody is free? The parallel scheme says it.
//!
//! Time only moves on: whatever can start at a moment does, by priority, and nothing is kept waiting for something more urgent that
//! comes later. The schedules are non-delay ones: good under tight resources, but the best is not always among them (Kolisch 1996).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::generate::Generator;
use super::profile::{AnyProfile, Profile};
use super::{PriorityRule, Problem, Slot};

impl Generator<'_> {
    /// Starts of all activities when, at every moment, those that can start do so by `rule`. One schedule.
    pub fn parallel(&mut self, rule: PriorityRule) -> Vec<Slot> {
        let keys = rule.keys(self.problem);
        self.parallel_by(&keys)
    }

    /// The same by any keys, one for each activity; the lowest goes first.
    pub(crate) fn parallel_by(&mut self, keys: &[i64]) -> Vec<Slot> {
        self.made += 1;
        match &mut self.profile {
            AnyProfile::Packed(profile) => parallel(self.problem, profile, keys),
            AnyProfile::General(profile) => parallel(self.problem, profile, keys),
        }
    }
}

fn parallel<P: Profile>(problem: &Problem, profile: &mut P, keys: &[i64]) -> Vec<Slot> {
    profile.clear();
    let mut starts = vec![0; problem.len()];
    let mut waits: Vec<u32> = (0..problem.len())
        .map(|activity| problem.predecessors(activity).len() as u32)
        .collect();
    // By when it could start at the earliest, then by priority. What turns out to fit only later goes back.
    let mut eligible: BinaryHeap<Reverse<(Slot, i64, u32)>> = BinaryHeap::new();
    for activity in 0..problem.len() as u32 {
        if waits[activity as usize] == 0 {
            eligible.push(entry(problem, keys, activity, &starts));
        }
    }
    while let Some(Reverse((time, key, activity))) = eligible.pop() {
        let index = activity as usize;
        if problem.fixed[index].is_none() {
            let start = profile.earliest(index, time);
            if start > time {
                eligible.push(Reverse((start, key, activity)));
                continue;
            }
            profile.take(index, start);
        }
        starts[index] = time;
        for edge in problem.successors(index) {
            let waiting = &mut waits[edge.other as usize];
            *waiting -= 1;
            if *waiting == 0 {
                eligible.push(entry(problem, keys, edge.other, &starts));
            }
        }
    }
    starts
}

fn entry(
    problem: &Problem,
    keys: &[i64],
    activity: u32,
    starts: &[Slot],
) -> Reverse<(Slot, i64, u32)> {
    let index = activity as usize;
    let time = problem.fixed[index].unwrap_or_else(|| problem.ready(index, starts));
    Reverse((time, keys[index], activity))
}
