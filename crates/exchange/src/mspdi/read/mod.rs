//! What does an MSPDI file say, as programs, calendars, items and needs?

mod assignment;
mod baseline;
mod calendar;
mod custom;
mod exception;
mod file;
mod kept;
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

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{AssignmentId, CalendarId, ItemId, Program, ProgramId, ResourceId, Workspace};

pub(super) use self::assignment::AssignmentFields;
pub(super) use self::baseline::{baseline_dates, baseline_elements};
pub(super) use self::calendar::CalendarFields;
pub(super) use self::custom::CustomFields;
use self::file::File;
use self::kept::LeftOver;
pub(super) use self::link::LinkFields;
pub(super) use self::project::ProjectFields;
pub(super) use self::resource::ResourceFields;
pub(super) use self::task::TaskFields;
use self::work::Links;
use super::values::Lengths;
use crate::import::ids::Ids;
use crate::import::{Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::xml::{Element, decode};

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
    Ok(take(&file, options, notes, Format::Mspdi).0)
}

/// Records of a project that another format holds, as elements of MSPDI.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// What the project says of itself.
    pub(crate) project: Vec<Element<'static>>,
    pub(crate) calendars: Vec<Element<'static>>,
    pub(crate) tasks: Vec<Element<'static>>,
    pub(crate) resources: Vec<Element<'static>>,
    pub(crate) assignments: Vec<Element<'static>>,
    /// Elements that say in MSPDI's words what the other format says in its own: what is left of them is nobody's.
    pub(crate) made_up: &'static [&'static str],
}

/// What the records of another format became, by their places among the records of their kind.
#[derive(Debug, Default)]
pub(crate) struct TakenIds {
    pub(crate) items: BTreeMap<usize, ItemId>,
    pub(crate) resources: BTreeMap<usize, ResourceId>,
    pub(crate) assignments: BTreeMap<usize, AssignmentId>,
}

/// Takes the records of another format as those of an MSPDI file.
pub(crate) fn take_records(
    records: Records,
    options: &ReadOptions,
    notes: Notes,
    format: Format,
) -> (Import, TakenIds) {
    take(&File::of(records), options, notes, format)
}

/// Takes the records of a file.
fn take(
    file: &File<'_>,
    options: &ReadOptions,
    notes: Notes,
    format: Format,
) -> (Import, TakenIds) {
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
        ids: TakenIds::default(),
        summaries: Vec::new(),
        resources: BTreeMap::new(),
        has_finish: false,
        left: LeftOver::default(),
        made_up: file.made_up,
        notes,
    };
    reading.calendars(&file.calendars);
    reading.charter();
    let stored = reading.tasks(&file.tasks);
    let dates = reading.dates(&stored);
    reading.has_finish = dates.iter().any(|(_, dates)| dates.finish.is_some());
    let mut strays = reading.resources(&file.resources);
    let (work, unassigned) = reading.assignments(&file.assignments, &file.tasks);
    strays.extend(unassigned);
    let Links { loose, unlinked } = reading.needs(&file.tasks);
    reading.keep_tasks(&file.tasks, &work, &unlinked);
    let id = reading.program_id();
    reading.keep_project(file, strays);
    let Reading {
        mut workspace,
        program,
        ids,
        left,
        mut notes,
        ..
    } = reading;
    left.note(&mut notes);
    workspace.programs.insert(id.clone(), program);
    let import = Import {
        format,
        workspace,
        dates: dates
            .into_iter()
            .map(|(item, dates)| ((id.clone(), item), dates))
            .collect(),
        open_links: loose.into_iter().map(|link| link.of(&id)).collect(),
        columns: BTreeSet::new(),
        notes,
    };
    (import, ids)
}

/// What has been read so far.
struct Reading<'a> {
    options: &'a ReadOptions,
    project: &'a ProjectFields,
    context: Context<'a>,
    workspace: Workspace,
    program: Program,
    /// What the records became, by their places in the file.
    ids: TakenIds,
    /// Which tasks have parts, by their places in the file.
    summaries: Vec<bool>,
    /// Resources by their ids in the file.
    resources: BTreeMap<i64, ResourceId>,
    /// Whether the file says when tasks finish.
    has_finish: bool,
    left: LeftOver,
    /// Elements that are not kept.
    made_up: &'static [&'static str],
    notes: Notes,
}

impl Reading<'_> {
    fn program_id(&self) -> ProgramId {
        let name = self.project.called().unwrap_or(&self.options.source);
        ProgramId::new(&Ids::default().give(name, "")).expect("an id that was given is one")
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
