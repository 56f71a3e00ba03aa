//! A merged plan has to hold together: what an entity refers to has to be there, and nothing may contain or await itself.
//!
//! The plan did before, and so does the source. Only what the two make together can break, as where somebody removed an item
//! that the source gives a new part.

use std::collections::BTreeMap;

use longpole_exchange::import::withdraw_loops;
use longpole_model::{
    CycleKind, Entity, EntityKey, EntityKind, Item, NeedId, NeedSource, ProgramId, Workspace,
};

use super::merge::{Merged, Sides};

pub(super) fn settle(merged: &mut Merged, sides: &Sides<'_>) {
    let touched: Vec<EntityKey> = merged
        .added
        .iter()
        .cloned()
        .chain(merged.changed.iter().map(|changed| changed.key.clone()))
        .chain(merged.back.iter().cloned())
        .collect();
    references(merged, sides, &touched);
    containment(merged, sides);
    // What people agreed on stands; the source's links give way.
    let rather = |program: &ProgramId, need: &NeedId| {
        let theirs = sides.theirs.programs.get(program);
        theirs.is_some_and(|program| program.needs.contains_key(need))
    };
    merged.loops = withdraw_loops(&mut merged.workspace, rather);
}

/// What was added without what it cannot do without does not come in; other references to nothing are left out.
fn references(merged: &mut Merged, sides: &Sides<'_>, touched: &[EntityKey]) {
    let mut orphans = Vec::new();
    // Items first: needs and assignments rest on them.
    let mut touched: Vec<_> = touched.to_vec();
    touched.sort_by_key(|key| matches!(key.kind, EntityKind::Need | EntityKind::Assignment));
    for key in touched {
        let Some(mut entity) = merged.workspace.get(&key) else {
            continue;
        };
        let there = There {
            workspace: &merged.workspace,
            program: key.program.as_ref(),
        };
        let before = entity.clone();
        if !there.keeps(&mut entity, sides) {
            orphans.push(key);
        } else if entity != before {
            merged.workspace.put(&key, entity);
        }
    }
    for key in orphans {
        match sides.plan.get(&key) {
            // As the plan has it, it does hold together.
            Some(plan) => {
                merged.workspace.put(&key, plan);
                merged.changed.retain(|changed| changed.key != key);
            }
            None => {
                remove(&mut merged.workspace, &key);
                merged.added.retain(|added| *added != key);
                merged.removed_here.push(key);
            }
        }
    }
}

fn remove(workspace: &mut Workspace, key: &EntityKey) {
    let program = key
        .program
        .as_ref()
        .and_then(|id| workspace.programs.get_mut(id));
    if let Some(program) = program {
        match key.kind {
            EntityKind::Need => drop(program.needs.remove(&*key.id)),
            EntityKind::Assignment => drop(program.assignments.remove(&*key.id)),
            _ => {}
        }
    }
}

/// What is there for the references of an entity.
struct There<'a> {
    workspace: &'a Workspace,
    program: Option<&'a ProgramId>,
}

impl There<'_> {
    fn has(&self, kind: EntityKind, id: impl AsRef<str>) -> bool {
        self.workspace.contains(self.program, kind, id.as_ref())
            // References of the plan's own may be to former ids.
            || self.is_former(kind, id.as_ref())
    }

    fn is_former(&self, kind: EntityKind, id: &str) -> bool {
        let mut found = false;
        if kind == EntityKind::Item || kind.is_shared() {
            self.workspace.for_each_meta(|program, of, _, meta| {
                found |= of == kind
                    && (kind.is_shared() || program == self.program)
                    && meta.aliases.iter().any(|alias| alias == id);
            });
        }
        found
    }

    /// Leaves out references to nothing; `false` when it cannot do without one.
    fn keeps(&self, entity: &mut Entity, sides: &Sides<'_>) -> bool {
        match entity {
            Entity::Item(item) => {
                self.item(item, sides);
                true
            }
            Entity::Need(need) => {
                let provider = match &need.source {
                    NeedSource::Item(other) => There {
                        program: other.program.as_ref().or(self.program),
                        ..*self
                    }
                    .has(EntityKind::Item, &other.item),
                    NeedSource::Decision(id) => self.has(EntityKind::Decision, id),
                    NeedSource::Gate(id) => self.has(EntityKind::Gate, id),
                };
                provider && self.has(EntityKind::Item, &need.consumer)
            }
            Entity::Assignment(assignment) => {
                self.has(EntityKind::Item, &assignment.item)
                    && self.has(EntityKind::Resource, &assignment.resource)
            }
            Entity::Baseline(baseline) => {
                baseline
                    .items
                    .retain(|item, _| self.has(EntityKind::Item, item));
                true
            }
            Entity::Calendar(calendar) => {
                self.maybe(EntityKind::Calendar, &mut calendar.base);
                true
            }
            Entity::Charter(charter) => {
                self.maybe(EntityKind::Calendar, &mut charter.calendar);
                charter
                    .affected_teams
                    .retain(|team| self.has(EntityKind::Team, team));
                true
            }
            Entity::Team(team) => {
                self.maybe(EntityKind::Calendar, &mut team.calendar);
                self.maybe(EntityKind::Team, &mut team.parent);
                true
            }
            Entity::Person(person) => {
                self.maybe(EntityKind::Team, &mut person.team);
                true
            }
            Entity::Resource(resource) => {
                self.maybe(EntityKind::Team, &mut resource.team);
                self.maybe(EntityKind::Calendar, &mut resource.calendar);
                true
            }
            Entity::Workstream(workstream) => {
                self.maybe(EntityKind::Team, &mut workstream.team);
                self.maybe(EntityKind::Workstream, &mut workstream.parent);
                true
            }
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
            | Entity::Allowance(_) => true,
        }
    }

    /// The part of an item that was removed becomes part of what that was part of.
    fn item(&self, item: &mut Item, sides: &Sides<'_>) {
        let theirs = self.program.and_then(|id| sides.theirs.programs.get(id));
        let mut steps = 0;
        while let Some(parent) = item.parent.clone() {
            if self.has(EntityKind::Item, &parent) {
                break;
            }
            let above = theirs.and_then(|program| program.items.get(&parent)?.parent.clone());
            steps += 1;
            item.parent = above.filter(|_| steps < MOST_LEVELS);
        }
        self.maybe(EntityKind::Team, &mut item.team);
        self.maybe(EntityKind::Calendar, &mut item.calendar);
        self.maybe(EntityKind::Workstream, &mut item.workstream);
    }

    fn maybe<I: AsRef<str>>(&self, kind: EntityKind, id: &mut Option<I>) {
        if id.as_ref().is_some_and(|id| !self.has(kind, id)) {
            *id = None;
        }
    }
}

/// Outlines are not that deep; what is, goes in circles.
const MOST_LEVELS: usize = 1000;

/// Where the source moved something below what the plan moved below that, the plan's order stands.
fn containment(merged: &mut Merged, sides: &Sides<'_>) {
    loop {
        let cycles = merged.workspace.cycles();
        let broken = cycles
            .iter()
            .filter(|cycle| matches!(cycle.kind, CycleKind::Parents | CycleKind::Calendars));
        let mut reset = BTreeMap::new();
        for key in broken.flat_map(|cycle| &cycle.path) {
            let (plan, now) = (sides.plan.get(key), merged.workspace.get(key));
            if let (Some(plan), Some(mut now)) = (plan, now)
                && put_back(&mut now, &plan)
            {
                reset.insert(key.clone(), now);
            }
        }
        if reset.is_empty() {
            return;
        }
        for (key, entity) in reset {
            merged.workspace.put(&key, entity);
        }
    }
}

/// Gives an entity the place that the plan gave it; `false` when it has that.
fn put_back(now: &mut Entity, plan: &Entity) -> bool {
    match (now, plan) {
        (Entity::Item(now), Entity::Item(plan)) => replaced(&mut now.parent, &plan.parent),
        (Entity::Calendar(now), Entity::Calendar(plan)) => replaced(&mut now.base, &plan.base),
        (Entity::Team(now), Entity::Team(plan)) => replaced(&mut now.parent, &plan.parent),
        (Entity::Workstream(now), Entity::Workstream(plan)) => {
            replaced(&mut now.parent, &plan.parent)
        }
        _ => false,
    }
}

fn replaced<T: PartialEq + Clone>(now: &mut T, plan: &T) -> bool {
    let differs = now != plan;
    now.clone_from(plan);
    differs
}
