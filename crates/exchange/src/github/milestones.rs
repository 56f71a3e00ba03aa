//! GitHub's milestones, as milestones that wait for their issues.

use std::collections::BTreeMap;

use longpole_model::{Item, ItemId, ItemKind, ItemRef, Moment, Need, NeedId, NeedSource};

use super::Reading;
use super::item::wished;
use crate::import::{NoteKind, Place};

impl Reading<'_> {
    /// Makes an item of every milestone that an issue names.
    pub(super) fn milestones(&mut self) {
        let mut all: BTreeMap<(String, u64), Vec<usize>> = BTreeMap::new();
        for (at, issue) in self
            .issues
            .iter()
            .enumerate()
            .filter(|(_, issue)| !issue.is_pull)
        {
            if let Some(milestone) = &issue.milestone {
                all.entry((issue.name.repository.clone(), milestone.number))
                    .or_default()
                    .push(at);
            }
        }
        self.notes.add_counted(
            NoteKind::Changed,
            "milestones",
            "milestones wait for their issues",
            all.len(),
            Place::default(),
        );
        for ((repository, number), issues) in all {
            let Some(milestone) = issues
                .first()
                .and_then(|at| self.issues[*at].milestone.clone())
            else {
                continue;
            };
            let program = self.ids[issues[0]].0.clone();
            let ids = self.given.entry(program.clone()).or_default();
            let id = ItemId::new(&ids.give(&milestone.title, &format!("m{number}")))
                .expect("an id that was given is one");
            let mut item = Item {
                title: Some(milestone.title),
                description: milestone.description,
                kind: ItemKind::Milestone,
                target: milestone.due.map(wished),
                ..Item::default()
            };
            item.progress.finished = milestone.closed.map(Moment::day);
            item.meta = self.meta(&format!("{repository}/milestone/{number}"));
            if let Some(origin) = &mut item.meta.origin {
                origin.link = milestone.link;
            }
            let plan = self.workspace.programs.entry(program.clone()).or_default();
            plan.items.insert(id.clone(), item);
            for at in issues {
                let source = NeedSource::Item(ItemRef {
                    program: None,
                    item: self.ids[at].1.clone(),
                });
                let usual = NeedId::usual(&id, &source);
                let need = self.need_ids.next(&program, plan, &usual);
                plan.needs.insert(need, Need::plain(id.clone(), source));
            }
        }
    }
}
