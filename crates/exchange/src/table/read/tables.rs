//! Which of the sheets are tables of items, which are tables of links, and what are their columns?

use std::collections::{BTreeMap, BTreeSet};

use super::settle::settle;
use crate::import::{ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::table::cells::date::Order;
use crate::table::column::{Column, Columns, Role};
use crate::table::field::{Field, TableKind};
use crate::table::sheet::{Cell, Row, Sheet};

/// The tables of a file.
pub(super) struct Tables {
    pub(super) items: Vec<Table>,
    pub(super) links: Vec<Table>,
}

/// A sheet with its columns.
pub(super) struct Table {
    pub(super) sheet: Sheet,
    pub(super) columns: Columns,
    /// The columns of each field.
    pub(super) by_field: BTreeMap<Field, Vec<usize>>,
    /// The order of day and month, by column.
    pub(super) orders: BTreeMap<usize, Order>,
    /// Whether percentages are given as fractions of one.
    pub(super) fractions: bool,
}

impl Tables {
    /// The names of the fields that the columns of items are, and the headers of those that are none.
    pub(super) fn columns(&self) -> BTreeSet<String> {
        let columns = self.items.iter().flat_map(|table| &table.columns.columns);
        let named = columns.map(|column| match &column.role {
            Role::Field(field) => field.name().to_owned(),
            Role::Custom(name) => format!("\"{name}\""),
        });
        named.collect()
    }

    /// The tables among the sheets.
    pub(super) fn of(
        sheets: Vec<Sheet>,
        options: &ReadOptions,
        notes: &mut Notes,
    ) -> Result<Self, ImportError> {
        let mut tables = Self {
            items: Vec::new(),
            links: Vec::new(),
        };
        let only_one = sheets.len() == 1;
        for sheet in sheets {
            let items = Columns::of(&sheet, TableKind::Items, options)?.filter(names_its_rows);
            let links = Columns::of(&sheet, TableKind::Links, options)?.filter(names_both_ends);
            let title = items
                .as_ref()
                .is_some_and(|columns| columns.of_field(Field::Title).is_some());
            match (items, links) {
                (_, Some(columns)) if !title => {
                    tables.links.push(Table::of(sheet, columns, notes)?);
                }
                (Some(columns), _) => tables.items.push(Table::of(sheet, columns, notes)?),
                (None, _) if only_one => return Err(no_table(&sheet)),
                (None, _) => {
                    let message = format!(
                        "{} is no table of items: it has no column of titles or keys, and was not read",
                        sheet.called().unwrap_or_else(|| "what is empty".to_owned())
                    );
                    notes.add(
                        NoteKind::Changed,
                        "sheet-not-read",
                        message,
                        Place::default(),
                    );
                }
            }
        }
        if tables.items.is_empty() && tables.links.is_empty() {
            return Err(no_table(&Sheet::default()));
        }
        check_mapping(&tables, options)?;
        Ok(tables)
    }
}

fn names_its_rows(columns: &Columns) -> bool {
    [Field::Title, Field::Key, Field::ItemId]
        .iter()
        .any(|field| columns.of_field(*field).is_some())
}

fn names_both_ends(columns: &Columns) -> bool {
    [Field::LinkFrom, Field::LinkTo]
        .iter()
        .all(|field| columns.of_field(*field).is_some())
}

/// The error of a file in which nothing is a table.
fn no_table(sheet: &Sheet) -> ImportError {
    let first = sheet.rows.first();
    let headers: Vec<String> = first
        .map(|row| {
            row.cells
                .iter()
                .map(|(_, cell)| cell.shown())
                .take(20)
                .collect()
        })
        .unwrap_or_default();
    let found = if headers.is_empty() {
        "it is empty".to_owned()
    } else {
        format!("its first row is {}", headers.join(", "))
    };
    ImportError::Malformed {
        place: first.map(|row| sheet.place(row, None)).unwrap_or_default(),
        message: format!("no column is called like a title or a key: {found}"),
        hint: Some("say which column is the title, as in `--map 'Header=title'`".to_owned()),
    }
}

/// A mapping of a header that no table has is a slip.
fn check_mapping(tables: &Tables, options: &ReadOptions) -> Result<(), ImportError> {
    let all = || {
        tables
            .items
            .iter()
            .chain(&tables.links)
            .flat_map(|table| &table.columns.columns)
    };
    for (header, _) in &options.columns {
        let wanted = crate::table::field::normal(header);
        if !all().any(|column| {
            column.header == *header || crate::table::field::normal(&column.header) == wanted
        }) {
            let headers: Vec<&str> = all().map(|column| column.header.as_str()).collect();
            return Err(ImportError::Malformed {
                place: Place::default(),
                message: format!("no column is called \"{header}\""),
                hint: Some(format!("the columns are {}", headers.join(", "))),
            });
        }
    }
    Ok(())
}

impl Table {
    fn of(sheet: Sheet, columns: Columns, notes: &mut Notes) -> Result<Self, ImportError> {
        note_rows_above(&sheet, &columns, notes);
        let mut table = Self {
            sheet,
            columns,
            by_field: BTreeMap::new(),
            orders: BTreeMap::new(),
            fractions: false,
        };
        settle(&mut table, notes)?;
        for (index, column) in table.columns.columns.iter().enumerate() {
            if let Role::Field(field) = column.role {
                table.by_field.entry(field).or_default().push(index);
            }
        }
        table.columns.note(&table.sheet, notes);
        Ok(table)
    }

    /// The rows below the headers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.sheet
            .rows
            .iter()
            .enumerate()
            .skip(self.columns.first_row)
    }

    /// The cells of a column below the headers.
    pub(super) fn column(&self, index: usize) -> impl Iterator<Item = &Cell> {
        let index = self.columns.columns[index].index;
        self.rows().map(move |(_, row)| row.cell(index))
    }

    /// The cell of a row and its column.
    pub(super) fn cell(&self, row: usize, field: Field) -> Option<(&Cell, &Column)> {
        let index = *self.by_field.get(&field)?.first()?;
        let cell = self.sheet.rows[row].cell(self.columns.columns[index].index);
        if cell.is_empty() {
            return None;
        }
        Some((cell, &self.columns.columns[index]))
    }

    /// What the column at a place in the sheet holds.
    pub(super) fn role(&self, index: usize) -> Option<&Role> {
        let columns = &self.columns.columns;
        let found = columns
            .binary_search_by_key(&index, |column| column.index)
            .ok()?;
        Some(&columns[found].role)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.by_field.contains_key(&field)
    }
}

fn note_rows_above(sheet: &Sheet, columns: &Columns, notes: &mut Notes) {
    for row in sheet.rows.iter().take(columns.first_row.saturating_sub(1)) {
        notes.add(
            NoteKind::Changed,
            "above-the-headers",
            "what stands above the headers is no row of the table and was left out",
            sheet.place(row, None),
        );
    }
}
