//! Which issue is part of which: by its parent, its epic, its parent's list of sub-tasks, or a link?

use std::collections::BTreeMap;

use super::Reading;
use crate::import::NoteKind;
use crate::import::links::{Relation, inward_relation, relation};
use crate::import::outline::circles;

impl Reading<'_> {
    /// Finds the parents of all issues.
    pub(super) fn outline(&mut self) {
        let mut told: BTreeMap<usize, usize> = BTreeMap::new();
        for at in 0..self.issues.len() {
            for task in self.issues[at].subtasks.clone() {
                if let Some(child) = self.by_key.get(&task) {
                    told.entry(*child).or_insert(at);
                }
            }
            for (child, parent) in self.told_by_links(at) {
                told.entry(child).or_insert(parent);
            }
        }
        for at in 0..self.issues.len() {
            let named = [self.issues[at].parent.clone(), self.issues[at].epic.clone()];
            let named = named
                .into_iter()
                .flatten()
                .find_map(|key| self.named_parent(at, &key));
            self.parents[at] = named
                .or_else(|| told.get(&at).copied())
                .filter(|parent| *parent != at && self.ids[*parent].0 == self.ids[at].0);
        }
        self.break_circles();
        self.summaries = self.parents.iter().flatten().copied().collect();
    }

    /// Pairs of part and whole that an issue's links tell.
    fn told_by_links(&self, at: usize) -> Vec<(usize, usize)> {
        let pair = |link: &super::issue::Link| {
            let other = *self.by_key.get(&link.other)?;
            let found = if link.outward {
                relation(&link.kind, &link.phrase)
            } else {
                inward_relation(&link.kind, &link.phrase)
            };
            match found? {
                Relation::Part => Some((at, other)),
                Relation::Whole => Some((other, at)),
                Relation::Waits(_) | Relation::HoldsUp(_) | Relation::Beside => None,
            }
        };
        self.issues[at].links.iter().filter_map(pair).collect()
    }

    /// The issue that is named as parent. One that is not there, or belongs to another project, is kept by its key.
    fn named_parent(&mut self, at: usize, key: &str) -> Option<usize> {
        let found = self.by_key.get(key).copied();
        match found {
            Some(parent) if self.ids[parent].0 == self.ids[at].0 => return Some(parent),
            Some(_) => {
                let place = self.place(at);
                self.notes.add(NoteKind::Changed, "parent-elsewhere", "issues are part of issues of another project, which items can't be; the key is kept", place);
            }
            None => {
                let place = self.place(at);
                self.notes.add_named(
                    NoteKind::Suspicious,
                    "dangling-parent",
                    "issues are part of what is not in the file; the keys are kept",
                    key,
                    place,
                );
            }
        }
        self.issues[at].rest.insert("parent".to_owned(), key.into());
        None
    }

    /// Takes an issue out of what it is part of where that leads back to itself.
    fn break_circles(&mut self) {
        for last in circles(&self.parents) {
            self.parents[last] = None;
            let place = self.place(last);
            self.notes.add(
                NoteKind::Suspicious,
                "parents-in-a-circle",
                "issues are part of each other; one was taken out",
                place,
            );
        }
    }
}
