//! One file with all that is to be said differently in it.

use std::collections::BTreeMap;

use longpole_model::{EntityKey, EntityKind};

use super::super::entry::{Step, between_brackets, edit, edit_entry};
use super::super::fresh::{added_entries, added_sections};
use super::super::splice::{Splice, apply};
use super::super::steps::{Care, Record, steps};
use super::NotRewritten;
use super::job::{Cares, FileJob, Job};
use super::needs::{NeedsByConsumer, record};
use crate::diagnostic::FileId;
use crate::plan::out::Out;
use crate::plan::tree::{Entry, Node, parse};

impl Job<'_> {
    /// The text of a file after `job`.
    pub(super) fn in_file(
        &self,
        text: &str,
        job: &FileJob,
        needs: &NeedsByConsumer,
        care: &Cares,
    ) -> Result<String, NotRewritten> {
        let (tree, _) = parse(FileId(0), text);
        let entries = tree
            .root
            .as_ref()
            .and_then(Node::entries)
            .unwrap_or_default();
        let mut splices = Vec::new();
        // Steps in sections between brackets, which share their lines.
        let mut slow = Vec::new();
        for ((kind, id), key) in &job.edited {
            let section =
                section(entries, *kind).ok_or_else(|| NotRewritten::Unusual(key.clone()))?;
            let entry = section.value.entry(id);
            let entry = entry.ok_or_else(|| NotRewritten::Unusual(key.clone()))?;
            let (was, is) = (
                record(self.before, key, &needs.before),
                record(self.wanted, key, &needs.wanted),
            );
            let (Some(was), Some(is)) = (was, is) else {
                return Err(NotRewritten::Unusual(key.clone()));
            };
            let (splice, more) = entry_with(text, section, entry, key, (&was, &is), care)?;
            splices.extend(splice);
            slow.extend(more.into_iter().map(|step| (key.clone(), step)));
        }
        if let Some(program) = &job.charter {
            let key = EntityKey::program(program);
            let (here, later) = self.charter(text, tree.root.as_ref(), &key, care)?;
            splices.extend(here);
            slow.extend(later.into_iter().map(|step| (key.clone(), step)));
        }
        let added = self.added(job, needs);
        splices.extend(added_entries(text, entries, &added));
        splices.extend(added_sections(text, entries, &added));
        let mut text = apply(text, splices);
        for (key, step) in slow {
            text = edit(&text, &step).map_err(|_refusal| NotRewritten::Unusual(key))?;
        }
        for (kind, id) in &job.removed {
            let step = Step::Take(vec![kind.section().to_owned(), id.clone()]);
            text = edit(&text, &step).map_err(|_refusal| {
                NotRewritten::Unusual(EntityKey {
                    program: None,
                    kind: *kind,
                    id: id.as_str().into(),
                })
            })?;
        }
        Ok(text)
    }

    /// New entries with what is said of them, in the order of sections.
    fn added(
        &self,
        job: &FileJob,
        needs: &NeedsByConsumer,
    ) -> Vec<(EntityKind, Vec<(String, Out)>)> {
        let written = |entries: &BTreeMap<String, EntityKey>| {
            let records = entries.iter().filter_map(|(id, key)| {
                let record = record(self.wanted, key, &needs.wanted)?;
                Some((id.clone(), record.written()))
            });
            records.collect()
        };
        let sections = job.added.iter();
        sections
            .map(|(kind, entries)| (*kind, written(entries)))
            .collect()
    }
}

/// One entry said differently: in its own lines, or by steps in the whole file where it has none of its own.
fn entry_with(
    text: &str,
    section: &Entry<'_>,
    entry: &Entry<'_>,
    key: &EntityKey,
    (was, is): (&Record, &Record),
    care: &Cares,
) -> Result<(Option<Splice>, Vec<Step>), NotRewritten> {
    let wished = care.get(key).copied().unwrap_or(Care::Fine);
    let own = vec![entry.key.text.to_string()];
    if between_brackets(section) {
        let path = [vec![section.key.text.to_string()], own].concat();
        // Several steps in one line are written as one.
        return Ok((None, steps(&path, was, is, wished.max(Care::Fields))));
    }
    for care in [Care::Fine, Care::Fields, Care::Whole] {
        if care < wished {
            continue;
        }
        if let Ok(splice) = edit_entry(text, entry, &steps(&own, was, is, care)) {
            return Ok((Some(splice), Vec::new()));
        }
    }
    Err(NotRewritten::Unusual(key.clone()))
}

fn section<'n, 's>(entries: &'n [Entry<'s>], kind: EntityKind) -> Option<&'n Entry<'s>> {
    entries
        .iter()
        .find(|entry| entry.key.text == kind.section())
}
