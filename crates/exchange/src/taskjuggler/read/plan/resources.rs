//! Resources, and the work that they have booked.

use std::collections::btree_map::Entry;

use super::{Plan, statement_line, stretch};
use crate::import::{ImportError, NoteKind};
use crate::taskjuggler::grammar::Scope;
use crate::taskjuggler::hours::set_working_hours;
use crate::taskjuggler::read::at;
use crate::taskjuggler::read::people::Person;
use crate::taskjuggler::statement::{Argument, Statement};

impl Plan {
    /// A resource, and those in it.
    pub(super) fn resource(
        &mut self,
        statement: &Statement,
        parent: Option<usize>,
    ) -> Result<(), ImportError> {
        let number = self.people.len();
        let id = statement
            .name()
            .map_or_else(|| format!("_Resource_{}", number + 1), str::to_owned);
        let weight = parent
            .map_or(&self.hours, |parent| &self.people[parent].hours)
            .stretch_count();
        self.inherit(statement, &id, weight + id.len() / 16)?;
        let person = Person::new(
            &id,
            statement,
            parent.map(|parent| (parent, &self.people[parent])),
            &self.hours,
        );
        if let Entry::Vacant(free) = self.people_by_id.entry(id.clone()) {
            free.insert(number);
        } else {
            let message = "two resources have one id; work is the first one's";
            self.notes.add(
                NoteKind::Suspicious,
                "duplicate-id",
                message,
                at(&statement.place, format!("resource {id}")),
            );
        }
        self.people.push(person);
        if let Some(parent) = parent {
            self.people[parent].members.push(number);
        }
        self.resource_properties(number, &statement.body)
    }

    pub(super) fn resource_properties(
        &mut self,
        person: usize,
        body: &[Statement],
    ) -> Result<(), ImportError> {
        for statement in body {
            if !self.is_said_here(statement) {
                statement_line(statement, &mut self.people[person].left);
                continue;
            }
            self.offsets(statement);
            match statement.word.as_str() {
                "resource" => self.resource(statement, Some(person))?,
                "supplement" => match statement
                    .name()
                    .and_then(|name| self.people_by_id.get(name))
                {
                    Some(&inner) => self.resource_properties(inner, &statement.body)?,
                    None => self.unknown(statement, "a resource"),
                },
                "leaves" | "vacation" => {
                    let leaves = self.leaves(statement, "resource");
                    self.add_leaves(leaves, |plan| &mut plan.people[person].hours);
                }
                "workinghours" => {
                    if !set_working_hours(&mut self.people[person].hours.week, &statement.tokens())
                    {
                        self.unreadable(statement, "resource");
                    }
                }
                "shift" | "shifts" => {
                    let uses = self.shift_uses(statement);
                    self.people[person].hours.shifts.extend(uses);
                }
                "booking" => self.booking(person, statement),
                word if self.is_added(Scope::Resource, word) => {
                    if let Some((title, value)) = self.added_value(Scope::Resource, statement) {
                        self.people[person].fields.insert(title, value);
                    }
                }
                _ => {
                    let person = &mut self.people[person];
                    if !person.take(statement) {
                        statement_line(statement, &mut person.left);
                        self.kept(statement, "resource");
                    }
                }
            }
        }
        Ok(())
    }

    /// `booking build 2026-01-05-09:00 +4h, …` of a resource: work on a task that was done.
    pub(super) fn booking(&mut self, person: usize, statement: &Statement) {
        let name = statement.name().unwrap_or_default().trim_start_matches('!');
        match self.tasks_by_path.get(name) {
            Some(&task) => {
                let tokens: Vec<&[Argument]> = statement.parts().collect();
                let stretches = tokens.iter().filter_map(|part| stretch(part));
                self.tasks[task]
                    .bookings
                    .extend(stretches.map(|(from, to)| (self.people[person].id.clone(), from, to)));
                statement_line(statement, &mut self.people[person].left);
            }
            None => self.unknown(statement, &format!("task `{name}`")),
        }
    }
}
