//! Which tables does an XER file that is being written have?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use longpole_model::ProgramId;

use super::table::Tables;
use super::{schema, text};
use crate::import::{ImportLimits, NoteKind, Notes, Place};
use crate::p6::keep::Cells;
use crate::p6::keys::{Given, Plan};
use crate::p6::own::Own;
use crate::p6::payload::unescaped;
use crate::p6::record::{Key, Kind, RateRecord};
use crate::p6::spelling::read_cells;
use crate::p6::usual::{computed, usual};
use crate::p6::values::currency_code;
use crate::p6::words::Dialect;
use crate::p6::write::{Sheet, currency_of};

/// The place of the currency in the header.
const CURRENCY: usize = 7;

/// The tables of the file to be.
#[derive(Debug, Default)]
pub(super) struct Document {
    header: Vec<String>,
    encoding: Option<String>,
    tables: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    name: String,
    fields: Vec<String>,
    rows: Vec<Cells>,
    /// Whether it stood in a file that came in, be it without rows.
    was_there: bool,
}

impl Table {
    fn add_field(&mut self, field: &str) {
        if !self.fields.iter().any(|known| known == field) {
            self.fields.push(field.to_owned());
        }
    }
}

impl Sheet for Document {
    const DIALECT: Dialect = Dialect::Xer;

    fn has_root(&self, own: Option<&Own>) -> bool {
        // A file that had no node for its whole project gets none.
        own.is_none_or(|own| own.dialect != Dialect::Xer)
    }

    fn reserve(&self, given: &mut Given) {
        for kind in Kind::ALL {
            let key = kind.key(Dialect::Xer);
            let tables = self
                .tables
                .iter()
                .filter(|table| table.name == kind.table());
            for row in tables.flat_map(|table| &table.rows) {
                if let Some(key) = row.get(key) {
                    given.reserve(kind, key);
                }
            }
        }
    }

    fn put(&mut self, kind: Kind, _program: Option<&ProgramId>, cells: Cells) {
        let table = self.table(kind.table(), &[]);
        // A table that came in may lack the field of something that the plan says now.
        let goes_without_saying = |field: &str, cell: &str| {
            computed(kind, Dialect::Xer).contains(&field)
                || usual(kind, Dialect::Xer).contains(&(field, cell))
        };
        for (field, cell) in &cells {
            if field != "+" && !goes_without_saying(field, cell) && !cell.is_empty() {
                table.add_field(field);
            }
        }
        table.rows.push(cells);
    }

    fn rates(&self) -> Vec<RateRecord> {
        let tables = self.tables.iter();
        let tables = tables.filter(|table| table.name == Kind::Rate.table());
        let rows = tables.flat_map(|table| &table.rows);
        rows.map(|row| read_cells(row, Dialect::Xer)).collect()
    }

    fn drop_rates(&mut self, resources: &BTreeSet<Key>) {
        for table in &mut self.tables {
            if table.name == Kind::Rate.table() {
                table.rows.retain(|row| {
                    let rate: RateRecord = read_cells(row, Dialect::Xer);
                    !resources.contains(&rate.resource)
                });
            }
        }
    }
}

impl Document {
    /// What was kept with the programs. The tables that programs share are those of the first that has some.
    pub(super) fn of(plans: &[Plan<'_>], own: &BTreeMap<ProgramId, Own>) -> Self {
        let mut document = Self::default();
        let own = plans.iter().filter_map(|(id, _)| own.get(*id));
        for own in own.filter(|own| own.dialect == Dialect::Xer) {
            if document.encoding.is_none() {
                document.encoding.clone_from(&own.encoding);
            }
            document.take_tables(&own.tables);
        }
        document
    }

    /// The currency of prices: that of the kept header, where there is one.
    pub(super) fn currency(&self, plans: &[Plan<'_>]) -> Option<String> {
        match self.header.get(CURRENCY) {
            Some(cell) => currency_code(cell),
            None => currency_of(plans),
        }
    }

    fn take_tables(&mut self, kept: &str) {
        let text = if kept.starts_with("ERMHDR") {
            format!("{kept}%E\n")
        } else {
            format!("ERMHDR\n{kept}%E\n")
        };
        let Ok(tables) = Tables::read(&text, &ImportLimits::default()) else {
            return;
        };
        if self.header.is_empty() {
            self.header = tables.header.iter().map(|cell| unescaped(cell)).collect();
        }
        for table in &tables.all {
            let own = self.table(table.name, &table.fields);
            for field in &table.fields {
                own.add_field(field);
            }
            let rows = table.rows.iter().map(|row| {
                let cells = row.text.split('\t').map(unescaped);
                let names = table.fields.iter().map(|field| (*field).to_owned());
                let names = names.chain(std::iter::repeat("+".to_owned()));
                names
                    .zip(cells)
                    .filter(|(_, cell)| !cell.is_empty())
                    .collect::<Cells>()
            });
            // What programs share may be kept with several of them.
            let before: BTreeSet<Cells> = own.rows.iter().cloned().collect();
            for row in rows {
                if !before.contains(&row) {
                    own.rows.push(row);
                }
            }
        }
    }

    /// The table of that name; a new one has the fields that P6 gives it.
    fn table(&mut self, name: &str, fields: &[&str]) -> &mut Table {
        let at = self.tables.iter().position(|table| table.name == name);
        let at = at.unwrap_or_else(|| {
            let is_new = fields.is_empty();
            let fields = if is_new {
                schema::fields(name)
            } else {
                fields.to_vec()
            };
            // Tables that were kept stand in their own order.
            let after = |table: &Table| schema::place(&table.name) > schema::place(name);
            let before = self.tables.iter().position(after).filter(|_| is_new);
            let at = before.unwrap_or(self.tables.len());
            self.tables.insert(
                at,
                Table {
                    name: name.to_owned(),
                    fields: fields.iter().map(|field| (*field).to_owned()).collect(),
                    rows: Vec::new(),
                    was_there: !is_new,
                },
            );
            at
        });
        &mut self.tables[at]
    }

    /// Rows that were kept and lead to activities that are gone.
    pub(super) fn drop_dangling(&mut self, notes: &mut Notes) {
        let ids = |tables: &[Table], name: &str, key: &str| -> BTreeSet<String> {
            let rows = tables
                .iter()
                .filter(|table| table.name == name)
                .flat_map(|table| &table.rows);
            rows.filter_map(|row| row.get(key).cloned()).collect()
        };
        let tasks = ids(&self.tables, "TASK", "task_id");
        let mut dropped = 0;
        for table in &mut self.tables {
            // Links and assignments may have led nowhere in the file that they came from.
            if matches!(&*table.name, "TASK" | "TASKPRED" | "TASKRSRC") {
                continue;
            }
            let before = table.rows.len();
            table
                .rows
                .retain(|row| row.get("task_id").is_none_or(|task| tasks.contains(task)));
            dropped += before - table.rows.len();
        }
        notes.add_counted(
            NoteKind::Changed,
            "gone",
            "what was kept of items that are gone is left out",
            dropped,
            Place::default(),
        );
    }

    /// The bytes of the file.
    pub(super) fn bytes(
        &mut self,
        plans: &[Plan<'_>],
        currency: Option<&str>,
        notes: &mut Notes,
    ) -> Vec<u8> {
        let mut header = self.header.clone();
        if header.is_empty() {
            let first = plans.first().map(|(_, program)| &program.charter);
            let on = first.and_then(|charter| charter.data_date.or(charter.start));
            let on = on.map_or_else(|| "2000-01-01".to_owned(), |on| on.to_string());
            header = [
                "20.12",
                &on,
                "Project",
                "admin",
                "admin",
                "dbxDatabaseNoName",
                "Project Management",
                currency.unwrap_or("USD"),
            ]
            .map(str::to_owned)
            .to_vec();
        }
        let mut out = format!("ERMHDR\t{}\r\n", header.join("\t"));
        for table in &mut self.tables {
            if table.rows.is_empty() && !table.was_there {
                continue;
            }
            // Rates stay as they stood: none is made of something in the plan.
            let key = schema::key(&table.name).filter(|_| table.name != Kind::Rate.table());
            if let Some(key) = key {
                let number = |row: &Cells| row.get(key).and_then(|key| key.parse::<i64>().ok());
                table.rows.sort_by_key(number);
            }
            let _ = write!(
                out,
                "%T\t{}\r\n%F\t{}\r\n",
                table.name,
                table.fields.join("\t")
            );
            for row in &table.rows {
                let cells = table
                    .fields
                    .iter()
                    .map(|field| row.get(field).map_or("", |cell| cell));
                let more = row.get("+").map(|cell| &**cell);
                let cells: Vec<&str> = cells.chain(more).collect();
                let _ = write!(out, "%R\t{}\r\n", cells.join("\t"));
            }
        }
        out.push_str("%E\r\n");
        text::encode(&out, self.encoding.as_deref(), notes)
    }
}
