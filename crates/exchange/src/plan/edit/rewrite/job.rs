//! What is to be done in which file, and the files with all of it done.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Changes, Entity, EntityKey, EntityKind, ProgramId, Workspace};

use super::super::steps::Care;
use super::needs::NeedsByConsumer;
use super::{Homes, NotRewritten};
use crate::diagnostic::FileId;
use crate::plan::decode::Decoded;
use crate::plan::source::PlanSource;

/// What is to be done.
pub(super) struct Job<'a> {
    pub(super) source: &'a PlanSource,
    pub(super) decoded: &'a Decoded,
    pub(super) before: &'a Workspace,
    pub(super) wanted: &'a Workspace,
    pub(super) changes: &'a Changes,
    pub(super) homes: &'a Homes,
}

/// How the entities are written that cannot be edited finely, by the key of their entry in a file.
pub(super) type Cares = BTreeMap<EntityKey, Care>;

/// What is to be done in one file.
#[derive(Default)]
pub(super) struct FileJob {
    /// Entries that say something differently, by section and id.
    pub(super) edited: BTreeMap<(EntityKind, String), EntityKey>,
    /// Whether the charter's fields do.
    pub(super) charter: Option<ProgramId>,
    /// New entries by section.
    pub(super) added: BTreeMap<EntityKind, BTreeMap<String, EntityKey>>,
    /// Entries that go.
    pub(super) removed: BTreeSet<(EntityKind, String)>,
}

impl Job<'_> {
    /// The files with all changes made.
    pub(super) fn attempt(&self, care: &Cares) -> Result<PlanSource, NotRewritten> {
        let (files, programs) = self.by_file()?;
        let needs = NeedsByConsumer::of(self);
        let mut texts: Vec<(String, String)> = Vec::new();
        for (at, file) in self.source.files.iter().enumerate() {
            let text = match files.get(&FileId(at as u32)) {
                Some(job) => self.in_file(&file.text, job, &needs, care)?,
                None => file.text.clone(),
            };
            texts.push((file.name.clone(), text));
        }
        if !programs.is_empty() {
            self.name_the_nameless(&mut texts);
        }
        for program in &programs {
            texts.push(self.new_program(program)?);
        }
        if programs.is_empty() {
            // The usual case keeps what is known of the files.
            let mut source = self.source.clone();
            for (at, (_, text)) in texts.into_iter().enumerate() {
                if source.files[at].text != text {
                    source = source.with_text(FileId(at as u32), text);
                }
            }
            return Ok(source);
        }
        let bytes = |(name, text): (String, String)| (name, text.into_bytes());
        Ok(PlanSource::new(texts.into_iter().map(bytes)))
    }

    /// The entry in which `key` stands: a need's is its consumer's.
    pub(super) fn entry_of(&self, key: &EntityKey) -> Vec<EntityKey> {
        if key.kind != EntityKind::Need {
            return vec![key.clone()];
        }
        let consumers = [self.before, self.wanted].map(|workspace| match workspace.get(key) {
            Some(Entity::Need(need)) => Some(EntityKey {
                kind: EntityKind::Item,
                id: need.consumer.as_str().into(),
                ..key.clone()
            }),
            _ => None,
        });
        let mut entries: Vec<_> = consumers.into_iter().flatten().collect();
        entries.dedup();
        entries
    }

    /// What is to be done, file by file, and the programs that are new.
    fn by_file(&self) -> Result<(BTreeMap<FileId, FileJob>, Vec<ProgramId>), NotRewritten> {
        let mut files: BTreeMap<FileId, FileJob> = BTreeMap::new();
        let mut programs = Vec::new();
        let mut homes = BTreeMap::new();
        let entries: BTreeSet<EntityKey> = self
            .changes
            .0
            .iter()
            .flat_map(|change| self.entry_of(&change.key))
            .collect();
        for key in entries {
            if let Some(program) = &key.program
                && !self.before.programs.contains_key(program)
            {
                if key.kind == EntityKind::Charter {
                    programs.push(program.clone());
                }
                continue;
            }
            let (was, is) = (self.before.get(&key), self.wanted.get(&key));
            let at = (key.kind, key.id.to_string());
            let file = match was {
                Some(_) => self.decoded.places.file(&key),
                None => self.homes.files.get(&key).copied().or_else(|| {
                    let kind = (key.program.clone(), key.kind);
                    *homes.entry(kind).or_insert_with(|| self.home(&key))
                }),
            };
            let Some(file) = file else {
                return Err(NotRewritten::Unusual(key));
            };
            let job = files.entry(file).or_default();
            match (was.is_some(), is.is_some()) {
                (true, true) if key.kind == EntityKind::Charter => job.charter = key.program,
                (true, true) => {
                    job.edited.insert(at, key);
                }
                (false, true) => {
                    job.added.entry(at.0).or_default().insert(at.1, key);
                }
                (true, false) if key.kind == EntityKind::Charter => {
                    return Err(NotRewritten::Unusual(key));
                }
                (true, false) => {
                    job.removed.insert(at);
                }
                (false, false) => {}
            }
        }
        Ok((files, programs))
    }

    /// Where new entities of the kind of `key` go.
    fn home(&self, key: &EntityKey) -> Option<FileId> {
        let places = &self.decoded.places;
        let last = last_of_kind(self.before, key);
        if let Some(file) = last.and_then(|last| places.file(&last)) {
            return Some(file);
        }
        let files = || (0..).map(FileId).zip(&places.files);
        let own = files().find(|(_, info)| info.program == key.program);
        // What is shared may stand in a program's file where there is no other.
        own.or_else(|| files().next().filter(|_| key.kind.is_shared()))
            .map(|(file, _)| file)
    }
}

/// The last entity of the same kind and program.
fn last_of_kind(workspace: &Workspace, key: &EntityKey) -> Option<EntityKey> {
    let ids = workspace.ids_of(key.program.as_ref(), key.kind);
    ids.last().map(|id| EntityKey {
        id: (*id).into(),
        ..key.clone()
    })
}
