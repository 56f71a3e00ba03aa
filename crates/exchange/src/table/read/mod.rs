//! What do the rows of tables say, as programs, items and needs?
//!
//! First what each column is and how its cells are to be read, then what each row is called, then how rows hang together, then
//! what each says of itself. A cell that can't be read never stops an import: it is noted and kept as a custom field.

mod cells;
mod custom;
mod dates;
mod estimate;
mod item;
mod links;
mod names;
mod outline;
mod people;
mod progress;
mod refer;
mod settle;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{ItemId, Meta, Origin, Program, ProgramId, Workspace};

pub(in crate::table) use self::estimate::estimate_text;

use self::custom::Leftovers;
use self::names::Named;
use self::refer::References;
use self::tables::{Table, Tables};
use super::sheet::Sheet;
use crate::import::{
    ForeignDates, Format, Import, ImportError, NoteKind, Notes, OpenLink, Place, ReadOptions,
    break_loops,
};

/// Reads sheets that belong together.
pub(in crate::table) fn read(
    sheets: Vec<Sheet>,
    format: Format,
    options: &ReadOptions,
    notes: Notes,
) -> Result<Import, ImportError> {
    let mut notes = notes;
    let tables = Tables::of(sheets, options, &mut notes)?;
    let named = names::name_rows(&tables, options, &mut notes)?;
    let references = References::of(&tables, &named);
    let mut reading = Reading {
        options,
        tables: &tables,
        named: &named,
        references: &references,
        workspace: Workspace::default(),
        parents: Vec::new(),
        summaries: BTreeSet::new(),
        consumers: BTreeSet::new(),
        kept: BTreeMap::new(),
        leftovers: Leftovers::default(),
        dates: BTreeMap::new(),
        open_links: Vec::new(),
        notes,
    };
    reading.programs();
    reading.outline();
    let needs = reading.needs();
    reading.items();
    reading.first_days();
    reading.insert(needs);
    reading.leftovers();
    let Reading {
        mut workspace,
        dates,
        open_links,
        mut notes,
        ..
    } = reading;
    break_loops(&mut workspace, &mut notes);
    note_taken(&workspace, &mut notes);
    Ok(Import {
        format,
        workspace,
        dates,
        open_links,
        columns: tables.columns(),
        notes,
    })
}

/// What has been read so far.
struct Reading<'a> {
    options: &'a ReadOptions,
    tables: &'a Tables,
    /// The rows, with the ids of their items.
    named: &'a [Named],
    references: &'a References,
    workspace: Workspace,
    /// The parent of each row, as an index into `named`.
    parents: Vec<Option<usize>>,
    /// Rows that others are part of.
    summaries: BTreeSet<usize>,
    /// Rows that wait for something.
    consumers: BTreeSet<usize>,
    /// What a row names but the tables don't hold, by what it is.
    kept: BTreeMap<usize, BTreeMap<&'static str, Vec<String>>>,
    leftovers: Leftovers,
    dates: BTreeMap<(ProgramId, ItemId), ForeignDates>,
    open_links: Vec<OpenLink>,
    notes: Notes,
}

impl<'a> Reading<'a> {
    fn programs(&mut self) {
        for named in self.named {
            if self.workspace.programs.contains_key(&named.program) {
                continue;
            }
            let mut program = Program::default();
            program.charter.name.clone_from(&named.program_name);
            program.charter.meta = self.meta(
                named
                    .program_name
                    .as_deref()
                    .unwrap_or(named.program.as_str()),
            );
            self.workspace
                .programs
                .insert(named.program.clone(), program);
        }
    }

    fn options_origin(&self, external_id: &str) -> Origin {
        Origin {
            source: self.options.source.clone(),
            external_id: Some(external_id.to_owned()),
            ..Origin::default()
        }
    }

    /// Where something that a cell names came from.
    fn meta(&self, external_id: &str) -> Meta {
        Meta {
            origin: Some(self.options_origin(external_id)),
            ..Meta::default()
        }
    }

    fn program(&mut self, id: &ProgramId) -> &mut Program {
        self.workspace.programs.entry(id.clone()).or_default()
    }

    fn table(&self, named: &Named) -> &'a Table {
        &self.tables.items[named.table]
    }

    fn place(&self, named: &Named, header: Option<&str>) -> Place {
        let table = self.table(named);
        table.sheet.place(&table.sheet.rows[named.row], header)
    }

    fn suspicious(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.notes.add(NoteKind::Suspicious, code, message, place);
    }

    fn changed(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.notes.add(NoteKind::Changed, code, message, place);
    }
}

/// A mapping of a header to a field as one types it behind `--map`.
fn mapping(header: &str, field: &str) -> String {
    if header.contains('\'') {
        format!("\"{header}={field}\"")
    } else {
        format!("'{header}={field}'")
    }
}

fn note_taken(workspace: &Workspace, notes: &mut Notes) {
    let sum = |count: fn(&Program) -> usize| workspace.programs.values().map(count).sum::<usize>();
    let counts = [
        ("programs", workspace.programs.len()),
        ("items", sum(|program| program.items.len())),
        ("needs", sum(|program| program.needs.len())),
        ("workstreams", sum(|program| program.workstreams.len())),
        ("resources", sum(|program| program.resources.len())),
        ("assignments", sum(|program| program.assignments.len())),
        ("teams", workspace.teams.len()),
        ("people", workspace.people.len()),
    ];
    for (what, count) in counts {
        notes.add_counted(NoteKind::Taken, what, what, count, Place::default());
    }
}
