//! Who is bred from, and who makes room?

use super::Random;
use super::decode::Individual;

/// Individuals.
#[derive(Default)]
pub(super) struct Population {
    members: Vec<Individual>,
}

/// How many are compared to find one that makes room.
const WORST_OF: usize = 7;

impl Population {
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    pub(super) fn get(&self, index: usize) -> &Individual {
        &self.members[index]
    }

    pub(super) fn add(&mut self, individual: &Individual) {
        self.members.push(individual.clone());
    }

    /// Two different ones, each the better of two.
    pub(super) fn parents(&self, random: &mut Random) -> (usize, usize) {
        const TRIES: usize = 4;
        let mother = self.better_of_two(random);
        let father = (0..TRIES)
            .map(|_| self.better_of_two(random))
            .find(|&father| father != mother);
        (mother, father.unwrap_or((mother + 1) % self.members.len()))
    }

    fn better_of_two(&self, random: &mut Random) -> usize {
        let (one, other) = (
            random.below(self.members.len()),
            random.below(self.members.len()),
        );
        if self.members[other].cost < self.members[one].cost {
            other
        } else {
            one
        }
    }

    /// Puts `child` in place of a bad one that is no better, unless there is one like it.
    pub(super) fn replace_a_worse_one(&mut self, child: &Individual, random: &mut Random) {
        let mut worst = random.below(self.members.len());
        for _ in 1..WORST_OF {
            let other = random.below(self.members.len());
            if self.members[other].cost > self.members[worst].cost {
                worst = other;
            }
        }
        let is_there =
            |member: &Individual| member.cost == child.cost && member.starts == child.starts;
        if child.cost <= self.members[worst].cost && !self.members.iter().any(is_there) {
            self.members[worst].clone_from(child);
        }
    }
}
