//! What do the statements of a project say of it, of its tasks, its resources, its shifts?
//!
//! Statements are taken in their order, since a task or resource inherits what stands before it.

mod project;
mod resources;
mod tasks;
mod time;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use longpole_model::FieldValue;

use super::people::Person;
use super::task::Task;
use crate::import::{ImportError, NoteKind, Notes, Place};
use crate::taskjuggler::dates::{first_moment, interval};
use crate::taskjuggler::grammar::Scope;
use crate::taskjuggler::hours::Hours;
use crate::taskjuggler::lengths::{Lengths, micro};
use crate::taskjuggler::parse::Added;
use crate::taskjuggler::statement::{Argument, Statement};
use crate::taskjuggler::token::Token;

/// The largest number that a field takes, in millionths.
const MOST_NUMBER: i64 = 1_000_000_000_000_000;

/// All that a project says.
#[derive(Debug, Default)]
pub(in crate::taskjuggler::read) struct Plan {
    pub(in crate::taskjuggler::read) id: Option<String>,
    pub(in crate::taskjuggler::read) title: Option<String>,
    pub(in crate::taskjuggler::read) start: Option<DateTime>,
    pub(in crate::taskjuggler::read) end: Option<DateTime>,
    pub(in crate::taskjuggler::read) zone: Option<String>,
    pub(in crate::taskjuggler::read) currency: Option<String>,
    pub(in crate::taskjuggler::read) now: Option<DateTime>,
    pub(in crate::taskjuggler::read) lengths: Lengths,
    pub(in crate::taskjuggler::read) hours: Hours,
    /// The first scenario, of which alone is spoken here.
    pub(in crate::taskjuggler::read) scenario: Option<String>,
    /// Whether what is left is planned from now on.
    pub(in crate::taskjuggler::read) projection: bool,
    pub(in crate::taskjuggler::read) tasks: Vec<Task>,
    pub(in crate::taskjuggler::read) tasks_by_path: BTreeMap<String, usize>,
    pub(in crate::taskjuggler::read) people: Vec<Person>,
    pub(in crate::taskjuggler::read) people_by_id: BTreeMap<String, usize>,
    pub(in crate::taskjuggler::read) shifts: BTreeMap<String, Hours>,
    pub(in crate::taskjuggler::read) added: Vec<Added>,
    /// What has no equivalent, a statement a line.
    pub(in crate::taskjuggler::read) left: String,
    pub(in crate::taskjuggler::read) notes: Notes,
    scenarios: BTreeSet<String>,
    most_items: usize,
    /// How much was inherited, so that what stands once isn't copied without end.
    inherited: usize,
}

impl Plan {
    /// Takes the statements of a file.
    pub(in crate::taskjuggler::read) fn collect(
        statements: &[Statement],
        added: Vec<Added>,
        most_items: usize,
        notes: Notes,
    ) -> Result<Self, ImportError> {
        let mut plan = Self {
            added,
            notes,
            most_items,
            ..Self::default()
        };
        let Some(project) = statements
            .iter()
            .find(|statement| statement.word == "project")
        else {
            let place = statements
                .first()
                .map_or_else(Place::default, |first| first.place.clone());
            return Err(ImportError::Malformed {
                place,
                message: "this is no TaskJuggler project: nothing in it begins with `project`"
                    .to_owned(),
                hint: Some(
                    "import the file that has the project's head; it includes the others"
                        .to_owned(),
                ),
            });
        };
        plan.project(project)?;
        for statement in statements {
            plan.top(statement)?;
        }
        Ok(plan)
    }

    fn top(&mut self, statement: &Statement) -> Result<(), ImportError> {
        match statement.word.as_str() {
            // The head was taken before. Flags only have to be declared so that TaskJuggler knows a slip from a flag.
            "project" | "flags" => {}
            "task" => self.task(statement, None)?,
            "resource" => self.resource(statement, None)?,
            "shift" => self.shift(statement, None),
            "supplement" => self.supplement(statement)?,
            "leaves" | "vacation" => {
                let leaves = self.leaves(statement, "project");
                self.add_leaves(leaves, |plan| &mut plan.hours);
            }
            _ => self.keep_of_project(statement),
        }
        Ok(())
    }

    /// Whether a statement is of the scenario that is taken. One of another is noted.
    fn is_said_here(&mut self, statement: &Statement) -> bool {
        let Some(scenario) = &statement.scenario else {
            return true;
        };
        // Without a scenario of its own a project has one that is called `plan`.
        if scenario == self.scenario.as_deref().unwrap_or("plan") {
            return true;
        }
        let (kind, code, message) = if self.scenarios.contains(scenario) {
            let message = format!(
                "`{}` is said of the scenario `{scenario}` alone; it is kept as it stands",
                statement.word
            );
            (NoteKind::Kept, "other-scenario", message)
        } else {
            let message = format!(
                "there is no scenario `{scenario}`; what is said of it is kept as it stands"
            );
            (NoteKind::Suspicious, "unknown-scenario", message)
        };
        self.notes.add(kind, code, message, statement.place.clone());
        false
    }

    fn is_added(&self, scope: Scope, word: &str) -> bool {
        self.added
            .iter()
            .any(|added| added.scope == scope && added.word == word)
    }

    /// The title and the value of a property that the project adds.
    fn added_value(&mut self, scope: Scope, statement: &Statement) -> Option<(String, FieldValue)> {
        let is_it = |added: &&Added| added.scope == scope && added.word == statement.word;
        let added = self.added.iter().find(is_it)?.clone();
        let tokens = statement.tokens();
        let value = match (added.kind.as_str(), tokens.first()) {
            ("date", _) => first_moment(&tokens).map(|at| FieldValue::Date(at.date())),
            ("number", Some(Token::Number(number))) => micro(number)
                .filter(|number| *number <= MOST_NUMBER)
                .map(|number| FieldValue::Number(number / 1000)),
            (_, Some(Token::Text(text))) => Some(FieldValue::Text(text.trim().to_owned())),
            _ => None,
        };
        if value.is_none() {
            self.unreadable(statement, "task or resource");
        }
        Some((added.title, value?))
    }

    fn keep_of_project(&mut self, statement: &Statement) {
        statement_line(statement, &mut self.left);
        self.kept(statement, "project");
    }

    /// Notes that something has no equivalent.
    pub(in crate::taskjuggler::read) fn kept(&mut self, statement: &Statement, kind: &str) {
        if statement.is_known {
            let message = format!("no equivalent here for `{}` of a {kind}", statement.word);
            self.notes.add(
                NoteKind::Kept,
                "no-equivalent",
                message,
                statement.place.clone(),
            );
        } else {
            let message = format!(
                "`{}` is no property of a {kind}; it is kept as it stands",
                statement.word
            );
            self.notes.add(
                NoteKind::Suspicious,
                "unknown-property",
                message,
                statement.place.clone(),
            );
        }
    }

    fn unreadable(&mut self, statement: &Statement, kind: &str) {
        let message = format!(
            "what `{}` of a {kind} says can't be understood; it is left out",
            statement.word
        );
        self.notes.add(
            NoteKind::Suspicious,
            "unreadable",
            message,
            statement.place.clone(),
        );
    }

    fn unknown(&mut self, statement: &Statement, what: &str) {
        let message = format!(
            "`{}` is about {what}, which is not there; it is left out",
            statement.word
        );
        self.notes.add(
            NoteKind::Suspicious,
            "dangling-link",
            message,
            statement.place.clone(),
        );
    }
}

/// The stretch that a part of a booking names.
pub(in crate::taskjuggler::read) fn stretch(part: &[Argument]) -> Option<(DateTime, DateTime)> {
    let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
    interval(&tokens)
}

/// Writes a statement onto a line of what is left.
pub(in crate::taskjuggler::read) fn statement_line(statement: &Statement, left: &mut String) {
    statement.write(left);
    left.push('\n');
}
