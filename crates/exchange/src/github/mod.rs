//! GitHub: how do the issues of its REST API come in?
//!
//! Issues become items, called by repository and number; repositories become programs. Sub-issues make the tree. What a body
//! says in its own words ("blocked by #12", a list of tasks with `- [ ] #12`) makes needs. GitHub's milestones become milestones
//! that wait for their issues. Pull requests are no work items: they are evidence of the issues that they close.

mod body;
mod issue;
mod item;
mod milestones;
mod needs;
mod outline;

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{ItemId, Meta, Origin, PersonId, Program, ProgramId, Workspace};
use serde_json::{Map, Value};

use self::issue::{Issue, Name};
use crate::import::ids::{Ids, code, slug};
use crate::import::need_ids::NeedIds;
use crate::import::{
    Format, Import, ImportError, NoteKind, Notes, OpenLink, Place, ReadOptions, break_loops,
};
use crate::json::{Records, records};

/// Reads issues: a list as the API answers, pages of such, or an issue a line.
///
/// # Errors
///
/// When it is no JSON, is cut off, holds something that is no issue, or is beyond the limits. Whatever else is wrong with it is a
/// note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut answer = Answer {
        options,
        issues: Vec::new(),
        by_name: BTreeMap::new(),
        notes: Notes::default(),
    };
    records(bytes, &["items", "issues"], &mut answer)?;
    if answer.issues.is_empty() && bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Malformed {
            place: Place::default(),
            message: "there is no issue in it".to_owned(),
            hint: Some("save the answer of `/repos/OWNER/REPO/issues?state=all`".to_owned()),
        });
    }
    let mut reading = Reading::of(answer);
    reading.name();
    reading.outline();
    reading.items();
    reading.needs();
    reading.milestones();
    reading.pulls();
    reading.note_taken();
    let Reading {
        mut workspace,
        open_links,
        mut notes,
        ..
    } = reading;
    break_loops(&mut workspace, &mut notes);
    Ok(Import {
        format: Format::GitHub,
        workspace,
        dates: BTreeMap::new(),
        open_links,
        columns: BTreeSet::new(),
        notes,
    })
}

/// What a file holds.
struct Answer<'o> {
    options: &'o ReadOptions,
    issues: Vec<Issue>,
    by_name: BTreeMap<Name, usize>,
    notes: Notes,
}

impl Records for Answer<'_> {
    fn record(&mut self, record: Map<String, Value>) -> Result<(), ImportError> {
        if self.issues.len() >= self.options.limits.items {
            let message = format!("there are more than {} issues", self.options.limits.items);
            return Err(ImportError::TooLarge(message));
        }
        let Some(issue) = Issue::of(record, &self.options.source) else {
            return Err(ImportError::Malformed {
                place: Place {
                    record: Some(format!("issues[{}]", self.issues.len())),
                    ..Place::default()
                },
                message: "an issue has no number".to_owned(),
                hint: Some("save the answer of `/repos/OWNER/REPO/issues?state=all`".to_owned()),
            });
        };
        match self.by_name.get(&issue.name) {
            None => {
                self.by_name.insert(issue.name.clone(), self.issues.len());
                self.issues.push(issue);
            }
            // Pages overlap where issues were opened while they were fetched.
            Some(at) if self.issues[*at] == issue => {}
            Some(at) => {
                let place = Place {
                    record: Some(issue.name.to_string()),
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
}

/// What has been read so far.
struct Reading<'o> {
    options: &'o ReadOptions,
    issues: Vec<Issue>,
    by_name: BTreeMap<Name, usize>,
    /// The program and item of each issue; of a pull request, those that it would have.
    ids: Vec<(ProgramId, ItemId)>,
    parents: Vec<Option<usize>>,
    summaries: BTreeSet<usize>,
    programs: BTreeMap<String, ProgramId>,
    program_ids: Ids,
    given: BTreeMap<ProgramId, Ids>,
    people: BTreeMap<String, PersonId>,
    person_ids: Ids,
    need_ids: NeedIds,
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
            by_name: answer.by_name,
            ids: Vec::new(),
            summaries: BTreeSet::new(),
            programs: BTreeMap::new(),
            program_ids: Ids::default(),
            given: BTreeMap::new(),
            people: BTreeMap::new(),
            person_ids: Ids::default(),
            need_ids: NeedIds::default(),
            workspace: Workspace::default(),
            open_links: Vec::new(),
            notes: answer.notes,
        }
    }

    /// Gives every repository its program, and every issue its id: `repository-number`.
    fn name(&mut self) {
        for at in 0..self.issues.len() {
            let name = self.issues[at].name.clone();
            let program = self.program_of(&name.repository);
            let short = name
                .repository
                .rsplit('/')
                .next()
                .unwrap_or(&name.repository);
            let ids = self.given.entry(program.clone()).or_default();
            let wanted = format!("{short}-{}", name.number);
            let id = code(&wanted).filter(|id| ids.reserve(id));
            let id = id.unwrap_or_else(|| ids.give(&wanted, ""));
            self.ids.push((
                program,
                ItemId::new(&id).expect("an id that was given is one"),
            ));
        }
    }

    fn program_of(&mut self, repository: &str) -> ProgramId {
        if let Some(id) = self.programs.get(repository) {
            return id.clone();
        }
        let (owner, short) = repository.rsplit_once('/').unwrap_or(("", repository));
        // The repositories of two owners may have one name.
        let id = self.program_ids.give(short, &slug(owner));
        let id = ProgramId::new(&id).expect("an id that was given is one");
        let mut program = Program::default();
        program.charter.name = Some(repository.to_owned()).filter(|name| *name != id.as_str());
        program.charter.meta = self.meta(repository);
        self.workspace.programs.insert(id.clone(), program);
        self.programs.insert(repository.to_owned(), id.clone());
        id
    }

    fn program(&mut self, id: &ProgramId) -> &mut Program {
        self.workspace.programs.entry(id.clone()).or_default()
    }

    fn origin(&self, external_id: &str) -> Origin {
        Origin {
            source: self.options.source.clone(),
            external_id: Some(external_id.to_owned()),
            ..Origin::default()
        }
    }

    fn meta(&self, external_id: &str) -> Meta {
        Meta {
            origin: Some(self.origin(external_id)),
            ..Meta::default()
        }
    }

    fn place(&self, at: usize) -> Place {
        Place {
            record: Some(self.issues[at].name.to_string()),
            ..Place::default()
        }
    }

    fn note(&mut self, kind: NoteKind, code: &'static str, message: impl Into<String>, at: usize) {
        let place = self.place(at);
        self.notes.add(kind, code, message, place);
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
        ];
        for (what, count) in counts {
            self.notes
                .add_counted(NoteKind::Taken, what, what, count, Place::default());
        }
    }
}

#[cfg(test)]
mod tests;
