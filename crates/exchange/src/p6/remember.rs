//! What is left of the rows of a file, once each has become something?
//!
//! A row that became an entity leaves with it what the entity does not say. The rows that a program itself is made of leave
//! that with the program; rows that became nothing are for the format to keep as they stand.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    Asked, AssignmentId, CalendarId, ItemId, Meta, NeedId, Origin, Program, ProgramId, ResourceId,
    Workspace,
};

use super::give::Giving;
use super::keep::{Cells, left};
use super::keys::Keys;
use super::own::OWN;
use super::payload::{Cell, payload};
use super::record::{Kind, Records};
use super::spelling::{Spelled, cells};
use super::take::{Ids, Taken};
use super::usual::{computed, usual};
use super::words::Dialect;
use super::write::root_node;
use crate::import::{NoteKind, Notes, Place};

/// The rows of a file, by kind, in the order of their records.
pub(crate) trait Rows {
    /// Its format.
    const DIALECT: Dialect;

    /// The cells of a row that say something.
    fn cells(&self, kind: Kind, at: usize) -> Vec<(Cow<'_, str>, Cow<'_, str>)>;

    /// The fields that the row might have, and leaves empty where it has none.
    fn fields(&self, kind: Kind, at: usize) -> Vec<&str>;

    /// Where it stands.
    fn line(&self, kind: Kind, at: usize) -> u32;

    /// The row of the scheduling options of a project, by the project's place.
    fn options(&self, project: usize) -> Option<usize>;

    /// Whether the options of a project stand among its own fields.
    fn has_flat_options(&self, project: usize) -> bool;
}

/// What is left of a file.
pub(crate) struct Remembered {
    /// Rows that became something.
    pub(crate) used: BTreeSet<(Kind, usize)>,
    /// What is left of the rows that say something of a program itself.
    pub(crate) own: BTreeMap<ProgramId, Vec<(Kind, Vec<Cell>)>>,
    counts: BTreeMap<(Kind, String), (usize, Place)>,
}

/// Puts what is left of each row into the origin of what it became.
pub(crate) fn remember<R: Rows>(rows: &R, records: &Records, taken: &mut Taken) -> Remembered {
    let keys = Keys::of_records(records, &taken.ids);
    let mut remembering = Remembering {
        rows,
        left: BTreeMap::new(),
        remembered: Remembered {
            used: BTreeSet::new(),
            own: BTreeMap::new(),
            counts: BTreeMap::new(),
        },
    };
    let giving = Giving {
        workspace: &taken.workspace,
        keys: &keys,
    };
    remembering.calendars(giving, &taken.ids);
    remembering.items(giving, taken);
    remembering.links(giving, &taken.ids);
    remembering.people(giving, &taken.ids);
    remembering.programs(giving, records, &taken.ids);
    let Remembering {
        left, remembered, ..
    } = remembering;
    for (entity, text) in left {
        for meta in metas(&mut taken.workspace, &entity) {
            let origin = meta.origin.get_or_insert_with(Origin::default);
            origin.payload = Some(text.clone());
        }
    }
    remembered
}

impl Remembered {
    /// Says what was kept without an equivalent, and where: rows as a whole have no field.
    pub(crate) fn note(self, dialect: Dialect, notes: &mut Notes) {
        for ((kind, field), (count, place)) in self.counts {
            let name = match dialect {
                Dialect::Xer => kind.table(),
                Dialect::Pmxml => kind.element(),
            };
            let field = field.trim_matches(['<', '>']);
            let message = if HOURS.contains(&field) {
                format!(
                    "the hours and days off in `{field}` of {name} were taken; its text, which may say more, is kept in the origin of {}",
                    bearer(kind)
                )
            } else {
                format!(
                    "no equivalent here for `{field}` of {name}; kept in the origin of {}",
                    bearer(kind)
                )
            };
            notes.add_counted(NoteKind::Kept, "no-equivalent", message, count, place);
        }
    }
}

/// The fields that hold the hours of a calendar. They are kept where they would be written otherwise.
const HOURS: [&str; 3] = ["clndr_data", "StandardWorkWeek", "HolidayOrExceptions"];

/// What has what is left of a row in its origin.
fn bearer(kind: Kind) -> &'static str {
    match kind {
        Kind::Calendar => "the calendar",
        Kind::Project | Kind::Options => "the program",
        Kind::Wbs | Kind::Activity => "the item",
        Kind::Resource | Kind::Rate => "the resource",
        Kind::Assignment => "the assignment",
        Kind::Link => "the need",
    }
}

/// An entity that was made of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Entity {
    Calendar(CalendarId),
    Item(ProgramId, ItemId),
    Need(ProgramId, NeedId),
    Resource(Vec<ProgramId>, ResourceId),
    Assignment(ProgramId, AssignmentId),
}

fn metas<'w>(workspace: &'w mut Workspace, entity: &Entity) -> Vec<&'w mut Meta> {
    fn of<'w>(workspace: &'w mut Workspace, id: &ProgramId) -> Option<&'w mut Program> {
        workspace.programs.get_mut(id)
    }
    let found = match entity {
        Entity::Calendar(id) => workspace
            .calendars
            .get_mut(id)
            .map(|calendar| &mut calendar.meta),
        Entity::Item(program, id) => of(workspace, program)
            .and_then(|program| program.items.get_mut(id))
            .map(|item| &mut item.meta),
        Entity::Need(program, id) => of(workspace, program)
            .and_then(|program| program.needs.get_mut(id))
            .map(|need| &mut need.meta),
        Entity::Assignment(program, id) => of(workspace, program)
            .and_then(|program| program.assignments.get_mut(id))
            .map(|assignment| &mut assignment.meta),
        Entity::Resource(programs, id) => {
            let users = workspace
                .programs
                .iter_mut()
                .filter(|(program, _)| programs.contains(program));
            return users
                .filter_map(|(_, program)| program.resources.get_mut(id))
                .map(|resource| &mut resource.meta)
                .collect();
        }
    };
    found.into_iter().collect()
}

struct Remembering<'r, R> {
    rows: &'r R,
    /// What is left of a row, by what it became.
    left: BTreeMap<Entity, String>,
    remembered: Remembered,
}

impl<R: Rows> Remembering<'_, R> {
    fn calendars(&mut self, giving: Giving<'_>, ids: &Ids) {
        for (at, id) in ids.calendars.iter().enumerate() {
            let Some(id) = id else { continue };
            if let Some(calendar) = giving.workspace.calendars.get(id) {
                let record = giving.calendar(id, calendar);
                self.row(Kind::Calendar, at, &record, Entity::Calendar(id.clone()));
            }
        }
    }

    fn items(&mut self, giving: Giving<'_>, taken: &Taken) {
        let item = |program: &ProgramId, id: &ItemId| {
            giving.workspace.programs.get(program)?.items.get(id)
        };
        for (at, id) in taken.ids.wbs.iter().enumerate() {
            let Some((program, id)) = id else { continue };
            if let Some(item) = item(program, id) {
                let record = giving.node(program, id, item);
                let entity = Entity::Item(program.clone(), id.clone());
                self.row(Kind::Wbs, at, &record, entity);
            }
        }
        for (at, id) in taken.ids.activities.iter().enumerate() {
            let Some((program, id)) = id else { continue };
            if let Some(item) = item(program, id) {
                let dates = taken.dates.get(&(program.clone(), id.clone()));
                let dates = dates.copied().unwrap_or_default();
                let record = giving.activity(program, id, item, &dates);
                let entity = Entity::Item(program.clone(), id.clone());
                self.row(Kind::Activity, at, &record, entity);
            }
        }
    }

    /// Links that were put out of force, since they led in a circle, stay as they stand.
    fn links(&mut self, giving: Giving<'_>, ids: &Ids) {
        for (at, id) in ids.links.iter().enumerate() {
            let Some((program, id)) = id else { continue };
            let plan = giving.workspace.programs.get(program);
            let need = plan.and_then(|program| program.needs.get(id));
            let need = need.filter(|need| need.asked != Asked::Withdrawn);
            if let Some(record) = need.and_then(|need| giving.link(program, need)) {
                let entity = Entity::Need(program.clone(), id.clone());
                self.row(Kind::Link, at, &record, entity);
            }
        }
    }

    fn people(&mut self, giving: Giving<'_>, ids: &Ids) {
        for (at, id) in ids.resources.iter().enumerate() {
            let Some((programs, id)) = id else { continue };
            let of = programs.first().and_then(|program| {
                let plan = giving.workspace.programs.get(program)?;
                Some((program, plan.resources.get(id)?))
            });
            if let Some((program, resource)) = of {
                let record = giving.resource(program, id, resource);
                let entity = Entity::Resource(programs.clone(), id.clone());
                self.row(Kind::Resource, at, &record, entity);
            }
        }
        for (at, id) in ids.assignments.iter().enumerate() {
            let Some((program, id)) = id else { continue };
            let plan = giving.workspace.programs.get(program);
            let assignment = plan.and_then(|plan| plan.assignments.get(id));
            let record = assignment.and_then(|assignment| giving.assignment(program, assignment));
            if let Some(record) = record {
                let entity = Entity::Assignment(program.clone(), id.clone());
                self.row(Kind::Assignment, at, &record, entity);
            }
        }
    }

    /// What is left of the rows that say something of a program itself.
    fn programs(&mut self, giving: Giving<'_>, records: &Records, ids: &Ids) {
        for (at, id) in ids.projects.iter().enumerate() {
            let Some(id) = id else { continue };
            let Some(program) = giving.workspace.programs.get(id) else {
                continue;
            };
            let mut record = giving.project(id, program);
            let root = giving.keys.roots.get(id);
            let root = root.and_then(|root| {
                let is_root = |node: &super::record::WbsRecord| {
                    node.root && node.key == *root && node.project.as_ref() == Some(&record.key)
                };
                records.wbs.iter().position(is_root)
            });
            let mut made = cells(&record, R::DIALECT);
            let mut options = cells(&record.options, R::DIALECT);
            if self.rows.has_flat_options(at) {
                made.append(&mut options);
            }
            let mut own = Vec::new();
            for kind in OWN {
                let row = match kind {
                    Kind::Project => Some((at, std::mem::take(&mut made))),
                    Kind::Options => self
                        .rows
                        .options(at)
                        .map(|at| (at, std::mem::take(&mut options))),
                    _ => root.map(|at| {
                        record.code = None;
                        (at, cells(&root_node(&record, id), R::DIALECT))
                    }),
                };
                if let Some((at, mut made)) = row {
                    if kind == Kind::Options && R::DIALECT == Dialect::Xer {
                        made.insert(Kind::Project.key(R::DIALECT).to_owned(), record.key.clone());
                    }
                    own.push((kind, self.left_of(kind, at, made)));
                    self.remembered.used.insert((kind, at));
                }
            }
            self.remembered.own.insert(id.clone(), own);
        }
    }

    fn row<T: Spelled>(&mut self, kind: Kind, at: usize, record: &T, entity: Entity) {
        let left = self.left_of(kind, at, cells(record, R::DIALECT));
        self.remembered.used.insert((kind, at));
        if !left.is_empty() {
            self.left.insert(entity, payload(kind, &left, R::DIALECT));
        }
    }

    fn left_of(&mut self, kind: Kind, at: usize, mut made: Cells) -> Vec<Cell> {
        for (field, cell) in usual(kind, R::DIALECT) {
            made.entry((*field).to_owned())
                .or_insert_with(|| (*cell).to_owned());
        }
        let row = self.rows.cells(kind, at);
        let row = row.iter().map(|(name, text)| (&**name, &**text));
        let fields = self.rows.fields(kind, at);
        let left = left(row, &fields, &made, computed(kind, R::DIALECT));
        let line = self.rows.line(kind, at);
        for (field, cell) in &left {
            // Numbers by which a file finds its own way are kept, but nobody misses them.
            if !cell.is_empty() && field != kind.key(R::DIALECT) {
                let place = || Place {
                    line: (line > 0).then_some(line),
                    ..Place::default()
                };
                let entry = self
                    .remembered
                    .counts
                    .entry((kind, field.clone()))
                    .or_insert_with(|| (0, place()));
                entry.0 += 1;
            }
        }
        left
    }
}
