//! What is said of an import: what was taken, changed, kept and doubted, how dates compare, what changed since last time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use longpole_exchange::import::{Format, Import, NoteKind, Notes, Place};
use longpole_exchange::plan::FieldEdit;
use longpole_model::{
    EntityKey, EntityKind, ItemId, ItemTree, Names, Probability, Program, ProgramId, Workspace,
};
use longpole_schedule::CalendarSet;
use longpole_schedule::RemarkKind;

use super::dates::{DateComparison, taken};
use super::into::MergedPlan;
use super::merge::ImportConflictKind;

/// Everything that is to be said of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// The file, as it was named.
    pub file: String,
    /// The format that it has.
    pub format: Format,
    /// The name of the source.
    pub source: String,
    /// The day of the import.
    pub today: Date,
    /// How many entities of each kind it holds.
    pub taken: BTreeMap<EntityKind, usize>,
    /// What was changed, kept without an equivalent, and what is suspicious.
    pub notes: Notes,
    /// How its dates compare with ours, by program; programs whose dates it does not state are left out. Where it was merged
    /// into a plan, ours are the dates that the plan has with it.
    pub dates: Vec<DateComparison>,
    /// What it did to the plan; nothing when the plan is new.
    pub merge: Option<MergeReport>,
}

/// An entity by its key and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The entity.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
}

/// What is known of the last import of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LastImport {
    /// There was none.
    #[default]
    Never,
    /// It is kept.
    Kept,
    /// It was this very file: nothing was done.
    SameFile,
    /// Nothing is kept, and yet the plan holds what came from it: every difference counts as changed on both sides.
    Lost,
}

/// What an import did to a plan that was there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergeReport {
    /// What is known of the last import of the source.
    pub last: LastImport,
    /// The programs that the source's went into.
    pub programs: Vec<ProgramId>,
    /// Those of them that keep their own charter.
    pub charters_kept: Vec<ProgramId>,
    /// What is new.
    pub added: Vec<Named>,
    /// What was taken over, with the fields.
    pub changed: Vec<(Named, Vec<FieldEdit>)>,
    /// Where both changed something.
    pub conflicts: Vec<(Named, ImportConflictKind)>,
    /// Whether the source's values were taken where both changed something.
    pub theirs: bool,
    /// What is gone from the source.
    pub gone: Vec<Named>,
    /// What was gone before, since when.
    pub still_gone: Vec<(Named, Date)>,
    /// What was gone and is back.
    pub back: Vec<Named>,
    /// What somebody removed from the plan and the source still has.
    pub removed_here: Vec<Named>,
    /// Needs that were withdrawn, since something would have waited for itself.
    pub loops: Vec<String>,
    /// Links between sources that were joined.
    pub joined: Vec<String>,
    /// What the source's links name and nothing in the plan goes by.
    pub open: Vec<String>,
    /// How little the file has in common with the last one of its source, where that is little.
    pub stranger: Option<Stranger>,
}

/// How little a file has in common with what was imported from its source before: likely it is another project's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stranger {
    /// Items that the source had.
    pub known: usize,
    /// Those of them that are not in the file.
    pub gone: usize,
    /// Those of them that have another title now.
    pub retitled: usize,
}

impl Stranger {
    /// From so many known items on, a file can be a stranger: of few, more than half change any week.
    const FEWEST: usize = 8;

    /// More than half of the known items are gone, or more than half of those that stayed have another title.
    fn of(known: usize, gone: usize, retitled: usize) -> Option<Self> {
        let stayed = known.saturating_sub(gone);
        let is_one = known >= Self::FEWEST && (gone * 2 > known || retitled * 2 > stayed);
        is_one.then_some(Self {
            known,
            gone,
            retitled,
        })
    }
}

impl MergeReport {
    /// The report of a merge. `before` is the plan as it was.
    pub(super) fn of(
        merged: &MergedPlan,
        before: &Workspace,
        source: &str,
        is_kept: bool,
        theirs: bool,
    ) -> Self {
        let after = &merged.merged.workspace;
        let named = |key: &EntityKey| Named {
            title: if after.contains(key.program.as_ref(), key.kind, &key.id) {
                after.display_name(key)
            } else {
                before.display_name(key)
            },
            key: key.clone(),
        };
        let all = |keys: &[EntityKey]| keys.iter().map(named).collect::<Vec<_>>();
        let it = &merged.merged;
        let needs = |needs: &[(ProgramId, longpole_model::NeedId)]| {
            needs
                .iter()
                .map(|(program, need)| format!("{program}/{need}"))
                .collect()
        };
        let mut programs: Vec<_> = merged.programs.values().cloned().collect();
        programs.sort();
        programs.dedup();
        Self {
            last: match (is_kept, has_any(before, source)) {
                (true, _) => LastImport::Kept,
                (false, true) => LastImport::Lost,
                (false, false) => LastImport::Never,
            },
            programs,
            charters_kept: merged.charters_kept.clone(),
            added: all(&it.added),
            changed: it
                .changed
                .iter()
                .map(|it| (named(&it.key), it.fields.clone()))
                .collect(),
            conflicts: it
                .conflicts
                .iter()
                .map(|it| (named(&it.key), it.kind.clone()))
                .collect(),
            theirs,
            gone: all(&it.gone),
            still_gone: it
                .still_gone
                .iter()
                .map(|(key, since)| (named(key), *since))
                .collect(),
            back: all(&it.back),
            removed_here: all(&it.removed_here),
            loops: needs(&it.loops),
            joined: needs(&merged.joined),
            open: merged.open.clone(),
            stranger: Stranger::of(
                known_items(before, source),
                it.gone
                    .iter()
                    .filter(|key| key.kind == EntityKind::Item)
                    .count(),
                it.changed.iter().filter(|it| is_retitled(it)).count(),
            ),
        }
    }

    /// Whether the plan says the same as before.
    pub fn nothing_new(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.gone.is_empty()
            && self.back.is_empty()
            && self.joined.is_empty()
    }
}

impl ImportReport {
    pub(super) fn of(
        file: &str,
        source: &str,
        import: &Import,
        dates: Vec<DateComparison>,
        today: Date,
    ) -> Self {
        Self {
            file: file.to_owned(),
            format: import.format,
            source: source.to_owned(),
            today,
            taken: taken(&import.workspace),
            notes: with_doubts(&import.workspace, import.notes.clone()),
            dates,
            merge: None,
        }
    }
}

/// How many items of a plan came from a source and were there last time.
fn known_items(plan: &Workspace, source: &str) -> usize {
    let items = plan
        .programs
        .values()
        .flat_map(|program| program.items.values());
    let known = items.filter(|item| {
        let origin = item.meta.origin.as_ref();
        origin.is_some_and(|origin| origin.source == source)
            && item.meta.gone_from_source().is_none()
    });
    known.count()
}

fn is_retitled(changed: &super::merge::Changed) -> bool {
    changed.key.kind == EntityKind::Item && changed.fields.iter().any(|edit| edit.field == "title")
}

/// The notes of a reader, and what is suspicious in any plan, whatever its format.
fn with_doubts(workspace: &Workspace, mut notes: Notes) -> Notes {
    let names = Names::of(workspace);
    for (of, program) in &workspace.programs {
        if let Some(tree) = ItemTree::of(&names, of) {
            for id in open_without_open_parts(program, &tree) {
                notes.add_named(
                    NoteKind::Suspicious,
                    "open-without-open-parts",
                    "items are open, and nothing that they are made of is: they count as done, since what they take follows from their parts",
                    id.as_str(),
                    Place::default(),
                );
            }
        }
        for (id, item) in &program.items {
            let (started, finished) = (item.progress.started, item.progress.finished);
            if let (Some(started), Some(finished)) = (started, finished)
                && finished.date < started.date
            {
                notes.add_named(
                    NoteKind::Suspicious,
                    "finished-before-started",
                    "items finished before they started, by their own actual dates",
                    item.title.clone().unwrap_or_else(|| id.to_string()),
                    Place::default(),
                );
            }
        }
    }
    for remark in CalendarSet::compile(&workspace.calendars).remarks {
        if matches!(remark.kind, RemarkKind::CalendarNeverWorks(_)) {
            let message = remark.kind.to_string();
            notes.add(
                NoteKind::Suspicious,
                "calendar-never-works",
                message,
                Place::default(),
            );
        }
    }
    notes
}

/// Items with parts that are open while each of their parts is done or takes no part.
fn open_without_open_parts<'a>(program: &Program, tree: &ItemTree<'a>) -> Vec<&'a ItemId> {
    let mut over: BTreeSet<&ItemId> = BTreeSet::new();
    let mut found = Vec::new();
    // Parts come after what they are part of.
    for id in tree.in_order().into_iter().rev() {
        let Some(item) = program.items.get(id) else {
            continue;
        };
        let progress = &item.progress;
        let is_done = progress.finished.is_some() || progress.percent == Some(Probability::ONE);
        let claims_an_end = is_done || item.scheduling.inactive;
        let parts = tree.children(id);
        let is_over = if parts.is_empty() {
            claims_an_end
        } else {
            parts.iter().all(|part| over.contains(*part))
        };
        if is_over {
            over.insert(id);
            if !parts.is_empty() && !claims_an_end {
                found.push(id);
            }
        }
    }
    found
}

/// Whether anything in the plan came from the source.
fn has_any(plan: &Workspace, source: &str) -> bool {
    let mut found = false;
    plan.for_each_meta(|_, _, _, meta| {
        let origin = meta.origin.as_ref();
        found |= origin.is_some_and(|origin| origin.source == source);
    });
    found
}
