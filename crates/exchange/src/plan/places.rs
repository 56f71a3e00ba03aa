//! Where everything stands, so that a finding can point into the plan.

use std::collections::BTreeMap;

use longpole_model::{EntityKey, ProgramId, TeamId};

use super::source::PlanSource;
use super::tree::{Kind, Layout, Node, parse};
use crate::diagnostic::{FileId, Sources as _, Span};

/// The place of every entity, and what is known of every file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    entities: BTreeMap<EntityKey, Place>,
    /// In the order of the source's files.
    pub files: Vec<FileInfo>,
}

/// What the head of a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileInfo {
    /// The program that the file is a part of; none for what programs share.
    pub program: Option<ProgramId>,
    /// The team whose side may be moved in this file; everybody's when none is named.
    pub owner: Option<TeamId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// Where the entity is named.
    name: Span,
    /// What is said of it.
    value: Span,
}

impl Places {
    pub(crate) fn add(&mut self, key: EntityKey, name: Span, value: Span) {
        self.entities.entry(key).or_insert(Place { name, value });
    }

    /// In place of what was added before.
    pub(crate) fn put(&mut self, key: EntityKey, name: Span, value: Span) {
        self.entities.insert(key, Place { name, value });
    }

    /// Where an entity is named: its key.
    pub fn of(&self, key: &EntityKey) -> Option<Span> {
        self.entities.get(key).map(|place| place.name)
    }

    /// The file in which an entity stands.
    pub fn file(&self, key: &EntityKey) -> Option<FileId> {
        self.of(key).map(|span| span.file)
    }

    /// Where a field of an entity is said (`status.health`), or as much of the way as there is; the entity's name where
    /// nothing is said. `source` is the one that was decoded.
    pub fn field(&self, source: &PlanSource, key: &EntityKey, path: &str) -> Option<Span> {
        let place = self.entities.get(key)?;
        let file = place.value.file;
        let text = source.text(file);
        // The entity's own lines are parsed again: keeping every field's place would cost more than it is asked for.
        let start = line_start_of_block(text, place.value.start as usize);
        let slice = text.get(start..place.value.end as usize)?;
        let (tree, _) = parse(file, slice);
        let found = tree.root.as_ref().and_then(|root| deepest(root, path));
        let shift = |at: u32| at + start as u32;
        Some(found.map_or(place.name, |(from, to)| Span {
            file,
            start: shift(from),
            end: shift(to),
        }))
    }

    /// How many entities have a place.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
}

/// The first line of a block belongs to it with its indentation.
fn line_start_of_block(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if text[start..at].trim().is_empty() {
        start
    } else {
        at
    }
}

/// The key of the last entry on the way along a path.
fn deepest(root: &Node<'_>, path: &str) -> Option<(u32, u32)> {
    let mut node = root;
    let mut found = None;
    for part in path.split('.') {
        let Some(entry) = node.entry(part) else { break };
        found = Some(match &entry.value.kind {
            Kind::Scalar(..) | Kind::Mapping(_, Layout::Flow) | Kind::Sequence(_, Layout::Flow)
                if !entry.value.is_null() =>
            {
                (entry.value.start, entry.value.end)
            }
            _ => (entry.key.start, entry.key.end),
        });
        node = &entry.value;
    }
    found
}
