//! Which rows and columns do the items of a workspace make, and what do they leave out?
//!
//! Columns are those of our own names, in one order; one in which no row says anything is left out. What is left out of the
//! rows is found by reading them again, so that the report can't forget a field.

mod left_out;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{ItemTree, Names, Workspace};

use super::cells::custom::cell as custom_cell;
use super::column::CUSTOM_MARK;
use super::field::{FIELDS, Field, TableKind, field_of};
use super::sheet::{Cell, Row, Sheet};
use crate::export::ExportDates;
use crate::import::Notes;

/// A table that is to be written.
pub(in crate::table) struct OutTable {
    pub(in crate::table) headers: Vec<String>,
    pub(in crate::table) rows: Vec<Vec<Cell>>,
}

/// The items of a workspace as a table, and what it leaves out.
pub(in crate::table) fn table(workspace: &Workspace, dates: &ExportDates) -> (OutTable, Notes) {
    let rows = rows(workspace, dates);
    let fields = fields(&rows, !dates.is_empty());
    let custom: BTreeSet<&String> = rows.iter().flat_map(|row| row.custom.keys()).collect();
    let headers = fields
        .iter()
        .map(|field| field.header().to_owned())
        .chain(custom.iter().map(|name| custom_header(name)))
        .collect();
    let cells = rows.iter().map(|row| {
        let own = fields
            .iter()
            .map(|field| row.cells.get(field).cloned().unwrap_or_default());
        own.chain(
            custom
                .iter()
                .map(|name| row.custom.get(*name).cloned().unwrap_or_default()),
        )
        .collect()
    });
    let table = OutTable {
        headers,
        rows: cells.collect(),
    };
    let notes = left_out::notes(workspace, &table);
    (table, notes)
}

/// What an item puts into its row.
#[derive(Default)]
pub(super) struct OutRow {
    cells: BTreeMap<Field, Cell>,
    custom: BTreeMap<String, Cell>,
}

fn rows(workspace: &Workspace, dates: &ExportDates) -> Vec<OutRow> {
    let names = Names::of(workspace);
    let mut rows = Vec::new();
    for (id, program) in &workspace.programs {
        let mut links = row::links(program);
        let mut assigned = row::assigned(program);
        let order = ItemTree::of(&names, id)
            .map(|tree| tree.in_order())
            .unwrap_or_default();
        for item_id in order {
            let Some(item) = program.items.get(item_id) else {
                continue;
            };
            let mut row = row::row(workspace, id, item_id, item);
            row.link(item, links.remove(item_id).unwrap_or_default());
            row.work(&assigned.remove(item_id).unwrap_or_default());
            if let Some(dates) = dates.get(&(id.clone(), item_id.clone())) {
                row.dates(dates);
            }
            row.custom = item
                .meta
                .fields
                .iter()
                .map(|(name, value)| (name.clone(), custom_cell(value)))
                .collect();
            rows.push(row);
        }
    }
    rows
}

/// The columns that are written: those in which a row says something, and those without which no table is one.
fn fields(rows: &[OutRow], with_dates: bool) -> Vec<Field> {
    let used: BTreeSet<Field> = rows
        .iter()
        .flat_map(|row| {
            row.cells
                .iter()
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(field, _)| *field)
        })
        .collect();
    let always = |field: Field| match field {
        Field::Program | Field::ItemId | Field::Title => true,
        // Beside it, starts and finishes are read as computed.
        Field::NotBefore => with_dates,
        _ => false,
    };
    let all = FIELDS.iter().map(|(field, ..)| *field);
    all.filter(|field| always(*field) || used.contains(field))
        .collect()
}

/// The header of a custom field: its name, with a mark where that would be taken for something else.
///
/// A status is both: what it says of progress is in the progress already.
fn custom_header(name: &str) -> String {
    let is_plain = match field_of(name, TableKind::Items) {
        None => !name.trim().is_empty(),
        Some((field, _)) => field == Field::Status && name == Field::Status.header(),
    };
    if is_plain && !name.ends_with(CUSTOM_MARK) {
        name.to_owned()
    } else {
        format!("{name} {CUSTOM_MARK}")
    }
}

impl OutTable {
    /// The table as it would come in again.
    fn sheet(&self) -> Sheet {
        let headers = self
            .headers
            .iter()
            .map(|header| Cell::text(header))
            .collect();
        let rows = std::iter::once(headers).chain(self.rows.iter().cloned());
        let rows = rows
            .enumerate()
            .map(|(at, cells)| Row::of(at as u32 + 1, None, cells));
        let mut sheet = Sheet::named(None);
        sheet.rows = rows.collect();
        sheet
    }
}
