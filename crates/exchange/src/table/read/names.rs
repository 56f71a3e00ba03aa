//! What is each row called: in which program, by which id, and by what the source calls it?
//!
//! A row has the id that its table says, else its key where that is a code (`LEDG-12`), else a slug of its title. Keys make an
//! import that comes again find its items; without a column of keys, titles have to do.

use std::collections::BTreeMap;

use longpole_model::{ItemId, ProgramId};

use super::tables::{Table, Tables};
use crate::import::ids::{Ids, code, slug};
use crate::import::{ImportError, NoteKind, Notes, ReadOptions};
use crate::table::cells::name::id_and_name;
use crate::table::field::Field;

/// A row that is an item.
pub(super) struct Named {
    /// The table, as an index into the tables of items.
    pub(super) table: usize,
    /// The row, as an index into the rows of the sheet.
    pub(super) row: usize,
    pub(super) program: ProgramId,
    /// What the row calls its program, where that is not the id.
    pub(super) program_name: Option<String>,
    pub(super) id: ItemId,
    /// What the source calls it.
    pub(super) external_id: String,
}

/// Gives every row that is an item its id.
pub(super) fn name_rows(
    tables: &Tables,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<Vec<Named>, ImportError> {
    let mut naming = Naming {
        options,
        ids: BTreeMap::new(),
        external: BTreeMap::new(),
    };
    let mut rows = Vec::new();
    for (index, table) in tables.items.iter().enumerate() {
        if !table.has(Field::Key) && !table.has(Field::ItemId) {
            let place = table.sheet.whole();
            notes.add(NoteKind::Changed, "keys-from-titles", "there is no column of keys: rows are known by their titles, so that one with a new title counts as new", place);
        }
        for (row, _) in table.rows() {
            if is_named(table, row) {
                rows.push((index, row));
            } else {
                notes.add(
                    NoteKind::Suspicious,
                    "row-without-name",
                    "a row has neither a title nor a key, and was left out",
                    table.sheet.place(&table.sheet.rows[row], None),
                );
            }
            if rows.len() > options.limits.items {
                return Err(ImportError::TooLarge(format!(
                    "there are more than {} rows",
                    options.limits.items
                )));
            }
        }
    }
    // Ids that are said are given first, so that none that is made takes them away.
    let mut given: Vec<Option<ItemId>> = rows
        .iter()
        .map(|(table, row)| naming.said(&tables.items[*table], *row, notes))
        .collect();
    for ((table, row), given) in rows.iter().zip(&mut given) {
        if given.is_none() {
            *given = naming.by_code(&tables.items[*table], *row, notes);
        }
    }
    let named = rows
        .into_iter()
        .zip(given)
        .map(|((index, row), given)| naming.name(&tables.items[index], index, row, given, notes));
    Ok(named.collect())
}

fn is_named(table: &Table, row: usize) -> bool {
    [Field::ItemId, Field::Key, Field::Title]
        .iter()
        .any(|field| table.cell(row, *field).is_some())
}

struct Naming<'a> {
    options: &'a ReadOptions,
    ids: BTreeMap<ProgramId, Ids>,
    /// How often the source used an id.
    external: BTreeMap<(ProgramId, String), usize>,
}

impl Naming<'_> {
    fn program(&self, table: &Table, row: usize) -> (ProgramId, Option<String>) {
        let said = table
            .cell(row, Field::Program)
            .and_then(|(cell, _)| id_and_name(&cell.shown()));
        let (id, name) = said.unwrap_or_else(|| (slug(&self.options.source), None));
        let id = ProgramId::new(&id)
            .unwrap_or_else(|_| ProgramId::new("program").expect("this word is an id"));
        (id, name)
    }

    /// The id that the table says.
    fn said(&mut self, table: &Table, row: usize, notes: &mut Notes) -> Option<ItemId> {
        let text = table.cell(row, Field::ItemId)?.0.shown();
        let id = code(&text).and_then(|id| ItemId::new(&id).ok())?;
        self.reserve(table, row, id, notes)
    }

    /// The id that a code gives.
    fn by_code(&mut self, table: &Table, row: usize, notes: &mut Notes) -> Option<ItemId> {
        let text = table.cell(row, Field::Key)?.0.shown();
        if !text.contains(char::is_alphabetic) || text.contains(char::is_whitespace) {
            return None;
        }
        let id = code(&text).and_then(|id| ItemId::new(&id).ok())?;
        self.reserve(table, row, id, notes)
    }

    fn reserve(
        &mut self,
        table: &Table,
        row: usize,
        id: ItemId,
        notes: &mut Notes,
    ) -> Option<ItemId> {
        let (program, _) = self.program(table, row);
        if self.ids.entry(program).or_default().reserve(id.as_str()) {
            return Some(id);
        }
        notes.add(
            NoteKind::Suspicious,
            "duplicate-id",
            format!("two rows are called \"{id}\"; the later one got another id"),
            table.sheet.place(&table.sheet.rows[row], None),
        );
        None
    }

    fn name(
        &mut self,
        table: &Table,
        index: usize,
        row: usize,
        given: Option<ItemId>,
        notes: &mut Notes,
    ) -> Named {
        let (program, program_name) = self.program(table, row);
        let text = |field| table.cell(row, field).map(|(cell, _)| cell.shown());
        let key = text(Field::Key);
        let is_given = given.is_some();
        let id = given.unwrap_or_else(|| {
            let title = text(Field::Title)
                .or_else(|| text(Field::ItemId))
                .unwrap_or_default();
            // What tells rows of one title apart whatever their order: their keys, else what they are part of.
            let apart = key
                .clone()
                .or_else(|| text(Field::Wbs))
                .or_else(|| text(Field::Parent))
                .or_else(|| text(Field::Epic));
            let ids = self.ids.entry(program.clone()).or_default();
            ItemId::new(&ids.give(&title, &apart.unwrap_or_default()))
                .expect("an id that was given is one")
        });
        let external_id = key
            .or_else(|| text(Field::ItemId))
            .unwrap_or_else(|| id.to_string());
        let count = self
            .external
            .entry((program.clone(), external_id.clone()))
            .or_default();
        *count += 1;
        if *count > 1 && !is_given {
            notes.add_named(
                NoteKind::Suspicious,
                "duplicate-id",
                "several rows have one key; those that follow the first are told apart by their place among them",
                &external_id,
                table.sheet.place(&table.sheet.rows[row], None),
            );
        }
        let external_id = if *count == 1 {
            external_id
        } else {
            format!("{external_id}#{count}")
        };
        Named {
            table: index,
            row,
            program,
            program_name,
            id,
            external_id,
        }
    }
}
