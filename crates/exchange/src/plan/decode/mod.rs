//! From plan files to a workspace: all mistakes at once, each with its place.
//!
//! First the ids of all files are entered, then every section is read with them at hand, then what only shows across
//! entities is checked: promises without a need, needs that lead back to themselves.

mod across;
mod heads;
mod sides;

use std::cell::RefCell;

use longpole_model::{
    Charter, Entity, EntityKey, EntityKind, ItemId, Need, NeedId, Program, ProgramId, Workspace,
};

use self::heads::{Head, heads};
use super::path::section_kind;
use super::places::{FileInfo, Places};
use super::read::{
    Fields, Index, Notes, Reader, Record as _, Value as _, entries_of, noun, parse_entity_id,
};
use super::records::{ItemEntry, NeedEntry, read_entity};
use super::source::PlanSource;
use super::tree::{Entry, Node, Tree, parse};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

/// What came of plan files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoded {
    /// The programs, if there was no error.
    pub workspace: Option<Workspace>,
    /// Every mistake, errors and warnings.
    pub diagnostics: Diagnostics,
    /// Where everything stands.
    pub places: Places,
}

/// Reads plan files.
pub fn decode(source: &PlanSource) -> Decoded {
    decode_with_index(source).0
}

/// Reads plan files, and keeps the ids that they hold.
pub(crate) fn decode_with_index(source: &PlanSource) -> (Decoded, Index) {
    let mut notes = Notes::default();
    notes.diagnostics.clone_from(&source.diagnostics);
    let trees = trees(source, &mut notes);
    let heads = heads(source, &trees, &mut notes);
    let index = enter_ids(source, &trees, &heads, &mut notes);

    let notes = RefCell::new(notes);
    let mut reading = Reading {
        index: &index,
        notes: &notes,
        workspace: Workspace::default(),
        places: Places::default(),
        needs: Vec::new(),
    };
    for program in index.programs.keys() {
        reading
            .workspace
            .programs
            .insert(program.clone(), Program::default());
    }
    for (at, (tree, head)) in trees.iter().zip(&heads).enumerate() {
        reading.file(FileId(at as u32), tree, head);
    }
    reading.across();

    let Reading {
        workspace, places, ..
    } = reading;
    let diagnostics = Diagnostics::new(notes.into_inner().diagnostics);
    let workspace = Some(workspace).filter(|_| !diagnostics.has_errors());
    let decoded = Decoded {
        workspace,
        diagnostics,
        places,
    };
    (decoded, index)
}

fn trees<'s>(source: &'s PlanSource, notes: &mut Notes) -> Vec<Tree<'s>> {
    let mut trees = Vec::new();
    for (at, file) in source.files.iter().enumerate() {
        let (tree, mistakes) = parse(FileId(at as u32), &file.text);
        notes.diagnostics.extend(mistakes);
        trees.push(tree);
    }
    trees
}

/// The sections of a file: its entries that hold entities of some kind.
fn sections<'n, 's>(tree: &'n Tree<'s>) -> impl Iterator<Item = (EntityKind, &'n Entry<'s>)> {
    let entries = tree
        .root
        .as_ref()
        .and_then(Node::entries)
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| Some((section_kind(&entry.key.text)?, entry)))
}

/// Enters the ids of all files, and reports those that are there twice.
fn enter_ids(source: &PlanSource, trees: &[Tree<'_>], heads: &[Head], notes: &mut Notes) -> Index {
    let mut index = Index::default();
    index.complete =
        trees.iter().all(Tree::complete) && source.files.iter().all(|file| file.complete);
    for head in heads {
        if let (Some(program), Some(place)) = (&head.program, head.place) {
            index.programs.entry(program.clone()).or_insert(place);
        }
    }
    for (at, (tree, head)) in trees.iter().zip(heads).enumerate() {
        let file = FileId(at as u32);
        for (kind, section) in sections(tree) {
            for entry in section.value.entries().unwrap_or_default() {
                let place = entry.key.span(file);
                if let Some(first) = index.add(kind, head.program.as_ref(), &entry.key.text, place)
                {
                    notes
                        .diagnostics
                        .push(twice(kind, &entry.key.text, first, place));
                }
                enter_aliases(&mut index, kind, head, entry);
            }
        }
    }
    index
}

fn enter_aliases(index: &mut Index, kind: EntityKind, head: &Head, entry: &Entry<'_>) {
    let Some(aliases) = entry.value.entry("was") else {
        return;
    };
    let nodes = match &aliases.value.kind {
        super::tree::Kind::Sequence(nodes, _) => nodes.as_slice(),
        _ => std::slice::from_ref(&aliases.value),
    };
    for alias in nodes.iter().filter_map(Node::text) {
        index.add_alias(kind, head.program.as_ref(), alias, &entry.key.text);
    }
}

fn twice(kind: EntityKind, id: &str, first: Span, again: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-id",
        again,
        format!("{} `{id}` is there twice", noun(kind)),
    )
    .label("again here")
    .also(first, "first here")
    .help("rename one of them, or put what is said of it in one place")
}

/// What has been read so far.
struct Reading<'a> {
    index: &'a Index,
    notes: &'a RefCell<Notes>,
    workspace: Workspace,
    places: Places,
    /// Needs in the order in which they were read.
    needs: Vec<NeedRead>,
}

struct NeedRead {
    program: ProgramId,
    id: NeedId,
    need: Need,
    place: Span,
}

impl Reading<'_> {
    fn file(&mut self, file: FileId, tree: &Tree<'_>, head: &Head) {
        self.places.files.push(FileInfo {
            program: head.program.clone(),
            owner: head.owner.clone(),
        });
        let Some(root) = &tree.root else { return };
        let reader = Reader::new(file, head.program.clone(), self.index, tree, self.notes);
        // What stands in a file without a program's name is shared, even where there is only one program.
        let shared = reader.within(head.program.clone().filter(|_| head.place.is_some()));
        self.charter(root, head, &reader);
        for (kind, section) in sections(tree) {
            let reader = if kind.is_shared() { &shared } else { &reader };
            if !kind.is_shared() && head.program.is_none() {
                continue;
            }
            let expected = format!("a mapping, one {} to an entry", noun(kind));
            for entry in entries_of(&section.value, reader, &expected).unwrap_or_default() {
                self.entity(kind, entry, reader);
            }
        }
    }

    /// Reads the charter's fields, and reports what is neither one of them nor a section.
    fn charter(&mut self, root: &Node<'_>, head: &Head, reader: &Reader<'_>) {
        let Some(mut fields) = Fields::of(root, reader, || {
            "a plan: `program: id` and its sections".to_owned()
        }) else {
            return;
        };
        for key in ["program", "owner"]
            .into_iter()
            .chain(EntityKind::ALL.iter().map(|kind| kind.section()))
        {
            if key != EntityKind::Need.section() {
                fields.take(key);
            }
        }
        let known = Charter::fields();
        let is_charter = fields
            .rest()
            .any(|entry| known.iter().any(|field| field.key == entry.key.text));
        if is_charter && (head.charter || head.program.is_none()) {
            let charter = Charter::read_fields(&mut fields, reader);
            if let (Some(program), Some(charter)) = (&head.program, charter) {
                self.workspace
                    .programs
                    .entry(program.clone())
                    .or_default()
                    .charter = charter;
            }
        } else if is_charter {
            // A second file with charter fields was reported with the heads.
            drop(Charter::read_fields(&mut fields, reader));
        }
        if let (Some(program), Some(place)) = (&head.program, head.place) {
            let key = EntityKey {
                program: Some(program.clone()),
                kind: EntityKind::Charter,
                id: program.as_str().into(),
            };
            if head.charter {
                // Of the files that name the program, the one with the charter's fields is its place.
                self.places.put(key, place, reader.span(root));
            } else if !is_charter {
                self.places.add(key, place, reader.span(root));
            }
        }
        heads::unknown_keys(&fields, &known, reader);
    }

    fn entity(&mut self, kind: EntityKind, entry: &Entry<'_>, reader: &Reader<'_>) {
        let place = entry.key.span(reader.file);
        let Some(()) = parse_entity_id(kind, &entry.key.text, place, reader) else {
            // What is wrong inside is worth knowing all the same.
            read_any(kind, &entry.value, reader);
            return;
        };
        let program = reader.program.clone().filter(|_| !kind.is_shared());
        let key = EntityKey {
            program,
            kind,
            id: entry.key.text.as_ref().into(),
        };
        let first = self.places.of(&key).is_none();
        let Some((entity, needs)) = read_any(kind, &entry.value, reader) else {
            self.places.add(key, place, reader.span(&entry.value));
            return;
        };
        if first {
            self.workspace.put(&key, entity);
            self.places.add(key, place, reader.span(&entry.value));
            self.keep_needs(&entry.key.text, needs, reader);
        }
    }

    fn keep_needs(&mut self, consumer: &str, needs: Vec<NeedEntry>, reader: &Reader<'_>) {
        let (Ok(consumer), Some(program)) = (ItemId::new(consumer), &reader.program) else {
            return;
        };
        for entry in needs {
            let (place, whole) = (entry.place, entry.whole);
            let (id, need) = entry.into_need(&consumer);
            let (Some(place), Some(whole)) = (place, whole) else {
                continue;
            };
            let key = EntityKey {
                program: Some(program.clone()),
                kind: EntityKind::Need,
                id: id.as_str().into(),
            };
            if let Some(first) = self.places.of(&key) {
                let message = format!("need `{id}` is there twice");
                let diagnostic = Diagnostic::error("duplicate-id", place, message)
                    .label("again here")
                    .also(first, "first here");
                reader.report(diagnostic.help(
                    "one pair can have several needs when each has an id of its own: `id: …`",
                ));
                continue;
            }
            self.places.add(key, place, whole);
            self.needs.push(NeedRead {
                program: program.clone(),
                id,
                need,
                place,
            });
        }
    }
}

/// Reads an entity, and the needs that stand under an item.
fn read_any(
    kind: EntityKind,
    node: &Node<'_>,
    reader: &Reader<'_>,
) -> Option<(Entity, Vec<NeedEntry>)> {
    if kind == EntityKind::Item {
        return ItemEntry::read(node, reader).map(|entry| (Entity::Item(entry.item), entry.needs));
    }
    read_entity(kind, node, reader).map(|entity| (entity, Vec::new()))
}

#[cfg(test)]
mod tests;
