//! Fix versions as milestones that wait for their issues.

use std::collections::BTreeMap;

use longpole_model::{
    Item, ItemId, ItemKind, ItemRef, Moment, Need, NeedId, NeedSource, ProgramId,
};

use super::Reading;
use super::issue::Version;
use super::item::wished;
use crate::import::{NoteKind, Place};

impl Reading<'_> {
    /// Makes a milestone of every fix version, in the program of the issues that have it.
    pub(super) fn milestones(&mut self) {
        let mut versions: BTreeMap<(ProgramId, String), (Version, Vec<ItemId>)> = BTreeMap::new();
        for (issue, (program, item)) in self.issues.iter().zip(&self.ids) {
            for version in &issue.versions {
                let of = versions
                    .entry((program.clone(), version.id.clone()))
                    .or_insert_with(|| (version.clone(), Vec::new()));
                if of.1.last() != Some(item) {
                    of.1.push(item.clone());
                }
            }
        }
        let count = versions.len();
        self.notes.add_counted(
            NoteKind::Changed,
            "versions",
            "fix versions became milestones that wait for their issues",
            count,
            Place::default(),
        );
        for ((program, _), (version, items)) in versions {
            self.milestone(&program, &version, &items);
        }
    }

    fn milestone(&mut self, program: &ProgramId, version: &Version, items: &[ItemId]) {
        let ids = self.given.entry(program.clone()).or_default();
        let id = ids.give(&version.name, &format!("v{}", version.id));
        let id = ItemId::new(&id).expect("an id that was given is one");
        let mut item = Item {
            title: Some(version.name.clone()),
            kind: ItemKind::Milestone,
            target: version.on.map(wished),
            ..Item::default()
        };
        if version.released {
            item.progress.finished = version.on.map(Moment::day);
        }
        item.meta = self.meta(Some(&format!("version:{}", version.id)));
        let plan = self.workspace.programs.entry(program.clone()).or_default();
        plan.items.insert(id.clone(), item);
        for other in items {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: other.clone(),
            });
            let usual = NeedId::usual(&id, &source);
            let need = self.need_ids.next(program, plan, &usual);
            plan.needs.insert(need, Need::plain(id.clone(), source));
        }
    }
}
