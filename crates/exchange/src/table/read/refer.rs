//! Which row does a text mean: by its number, its id, its key, its place in the outline or its title?

use std::collections::BTreeMap;

use longpole_model::ProgramId;

use super::names::Named;
use super::tables::Tables;
use crate::table::field::Field;

/// What rows are called.
pub(super) struct References {
    /// By each way of calling rows, in the order in which they go: what is called so, `None` where several rows are.
    names: [BTreeMap<(ProgramId, String), Option<usize>>; 5],
    /// The same, whatever the program.
    anywhere: [BTreeMap<String, Option<usize>>; 5],
}

/// A row's number goes first, since predecessors are mostly named by it where a table has one; a title goes last.
const WAYS: [Option<Field>; 5] = [
    Some(Field::Number),
    None,
    Some(Field::Key),
    Some(Field::Wbs),
    Some(Field::Title),
];

impl References {
    pub(super) fn of(tables: &Tables, named: &[Named]) -> Self {
        let mut references = Self {
            names: Default::default(),
            anywhere: Default::default(),
        };
        for (at, row) in named.iter().enumerate() {
            let table = &tables.items[row.table];
            for (way, field) in WAYS.into_iter().enumerate() {
                let name = match field {
                    Some(Field::Key) => Some(row.external_id.clone()),
                    Some(field) => table.cell(row.row, field).map(|(cell, _)| cell.shown()),
                    None => Some(row.id.to_string()),
                };
                let Some(name) = name else { continue };
                let key = (row.program.clone(), name.clone());
                references.names[way]
                    .entry(key)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(at));
                references.anywhere[way]
                    .entry(name)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(at));
            }
        }
        references
    }

    /// The row that `text` means within a program, else in any; `program/row` says which.
    pub(super) fn find(&self, program: &ProgramId, text: &str) -> Option<usize> {
        let text = text.trim();
        let here = |program: &ProgramId, text: &str| {
            let key = (program.clone(), text.to_owned());
            self.names.iter().find_map(|names| *names.get(&key)?)
        };
        let elsewhere = || {
            let (program, text) = text.split_once('/')?;
            here(&ProgramId::new(program.trim()).ok()?, text.trim())
        };
        here(program, text)
            .or_else(elsewhere)
            .or_else(|| self.find_anywhere(text))
    }

    /// The row that `text` means whatever its program.
    pub(super) fn find_anywhere(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        self.anywhere.iter().find_map(|names| *names.get(text)?)
    }
}
