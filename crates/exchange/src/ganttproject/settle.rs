//! What the records of Project's XML have no word for is added to what became of them.

use std::collections::BTreeMap;

use longpole_model::{
    BaselineId, Constraint, FieldValue, Moment, Person, PersonId, Progress, ResourceId, Scheduling,
};

use crate::import::Import;
use crate::import::ids::Ids;
use crate::mspdi::TakenIds;

/// What is said beside the records, by the places of those among their like.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) tasks: BTreeMap<usize, TaskFacts>,
    pub(super) resources: BTreeMap<usize, ResourceFacts>,
    /// Fields of assignments.
    pub(super) allocations: BTreeMap<usize, BTreeMap<String, FieldValue>>,
    /// The names of baselines, by their numbers.
    pub(super) baselines: BTreeMap<u8, String>,
}

/// What is said of a task.
#[derive(Debug, Default)]
pub(super) struct TaskFacts {
    /// The day on which it was set to start, where no link moves it.
    pub(super) not_before: Option<Moment>,
    pub(super) constraint: Option<Constraint>,
    pub(super) progress: Progress,
    pub(super) fields: BTreeMap<String, FieldValue>,
    /// The place of the resource that coordinates it.
    pub(super) owner: Option<usize>,
}

/// What is said of a resource.
#[derive(Debug, Default)]
pub(super) struct ResourceFacts {
    pub(super) name: String,
    pub(super) fields: BTreeMap<String, FieldValue>,
}

impl Facts {
    /// Adds all of it to the one program of an import.
    pub(super) fn settle(mut self, import: &mut Import, ids: &TakenIds) {
        let Some(program) = import.workspace.programs.values_mut().next() else {
            return;
        };
        // GanttProject computes as anybody would.
        program.charter.scheduling = Scheduling::default();
        let owners = self.owners(ids);
        for (at, facts) in self.tasks {
            let item = ids.items.get(&at).and_then(|id| program.items.get_mut(id));
            let Some(item) = item else { continue };
            item.not_before = facts.not_before;
            item.constraint = facts.constraint;
            item.progress = facts.progress;
            item.meta.fields = facts.fields;
            let owner = facts.owner.and_then(|resource| owners.get(&resource));
            item.owner = owner.map(|(person, _)| person.clone());
        }
        for (at, facts) in self.resources {
            let id = ids.resources.get(&at);
            let Some(resource) = id.and_then(|id| program.resources.get_mut(id)) else {
                continue;
            };
            let owner = owners.get(&at);
            resource.person = owner.map(|(person, _)| person.clone());
            resource.meta.fields = facts.fields;
        }
        for (at, fields) in self.allocations {
            let id = ids.assignments.get(&at);
            if let Some(assignment) = id.and_then(|id| program.assignments.get_mut(id)) {
                assignment.meta.fields = fields;
            }
        }
        for (number, name) in self.baselines {
            let id = match number {
                0 => BaselineId::new("baseline"),
                number => BaselineId::new(&format!("baseline-{number}")),
            };
            let id = id.expect("letters and a number are an id");
            if let Some(baseline) = program.baselines.get_mut(&id) {
                baseline.name = Some(name);
            }
        }
        for (id, person) in owners.into_values() {
            import.workspace.people.insert(id, person);
        }
    }

    /// The people that own something, by the places of their resources. What is known of how to reach them is theirs then.
    fn owners(&mut self, ids: &TakenIds) -> BTreeMap<usize, (PersonId, Person)> {
        let mut given = Ids::default();
        let mut owners = BTreeMap::new();
        for at in self.tasks.values().filter_map(|facts| facts.owner) {
            let Some(facts) = self.resources.get_mut(&at) else {
                continue;
            };
            owners.entry(at).or_insert_with(|| {
                let resource = ids.resources.get(&at).map(ResourceId::as_str);
                let id = given.give(&facts.name, resource.unwrap_or_default());
                let mut text = |name: &str| match facts.fields.remove(name) {
                    Some(FieldValue::Text(text)) => Some(text),
                    Some(other) => {
                        facts.fields.insert(name.to_owned(), other);
                        None
                    }
                    None => None,
                };
                let person = Person {
                    name: Some(facts.name.clone()),
                    role: text("role"),
                    email: text("email"),
                    ..Person::default()
                };
                (
                    PersonId::new(&id).expect("an id that was given is one"),
                    person,
                )
            });
        }
        owners
    }
}
