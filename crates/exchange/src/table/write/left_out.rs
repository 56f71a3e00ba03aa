//! What of a workspace is not in its table? It is read again, and what differs is said.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Entity, EntityKind, Workspace};

use super::OutTable;
use crate::import::{Format, NoteKind, Notes, Place, ReadOptions};
use crate::table::read::read;

/// Notes of what a table leaves out: kinds of things, and fields.
pub(super) fn notes(workspace: &Workspace, table: &OutTable) -> Notes {
    let mut notes = Notes::default();
    let again = read(
        vec![table.sheet()],
        Format::Csv,
        &ReadOptions::of("table"),
        Notes::default(),
    );
    let again = again.map(|import| import.workspace).unwrap_or_default();
    let mut missing: BTreeMap<EntityKind, usize> = BTreeMap::new();
    let mut fields: BTreeMap<EntityKind, (BTreeSet<&'static str>, usize)> = BTreeMap::new();
    for key in workspace.keys() {
        let (Some(one), other) = (workspace.get(&key), again.get(&key)) else {
            continue;
        };
        match other {
            None => *missing.entry(key.kind).or_default() += 1,
            Some(other) => {
                let differing = without_origin(one).differing_fields(&without_origin(other));
                if !differing.is_empty() {
                    let (fields, count) = fields.entry(key.kind).or_default();
                    fields.extend(differing);
                    *count += 1;
                }
            }
        }
    }
    for (kind, count) in missing {
        let message = format!(
            "{} have no place in a table of items, and were left out",
            kind.section()
        );
        notes.add_counted(
            NoteKind::Changed,
            "left-out",
            message,
            count,
            Place::default(),
        );
    }
    for (kind, (fields, count)) in fields {
        let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
        let message = format!(
            "no column, or none that holds all of it, for these fields of {}: {}",
            kind.section(),
            fields.join(", ")
        );
        notes.add_counted(
            NoteKind::Changed,
            "left-out",
            message,
            count,
            Place::default(),
        );
    }
    notes
}

fn without_origin(mut entity: Entity) -> Entity {
    entity.meta_mut().origin = None;
    entity
}
