//! Which issue is a sub-issue of which?

use std::collections::BTreeMap;

use super::Reading;
use crate::import::NoteKind;
use crate::import::outline::circles;

impl Reading<'_> {
    /// Finds the parents of all issues, as either of the two tells them.
    pub(super) fn outline(&mut self) {
        let mut told: BTreeMap<usize, usize> = BTreeMap::new();
        for at in 0..self.issues.len() {
            for child in &self.issues[at].sub_issues {
                if let Some(child) = self.by_name.get(child) {
                    told.entry(*child).or_insert(at);
                }
            }
        }
        for at in 0..self.issues.len() {
            let named = self.issues[at].parent.clone().and_then(|name| {
                let found = self.by_name.get(&name).copied();
                if found.is_none() {
                    let place = self.place(at);
                    self.notes.add_named(
                        NoteKind::Suspicious,
                        "dangling-parent",
                        "issues are part of what is not in the file; that is kept",
                        name.to_string(),
                        place,
                    );
                    self.issues[at]
                        .rest
                        .insert("parent".to_owned(), name.to_string().into());
                }
                found
            });
            let Some(parent) = named
                .or_else(|| told.get(&at).copied())
                .filter(|parent| *parent != at)
            else {
                continue;
            };
            if self.ids[parent].0 == self.ids[at].0 && !self.issues[parent].is_pull {
                self.parents[at] = Some(parent);
            } else {
                // An item is part of an item of its own program; of another's it can only be waited for.
                self.note(
                    NoteKind::Changed,
                    "parent-elsewhere",
                    "issues are part of issues of another repository: those wait for them instead",
                    at,
                );
                let name = self.issues[at].name.clone();
                self.issues[parent].blocked_by.push(name);
            }
        }
        for last in circles(&self.parents) {
            self.parents[last] = None;
            self.note(
                NoteKind::Suspicious,
                "parents-in-a-circle",
                "issues are part of each other; one was taken out",
                last,
            );
        }
        self.summaries = self.parents.iter().flatten().copied().collect();
    }
}
