//! What does an MSPDI file say, as programs, calendars, items and needs?

mod assignment;
mod calendar;
mod custom;
mod exception;
mod file;
mod link;
mod loops;
mod outline;
mod people;
mod project;
mod resource;
mod split;
mod task;
mod time;
mod work;

use std::collections::BTreeMap;

use longpole_model::{CalendarId, ItemId, Origin, Program, ProgramId, ResourceId, Workspace};

use self::custom::CustomFields;
use self::file::File;
use self::project::ProjectFields;
use super::values::Lengths;
use crate::import::ids::Ids;
use crate::import::{Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::xml::{Element, decode, write_children};

/// What the records of a project need to know of each other.
#[derive(Debug, Clone)]
pub(in crate::mspdi) struct Context<'a> {
    /// How long a day is.
    pub(in crate::mspdi) lengths: Lengths,
    /// Calendars by their ids in the file.
    pub(in crate::mspdi) calendars: BTreeMap<i64, CalendarId>,
    /// The project's custom fields.
    pub(in crate::mspdi) custom: &'a CustomFields,
    /// The project's currency.
    pub(in crate::mspdi) currency: Option<&'a str>,
    /// Whether all is computed back from the finish.
    pub(in crate::mspdi) from_finish: bool,
}

/// Reads an MSPDI file.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let text = decode(bytes, &mut notes)?;
    let file = File::read(&text, options)?;
    let project = ProjectFields::read(&file.project);
    let mut reading = Reading {
        options,
        project: &project,
        context: Context {
            lengths: project.lengths,
            calendars: BTreeMap::new(),
            custom: &project.custom,
            currency: project.currency.as_deref(),
            from_finish: project.from_finish,
        },
        workspace: Workspace::default(),
        program: Program::default(),
        items: BTreeMap::new(),
        resources: BTreeMap::new(),
        left: LeftOver::default(),
        notes,
    };
    reading.calendars(&file.calendars);
    reading.charter();
    let stored = reading.tasks(&file.tasks);
    let dates = reading.dates(&stored);
    reading.resources(&file.resources);
    reading.assignments(&file.assignments, &file.tasks);
    let open_links = reading.needs(&file.tasks);
    let id = reading.program_id();
    reading.keep_project(&file);
    let Reading {
        mut workspace,
        program,
        left,
        mut notes,
        ..
    } = reading;
    left.note(&mut notes);
    workspace.programs.insert(id.clone(), program);
    Ok(Import {
        format: Format::Mspdi,
        workspace,
        dates: dates
            .into_iter()
            .map(|(item, dates)| ((id.clone(), item), dates))
            .collect(),
        open_links: open_links.into_iter().map(|link| link.of(&id)).collect(),
        notes,
    })
}

/// What has been read so far.
struct Reading<'a> {
    options: &'a ReadOptions,
    project: &'a ProjectFields,
    context: Context<'a>,
    workspace: Workspace,
    program: Program,
    /// Items by the places of their tasks in the file.
    items: BTreeMap<usize, ItemId>,
    /// Resources by their ids in the file.
    resources: BTreeMap<i64, ResourceId>,
    left: LeftOver,
    notes: Notes,
}

impl Reading<'_> {
    fn program_id(&self) -> ProgramId {
        let name = self.project.called().unwrap_or(&self.options.source);
        ProgramId::new(&Ids::default().give(name, "")).expect("an id that was given is one")
    }

    /// Where something came from, with what has no place in the model.
    fn origin(&mut self, id: Option<String>, kind: &'static str, left: &[&Element<'_>]) -> Origin {
        self.left.count(kind, left);
        let left: Vec<Element<'_>> = left.iter().map(|element| (*element).clone()).collect();
        Origin {
            source: self.options.source.clone(),
            external_id: id,
            payload: Some(write_children(&left)).filter(|text| !text.is_empty()),
            ..Origin::default()
        }
    }

    fn suspicious(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.notes.add(NoteKind::Suspicious, code, message, place);
    }

    fn changed(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.notes.add(NoteKind::Changed, code, message, place);
    }

    fn taken(&mut self, what: &'static str, count: usize) {
        self.notes
            .add_counted(NoteKind::Taken, what, what, count, Place::default());
    }
}

/// What was kept without an equivalent: how often each element, by the kind of its record.
#[derive(Debug, Default)]
struct LeftOver(BTreeMap<(&'static str, String), usize>);

impl LeftOver {
    fn count(&mut self, kind: &'static str, elements: &[&Element<'_>]) {
        for element in elements {
            match self.0.get_mut(&(kind, element.name.to_string())) {
                Some(count) => *count += 1,
                None => {
                    self.0.insert((kind, element.name.to_string()), 1);
                }
            }
        }
    }

    fn note(self, notes: &mut Notes) {
        for ((kind, name), count) in self.0 {
            let message = format!("`{name}` of a {kind} has no equivalent here");
            notes.add_counted(
                NoteKind::Kept,
                "no-equivalent",
                message,
                count,
                Place::default(),
            );
        }
    }
}

/// A place in a record.
fn place(kind: &str, uid: Option<i64>, line: u32) -> Place {
    Place {
        line: Some(line),
        record: Some(match uid {
            Some(uid) => format!("{kind} {uid}"),
            None => kind.to_owned(),
        }),
        ..Place::default()
    }
}
