//! What of a file has no place in the plan, and where is it kept?
//!
//! A row that became an entity leaves what is left of it with that entity. Everything else stays with the program: what is
//! left of its own rows as lines `TABLE.field<TAB>value`, and after them the tables of the file as they stood.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use longpole_model::{Asked, Meta, Origin, Program, ProgramId, Workspace};

use super::cells;
use super::keep::{Cells, escaped, left, payload};
use super::table::{Row, Tables};
use crate::import::{NoteKind, Notes, Place};
use crate::p6::give::{Giving, Keys};
use crate::p6::record::{Key, ProjectRecord, Records, WbsRecord};
use crate::p6::take::{Ids, Taken};

/// Puts what is left of the file into the origins of what was made of it.
pub(super) fn remember(tables: &Tables<'_>, records: &Records, taken: &mut Taken, encoding: &str) {
    let keys = keys(records, &taken.ids);
    let withdrawn = withdrawn(&taken.workspace, &taken.ids);
    let mut remembering = Remembering {
        tables,
        keys: &keys,
        left: BTreeMap::new(),
        kept: BTreeSet::new(),
        counts: BTreeMap::new(),
    };
    remembering.rows(taken, &withdrawn);
    let programs = remembering.programs(records, taken, encoding);
    let Remembering { left, counts, .. } = remembering;
    for (entity, text) in left {
        for meta in metas(&mut taken.workspace, &entity) {
            let origin = meta.origin.get_or_insert_with(Origin::default);
            origin.payload = Some(text.clone());
        }
    }
    for (program, text) in programs {
        if let Some(program) = taken.workspace.programs.get_mut(&program) {
            let origin = program
                .charter
                .meta
                .origin
                .get_or_insert_with(Origin::default);
            origin.payload = Some(text).filter(|text| !text.is_empty());
        }
    }
    note(counts, &mut taken.notes);
}

fn note(counts: BTreeMap<(String, String), usize>, notes: &mut Notes) {
    for ((table, field), count) in counts {
        let message = match &*field {
            "" => format!("rows of {table} have no equivalent here"),
            field => format!("`{field}` of {table} has no equivalent here"),
        };
        notes.add_counted(
            NoteKind::Kept,
            "no-equivalent",
            message,
            count,
            Place::default(),
        );
    }
}

/// What the file calls the entities that its records became.
fn keys(records: &Records, ids: &Ids) -> Keys {
    let mut keys = Keys::default();
    for (record, id) in records.calendars.iter().zip(&ids.calendars) {
        if let Some(id) = id {
            keys.calendars.insert(id.clone(), record.key.clone());
        }
    }
    let mut programs: BTreeMap<&str, &ProgramId> = BTreeMap::new();
    for (record, id) in records.projects.iter().zip(&ids.projects) {
        if let Some(id) = id {
            keys.projects.insert(id.clone(), record.key.clone());
            programs.insert(&record.key, id);
        }
    }
    for (record, id) in records.wbs.iter().zip(&ids.wbs) {
        let program = record
            .project
            .as_deref()
            .and_then(|project| programs.get(project));
        match (id, program) {
            (Some(id), _) => {
                keys.nodes.insert(id.clone(), record.key.clone());
            }
            (None, Some(program)) if record.root => {
                keys.roots
                    .entry((*program).clone())
                    .or_insert_with(|| record.key.clone());
            }
            (None, _) => {}
        }
    }
    for (record, id) in records.activities.iter().zip(&ids.activities) {
        if let Some(id) = id {
            keys.activities.insert(id.clone(), record.key.clone());
        }
    }
    for (record, id) in records.resources.iter().zip(&ids.resources) {
        if let Some((programs, id)) = id {
            for program in programs {
                keys.resources
                    .insert((program.clone(), id.clone()), record.key.clone());
            }
        }
    }
    keys
}

/// Links that were put out of force, since they led in a circle: their rows are kept as they stand.
fn withdrawn(workspace: &Workspace, ids: &Ids) -> BTreeSet<usize> {
    let is_withdrawn = |(program, need): &(ProgramId, longpole_model::NeedId)| {
        let need = workspace
            .programs
            .get(program)
            .and_then(|program| program.needs.get(need));
        need.is_some_and(|need| need.asked == Asked::Withdrawn)
    };
    let links = ids.links.iter().enumerate();
    links
        .filter(|(_, id)| id.as_ref().is_some_and(is_withdrawn))
        .map(|(at, _)| at)
        .collect()
}

/// An entity that was made of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Entity {
    Calendar(longpole_model::CalendarId),
    Item(ProgramId, longpole_model::ItemId),
    Need(ProgramId, longpole_model::NeedId),
    Resource(Vec<ProgramId>, longpole_model::ResourceId),
    Assignment(ProgramId, longpole_model::AssignmentId),
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

struct Remembering<'r, 't> {
    tables: &'r Tables<'t>,
    keys: &'r Keys,
    /// What is left of a row, by what it became.
    left: BTreeMap<Entity, String>,
    /// Lines of rows that became something.
    kept: BTreeSet<u32>,
    counts: BTreeMap<(String, String), usize>,
}

impl Remembering<'_, '_> {
    fn rows(&mut self, taken: &Taken, withdrawn: &BTreeSet<usize>) {
        let (workspace, ids) = (&taken.workspace, &taken.ids);
        let giving = Giving {
            workspace,
            keys: self.keys,
        };
        let tables = self.tables;
        for ((fields, row), id) in tables.rows("CALENDAR").zip(&ids.calendars) {
            let Some((id, calendar)) = id
                .as_ref()
                .and_then(|id| Some((id, workspace.calendars.get(id)?)))
            else {
                continue;
            };
            let mut record = giving.calendar(id, calendar);
            record.key.clear();
            self.row(
                "CALENDAR",
                fields,
                row,
                cells::calendar(&record),
                Entity::Calendar(id.clone()),
            );
        }
        for ((fields, row), id) in tables.rows("PROJWBS").zip(&ids.wbs) {
            let Some((program, id)) = id else { continue };
            let Some(item) = item(workspace, program, id) else {
                continue;
            };
            let made = cells::wbs(&giving.node(program, id, item));
            self.row(
                "PROJWBS",
                fields,
                row,
                made,
                Entity::Item(program.clone(), id.clone()),
            );
        }
        for ((fields, row), id) in tables.rows("TASK").zip(&ids.activities) {
            let Some((program, id)) = id else { continue };
            let Some(item) = item(workspace, program, id) else {
                continue;
            };
            let dates = taken
                .dates
                .get(&(program.clone(), id.clone()))
                .copied()
                .unwrap_or_default();
            let made = cells::activity(&giving.activity(program, id, item, &dates));
            self.row(
                "TASK",
                fields,
                row,
                made,
                Entity::Item(program.clone(), id.clone()),
            );
        }
        for (at, ((fields, row), id)) in tables.rows("TASKPRED").zip(&ids.links).enumerate() {
            let Some((program, id)) = id.as_ref().filter(|_| !withdrawn.contains(&at)) else {
                continue;
            };
            let need = workspace
                .programs
                .get(program)
                .and_then(|program| program.needs.get(id));
            let Some(record) = need.and_then(|need| giving.link(program, need)) else {
                continue;
            };
            self.row(
                "TASKPRED",
                fields,
                row,
                cells::link(&record),
                Entity::Need(program.clone(), id.clone()),
            );
        }
        for ((fields, row), id) in tables.rows("RSRC").zip(&ids.resources) {
            let Some((programs, id)) = id else { continue };
            let Some(program) = programs.first() else {
                continue;
            };
            let resource = workspace
                .programs
                .get(program)
                .and_then(|plan| plan.resources.get(id));
            let Some(resource) = resource else { continue };
            let made = cells::resource(&giving.resource(program, id, resource));
            self.row(
                "RSRC",
                fields,
                row,
                made,
                Entity::Resource(programs.clone(), id.clone()),
            );
        }
        for ((fields, row), id) in tables.rows("TASKRSRC").zip(&ids.assignments) {
            let Some((program, id)) = id else { continue };
            let assignment = workspace
                .programs
                .get(program)
                .and_then(|plan| plan.assignments.get(id));
            let Some(record) =
                assignment.and_then(|assignment| giving.assignment(program, assignment))
            else {
                continue;
            };
            self.row(
                "TASKRSRC",
                fields,
                row,
                cells::assignment(&record),
                Entity::Assignment(program.clone(), id.clone()),
            );
        }
    }

    fn row(
        &mut self,
        table: &'static str,
        fields: &[&str],
        row: Row<'_>,
        made: Cells,
        entity: Entity,
    ) {
        let left = self.left_of(table, fields, row, made);
        self.kept.insert(row.line);
        if !left.is_empty() {
            self.left.insert(entity, payload(&left));
        }
    }

    fn left_of(
        &mut self,
        table: &'static str,
        fields: &[&str],
        row: Row<'_>,
        mut made: Cells,
    ) -> Vec<(String, String)> {
        for (field, cell) in cells::usual(table) {
            made.entry((*field).to_owned())
                .or_insert_with(|| (*cell).to_owned());
        }
        let left = left(row.cells(fields), fields, &made, cells::computed(table));
        for (field, cell) in &left {
            if !cell.is_empty() {
                *self
                    .counts
                    .entry((table.to_owned(), field.clone()))
                    .or_insert(0) += 1;
            }
        }
        left
    }

    /// What is kept with the programs.
    fn programs(
        &mut self,
        records: &Records,
        taken: &Taken,
        encoding: &str,
    ) -> BTreeMap<ProgramId, String> {
        let ids = &taken.ids;
        let mut programs: BTreeMap<&str, &ProgramId> = BTreeMap::new();
        for (record, id) in records.projects.iter().zip(&ids.projects) {
            if let Some(id) = id {
                programs.entry(&record.key).or_insert(id);
            }
        }
        let mut texts: BTreeMap<ProgramId, String> = BTreeMap::new();
        let Some(first) = ids.projects.iter().flatten().next() else {
            return texts;
        };
        texts.insert(first.clone(), format!("ENCODING\t{encoding}\n"));
        self.own_rows(taken, &programs, &mut texts);
        let header = self
            .tables
            .header
            .iter()
            .map(|cell| format!("\t{}", escaped(cell)));
        let text = texts.entry(first.clone()).or_default();
        let _ = writeln!(text, "ERMHDR{}", header.collect::<String>());
        for table in &self.tables.all {
            let head = format!("%T\t{}\n%F\t{}\n", table.name, table.fields.join("\t"));
            let mut begun: BTreeSet<&ProgramId> = BTreeSet::from([first]);
            texts.entry(first.clone()).or_default().push_str(&head);
            for row in &table.rows {
                if self.kept.contains(&row.line) {
                    continue;
                }
                let of = programs.get(row.cell(&table.fields, "proj_id").trim());
                let of = of.copied().unwrap_or(first);
                let text = texts.entry(of.clone()).or_default();
                if begun.insert(of) {
                    text.push_str(&head);
                }
                let cells: Vec<String> = row.text.split('\t').map(escaped).collect();
                let _ = writeln!(text, "%R\t{}", cells.join("\t"));
                *self
                    .counts
                    .entry((table.name.to_owned(), String::new()))
                    .or_insert(0) += 1;
            }
        }
        texts
    }

    /// What is left of the rows that say something of a program itself.
    fn own_rows(
        &mut self,
        taken: &Taken,
        programs: &BTreeMap<&str, &ProgramId>,
        texts: &mut BTreeMap<ProgramId, String>,
    ) {
        let giving = Giving {
            workspace: &taken.workspace,
            keys: self.keys,
        };
        let tables = self.tables;
        for table in ["PROJECT", "SCHEDOPTIONS", "PROJWBS"] {
            let mut seen: BTreeSet<&ProgramId> = BTreeSet::new();
            for (fields, row) in tables.rows(table) {
                let key = row.cell(fields, "proj_id").trim();
                let Some(id) = programs.get(key).copied() else {
                    continue;
                };
                let root = self.keys.roots.get(id).map(Key::as_str);
                let is_other_node =
                    table == "PROJWBS" && root != Some(row.cell(fields, "wbs_id").trim());
                let Some(program) = taken.workspace.programs.get(id) else {
                    continue;
                };
                if is_other_node || !seen.insert(id) {
                    continue;
                }
                let record = giving.project(id, program);
                let made = match table {
                    "PROJECT" => cells::project(&record),
                    "SCHEDOPTIONS" => cells::options(&record),
                    _ => cells::wbs(&root_node(&record)),
                };
                let left = self.left_of(table, fields, row, made);
                self.kept.insert(row.line);
                let text = texts.entry(id.clone()).or_default();
                for (field, cell) in left {
                    let _ = writeln!(text, "{table}.{field}\t{}", escaped(&cell));
                }
            }
        }
    }
}

/// The node that stands for a whole project.
pub(super) fn root_node(project: &ProjectRecord) -> WbsRecord {
    WbsRecord {
        project: Some(project.key.clone()),
        name: project.name.clone(),
        root: true,
        ..WbsRecord::default()
    }
}

fn item<'w>(
    workspace: &'w Workspace,
    program: &ProgramId,
    id: &longpole_model::ItemId,
) -> Option<&'w longpole_model::Item> {
    workspace.programs.get(program)?.items.get(id)
}
