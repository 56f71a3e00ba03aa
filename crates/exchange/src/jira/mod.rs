//! Jira: how do the issues of a search's answer come in?
//!
//! Issues become items, by their keys; projects become programs. Parents, epics and sub-tasks make the tree. Links make needs, by
//! a list of phrases that says for each who waits (`import/links.rs`); the same link is told by both of its issues, or by one.
//! Fix versions become milestones that wait for their issues. What has no place stays in the payload, as JSON.
//!
//! Days are those that the tracker's own times show; hours say nothing of a plan.

mod effort;
mod field;
mod issue;
mod item;
mod links;
mod milestones;
mod outline;
mod prose;

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{ItemId, Meta, Origin, PersonId, Program, ProgramId, Workspace};
use serde_json::{Map, Value};

use self::issue::Issue;
use self::item::Added;
use crate::import::ids::{Ids, code, slug};
use crate::import::need_ids::NeedIds;
use crate::import::{
    Format, Import, ImportError, NoteKind, Notes, OpenLink, Place, ReadOptions, break_loops,
};
use crate::json::{Records, records};

/// Reads the answer of a Jira search: one answer, several in a list or one after the other, or issues alone.
///
/// # Errors
///
/// When it is no JSON, is cut off, holds no issue, or is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut answer = Answer {
        options,
        issues: Vec::new(),
        by_key: BTreeMap::new(),
        notes: Notes::default(),
        names: BTreeMap::new(),
        total: None,
    };
    records(bytes, &["issues"], &mut answer)?;
    let (names, total) = (std::mem::take(&mut answer.names), answer.total);
    if answer.issues.is_empty() && total != Some(0) {
        return Err(no_issues());
    }
    let mut reading = Reading::of(answer);
    reading.note_missing(total);
    reading.added(&names);
    reading.name();
    reading.outline();
    reading.items();
    reading.links();
    reading.payloads();
    reading.milestones();
    reading.note_taken();
    let Reading {
        mut workspace,
        open_links,
        mut notes,
        ..
    } = reading;
    break_loops(&mut workspace, &mut notes);
    Ok(Import {
        format: Format::Jira,
        workspace,
        dates: BTreeMap::new(),
        open_links,
        columns: BTreeSet::new(),
        notes,
    })
}

fn no_issues() -> ImportError {
    ImportError::Malformed {
        place: Place::default(),
        message: "there is no issue in it".to_owned(),
        hint: Some(
            "save the answer of `/rest/api/2/search` or `/rest/api/3/search/jql` with all fields"
                .to_owned(),
        ),
    }
}

/// What a file holds.
struct Answer<'o> {
    options: &'o ReadOptions,
    issues: Vec<Issue>,
    /// Issues by their keys.
    by_key: BTreeMap<String, usize>,
    notes: Notes,
    /// What custom fields are called.
    names: BTreeMap<String, String>,
    /// How many issues the search found.
    total: Option<u64>,
}

impl Records for Answer<'_> {
    fn record(&mut self, record: Map<String, Value>) -> Result<(), ImportError> {
        if self.issues.len() >= self.options.limits.items {
            return Err(ImportError::TooLarge(format!(
                "there are more than {} issues",
                self.options.limits.items
            )));
        }
        let Some(issue) = Issue::of(record) else {
            return Err(ImportError::Malformed {
                place: Place {
                    record: Some(format!("issues[{}]", self.issues.len())),
                    ..Place::default()
                },
                message: "an issue has no key".to_owned(),
                hint: Some("save the answer of a search with all fields".to_owned()),
            });
        };
        match self.by_key.get(&issue.key) {
            None => {
                self.by_key.insert(issue.key.clone(), self.issues.len());
                self.issues.push(issue);
            }
            // Pages overlap where issues were added while they were fetched.
            Some(at) if self.issues[*at] == issue => {}
            Some(at) => {
                let place = Place {
                    record: Some(issue.key.clone()),
                    ..Place::default()
                };
                let message = "an issue is there twice and not alike; the later one was taken";
                self.notes
                    .add(NoteKind::Suspicious, "duplicate-id", message, place);
                self.issues[*at] = issue;
            }
        }
        Ok(())
    }

    fn beside(&mut self, name: String, value: Value) {
        match (name.as_str(), value) {
            ("names", Value::Object(names)) => {
                let names = names
                    .into_iter()
                    .filter_map(|(id, name)| Some((id, name.as_str()?.to_owned())));
                self.names.extend(names);
            }
            ("total", total) => self.total = total.as_u64(),
            _ => {}
        }
    }
}

/// What has been read so far.
struct Reading<'o> {
    options: &'o ReadOptions,
    issues: Vec<Issue>,
    /// The program and item of each issue.
    ids: Vec<(ProgramId, ItemId)>,
    /// Issues by their keys.
    by_key: BTreeMap<String, usize>,
    /// The parent of each issue.
    parents: Vec<Option<usize>>,
    /// Issues that others are part of.
    summaries: BTreeSet<usize>,
    /// Ids given in each program.
    given: BTreeMap<ProgramId, Ids>,
    /// People by what the tracker calls them.
    people: BTreeMap<String, PersonId>,
    person_ids: Ids,
    need_ids: NeedIds,
    /// What an installation added to each issue.
    added: Vec<Added>,
    workspace: Workspace,
    open_links: Vec<OpenLink>,
    notes: Notes,
}

impl<'o> Reading<'o> {
    fn of(answer: Answer<'o>) -> Self {
        Self {
            options: answer.options,
            parents: vec![None; answer.issues.len()],
            issues: answer.issues,
            ids: Vec::new(),
            by_key: answer.by_key,
            summaries: BTreeSet::new(),
            given: BTreeMap::new(),
            people: BTreeMap::new(),
            person_ids: Ids::default(),
            need_ids: NeedIds::default(),
            added: Vec::new(),
            workspace: Workspace::default(),
            open_links: Vec::new(),
            notes: answer.notes,
        }
    }

    /// A search that found more than the file holds was saved by its first page only.
    fn note_missing(&mut self, total: Option<u64>) {
        if let Some(total) = total.filter(|total| *total > self.issues.len() as u64) {
            let message = format!(
                "the search found {total} issues, and the file holds {}: some pages are missing",
                self.issues.len()
            );
            self.notes.add(
                NoteKind::Suspicious,
                "pages-missing",
                message,
                Place::default(),
            );
        }
    }

    /// Gives every issue its program and id: its key.
    fn name(&mut self) {
        for at in 0..self.issues.len() {
            let issue = &self.issues[at];
            let project = issue
                .project_key
                .as_deref()
                .or_else(|| issue.key.rsplit_once('-').map(|(project, _)| project));
            let program = project
                .map(slug)
                .and_then(|slug| ProgramId::new(&slug).ok());
            let program =
                program.unwrap_or_else(|| ProgramId::new("jira").expect("this word is an id"));
            let ids = self.given.entry(program.clone()).or_default();
            let id = code(&issue.key).filter(|id| ids.reserve(id));
            let id = id.unwrap_or_else(|| ids.give(&issue.key, &at.to_string()));
            let id = ItemId::new(&id).expect("an id that was given is one");
            if !self.workspace.programs.contains_key(&program) {
                let mut record = Program::default();
                record.charter.name = issue
                    .project_name
                    .clone()
                    .filter(|name| *name != program.as_str());
                record.charter.meta = self.meta(Some(
                    issue.project_key.as_deref().unwrap_or(program.as_str()),
                ));
                self.workspace.programs.insert(program.clone(), record);
            }
            self.ids.push((program, id));
        }
    }

    fn program(&mut self, id: &ProgramId) -> &mut Program {
        self.workspace.programs.entry(id.clone()).or_default()
    }

    fn origin(&self, external_id: Option<&str>) -> Origin {
        Origin {
            source: self.options.source.clone(),
            external_id: external_id.map(str::to_owned),
            ..Origin::default()
        }
    }

    fn meta(&self, external_id: Option<&str>) -> Meta {
        Meta {
            origin: Some(self.origin(external_id)),
            ..Meta::default()
        }
    }

    fn place(&self, at: usize) -> Place {
        Place {
            record: Some(self.issues[at].key.clone()),
            ..Place::default()
        }
    }

    fn note_taken(&mut self) {
        let sum = |count: fn(&Program) -> usize| {
            self.workspace.programs.values().map(count).sum::<usize>()
        };
        let counts = [
            ("programs", self.workspace.programs.len()),
            ("items", sum(|program| program.items.len())),
            ("needs", sum(|program| program.needs.len())),
            ("people", self.workspace.people.len()),
            ("teams", self.workspace.teams.len()),
        ];
        for (what, count) in counts {
            self.notes
                .add_counted(NoteKind::Taken, what, what, count, Place::default());
        }
    }
}

#[cfg(test)]
mod tests;
