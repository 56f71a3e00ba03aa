//! The driving chain of each program, and which nodes it rests on.

use std::collections::BTreeSet;

use crate::driving::Path;
use crate::{NodeIndex, Schedule};

/// The driving chains of all programs.
#[derive(Debug, Clone)]
pub(super) struct Chains {
    /// By program.
    paths: Vec<Path>,
    /// The programs on whose chains a node lies.
    on: Vec<Vec<u32>>,
    /// The programs whose chains lead through an entry.
    through: Vec<Vec<u32>>,
}

impl Chains {
    pub(super) fn new(programs: usize, nodes: usize) -> Self {
        Self {
            paths: vec![Path::default(); programs],
            on: vec![Vec::new(); nodes],
            through: vec![Vec::new(); nodes],
        }
    }

    /// The programs whose chains have to be followed anew: one of `nodes` is on them, or they end elsewhere.
    pub(super) fn resting_on<'a>(
        &self,
        nodes: impl Iterator<Item = &'a NodeIndex>,
        schedule: &Schedule,
    ) -> BTreeSet<u32> {
        let mut open: BTreeSet<u32> = (0..self.paths.len() as u32)
            .filter(|&program| {
                let ends = self.paths[program as usize].nodes.first().copied();
                ends != schedule.programs[program as usize].last
            })
            .collect();
        for &node in nodes {
            open.extend(self.on.get(node).into_iter().flatten());
            open.extend(self.through.get(node).into_iter().flatten());
        }
        open
    }

    /// `path` is the chain of `program` from now on. Gives the nodes that came to it or went from it.
    pub(super) fn put(&mut self, program: u32, path: Path, nodes: usize) -> BTreeSet<NodeIndex> {
        self.on.resize(nodes, Vec::new());
        self.through.resize(nodes, Vec::new());
        if self.paths[program as usize] == path {
            return BTreeSet::new();
        }
        let before = std::mem::replace(&mut self.paths[program as usize], path);
        let path = &self.paths[program as usize];
        for (lists, before, now) in [
            (&mut self.on, &before.nodes, &path.nodes),
            (&mut self.through, &before.entries, &path.entries),
        ] {
            for &node in before {
                lists[node].retain(|&other| other != program);
            }
            for &node in now {
                lists[node].push(program);
            }
        }
        let now: BTreeSet<NodeIndex> = path.nodes.iter().copied().collect();
        let before: BTreeSet<NodeIndex> = before.nodes.into_iter().collect();
        now.symmetric_difference(&before).copied().collect()
    }

    /// Whether `node` is on the chain of any program.
    pub(super) fn drives(&self, node: NodeIndex) -> bool {
        !self.on[node].is_empty()
    }
}
