//! What a file states of dates, under the ids of the plan that it was merged into, and where the plan says something else.

use std::collections::{BTreeMap, BTreeSet};

use longpole_exchange::import::{ForeignDates, Import, OpenLink};
use longpole_model::{
    Charter, EntityKey, EntityKind, Item, ItemId, LinkKind, NeedLag, NeedSource, Program,
    ProgramId, Workspace,
};

use super::dates::Held;
use super::rename::Renames;

/// Dates of a file by the ids of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stated {
    dates: BTreeMap<(ProgramId, ItemId), ForeignDates>,
    open_links: Vec<OpenLink>,
    edited: BTreeSet<(ProgramId, ItemId)>,
    other_rules: BTreeSet<ProgramId>,
}

impl Stated {
    /// `theirs` is what the file says under the plan's ids, `plan` the merged plan, `open` what links name and the plan lacks.
    pub(super) fn of(
        import: &Import,
        renames: &Renames,
        theirs: &Workspace,
        plan: &Workspace,
        open: &[String],
    ) -> Self {
        let renamed = |program: &ProgramId, item: &ItemId| {
            let key = renames.key(&EntityKey {
                program: Some(program.clone()),
                kind: EntityKind::Item,
                id: item.as_str().into(),
            });
            let item = ItemId::new(&key.id).expect("an id stays one");
            (renames.program(program), item)
        };
        let dates = import.dates.iter();
        let dates = dates.map(|((program, item), dates)| (renamed(program, item), *dates));
        let open_links = import.open_links.iter();
        let open_links = open_links.filter(|link| open.contains(&link.other));
        let open_links = open_links.map(|link| {
            let (program, item) = renamed(&link.program, &link.item);
            OpenLink {
                program,
                item,
                ..link.clone()
            }
        });
        let mut stated = Self {
            dates: dates.collect(),
            open_links: open_links.collect(),
            ..Self::default()
        };
        for (id, program) in &theirs.programs {
            let Some(here) = plan.programs.get(id) else {
                continue;
            };
            if !same_rules(&program.charter, &here.charter) {
                stated.other_rules.insert(id.clone());
            }
            let (links, links_here) = (Links::of(program), Links::of(here));
            let edited = program.items.iter().filter(|(item, said)| {
                let same =
                    |it: &Item| same_dating(said, it) && links.at(item) == links_here.at(item);
                here.items.get(*item).is_some_and(|it| !same(it))
            });
            let edited = edited.map(|(item, _)| (id.clone(), item.clone()));
            stated.edited.extend(edited);
        }
        stated
    }

    /// Held against the dates of the plan.
    pub(super) fn held<'a>(&'a self, plan: &'a Workspace) -> Held<'a> {
        Held {
            workspace: plan,
            dates: &self.dates,
            open_links: &self.open_links,
            edited: &self.edited,
            other_rules: &self.other_rules,
        }
    }
}

/// Whether a charter that is the file's would set other dates.
fn same_rules(file: &Charter, plan: &Charter) -> bool {
    (file.start, file.data_date, &file.scheduling) == (plan.start, plan.data_date, &plan.scheduling)
}

/// Whether two statements of an item are alike in all that sets its dates.
fn same_dating(file: &Item, plan: &Item) -> bool {
    let dating = |item: &Item| Item {
        kind: item.kind,
        estimate: item.estimate.clone(),
        people: item.people,
        progress: item.progress.clone(),
        splits: item.splits.clone(),
        calendar: item.calendar.clone(),
        not_before: item.not_before,
        constraint: item.constraint,
        scheduling: item.scheduling.clone(),
        ..Item::default()
    };
    dating(file) == dating(plan)
}

/// The links that bind the items of a program, by what waits.
struct Links<'p>(BTreeMap<&'p ItemId, BTreeSet<Link<'p>>>);

/// What is waited for, by which ends, and how long after it.
type Link<'p> = (&'p NeedSource, LinkKind, NeedLag);

impl<'p> Links<'p> {
    fn of(program: &'p Program) -> Self {
        let mut links = BTreeMap::new();
        for need in program.needs.values().filter(|need| need.binds()) {
            let of: &mut BTreeSet<Link<'_>> = links.entry(&need.consumer).or_default();
            of.insert((&need.source, need.link, need.lag));
        }
        Self(links)
    }

    fn at(&self, item: &ItemId) -> Option<&BTreeSet<Link<'p>>> {
        self.0.get(item)
    }
}
