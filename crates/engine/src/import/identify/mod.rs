//! Which entity of a plan is which entity of a source? By the source's own ids, whatever the plan calls it.
//!
//! An entity of the plan is a source's when its origin says so. One that somebody wrote by hand is taken for the source's when
//! it says that it is also known there (`fields: { also: jira/LEDG-12 }`, or a former id `was: LEDG-12`), or when its id is
//! the source's own id. Teams and people are the same under the same id, whoever brought them.
//!
//! Sources do not always tell their things apart: some have no ids, some give one to several. So everything that wants an
//! identity is held against everything that has one in [`rounds`], the surest evidence first, and nothing gets two bearers.
//! What decides is what the source says now and what the plan holds, never chance: the same file again finds the same.

mod entry;
mod fresh;
mod programs;
mod rounds;

use std::collections::BTreeSet;

use longpole_model::{EntityKey, EntityKind, FieldValue, Meta, ProgramId, Workspace};

use super::rename::Renames;
use entry::Entry;
use fresh::Fresh;
use programs::Programs;
use rounds::{NEEDS_OF_EXPORTS, NEEDS_OF_PLAN, OTHERS_OF_EXPORTS, OTHERS_OF_PLAN, Rounds, pair};

/// The custom field in which an entity says what it is called elsewhere.
pub const ALSO: &str = "also";

/// Into which program of the plan a source's programs go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Destination {
    /// The program that was named: everything goes there.
    pub(super) program: Option<ProgramId>,
    /// The plan is one file, which holds one program.
    pub(super) only: bool,
}

/// Ids in the plan for what two exports of a source have. What is the same in both has one id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identified {
    /// For what the source says now.
    pub(super) theirs: Renames,
    /// For what it said last time.
    pub(super) base: Option<Renames>,
}

/// Finds ids in `plan` for everything in a source's export and in the one before.
pub(super) fn identify(
    plan: &Workspace,
    source: &str,
    destination: &Destination,
    theirs: &Workspace,
    base: Option<&Workspace>,
    named_here: bool,
) -> Identified {
    let mut programs = Programs::new(plan, source, destination);
    let mut identified = Identified {
        theirs: programs.of(theirs),
        base: base.map(|base| programs.of(base)),
    };
    let identifying = Identifying {
        plan,
        source,
        theirs,
        base,
        named_here,
    };
    identifying.step(Step::Others, &mut identified);
    // Needs are known by what they tie, so that this has to be known.
    identifying.step(Step::Needs, &mut identified);
    identified
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Others,
    Needs,
}

impl Step {
    fn takes(self, kind: EntityKind) -> bool {
        match self {
            Self::Others => !matches!(kind, EntityKind::Need | EntityKind::Charter),
            Self::Needs => kind == EntityKind::Need,
        }
    }
}

struct Identifying<'w> {
    plan: &'w Workspace,
    source: &'w str,
    theirs: &'w Workspace,
    base: Option<&'w Workspace>,
    /// Whether the exports go by the plan's own ids.
    named_here: bool,
}

impl Identifying<'_> {
    fn step(&self, step: Step, identified: &mut Identified) {
        let mut theirs = self.entries(step, self.theirs, &identified.theirs);
        let mut base = match (self.base, &identified.base) {
            (Some(base), Some(renames)) => self.entries(step, base, renames),
            _ => Vec::new(),
        };
        let mut plan = sorted(step, self.plan, |key| {
            Entry::of_plan(self.plan, key, self.source)
        });
        keep_titles_of_sharers([&mut theirs, &mut base, &mut plan]);
        let (of_exports, of_plan) = match step {
            Step::Others => (OTHERS_OF_EXPORTS, OTHERS_OF_PLAN),
            Step::Needs => (NEEDS_OF_EXPORTS, NEEDS_OF_PLAN),
        };

        let (now, before): (Vec<&Entry>, Vec<&Entry>) =
            (theirs.iter().collect(), base.iter().collect());
        let there: Vec<&Entry> = plan.iter().collect();
        let in_base = pair(&now, &before, of_exports);
        let (now, before) = places(&now, &before, &in_base, &there, of_plan);

        // What is in both exports and in neither's place in the plan was removed there: it has one id all the same.
        let mut removed = vec![None; base.len()];
        for (at, in_base) in in_base
            .iter()
            .enumerate()
            .filter(|(at, _)| now[*at].is_none())
        {
            if let Some(in_base) = in_base.filter(|in_base| before[*in_base].is_none()) {
                removed[in_base] = Some(at);
            }
        }
        let alone = (0..base.len()).filter(|at| removed[*at].is_none());
        let alone: Vec<usize> = alone.collect();
        let wanted = theirs.iter().chain(alone.iter().map(|at| &base[*at]));
        let wanted: Vec<&Entry> = wanted.collect();
        let found = now.iter().chain(alone.iter().map(|at| &before[*at]));
        let found = found.map(|at| at.map(|at| plan[at].id.clone()));
        let ids = Fresh::new(self.plan).complete(&wanted, found.collect());

        let (now, before) = ids.split_at(theirs.len());
        for (entry, id) in theirs.iter().zip(now) {
            identified.theirs.add(&entry.key, id);
        }
        if let Some(renames) = &mut identified.base {
            for (at, id) in alone.into_iter().zip(before) {
                renames.add(&base[at].key, id);
            }
            for (entry, at) in base.iter().zip(removed) {
                if let Some(at) = at {
                    renames.add(&entry.key, &now[at]);
                }
            }
        }
    }

    /// What takes part in a step, in the order in which people count.
    fn entries(&self, step: Step, export: &Workspace, renames: &Renames) -> Vec<Entry> {
        sorted(step, export, |key| {
            let mut entry = Entry::of_export(export, key, self.source, renames)?;
            entry.named_here = self.named_here;
            Some(entry)
        })
    }
}

/// Titles may change, so they count only where an id does not tell enough: where several have it.
fn keep_titles_of_sharers(all: [&mut Vec<Entry>; 3]) {
    let mut shared = BTreeSet::new();
    for entries in &all {
        let mut seen = BTreeSet::new();
        for entry in entries.iter() {
            let Some(external) = &entry.external else {
                continue;
            };
            if !seen.insert((&entry.scope, external)) {
                shared.insert((entry.scope.clone(), external.clone()));
            }
        }
    }
    for entry in all.into_iter().flatten() {
        let name = entry.external.clone().map(|id| (entry.scope.clone(), id));
        if name.is_none_or(|name| !shared.contains(&name)) {
            entry.title = None;
        }
    }
}

/// Where two exports find what they have in the plan.
fn places(
    now: &[&Entry],
    before: &[&Entry],
    in_base: &[Option<usize>],
    plan: &[&Entry],
    rounds: Rounds,
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    // What only the previous export had is somebody, too: nothing else may take its place. It has no title any more that
    // would tell it from what is still there.
    let mut only_before: Vec<Entry> = Vec::new();
    let still_there: BTreeSet<usize> = in_base.iter().copied().flatten().collect();
    for (at, entry) in before.iter().enumerate() {
        if !still_there.contains(&at) {
            only_before.push(entry.untitled());
        }
    }
    let wanted: Vec<&Entry> = now.iter().copied().chain(&only_before).collect();
    let mut places = pair(&wanted, plan, rounds);
    places.truncate(now.len());
    (places, pair(before, plan, rounds))
}

fn sorted(
    step: Step,
    workspace: &Workspace,
    entry: impl FnMut(EntityKey) -> Option<Entry>,
) -> Vec<Entry> {
    let keys = workspace.keys().into_iter();
    let keys = keys.filter(|key| step.takes(key.kind));
    let mut entries: Vec<Entry> = keys.filter_map(entry).collect();
    entries.sort_by(Entry::cmp_as_counted);
    entries
}

/// What an entity says that it is called in `source`: `also: LEDG-12`, `also: [jira/LEDG-12, A1000]`, and its former ids.
pub(super) fn known_as(meta: &Meta, source: &str) -> Vec<String> {
    let mut names = meta.aliases.clone();
    if let Some(also) = meta.fields.get(ALSO) {
        collect(also, &mut names);
    }
    let here = |name: String| match name.split_once('/') {
        Some((of, rest)) if of == source => rest.to_owned(),
        _ => name,
    };
    names.into_iter().map(here).collect()
}

fn collect(value: &FieldValue, names: &mut Vec<String>) {
    match value {
        FieldValue::Text(text) => names.push(text.clone()),
        FieldValue::List(values) => values.iter().for_each(|value| collect(value, names)),
        // A key that is all digits was read as a number.
        FieldValue::Number(thousandths) if thousandths % 1000 == 0 => {
            names.push((thousandths / 1000).to_string());
        }
        FieldValue::Number(_)
        | FieldValue::Flag(_)
        | FieldValue::Date(_)
        | FieldValue::Share(_) => {}
    }
}
