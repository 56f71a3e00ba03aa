//! Three-way merge of a source's new export into a plan: what the source changed since its previous export is taken over,
//! what was changed in the plan stays, and what is gone from the source is marked, never removed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use longpole_exchange::plan::{FieldEdit, field_edits};

use longpole_model::{
    Asked, Assignment, Baseline, Calendar, Charter, Entity, EntityKey, EntityKind, FieldValue,
    Item, ItemId, Need, NeedId, NeedSource, Person, Preference, ProgramId, Resource, Team,
    Workspace, Workstream,
};

use super::settle::settle;

/// The custom field that marks what its source no longer has, with the day on which that was seen.
pub const GONE: &str = longpole_model::Meta::GONE_FROM_SOURCE;

/// The three states of a plan's part that a source feeds, all under the plan's ids.
pub(super) struct Sides<'a> {
    /// What the source said last time; nothing when that is not known.
    pub(super) base: Option<&'a Workspace>,
    pub(super) plan: &'a Workspace,
    /// What the source says now.
    pub(super) theirs: &'a Workspace,
    /// The source's name.
    pub(super) source: &'a str,
    /// The day of the import.
    pub(super) today: Date,
    /// Whose value stands where both changed a field.
    pub(super) preference: Preference,
    /// Whether the file has another form than the last one, so that what it does not say is not taken away by it.
    pub(super) says_less: bool,
    /// The programs whose charters are the source's. Others have their own, whatever the source says.
    pub(super) charters: &'a BTreeSet<ProgramId>,
}

/// A plan with what a source says now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The plan.
    pub workspace: Workspace,
    /// What is new in the source.
    pub added: Vec<EntityKey>,
    /// What the source says differently than last time, where the plan took it over.
    pub changed: Vec<Changed>,
    /// Where the source and the plan both changed something.
    pub conflicts: Vec<ImportConflict>,
    /// What is gone from the source since last time.
    pub gone: Vec<EntityKey>,
    /// What was gone before and still is, with the day on which that was seen.
    pub still_gone: Vec<(EntityKey, Date)>,
    /// What was gone and is there again.
    pub back: Vec<EntityKey>,
    /// What the source has and somebody removed from the plan.
    pub removed_here: Vec<EntityKey>,
    /// Needs that were taken as withdrawn, since with them something would wait for itself.
    pub loops: Vec<(ProgramId, NeedId)>,
}

/// An entity with the fields that were taken over from the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The entity.
    pub key: EntityKey,
    /// What stood and stands in the plan.
    pub fields: Vec<FieldEdit>,
}

/// Something that the source and the plan both changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportConflict {
    /// The entity.
    pub key: EntityKey,
    /// What of it.
    pub kind: ImportConflictKind,
}

/// What the source and the plan both changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportConflictKind {
    /// A field, as a plan file has it.
    Field {
        /// Which.
        field: String,
        /// What the source said last time.
        before: Option<String>,
        /// What the plan says.
        plan: Option<String>,
        /// What the source says.
        source: Option<String>,
    },
    /// It was removed from the plan and changed in the source.
    RemovedHere,
    /// It is gone from the source, and people have put something into it here.
    GoneThere,
}

pub(super) fn merge(sides: &Sides<'_>) -> Merged {
    let theirs_kinds = sides.theirs.keys().into_iter().map(|key| key.kind);
    let mut merging = Merging {
        sides,
        theirs_kinds: theirs_kinds.collect(),
        merged: Merged {
            workspace: sides.plan.clone(),
            ..Merged::default()
        },
    };
    for key in merging.keys() {
        merging.entity(&key);
    }
    merging.long_gone();
    settle(&mut merging.merged, sides);
    merging.merged
}

struct Merging<'a> {
    sides: &'a Sides<'a>,
    /// The kinds of which the file has anything.
    theirs_kinds: BTreeSet<EntityKind>,
    merged: Merged,
}

impl Merging<'_> {
    /// Everything that either export has; charters first, since they make programs.
    fn keys(&self) -> Vec<EntityKey> {
        let mut keys: BTreeSet<EntityKey> = self.sides.theirs.keys().into_iter().collect();
        keys.extend(self.sides.base.into_iter().flat_map(Workspace::keys));
        let is_theirs = |key: &EntityKey| {
            let program = key.program.as_ref();
            key.kind != EntityKind::Charter
                || program.is_some_and(|id| self.sides.charters.contains(id))
        };
        let mut keys: Vec<_> = keys.into_iter().filter(is_theirs).collect();
        keys.sort_by_key(|key| key.kind != EntityKind::Charter);
        keys
    }

    fn entity(&mut self, key: &EntityKey) {
        let base = self.sides.base.and_then(|base| base.get(key));
        let plan = self.sides.plan.get(key);
        let theirs = self.sides.theirs.get(key);
        if theirs.is_none() && !self.can_be_gone(key.kind) {
            return;
        }
        match (base, plan, theirs) {
            (None, None, Some(theirs)) => self.add(key, theirs),
            (Some(base), None, Some(theirs)) => self.removed_here(key, &base, theirs),
            (base, Some(plan), Some(theirs)) => self.both(key, base, &plan, &theirs),
            (Some(base), Some(plan), None) => self.gone(key, &base, plan),
            (_, None, None) | (None, Some(_), None) => {}
        }
    }

    /// Whether the file would have what it lacks of this kind: another form of file may have no place for it.
    fn can_be_gone(&self, kind: EntityKind) -> bool {
        !self.sides.says_less || self.theirs_kinds.contains(&kind)
    }

    fn add(&mut self, key: &EntityKey, theirs: Entity) {
        if self.merged.workspace.put(key, theirs) {
            self.merged.added.push(key.clone());
        }
    }

    fn removed_here(&mut self, key: &EntityKey, base: &Entity, theirs: Entity) {
        self.merged.removed_here.push(key.clone());
        if without_payload(base) == without_payload(&theirs) {
            return;
        }
        self.merged.conflicts.push(ImportConflict {
            key: key.clone(),
            kind: ImportConflictKind::RemovedHere,
        });
        if self.sides.preference == Preference::Theirs {
            self.merged.removed_here.pop();
            self.add(key, theirs);
        }
    }

    fn both(&mut self, key: &EntityKey, base: Option<Entity>, plan: &Entity, theirs: &Entity) {
        let was_gone = plan.meta().fields.contains_key(GONE);
        if !was_gone && (base.as_ref() == Some(theirs) || plan == theirs) {
            return;
        }
        let nothing = blank(theirs);
        // What another form of file does not say is as the source had it.
        let filled = match &base {
            Some(base) if self.sides.says_less => {
                Entity::merge_by_field(&nothing, base, theirs, Preference::Theirs)
                    .map(|(entity, _)| entity)
            }
            _ => None,
        };
        let theirs = filled.as_ref().unwrap_or(theirs);
        // What the source had before, or nothing where the two meet for the first time.
        let base = base.unwrap_or(nothing);
        let with = |preference| {
            let merged = Entity::merge_by_field(&base, plan, theirs, preference);
            let mut entity = merged.map_or_else(|| plan.clone(), |(entity, _)| entity);
            self.tie(&mut entity, plan, theirs);
            entity
        };
        let (ours, source) = (with(Preference::Ours), with(Preference::Theirs));
        let before: BTreeMap<String, Option<String>> = field_edits(&ours, &with(Preference::Base))
            .into_iter()
            .map(|edit| (edit.field, edit.after))
            .collect();
        for edit in field_edits(&ours, &source) {
            self.merged.conflicts.push(ImportConflict {
                key: key.clone(),
                kind: ImportConflictKind::Field {
                    before: before.get(&edit.field).cloned().flatten(),
                    field: edit.field,
                    plan: edit.before,
                    source: edit.after,
                },
            });
        }
        let mut entity = match self.sides.preference {
            Preference::Theirs => source,
            Preference::Ours | Preference::Base => ours,
        };
        if was_gone {
            entity = there_again(entity);
            self.merged.back.push(key.clone());
        }
        if entity == *plan {
            return;
        }
        let fields = field_edits(plan, &entity);
        let fields: Vec<_> = fields
            .into_iter()
            .filter(|edit| !is_bookkeeping(&edit.field))
            .collect();
        if !fields.is_empty() && !was_gone {
            self.merged.changed.push(Changed {
                key: key.clone(),
                fields,
            });
        }
        self.merged.workspace.put(key, entity);
    }

    /// An entity stays tied to the source that it came from; one that was written by hand gets tied to the first that has it.
    fn tie(&self, entity: &mut Entity, plan: &Entity, theirs: &Entity) {
        let of_another = plan
            .meta()
            .origin
            .as_ref()
            .is_some_and(|origin| origin.source != self.sides.source);
        let origin = if of_another {
            &plan.meta().origin
        } else {
            &theirs.meta().origin
        };
        entity.meta_mut().origin.clone_from(origin);
    }

    fn gone(&mut self, key: &EntityKey, base: &Entity, mut plan: Entity) {
        if plan.meta().fields.contains_key(GONE) {
            return;
        }
        let is_other_sources = plan
            .meta()
            .origin
            .as_ref()
            .is_some_and(|origin| origin.source != self.sides.source);
        if is_other_sources || key.kind == EntityKind::Charter {
            return;
        }
        let untouched = without_payload(base) == without_payload(&plan);
        let today = FieldValue::Date(self.sides.today);
        plan.meta_mut().fields.insert(GONE.to_owned(), today);
        if let Entity::Need(need) = &mut plan {
            if self.lost_an_end(key.program.as_ref(), need) {
                // It went with an item that goes on counting, and so does the link until somebody decides.
            } else if untouched && need.binds() {
                // A link that the source has taken away must not hold its consumer any longer.
                need.asked = Asked::Withdrawn;
            } else {
                self.merged.conflicts.push(ImportConflict {
                    key: key.clone(),
                    kind: ImportConflictKind::GoneThere,
                });
            }
        }
        self.merged.workspace.put(key, plan);
        self.merged.gone.push(key.clone());
    }

    /// Whether an item at either end of `need` is this source's and gone from it.
    fn lost_an_end(&self, program: Option<&ProgramId>, need: &Need) -> bool {
        let is_lost = |program: Option<&ProgramId>, item: &ItemId| {
            let is_ours = |it: &Item| {
                let origin = it.meta.origin.as_ref();
                origin.is_some_and(|origin| origin.source == self.sides.source)
            };
            let item_there = program
                .and_then(|id| self.sides.plan.programs.get(id))
                .and_then(|program| program.items.get(item));
            item_there.is_some_and(is_ours)
                && !(self.sides.theirs).contains(program, EntityKind::Item, item.as_str())
        };
        let provider = match &need.source {
            NeedSource::Item(provider) => {
                is_lost(provider.program.as_ref().or(program), &provider.item)
            }
            NeedSource::Decision(_) | NeedSource::Gate(_) => false,
        };
        provider || is_lost(program, &need.consumer)
    }

    /// What the plan has of the source, and neither export.
    fn long_gone(&mut self) {
        let mut found = Vec::new();
        self.sides.plan.for_each_meta(|program, kind, id, meta| {
            let is_ours = meta
                .origin
                .as_ref()
                .is_some_and(|origin| origin.source == self.sides.source);
            if is_ours && kind != EntityKind::Charter {
                found.push((
                    EntityKey {
                        program: program.cloned(),
                        kind,
                        id: id.into(),
                    },
                    meta.fields.get(GONE).cloned(),
                ));
            }
        });
        for (key, marked) in found {
            let has =
                |workspace: &Workspace| workspace.contains(key.program.as_ref(), key.kind, &key.id);
            let is_there = has(self.sides.theirs);
            match marked {
                _ if is_there || !self.can_be_gone(key.kind) => {}
                Some(FieldValue::Date(since)) => self.merged.still_gone.push((key, since)),
                // The previous export is not known, so that this is the first time that it is missed.
                _ if !self.sides.base.is_some_and(has) => {
                    if let Some(plan) = self.sides.plan.get(&key) {
                        let base = plan.clone();
                        self.gone(&key, &base, plan);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Fields that only the import itself reads.
fn is_bookkeeping(field: &str) -> bool {
    field.starts_with("origin.") || field == "origin"
}

/// Without what was kept of the source's record, which says nothing here.
fn without_payload(entity: &Entity) -> Entity {
    let mut entity = entity.clone();
    entity.meta_mut().origin = None;
    entity
}

fn there_again(mut entity: Entity) -> Entity {
    entity.meta_mut().fields.remove(GONE);
    if let Entity::Need(need) = &mut entity
        && need.asked == Asked::Withdrawn
    {
        need.asked = Asked::Identified;
    }
    entity
}

/// An entity of the same kind of which nothing is said yet but what it cannot do without. Kinds that no source has stay as
/// they are, so that they change nothing.
fn blank(theirs: &Entity) -> Entity {
    match theirs {
        Entity::Charter(_) => Entity::Charter(Charter::default()),
        Entity::Calendar(_) => Entity::Calendar(Calendar::default()),
        Entity::Team(_) => Entity::Team(Team::default()),
        Entity::Person(_) => Entity::Person(Person::default()),
        Entity::Workstream(_) => Entity::Workstream(Workstream::default()),
        Entity::Item(_) => Entity::Item(Item::default()),
        Entity::Need(need) => Entity::Need(Need::plain(need.consumer.clone(), need.source.clone())),
        Entity::Resource(_) => Entity::Resource(Resource::default()),
        Entity::Assignment(assignment) => Entity::Assignment(Assignment {
            item: assignment.item.clone(),
            resource: assignment.resource.clone(),
            units: None,
            work: None,
            actual_work: None,
            remaining_work: None,
            overtime: None,
            delay: None,
            levelling_delay: None,
            contour: Vec::new(),
            meta: longpole_model::Meta::default(),
        }),
        Entity::Baseline(baseline) => Entity::Baseline(Baseline {
            name: None,
            on: baseline.on,
            approved_by: None,
            items: BTreeMap::new(),
            meta: longpole_model::Meta::default(),
        }),
        Entity::System(_)
        | Entity::Objective(_)
        | Entity::Ask(_)
        | Entity::Risk(_)
        | Entity::Assumption(_)
        | Entity::Issue(_)
        | Entity::Decision(_)
        | Entity::Gate(_)
        | Entity::Wave(_)
        | Entity::Runbook(_)
        | Entity::Probe(_)
        | Entity::StatusUpdate(_)
        | Entity::Scenario(_)
        | Entity::Message(_)
        | Entity::EscalationLevel(_)
        | Entity::Raci(_)
        | Entity::Allowance(_) => theirs.clone(),
    }
}
