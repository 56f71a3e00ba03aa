//! What does a project say, as a program, calendars, items and needs?

mod calendars;
mod charter;
mod items;
mod links;
mod people;
mod plan;
mod progress;
mod task;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    CalendarId, ItemId, NeedId, Origin, Program, ProgramId, ResourceId, Workspace,
};

use self::plan::Plan;
use super::characters::Characters;
use super::parse::Parser;
use crate::import::ids::Ids;
use crate::import::{
    ForeignDates, Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions, break_loops,
};

/// Reads a project.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let text = decode(bytes, options.encoding.as_deref(), &mut notes);
    let characters = Characters::new(&text, &options.files, notes);
    let (statements, added, notes) = Parser::new(characters, options.limits.depth).project()?;
    let plan = Plan::collect(&statements, added, options.limits.items, notes)?;
    let mut reading = Reading {
        options,
        workspace: Workspace::default(),
        program: Program::default(),
        calendars: calendars::Calendars::default(),
        items: BTreeMap::new(),
        resources: BTreeMap::new(),
        hours_classes: BTreeMap::new(),
        dates: BTreeMap::new(),
        hanging: BTreeSet::new(),
        hung: BTreeSet::new(),
        notes: Notes::default(),
    };
    reading.charter(&plan);
    reading.resources(&plan)?;
    reading.hanging = plan.hanging();
    reading.items(&plan)?;
    reading.needs(&plan);
    let id = reading.program_id(&plan);
    let Reading {
        mut workspace,
        program,
        dates,
        hung,
        mut notes,
        ..
    } = reading;
    notes.extend(plan.notes);
    workspace.programs.insert(id.clone(), program);
    links::turn_circles(&mut workspace, &hung);
    break_loops(&mut workspace, &mut notes);
    Ok(Import {
        format: Format::TaskJuggler,
        workspace,
        dates: dates
            .into_iter()
            .map(|(item, dates)| ((id.clone(), item), dates))
            .collect(),
        open_links: Vec::new(),
        columns: BTreeSet::new(),
        notes,
    })
}

/// The text of a file. TaskJuggler's are UTF-8; what is not is taken for Windows' Western code page.
pub(super) fn decode<'b>(bytes: &'b [u8], said: Option<&str>, notes: &mut Notes) -> Cow<'b, str> {
    let said = said.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.or(said) {
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            encoding_note(
                notes,
                "some characters are not what the encoding has; they were replaced",
            );
        }
        return text;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    encoding_note(notes, "the file is not UTF-8; it was read as windows-1252");
    encoding_rs::WINDOWS_1252.decode(bytes).0
}

fn encoding_note(notes: &mut Notes, message: &str) {
    notes.add(NoteKind::Suspicious, "encoding", message, Place::default());
}

/// What has been read so far.
struct Reading<'a> {
    options: &'a ReadOptions,
    workspace: Workspace,
    program: Program,
    calendars: calendars::Calendars,
    /// Items by the places of their tasks in the plan.
    items: BTreeMap<usize, ItemId>,
    /// Resources by their places in the plan, with the calendar where it is not the project's.
    resources: BTreeMap<usize, (ResourceId, Option<CalendarId>)>,
    /// By the places of resources, which of them have the same working time.
    hours_classes: BTreeMap<usize, usize>,
    dates: BTreeMap<ItemId, ForeignDates>,
    /// Tasks that hang from the one that they precede.
    hanging: BTreeSet<usize>,
    /// Their needs.
    hung: BTreeSet<NeedId>,
    notes: Notes,
}

impl Reading<'_> {
    fn program_id(&self, plan: &Plan) -> ProgramId {
        let name = [
            plan.id.as_deref(),
            plan.title.as_deref(),
            Some(&self.options.source),
        ];
        let name = name
            .into_iter()
            .flatten()
            .find(|name| !name.trim().is_empty());
        let id = Ids::default().give(name.unwrap_or("program"), "");
        ProgramId::new(&id).expect("an id that was given is one")
    }

    /// Where something came from, with what has no place in the model.
    fn origin(&self, id: Option<&str>, left: &str) -> Origin {
        Origin {
            source: self.options.source.clone(),
            external_id: id.map(str::to_owned),
            payload: Some(left.trim_end().to_owned()).filter(|text| !text.is_empty()),
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

/// The place of a statement of a record.
fn at(place: &Place, record: impl Into<String>) -> Place {
    let record = record.into();
    Place {
        record: Some(match &place.record {
            Some(file) => format!("{file}, {record}"),
            None => record,
        }),
        ..place.clone()
    }
}
