//! Which program of a plan is which program of a source?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{EntityKind, Program, ProgramId, Workspace};

use super::Destination;
use crate::import::rename::Renames;

/// The programs of a plan, and what those of a source became there.
pub(super) struct Programs<'p> {
    plan: &'p Workspace,
    source: &'p str,
    destination: &'p Destination,
    /// The programs of the plan that have an item, by the item's id in the source.
    by_item: BTreeMap<&'p str, BTreeSet<&'p ProgramId>>,
    /// What a program of a source became, by its id there, or by its own where it has none or shares it.
    settled: BTreeMap<(Option<String>, Option<ProgramId>), ProgramId>,
}

impl<'p> Programs<'p> {
    pub(super) fn new(plan: &'p Workspace, source: &'p str, destination: &'p Destination) -> Self {
        let mut by_item: BTreeMap<&str, BTreeSet<&ProgramId>> = BTreeMap::new();
        plan.for_each_meta(|program, kind, _, meta| {
            let origin = meta
                .origin
                .as_ref()
                .filter(|origin| origin.source == source);
            let external = origin.and_then(|origin| origin.external_id.as_deref());
            if let (Some(program), EntityKind::Item, Some(external)) = (program, kind, external) {
                by_item.entry(external).or_default().insert(program);
            }
        });
        Self {
            plan,
            source,
            destination,
            by_item,
            settled: BTreeMap::new(),
        }
    }

    /// The programs of the plan for those of an export. What was found for another export of the source stays.
    pub(super) fn of(&mut self, export: &Workspace) -> Renames {
        let mut renames = Renames::default();
        let mut given = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (id, program) in &export.programs {
            let external = self.external(program).map(str::to_owned);
            // Of two with one id, the second goes by its own.
            let is_first = external.is_some() && seen.insert(external.clone());
            let identity = (external.clone(), Some(id.clone()).filter(|_| !is_first));
            let to = match self.settled.get(&identity) {
                Some(settled) => settled.clone(),
                None => {
                    let known = self.known(id, external.as_deref(), program, &given);
                    let to = known.unwrap_or_else(|| self.fresh(id, external.as_deref(), &given));
                    self.settled.insert(identity, to.clone());
                    to
                }
            };
            given.insert(to.clone());
            renames.programs.insert(id.clone(), to);
        }
        renames
    }

    fn external<'a>(&self, program: &'a Program) -> Option<&'a str> {
        let origin = program.charter.meta.origin.as_ref();
        let origin = origin.filter(|origin| origin.source == self.source);
        origin.and_then(|origin| origin.external_id.as_deref())
    }

    fn known(
        &self,
        id: &ProgramId,
        external: Option<&str>,
        program: &Program,
        given: &BTreeSet<ProgramId>,
    ) -> Option<ProgramId> {
        if let Some(named) = &self.destination.program {
            return Some(named.clone());
        }
        let same = |to: &ProgramId| {
            let there = self.plan.programs.get(to);
            external.is_some()
                && !given.contains(to)
                && there.is_some_and(|there| self.external(there) == external)
        };
        if same(id) {
            return Some(id.clone());
        }
        if let Some(known) = self.plan.programs.keys().find(|to| same(to)) {
            return Some(known.clone());
        }
        let only = || self.plan.programs.keys().next().cloned();
        self.where_most_of(program)
            .or_else(|| only().filter(|_| self.destination.only))
    }

    /// The program of the plan that has most of the items of one of the source's. One that came from the source is that one
    /// alone: two projects may well use the same ids.
    fn where_most_of(&self, program: &Program) -> Option<ProgramId> {
        let mut counts: BTreeMap<&ProgramId, usize> = BTreeMap::new();
        for item in program.items.values() {
            let origin = item.meta.origin.as_ref();
            let external = origin.and_then(|origin| origin.external_id.as_deref());
            let programs = external.and_then(|external| self.by_item.get(external));
            for program in programs
                .into_iter()
                .flatten()
                .filter(|id| !self.came_whole(id))
            {
                *counts.entry(program).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(program, _)| program.clone())
    }

    fn came_whole(&self, program: &ProgramId) -> bool {
        let program = self.plan.programs.get(program);
        program.is_some_and(|program| self.external(program).is_some())
    }

    /// The program's own id, unless another of the source has it.
    fn fresh(
        &self,
        id: &ProgramId,
        external: Option<&str>,
        given: &BTreeSet<ProgramId>,
    ) -> ProgramId {
        let is_free = |id: &ProgramId| {
            let there = self.plan.programs.get(id);
            let is_others = there.is_some_and(|there| {
                let of = self.external(there);
                of.is_some() && of != external
            });
            !given.contains(id) && !is_others
        };
        if is_free(id) {
            return id.clone();
        }
        let numbered = (2_usize..).map(|number| ProgramId::new(&format!("{id}-{number}")));
        let mut free = numbered.map_while(Result::ok).filter(is_free);
        free.next().unwrap_or_else(|| id.clone())
    }
}
