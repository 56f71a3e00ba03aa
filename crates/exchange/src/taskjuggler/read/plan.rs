//! What do the statements of a project say of it, of its tasks, its resources, its shifts?
//!
//! Statements are taken in their order, since a task or resource inherits what stands before it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use longpole_model::FieldValue;

use super::people::Person;
use super::task::Task;
use crate::import::{ImportError, NoteKind, Notes, Place};
use crate::taskjuggler::dates::{first_moment, has_offset, interval};
use crate::taskjuggler::grammar::Scope;
use crate::taskjuggler::hours::{Hours, Leave, ShiftUse, leave, set_working_hours};
use crate::taskjuggler::lengths::{Lengths, micro};
use crate::taskjuggler::malformed;
use crate::taskjuggler::parse::Added;
use crate::taskjuggler::statement::{Argument, Statement};
use crate::taskjuggler::token::Token;

/// So much may tasks and resources inherit: leaves, shifts, allocations, and ids in chunks.
const MOST_INHERITED: usize = 4_000_000;
/// The longest id of a task or resource, in bytes.
const LONGEST_ID: usize = 400;
/// The most leaves of a calendar.
const MOST_LEAVES: usize = 2000;

/// The largest number that a field takes, in millionths.
const MOST_NUMBER: i64 = 1_000_000_000_000_000;

/// All that a project says.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) start: Option<DateTime>,
    pub(super) end: Option<DateTime>,
    pub(super) zone: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) now: Option<DateTime>,
    pub(super) lengths: Lengths,
    pub(super) hours: Hours,
    /// The first scenario, of which alone is spoken here.
    pub(super) scenario: Option<String>,
    /// Whether what is left is planned from now on.
    pub(super) projection: bool,
    pub(super) tasks: Vec<Task>,
    pub(super) tasks_by_path: BTreeMap<String, usize>,
    pub(super) people: Vec<Person>,
    pub(super) people_by_id: BTreeMap<String, usize>,
    pub(super) shifts: BTreeMap<String, Hours>,
    pub(super) added: Vec<Added>,
    /// What has no equivalent, a statement a line.
    pub(super) left: String,
    pub(super) notes: Notes,
    scenarios: BTreeSet<String>,
    most_items: usize,
    /// How much was inherited, so that what stands once isn't copied without end.
    inherited: usize,
}

impl Plan {
    /// Takes the statements of a file.
    pub(super) fn collect(
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

    fn project(&mut self, project: &Statement) -> Result<(), ImportError> {
        self.id = project.name().map(str::to_owned);
        self.title = project.text().map(str::to_owned);
        let Some((start, end)) = interval(&project.tokens()) else {
            return Err(malformed(
                project.place.clone(),
                "the project has no start and end",
            ));
        };
        (self.start, self.end) = (Some(start), Some(end));
        for statement in &project.body {
            self.project_property(statement);
        }
        self.lengths.minutes_per_week = self.hours.minutes_per_week();
        Ok(())
    }

    fn project_property(&mut self, statement: &Statement) {
        let tokens = statement.tokens();
        let number = match tokens.first() {
            Some(Token::Number(number)) => micro(number).filter(|number| *number > 0),
            _ => None,
        };
        let minutes = |micro: i64| u32::try_from(micro / 1_000_000).ok();
        let understood = match statement.word.as_str() {
            "timezone" => self.zone(statement.text()),
            "currency" => {
                self.currency = statement.text().map(str::to_owned);
                self.currency.is_some()
            }
            "now" => {
                self.now = first_moment(&tokens);
                self.now.is_some()
            }
            "dailyworkinghours" => {
                let day = number.and_then(|hours| minutes(hours.checked_mul(60)?));
                let day = day.filter(|day| (1..=24 * 60).contains(day));
                self.lengths.minutes_per_day = day.unwrap_or(self.lengths.minutes_per_day);
                day.is_some()
            }
            "yearlyworkingdays" => {
                let days = number.filter(|days| *days <= 366_000_000);
                self.lengths.micro_days_per_year = days.unwrap_or(self.lengths.micro_days_per_year);
                days.is_some()
            }
            "timingresolution" => {
                let resolution = number
                    .and_then(minutes)
                    .filter(|minutes| (1..=60).contains(minutes));
                self.lengths.resolution = resolution.unwrap_or(self.lengths.resolution);
                resolution.is_some()
            }
            "workinghours" => set_working_hours(&mut self.hours.week, &tokens),
            "scenario" => {
                self.scenario(statement);
                true
            }
            "extend" => true,
            _ => return self.keep_of_project(statement),
        };
        if !understood {
            self.unreadable(statement, "project");
            self.keep_of_project(statement);
        }
    }

    fn zone(&mut self, zone: Option<&str>) -> bool {
        let is_name = |zone: &&str| {
            zone.len() <= 64
                && zone.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-')
                })
        };
        self.zone = zone
            .filter(is_name)
            .filter(|zone| !zone.is_empty())
            .map(str::to_owned);
        self.zone.is_some()
    }

    /// The first scenario is taken. Those inside of it, and others, are named.
    fn scenario(&mut self, statement: &Statement) {
        let is_first = self.scenario.is_none();
        if is_first {
            self.projection = statement
                .body
                .iter()
                .any(|inside| inside.word == "projection");
            self.scenario = statement.name().map(str::to_owned);
        }
        let inner = statement
            .body
            .iter()
            .any(|inside| inside.word == "scenario");
        self.name_scenarios(statement, is_first);
        if inner || !is_first {
            statement_line(statement, &mut self.left);
        }
    }

    fn name_scenarios(&mut self, statement: &Statement, is_taken: bool) {
        let name = statement.name().unwrap_or_default().to_owned();
        if !is_taken {
            let message = format!(
                "the scenario `{name}` is not taken; what is said of it alone is kept as it stands"
            );
            self.notes
                .add(NoteKind::Kept, "scenario", message, statement.place.clone());
        }
        self.scenarios.insert(name);
        for inside in statement
            .body
            .iter()
            .filter(|inside| inside.word == "scenario")
        {
            self.name_scenarios(inside, false);
        }
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

    fn supplement(&mut self, statement: &Statement) -> Result<(), ImportError> {
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
    fn task(&mut self, statement: &Statement, parent: Option<usize>) -> Result<(), ImportError> {
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
                super::at(&task.place, format!("task {}", task.path)),
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
    fn task_properties(&mut self, task: usize, body: &[Statement]) -> Result<(), ImportError> {
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
                    let path = super::at(&statement.place, format!("task {}", task.path));
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

    /// A resource, and those in it.
    fn resource(
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
                super::at(&statement.place, format!("resource {id}")),
            );
        }
        self.people.push(person);
        if let Some(parent) = parent {
            self.people[parent].members.push(number);
        }
        self.resource_properties(number, &statement.body)
    }

    fn resource_properties(
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
    fn booking(&mut self, person: usize, statement: &Statement) {
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

    fn shift(&mut self, statement: &Statement, parent: Option<&Hours>) {
        let mut hours = parent.unwrap_or(&self.hours).clone();
        let name = statement.name().unwrap_or_default().to_owned();
        let mut inner = Vec::new();
        for property in &statement.body {
            match property.word.as_str() {
                "workinghours" => {
                    if !set_working_hours(&mut hours.week, &property.tokens()) {
                        self.unreadable(property, "shift");
                    }
                }
                "leaves" | "vacation" => {
                    let leaves = self.leaves(property, "shift");
                    let room = MOST_LEAVES.saturating_sub(hours.leaves.len());
                    hours.leaves.extend(leaves.into_iter().take(room));
                }
                "shift" => inner.push(property),
                _ => self.keep_of_project(property),
            }
        }
        for shift in inner {
            self.shift(shift, Some(&hours));
        }
        if let Entry::Vacant(free) = self.shifts.entry(name.clone()) {
            free.insert(hours);
        } else {
            let message = "two shifts have one id; the first is meant";
            self.notes.add(
                NoteKind::Suspicious,
                "duplicate-id",
                message,
                super::at(&statement.place, format!("shift {name}")),
            );
        }
    }

    /// `shifts morning 2026-01-05 - 2026-01-07, afternoon 2026-01-07 - 2026-01-09`.
    fn shift_uses(&mut self, statement: &Statement) -> Vec<ShiftUse> {
        let mut uses = Vec::new();
        for part in statement.parts() {
            let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
            let Some(Token::Word(name)) = tokens.first() else {
                self.unreadable(statement, "shift");
                continue;
            };
            match self.shifts.get(name) {
                Some(hours) => uses.push(ShiftUse {
                    stretch: interval(&tokens),
                    week: hours.week.clone(),
                }),
                None => self.unknown(statement, &format!("shift `{name}`")),
            }
        }
        uses
    }

    /// Adds leaves, as far as there is room.
    fn add_leaves(&mut self, leaves: Vec<Leave>, hours: impl Fn(&mut Self) -> &mut Hours) {
        let found = &mut hours(self).leaves;
        let room = MOST_LEAVES.saturating_sub(found.len());
        let too_many = leaves.len() > room;
        found.extend(leaves.into_iter().take(room));
        if too_many {
            let message = format!(
                "there are more than {MOST_LEAVES} leaves at one place; the rest is left out"
            );
            self.notes.add(
                NoteKind::Suspicious,
                "too-many-leaves",
                message,
                Place::default(),
            );
        }
    }

    /// Counts what a task or resource inherits, with its id.
    fn inherit(
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

    fn leaves(&mut self, statement: &Statement, kind: &str) -> Vec<Leave> {
        let name = statement.text().filter(|_| statement.word == "vacation");
        let mut leaves = Vec::new();
        for part in statement.parts() {
            let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
            match leave(&tokens, name) {
                Some(leave) => leaves.push(leave),
                None => self.unreadable(statement, kind),
            }
        }
        leaves
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

    /// A moment with an offset from UTC is taken as if it were the project's clock.
    fn offsets(&mut self, statement: &Statement) {
        let with_offset = |token: &&Token| matches!(token, Token::Date(text) if has_offset(text));
        if statement.tokens().iter().any(with_offset) {
            let message =
                "a time says how far it is from UTC; it was taken as one of the project's clock";
            self.notes.add(
                NoteKind::Suspicious,
                "offset",
                message,
                statement.place.clone(),
            );
        }
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
    pub(super) fn kept(&mut self, statement: &Statement, kind: &str) {
        if statement.is_known {
            let message = format!("`{}` of a {kind} has no equivalent here", statement.word);
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
pub(super) fn stretch(part: &[Argument]) -> Option<(DateTime, DateTime)> {
    let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
    interval(&tokens)
}

/// Writes a statement onto a line of what is left.
pub(super) fn statement_line(statement: &Statement, left: &mut String) {
    statement.write(left);
    left.push('\n');
}
