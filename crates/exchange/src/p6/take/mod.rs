//! Which programs, items and needs do the records of a file make?
//!
//! Each kind of record has a file of its own with a function that makes one entity of one record and knows nothing else,
//! and one that takes them all and says what is wrong with them.

pub(crate) mod activity;
mod assignment;
mod baseline;
mod calendar;
mod field;
mod link;
pub(crate) mod project;
pub(crate) mod resource;
mod wbs;

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    AssignmentId, CalendarId, ItemId, NeedId, Origin, Program, ProgramId, ResourceId, Workspace,
};

use super::record::{Key, Records};
use crate::import::{
    ForeignDates, ImportError, NoteKind, Notes, OpenLink, Place, ReadOptions, break_loops,
};

/// What was made of the records.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) workspace: Workspace,
    pub(crate) dates: BTreeMap<(ProgramId, ItemId), ForeignDates>,
    pub(crate) open_links: Vec<OpenLink>,
    pub(crate) notes: Notes,
    pub(crate) ids: Ids,
}

/// Which entity each record became, by its place in its list; `None` where it became none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ids {
    pub(crate) calendars: Vec<Option<CalendarId>>,
    pub(crate) projects: Vec<Option<ProgramId>>,
    pub(crate) wbs: Vec<Option<(ProgramId, ItemId)>>,
    pub(crate) activities: Vec<Option<(ProgramId, ItemId)>>,
    pub(crate) links: Vec<Option<(ProgramId, NeedId)>>,
    /// A resource is in each program that uses it, under one id.
    pub(crate) resources: Vec<Option<(Vec<ProgramId>, ResourceId)>>,
    pub(crate) assignments: Vec<Option<(ProgramId, AssignmentId)>>,
}

/// What a record needs to know of others to become an entity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// Calendars with the minutes that their day means.
    pub(crate) calendars: BTreeMap<Key, (CalendarId, u32)>,
    /// Which program a project became.
    pub(crate) programs: BTreeMap<Key, ProgramId>,
    /// What is the same for all records of a project.
    pub(crate) projects: BTreeMap<ProgramId, ProjectContext>,
    /// Which item a node of the work breakdown became; none for the root.
    pub(crate) wbs: BTreeMap<Key, Option<(ProgramId, ItemId)>>,
    /// Which item an activity became.
    pub(crate) activities: BTreeMap<Key, (ProgramId, ItemId)>,
    pub(crate) resources: BTreeMap<Key, ResourceId>,
    /// What is known of activities that the file names but does not hold: the codes of project and activity.
    pub(crate) outside: BTreeMap<Key, String>,
    /// The currency of money.
    pub(crate) currency: Option<String>,
}

impl Context {
    /// The item of `program` that a node of the work breakdown became; none for the root and for nodes of other projects, in
    /// which nothing of this one can be.
    pub(crate) fn parent(&self, node: Option<&Key>, program: &ProgramId) -> Option<ItemId> {
        let (of, item) = self.wbs.get(node?)?.as_ref()?;
        (of == program).then(|| item.clone())
    }
}

/// What is the same for all records of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProjectContext {
    pub(crate) calendar: Option<CalendarId>,
    /// Minutes that a day means.
    pub(crate) day: u32,
}

/// Minutes of a day where no calendar says.
pub(crate) const USUAL_DAY: u32 = 480;

/// Makes a workspace of the records.
///
/// # Errors
///
/// When they hold no project, or more than the limits allow.
pub(crate) fn take(records: &Records, options: &ReadOptions) -> Result<Taken, ImportError> {
    let mut taking = Taking {
        records,
        options,
        context: Context {
            outside: outside(records),
            currency: records.currency.clone(),
            ..Context::default()
        },
        workspace: Workspace::default(),
        dates: BTreeMap::new(),
        open_links: Vec::new(),
        notes: Notes::default(),
        ids: Ids::default(),
        baselines: BTreeMap::new(),
        links_between: BTreeMap::new(),
    };
    taking.check_limits()?;
    taking.calendars();
    taking.projects()?;
    taking.items()?;
    taking.resources();
    taking.assignments();
    taking.links();
    taking.fields();
    taking.take_baselines();
    break_loops(&mut taking.workspace, &mut taking.notes);
    forget_paths_that_were_not_found(&mut taking.dates);
    Ok(Taken {
        workspace: taking.workspace,
        dates: taking.dates,
        open_links: taking.open_links,
        notes: taking.notes,
        ids: taking.ids,
    })
}

/// Something always finishes last: where no activity of a project is on its longest path, that path was not computed.
fn forget_paths_that_were_not_found(dates: &mut BTreeMap<(ProgramId, ItemId), ForeignDates>) {
    let on_a_path = dates
        .iter()
        .filter(|(_, dates)| dates.longest_path == Some(true));
    let found: BTreeSet<ProgramId> = on_a_path.map(|((program, _), _)| program.clone()).collect();
    for ((program, _), dates) in dates {
        if !found.contains(program) {
            dates.longest_path = None;
        }
    }
}

/// What has been made so far.
struct Taking<'r> {
    records: &'r Records,
    options: &'r ReadOptions,
    context: Context,
    workspace: Workspace,
    dates: BTreeMap<(ProgramId, ItemId), ForeignDates>,
    open_links: Vec<OpenLink>,
    notes: Notes,
    ids: Ids,
    /// Projects that are baselines, each with the program of which it is one.
    baselines: BTreeMap<&'r str, ProgramId>,
    /// How many links there are between the same two items, by the usual id of the need.
    links_between: BTreeMap<(ProgramId, NeedId), usize>,
}

/// `TestProject/A1000`: codes are told apart only within a project.
fn outside(records: &Records) -> BTreeMap<Key, String> {
    let named = records.outside.iter().filter_map(|outside| {
        let code = outside.code.as_deref()?;
        let named = match &outside.project {
            Some(project) => format!("{project}/{code}"),
            None => code.to_owned(),
        };
        Some((outside.key.clone(), named))
    });
    named.collect()
}

impl Taking<'_> {
    fn check_limits(&self) -> Result<(), ImportError> {
        let (items, most) = (
            self.records.activities.len() + self.records.wbs.len(),
            self.options.limits.items,
        );
        if items <= most {
            return Ok(());
        }
        let message = format!("the file has {items} activities and nodes; at most {most} are read");
        Err(ImportError::TooLarge(message))
    }

    fn origin(&self, external_id: &str) -> Origin {
        Origin {
            source: self.options.source.clone(),
            external_id: Some(external_id.to_owned()).filter(|id| !id.is_empty()),
            ..Origin::default()
        }
    }

    fn program(&mut self, id: &ProgramId) -> &mut Program {
        self.workspace.programs.entry(id.clone()).or_default()
    }

    /// The program to which something of `project` belongs; the first one where there is no such project.
    fn program_of(&self, project: Option<&str>) -> Option<(ProgramId, bool)> {
        match project.and_then(|key| self.context.programs.get(key)) {
            Some(program) => Some((program.clone(), true)),
            None => {
                let first = self.ids.projects.iter().flatten().next()?;
                Some((first.clone(), false))
            }
        }
    }

    fn is_of_baseline(&self, project: Option<&str>) -> bool {
        project.is_some_and(|key| self.baselines.contains_key(key))
    }

    fn suspicious(&mut self, code: &'static str, message: &str, at: Place) {
        self.notes.add(NoteKind::Suspicious, code, message, at);
    }

    fn changed(&mut self, code: &'static str, message: &str, at: Place) {
        self.notes.add(NoteKind::Changed, code, message, at);
    }

    fn taken(&mut self, what: &'static str, count: usize) {
        self.notes
            .add_counted(NoteKind::Taken, what, what, count, Place::default());
    }
}

/// A place in the file.
fn place(kind: &str, called: &str, line: u32) -> Place {
    Place {
        line: (line > 0).then_some(line),
        record: Some(format!("{kind} {called}")),
        ..Place::default()
    }
}
