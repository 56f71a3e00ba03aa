//! Who does it: teams, people, workstreams and resources, which are made as cells name them.

use longpole_model::{
    Assignment, AssignmentId, Person, PersonId, Resource, ResourceId, Team, TeamId, Workstream,
    WorkstreamId,
};

use super::Reading;
use crate::import::ids::Ids;
use crate::plan::decimal;
use crate::table::cells::link;
use crate::table::cells::name::id_and_name;
use crate::table::field::Field;

impl Reading<'_> {
    /// The team of a row.
    pub(super) fn team(&mut self, at: usize) -> Option<TeamId> {
        let text = self.text(at, Field::Team)?;
        let Some((id, name)) = id_and_name(&text) else {
            self.unreadable(at, Field::Team, "name of a team");
            return None;
        };
        let id = TeamId::new(&id).ok()?;
        if !self.workspace.teams.contains_key(&id) {
            let meta = self.meta(name.as_deref().unwrap_or(id.as_str()));
            let team = Team {
                name,
                meta,
                ..Team::default()
            };
            self.workspace.teams.insert(id.clone(), team);
        }
        Some(id)
    }

    /// The first person of a cell; where there are several, the cell is kept.
    pub(super) fn person(&mut self, at: usize, field: Field) -> Option<PersonId> {
        let text = self.text(at, field)?;
        let mut names = text
            .split([';', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let first = names.next()?;
        let Some((id, name)) = id_and_name(first) else {
            self.unreadable(at, field, "name of a person");
            return None;
        };
        if names.next().is_some() {
            self.set_aside(
                at,
                field,
                "several people are named where one answers: the first was taken, and all are kept",
            );
        }
        let id = PersonId::new(&id).ok()?;
        if !self.workspace.people.contains_key(&id) {
            let meta = self.meta(name.as_deref().unwrap_or(id.as_str()));
            let person = Person {
                name,
                meta,
                ..Person::default()
            };
            self.workspace.people.insert(id.clone(), person);
        }
        Some(id)
    }

    /// The workstream of a row.
    pub(super) fn workstream(&mut self, at: usize) -> Option<WorkstreamId> {
        let text = self.text(at, Field::Workstream)?;
        let Some((id, title)) = id_and_name(&text) else {
            self.unreadable(at, Field::Workstream, "name of a workstream");
            return None;
        };
        let id = WorkstreamId::new(&id).ok()?;
        let meta = self.meta(title.as_deref().unwrap_or(id.as_str()));
        let program = self.named[at].program.clone();
        let workstreams = &mut self.program(&program).workstreams;
        workstreams.entry(id.clone()).or_insert_with(|| Workstream {
            title,
            meta,
            ..Workstream::default()
        });
        Some(id)
    }

    /// The resources of a row and what they work on it: `Ann[50%]; Crane`.
    pub(super) fn assignments(&mut self, at: usize) {
        let Some(text) = self.text(at, Field::Resources) else {
            return;
        };
        let program = self.named[at].program.clone();
        let item = self.named[at].id.clone();
        let mut ids = Ids::default();
        for assigned in link::split(&text) {
            let (name, units) = units(assigned);
            let Some((id, full)) = id_and_name(name) else {
                self.unreadable(at, Field::Resources, "name of a resource");
                continue;
            };
            let Ok(resource) = ResourceId::new(&id) else {
                continue;
            };
            let meta = self.meta(full.as_deref().unwrap_or(id.as_str()));
            let program = self.program(&program);
            program
                .resources
                .entry(resource.clone())
                .or_insert_with(|| Resource {
                    name: full,
                    meta,
                    ..Resource::default()
                });
            let mut named = ids.give(&format!("{item} {resource}"), "");
            while program.assignments.contains_key(named.as_str()) {
                named = ids.give(&format!("{item} {resource}"), "");
            }
            let Ok(id) = AssignmentId::new(&named) else {
                continue;
            };
            let assignment = Assignment {
                item: item.clone(),
                resource,
                units,
                work: None,
                actual_work: None,
                remaining_work: None,
                overtime: None,
                delay: None,
                levelling_delay: None,
                contour: Vec::new(),
                meta: longpole_model::Meta::default(),
            };
            program.assignments.insert(id, assignment);
        }
    }
}

/// A name apart from its units in thousandths: `Ann[50%]`, `Ann [0.5]`.
fn units(text: &str) -> (&str, Option<u32>) {
    let found = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
        .and_then(|(name, units)| {
            let thousandths = match units.trim().strip_suffix('%') {
                Some(percent) => decimal(percent.trim(), 10)?,
                None => decimal(units.trim(), 1000)?,
            };
            Some((name.trim(), Some(u32::try_from(thousandths).ok()?)))
        });
    found.unwrap_or((text, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_brackets() {
        assert_eq!(units("Ann[50%]"), ("Ann", Some(500)));
        assert_eq!(units("Ann [1.5]"), ("Ann", Some(1500)));
        assert_eq!(units("Ann"), ("Ann", None));
        assert_eq!(units("Crane [big]"), ("Crane [big]", None));
    }
}
