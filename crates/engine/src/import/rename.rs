//! A workspace with other ids: every entity under its new one, and every reference led there.

use std::collections::BTreeMap;

use longpole_model::{
    Assignment, Baseline, Calendar, CalendarId, Charter, Entity, EntityKey, EntityKind, Item,
    ItemId, ItemRef, Need, NeedId, NeedSource, Person, PersonId, ProgramId, Promise, Resource,
    ResourceId, Team, TeamId, UpdateSubject, Workspace, Workstream, WorkstreamId,
};

/// New ids of programs and of what they hold. What is not listed keeps its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Renames {
    pub(super) programs: BTreeMap<ProgramId, ProgramId>,
    /// By the former program and kind, from the former id.
    ids: BTreeMap<(Option<ProgramId>, EntityKind), BTreeMap<String, String>>,
}

impl Renames {
    /// Whether everything keeps its id.
    pub(super) fn is_empty(&self) -> bool {
        self.programs.is_empty() && self.ids.is_empty()
    }

    /// Enters the new id of the entity at `key`.
    pub(super) fn add(&mut self, key: &EntityKey, id: &str) {
        let scope = (key.program.clone(), key.kind);
        let ids = self.ids.entry(scope).or_default();
        ids.insert(key.id.to_string(), id.to_owned());
    }

    /// The new program.
    pub(super) fn program(&self, id: &ProgramId) -> ProgramId {
        self.programs.get(id).unwrap_or(id).clone()
    }

    /// The new id, if there is one.
    fn get(&self, program: Option<&ProgramId>, kind: EntityKind, id: &str) -> Option<&str> {
        let scope = (program.cloned().filter(|_| !kind.is_shared()), kind);
        self.ids.get(&scope)?.get(id).map(String::as_str)
    }

    /// The new key.
    pub(super) fn key(&self, key: &EntityKey) -> EntityKey {
        let program = key.program.as_ref();
        if key.kind == EntityKind::Charter
            && let Some(program) = program
        {
            return EntityKey::program(&self.program(program));
        }
        let id = self.get(program, key.kind, &key.id);
        EntityKey {
            program: program.map(|program| self.program(program)),
            kind: key.kind,
            id: id.map_or_else(|| key.id.clone(), Into::into),
        }
    }

    /// `workspace` under the new ids. Where two entities get one, the later stands.
    pub(super) fn apply(&self, workspace: &Workspace) -> Workspace {
        let mut renamed = Workspace::default();
        let mut keys = workspace.keys();
        // A charter makes its program, so it goes first; of several that become one, the first counts.
        keys.sort_by_key(|key| key.kind != EntityKind::Charter);
        for key in keys {
            let Some(mut entity) = workspace.get(&key) else {
                continue;
            };
            let to = self.key(&key);
            if key.kind == EntityKind::Charter && renamed.get(&to).is_some() {
                continue;
            }
            In {
                renames: self,
                program: key.program.as_ref(),
            }
            .references(&mut entity);
            renamed.put(&to, entity);
        }
        renamed
    }
}

/// References as they stand in one program, or in what programs share.
struct In<'a> {
    renames: &'a Renames,
    program: Option<&'a ProgramId>,
}

impl In<'_> {
    fn references(&self, entity: &mut Entity) {
        match entity {
            Entity::Charter(charter) => self.charter(charter),
            Entity::Calendar(calendar) => self.calendar(calendar),
            Entity::Team(team) => self.team(team),
            Entity::Person(person) => self.person(person),
            Entity::Workstream(workstream) => self.workstream(workstream),
            Entity::Item(item) => self.item(item),
            Entity::Need(need) => self.need(need),
            Entity::Resource(resource) => self.resource(resource),
            Entity::Assignment(assignment) => self.assignment(assignment),
            Entity::Baseline(baseline) => self.baseline(baseline),
            Entity::StatusUpdate(update) => match &mut update.about {
                UpdateSubject::Item(item) => self.item_id(item),
                UpdateSubject::Program | UpdateSubject::Workstream(_) => {}
            },
            // No other tool's file holds these.
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
            | Entity::Scenario(_)
            | Entity::Message(_)
            | Entity::EscalationLevel(_)
            | Entity::Raci(_)
            | Entity::Allowance(_) => {}
        }
    }

    fn charter(&self, charter: &mut Charter) {
        self.calendar_id(&mut charter.calendar);
        self.person_id(&mut charter.sponsor);
        self.person_id(&mut charter.driver);
        for team in &mut charter.affected_teams {
            self.one(EntityKind::Team, team, TeamId::new);
        }
    }

    fn calendar(&self, calendar: &mut Calendar) {
        self.calendar_id(&mut calendar.base);
    }

    fn team(&self, team: &mut Team) {
        self.calendar_id(&mut team.calendar);
        self.person_id(&mut team.lead);
        self.person_id(&mut team.contact);
        self.team_id(&mut team.parent);
    }

    fn person(&self, person: &mut Person) {
        self.team_id(&mut person.team);
    }

    fn workstream(&self, workstream: &mut Workstream) {
        self.person_id(&mut workstream.lead);
        self.team_id(&mut workstream.team);
        self.maybe(
            EntityKind::Workstream,
            &mut workstream.parent,
            WorkstreamId::new,
        );
    }

    fn item(&self, item: &mut Item) {
        self.maybe(EntityKind::Item, &mut item.parent, ItemId::new);
        self.maybe(
            EntityKind::Workstream,
            &mut item.workstream,
            WorkstreamId::new,
        );
        self.team_id(&mut item.team);
        self.person_id(&mut item.owner);
        self.person_id(&mut item.approver);
        self.calendar_id(&mut item.calendar);
        let promises = std::mem::take(&mut item.promises);
        let renamed = promises
            .into_iter()
            .map(|(mut need, promise): (NeedId, Promise)| {
                self.one(EntityKind::Need, &mut need, NeedId::new);
                (need, promise)
            });
        item.promises = renamed.collect();
    }

    fn need(&self, need: &mut Need) {
        self.item_id(&mut need.consumer);
        self.person_id(&mut need.owner);
        if let NeedSource::Item(other) = &mut need.source {
            self.item_ref(other);
        }
    }

    /// An item of another program, which may have become the same one.
    fn item_ref(&self, other: &mut ItemRef) {
        let Some(program) = other.program.take() else {
            self.item_id(&mut other.item);
            return;
        };
        let there = In {
            renames: self.renames,
            program: Some(&program),
        };
        there.item_id(&mut other.item);
        let renamed = self.renames.program(&program);
        let here = self.program.map(|program| self.renames.program(program));
        other.program = Some(renamed).filter(|renamed| Some(renamed) != here.as_ref());
    }

    fn resource(&self, resource: &mut Resource) {
        self.team_id(&mut resource.team);
        self.person_id(&mut resource.person);
        self.calendar_id(&mut resource.calendar);
    }

    fn assignment(&self, assignment: &mut Assignment) {
        self.item_id(&mut assignment.item);
        self.one(
            EntityKind::Resource,
            &mut assignment.resource,
            ResourceId::new,
        );
    }

    fn baseline(&self, baseline: &mut Baseline) {
        let items = std::mem::take(&mut baseline.items);
        let renamed = items.into_iter().map(|(mut item, dates)| {
            self.item_id(&mut item);
            (item, dates)
        });
        baseline.items = renamed.collect();
        self.person_id(&mut baseline.approved_by);
    }

    fn calendar_id(&self, id: &mut Option<CalendarId>) {
        self.maybe(EntityKind::Calendar, id, CalendarId::new);
    }

    fn team_id(&self, id: &mut Option<TeamId>) {
        self.maybe(EntityKind::Team, id, TeamId::new);
    }

    fn person_id(&self, id: &mut Option<PersonId>) {
        self.maybe(EntityKind::Person, id, PersonId::new);
    }

    fn item_id(&self, id: &mut ItemId) {
        self.one(EntityKind::Item, id, ItemId::new);
    }

    fn maybe<I: AsRef<str>, E>(
        &self,
        kind: EntityKind,
        id: &mut Option<I>,
        new: fn(&str) -> Result<I, E>,
    ) {
        if let Some(id) = id {
            self.one(kind, id, new);
        }
    }

    fn one<I: AsRef<str>, E>(&self, kind: EntityKind, id: &mut I, new: fn(&str) -> Result<I, E>) {
        let renamed = self.renames.get(self.program, kind, id.as_ref());
        if let Some(Ok(renamed)) = renamed.map(new) {
            *id = renamed;
        }
    }
}
