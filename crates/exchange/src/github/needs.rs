//! Which issue waits for which, as its fields and its body say?

use std::collections::BTreeSet;

use longpole_model::{ItemRef, LinkKind, Need, NeedId, NeedLag, NeedSource};

use super::Reading;
use super::body::{As, named};
use super::issue::Name;
use crate::import::{NoteKind, OpenEnd, OpenLink};

impl Reading<'_> {
    /// Makes needs of what fields and bodies say. Both sides may say the same: that is one need.
    pub(super) fn needs(&mut self) {
        let mut pairs = BTreeSet::new();
        for at in 0..self.issues.len() {
            let issue = &self.issues[at];
            if issue.is_pull {
                continue;
            }
            let mut said: Vec<(As, Name)> = issue
                .blocked_by
                .iter()
                .map(|name| (As::BlockedBy, name.clone()))
                .collect();
            said.extend(issue.blocking.iter().map(|name| (As::Blocks, name.clone())));
            said.extend(named(
                issue.body.as_deref().unwrap_or_default(),
                &issue.name.repository,
            ));
            let mut seen = BTreeSet::new();
            for (what, name) in said {
                if name != self.issues[at].name && seen.insert((what, name.clone())) {
                    self.said(at, what, &name, &mut pairs);
                }
            }
        }
        for (consumer, provider, link) in pairs {
            self.need(consumer, provider, link);
        }
    }

    fn said(
        &mut self,
        at: usize,
        what: As,
        name: &Name,
        pairs: &mut BTreeSet<(usize, usize, LinkKind)>,
    ) {
        let (waits, link) = match what {
            // A list of tasks is done when its tasks are; work on it may begin before.
            As::Task => (OpenEnd::Item, LinkKind::FinishToFinish),
            As::BlockedBy => (OpenEnd::Item, LinkKind::FinishToStart),
            As::Blocks => (OpenEnd::Other, LinkKind::FinishToStart),
            // An issue that says that it closes another says nothing of order.
            As::Closes => return,
        };
        let Some(other) = self.by_name.get(name).copied() else {
            let place = self.place(at);
            self.notes.add_named(
                NoteKind::Suspicious,
                "dangling-link",
                "issues name what is not in the file; that is kept in their texts",
                name.to_string(),
                place,
            );
            let (program, item) = self.ids[at].clone();
            self.open_links.push(OpenLink {
                program,
                item,
                other: name.to_string(),
                waits,
                link,
                lag: NeedLag::NONE,
            });
            return;
        };
        if self.issues[other].is_pull {
            self.note(
                NoteKind::Changed,
                "waits-for-a-pull-request",
                "issues that wait for a pull request wait for no item; that is kept in their text",
                at,
            );
            return;
        }
        // A part is waited for as it is.
        if self.parents[other] == Some(at) || self.parents[at] == Some(other) {
            return;
        }
        pairs.insert(match waits {
            OpenEnd::Item => (at, other, link),
            OpenEnd::Other => (other, at, link),
        });
    }

    fn need(&mut self, consumer: usize, provider: usize, link: LinkKind) {
        let (program, id) = self.ids[consumer].clone();
        let (other_program, other) = self.ids[provider].clone();
        let source = NeedSource::Item(ItemRef {
            program: (other_program != program).then_some(other_program),
            item: other,
        });
        let usual = NeedId::usual(&id, &source);
        let mut need = Need::plain(id, source);
        need.link = link;
        let plan = self.workspace.programs.entry(program.clone()).or_default();
        let id = self.need_ids.next(&program, plan, &usual);
        plan.needs.insert(id, need);
    }
}
