//! How does a list become a schedule, and the schedule a list again?
//!
//! Where time can run backwards as well (no releases, no changes of capacity, no due slots), a child's list is read from the end:
//! one pass makes a schedule pushed to the end, a second pushes it to the beginning, which justifies it on the way (the idea of the bi-population genetic
//! algorithm, Debels and Vanhoucke 2005). Elsewhere the serial scheme makes a schedule and double justification shortens it, three passes. The
//! schedule's own order is the list that it hands on.

use super::{Cost, Generator, PriorityRule, Problem, Slot};
use crate::levelling::generate::ActivityList;

/// A list, and the schedule that came of it.
#[derive(Debug, Clone)]
pub(super) struct Individual {
    /// In the order in which the next decoding reads it.
    pub(super) list: Vec<u32>,
    /// Where each activity lies, by its position, on the time axis along which the list runs.
    pub(super) times: Vec<Slot>,
    /// The start of each activity.
    pub(super) starts: Vec<Slot>,
    pub(super) cost: Cost,
}

impl Individual {
    pub(super) fn new(activities: usize) -> Self {
        Self {
            list: vec![0; activities],
            times: vec![0; activities],
            starts: vec![0; activities],
            cost: Cost {
                lateness: u64::MAX,
                makespan: Slot::MAX,
            },
        }
    }
}

pub(super) struct Decoder<'a> {
    forward: Generator<'a>,
    backward: Option<Generator<'a>>,
}

impl<'a> Decoder<'a> {
    /// No decoding takes more passes.
    pub(super) const MOST_PASSES: u64 = 3;

    /// `mirrored` is the problem with time running backwards, where that can be.
    pub(super) fn new(problem: &'a Problem, mirrored: Option<&'a Problem>) -> Self {
        Self {
            forward: Generator::new(problem),
            backward: mirrored.map(Generator::new),
        }
    }

    pub(super) fn made(&self) -> u64 {
        self.forward.made + self.backward.as_ref().map_or(0, |backward| backward.made)
    }

    /// What comes of teams that pull work by priority.
    pub(super) fn first(&mut self, rule: PriorityRule) -> Vec<Slot> {
        self.forward.parallel(rule)
    }

    /// Makes an individual of a schedule.
    pub(super) fn begin_with(&mut self, starts: &[Slot], child: &mut Individual) {
        if self.backward.is_some() {
            self.forward.by_finish(starts);
        } else {
            self.forward.list_of(starts);
        }
        child.list.copy_from_slice(&self.forward.scratch.list);
        self.decode(child, Cost::LEAST);
    }

    /// Makes an individual of a list that was drawn, in the order of time.
    pub(super) fn begin(&mut self, list: &ActivityList, child: &mut Individual) {
        child.list.copy_from_slice(list.activities());
        if self.backward.is_some() {
            self.forward.serial_into(&child.list, &mut child.starts);
            self.forward.by_finish(&child.starts);
            child.list.copy_from_slice(&self.forward.scratch.list);
        }
        self.decode(child, Cost::LEAST);
    }

    /// Makes the schedule of the child's list, and of the schedule the list that it hands on. A schedule that costs no more than `enough` is
    /// not improved.
    pub(super) fn decode(&mut self, child: &mut Individual, enough: Cost) {
        match &mut self.backward {
            Some(backward) => {
                backward.serial_into(&child.list, &mut child.starts);
                backward.by_finish(&child.starts);
                let makespan = self
                    .forward
                    .serial_into(&backward.scratch.list, &mut child.starts);
                child.cost = Cost {
                    lateness: 0,
                    makespan,
                };
                self.forward.by_finish(&child.starts);
                let problem = self.forward.problem;
                for (activity, time) in child.times.iter_mut().enumerate() {
                    *time = makespan - problem.finish_of(activity, child.starts[activity]);
                }
            }
            None => {
                self.forward.serial_into(&child.list, &mut child.starts);
                child.cost = Cost::of(self.forward.problem, &child.starts);
                if child.cost > enough {
                    self.forward.justify(&mut child.starts);
                    child.cost = Cost::of(self.forward.problem, &child.starts);
                }
                self.forward.list_of(&child.starts);
                child.times.copy_from_slice(&child.starts);
            }
        }
        child.list.copy_from_slice(&self.forward.scratch.list);
    }
}
