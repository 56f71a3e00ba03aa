//! Names for people: the title of anything that has one, else its id.

use crate::{Entity, EntityKey, EntityKind, Workspace};

impl Workspace {
    /// What people call the entity at `key`: its title or name, else its id.
    pub fn display_name(&self, key: &EntityKey) -> String {
        self.title(key)
            .filter(|title| !title.trim().is_empty())
            .unwrap_or_else(|| key.id.to_string())
    }

    /// The title or name of the entity at `key`, where it has one.
    pub fn title(&self, key: &EntityKey) -> Option<String> {
        match self.get(key)? {
            Entity::Charter(it) => it.name,
            Entity::Calendar(it) => it.name,
            Entity::Team(it) => it.name,
            Entity::Person(it) => it.name,
            Entity::System(it) => it.name,
            Entity::Objective(it) => it.title,
            Entity::Workstream(it) => it.title,
            Entity::Item(it) => it.title,
            Entity::Need(it) => it.what,
            Entity::Resource(it) => it.name,
            Entity::Ask(it) => it.what,
            Entity::Risk(it) => it.title.or(it.maybe),
            Entity::Assumption(it) => it.statement,
            Entity::Issue(it) => it.title,
            Entity::Decision(it) => it.question,
            Entity::Gate(it) => it.title,
            Entity::Wave(it) => it.title,
            Entity::Runbook(it) => it.title,
            Entity::Probe(it) => it.title,
            Entity::StatusUpdate(it) => it.summary,
            Entity::Baseline(it) => it.name,
            Entity::Scenario(it) => it.title,
            Entity::Message(it) => it.message,
            Entity::EscalationLevel(it) => it.action,
            Entity::Raci(it) => it.what,
            Entity::Assignment(_) | Entity::Allowance(_) => None,
        }
    }
}

impl EntityKey {
    /// The key of an entity of a program.
    pub fn of(program: &crate::ProgramId, kind: EntityKind, id: impl AsRef<str>) -> Self {
        Self {
            program: Some(program.clone()),
            kind,
            id: id.as_ref().into(),
        }
    }

    /// The key of an entity that programs share.
    pub fn shared(kind: EntityKind, id: impl AsRef<str>) -> Self {
        Self {
            program: None,
            kind,
            id: id.as_ref().into(),
        }
    }

    /// The key of a program's own record.
    pub fn program(program: &crate::ProgramId) -> Self {
        Self::of(program, EntityKind::Charter, program)
    }
}
