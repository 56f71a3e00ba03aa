//! What of a file has no place in the plan, and where is it kept?
//!
//! A row that became an entity leaves what is left of it with that entity. Everything else stays with the program: what is
//! left of its own rows as lines `TABLE.field<TAB>value`, and after them the tables of the file as they stood.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use longpole_model::{Origin, ProgramId};

use super::table::{Row, Tables};
use crate::import::{NoteKind, Notes, Place};
use crate::p6::own::ENCODING;
use crate::p6::payload::escaped;
use crate::p6::record::{Kind, Records};
use crate::p6::remember::{Rows, remember as remember_rows};
use crate::p6::take::Taken;
use crate::p6::words::Dialect;

/// Puts what is left of the file into the origins of what was made of it.
pub(super) fn remember(tables: &Tables<'_>, records: &Records, taken: &mut Taken, encoding: &str) {
    let rows = XerRows::of(tables, records);
    let remembered = remember_rows(&rows, records, taken);
    let mut used: BTreeSet<u32> = BTreeSet::new();
    used.extend(
        remembered
            .used
            .iter()
            .map(|(kind, at)| rows.line(*kind, *at)),
    );
    let mut texts: BTreeMap<ProgramId, String> = BTreeMap::new();
    let Some(first) = taken.ids.projects.iter().flatten().next() else {
        return;
    };
    texts.insert(first.clone(), format!("{ENCODING}\t{encoding}\n"));
    for (id, own) in &remembered.own {
        let text = texts.entry(id.clone()).or_default();
        for (kind, left) in own {
            for (field, cell) in left {
                let _ = writeln!(text, "{}.{field}\t{}", kind.table(), escaped(cell));
            }
        }
    }
    whole(tables, records, taken, &used, &mut texts);
    for (program, text) in texts {
        if let Some(program) = taken.workspace.programs.get_mut(&program) {
            let meta = &mut program.charter.meta;
            let origin = meta.origin.get_or_insert_with(Origin::default);
            origin.payload = Some(text).filter(|text| !text.is_empty());
        }
    }
    remembered.note(Dialect::Xer, &mut taken.notes);
    note_rows(tables, &used, &mut taken.notes);
}

/// Writes the tables of the file with the rows that became nothing.
fn whole(
    tables: &Tables<'_>,
    records: &Records,
    taken: &Taken,
    used: &BTreeSet<u32>,
    texts: &mut BTreeMap<ProgramId, String>,
) {
    let ids = &taken.ids;
    let mut programs: BTreeMap<&str, &ProgramId> = BTreeMap::new();
    for (record, id) in records.projects.iter().zip(&ids.projects) {
        if let Some(id) = id {
            programs.entry(&record.key).or_insert(id);
        }
    }
    let Some(first) = ids.projects.iter().flatten().next() else {
        return;
    };
    let header: Vec<String> = tables.header.iter().map(|cell| escaped(cell)).collect();
    let text = texts.entry(first.clone()).or_default();
    let _ = writeln!(text, "ERMHDR\t{}", header.join("\t"));
    for table in &tables.all {
        let head = format!("%T\t{}\n%F\t{}\n", table.name, table.fields.join("\t"));
        let mut begun: BTreeSet<&ProgramId> = BTreeSet::from([first]);
        texts.entry(first.clone()).or_default().push_str(&head);
        for row in table.rows.iter().filter(|row| !used.contains(&row.line)) {
            let of = programs.get(row.cell(&table.fields, "proj_id").trim());
            let of = of.copied().unwrap_or(first);
            let text = texts.entry(of.clone()).or_default();
            if begun.insert(of) {
                text.push_str(&head);
            }
            let cells: Vec<String> = row.text.split('\t').map(escaped).collect();
            let _ = writeln!(text, "%R\t{}", cells.join("\t"));
        }
    }
}

fn note_rows(tables: &Tables<'_>, used: &BTreeSet<u32>, notes: &mut Notes) {
    let mut counts: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for table in &tables.all {
        for row in table.rows.iter().filter(|row| !used.contains(&row.line)) {
            counts.entry(table.name).or_insert((0, row.line)).0 += 1;
        }
    }
    for (table, (count, line)) in counts {
        let place = Place {
            line: Some(line),
            ..Place::default()
        };
        let message = format!(
            "rows of {table} have no equivalent here; they are kept in the origin of the program"
        );
        notes.add_counted(NoteKind::Kept, "no-equivalent", message, count, place);
    }
}

/// The rows of the tables that have a place in a plan, by kind.
struct XerRows<'t> {
    rows: BTreeMap<Kind, Vec<(&'t [&'t str], Row<'t>)>>,
    /// The row of the options of each project.
    options: Vec<Option<usize>>,
}

impl<'t> XerRows<'t> {
    fn of(tables: &'t Tables<'t>, records: &Records) -> Self {
        let kinds = Kind::ALL.iter();
        let rows: BTreeMap<Kind, Vec<_>> = kinds
            .map(|kind| (*kind, tables.rows(kind.table()).collect()))
            .collect();
        let mut options: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (fields, row)) in rows[&Kind::Options].iter().enumerate() {
            options.insert(row.cell(fields, "proj_id").trim(), at);
        }
        let projects = records.projects.iter();
        Self {
            options: projects
                .map(|project| options.get(&*project.key).copied())
                .collect(),
            rows,
        }
    }
}

impl Rows for XerRows<'_> {
    const DIALECT: Dialect = Dialect::Xer;

    fn cells(&self, kind: Kind, at: usize) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let (fields, row) = self.rows[&kind][at];
        row.cells(fields)
            .map(|(name, cell)| (Cow::Borrowed(name), Cow::Borrowed(cell)))
            .collect()
    }

    fn fields(&self, kind: Kind, at: usize) -> Vec<&str> {
        self.rows[&kind][at].0.to_vec()
    }

    fn line(&self, kind: Kind, at: usize) -> u32 {
        self.rows[&kind][at].1.line
    }

    fn options(&self, project: usize) -> Option<usize> {
        self.options.get(project).copied().flatten()
    }

    fn has_flat_options(&self, _project: usize) -> bool {
        false
    }
}
