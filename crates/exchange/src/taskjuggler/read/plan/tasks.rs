//! Tasks, and what is said of them later.

use super::{Plan, statement_line};
use crate::import::{ImportError, NoteKind};
use crate::taskjuggler::grammar::Scope;
use crate::taskjuggler::malformed;
use crate::taskjuggler::read::at;
use crate::taskjuggler::read::task::Task;
use crate::taskjuggler::statement::Statement;
use crate::taskjuggler::token::Token;

/// So much may tasks and resources inherit: leaves, shifts, allocations, and ids in chunks.
const MOST_INHERITED: usize = 4_000_000;

/// The longest id of a task or resource, in bytes.
const LONGEST_ID: usize = 400;

impl Plan {
    pub(super) fn supplement(&mut self, statement: &Statement) -> Result<(), ImportError> {
        let name = match statement.arguments.get(1).map(|argument| &argument.token) {
            Some(Token::Word(name)) => name.as_str(),
            _ => "",
        };
        match statement.name() {
            Some("task") => match self.tasks_by_path.get(name) {
                Some(&task) => return self.task_properties(task, &statement.body),
                None => self.unknown(statement, &format!("task `{name}`")),
            },
            Some("resource") => match self.people_by_id.get(name) {
                Some(&person) => return self.resource_properties(person, &statement.body),
                None => self.unknown(statement, &format!("resource `{name}`")),
            },
            _ => self.keep_of_project(statement),
        }
        Ok(())
    }

    /// A task, and what stands in it.
    pub(super) fn task(
        &mut self,
        statement: &Statement,
        parent: Option<usize>,
    ) -> Result<(), ImportError> {
        if self.tasks.len() >= self.most_items {
            let message = format!("there are more than {} tasks", self.most_items);
            return Err(ImportError::TooLarge(message));
        }
        let number = self.tasks.len();
        let id = statement
            .name()
            .map_or_else(|| format!("_Task_{}", number + 1), str::to_owned);
        let task = Task::new(
            &id,
            statement,
            parent.map(|parent| (parent, &self.tasks[parent])),
        );
        let weight = task.allocations.len() + task.shifts.len() + task.path.len() / 16;
        self.inherit(statement, &id, weight)?;
        if self.tasks_by_path.contains_key(&task.path) {
            let message = "two tasks have one id; links lead to the first";
            self.notes.add(
                NoteKind::Suspicious,
                "duplicate-id",
                message,
                at(&task.place, format!("task {}", task.path)),
            );
        } else {
            self.tasks_by_path.insert(task.path.clone(), number);
        }
        self.tasks.push(task);
        if let Some(parent) = parent {
            self.tasks[parent].children += 1;
        }
        self.task_properties(number, &statement.body)
    }

    /// What stands in the braces of a task.
    pub(super) fn task_properties(
        &mut self,
        task: usize,
        body: &[Statement],
    ) -> Result<(), ImportError> {
        for statement in body {
            if !self.is_said_here(statement) {
                statement_line(statement, &mut self.tasks[task].left);
                continue;
            }
            self.offsets(statement);
            match statement.word.as_str() {
                "task" => self.task(statement, Some(task))?,
                "supplement" => {
                    let path = format!(
                        "{}.{}",
                        self.tasks[task].path,
                        statement.name().unwrap_or_default()
                    );
                    match self.tasks_by_path.get(&path) {
                        Some(&inner) => self.task_properties(inner, &statement.body)?,
                        None => self.unknown(statement, &format!("task `{path}`")),
                    }
                }
                "shift" | "shifts" => {
                    let uses = self.shift_uses(statement);
                    self.tasks[task].shifts.extend(uses);
                }
                word if self.is_added(Scope::Task, word) => {
                    if let Some((title, value)) = self.added_value(Scope::Task, statement) {
                        self.tasks[task].fields.insert(title, value);
                    }
                }
                _ => {
                    let lengths = self.lengths;
                    let task = &mut self.tasks[task];
                    let path = at(&statement.place, format!("task {}", task.path));
                    let kept = task.take(statement, &lengths, &path, &mut self.notes);
                    if kept {
                        statement_line(statement, &mut task.left);
                        self.kept(statement, "task");
                    }
                }
            }
        }
        Ok(())
    }

    /// Counts what a task or resource inherits, with its id.
    pub(super) fn inherit(
        &mut self,
        statement: &Statement,
        id: &str,
        weight: usize,
    ) -> Result<(), ImportError> {
        if id.len() > LONGEST_ID {
            let message = format!("an id is longer than {LONGEST_ID} characters");
            return Err(malformed(statement.place.clone(), message));
        }
        self.inherited = self.inherited.saturating_add(weight);
        if self.inherited <= MOST_INHERITED {
            return Ok(());
        }
        Err(ImportError::TooLarge(
            "tasks and resources inherit too much: leaves, shifts, allocations, ids".to_owned(),
        ))
    }
}
