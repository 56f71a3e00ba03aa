//! Which issue waits for which, as both of them tell it, or one?

use std::collections::BTreeMap;

use longpole_model::{FieldValue, ItemRef, LinkKind, Need, NeedId, NeedLag, NeedSource};
use serde_json::Value;

use super::Reading;
use super::issue::Link;
use crate::import::links::{Relation, inward_relation, relation};
use crate::import::{NoteKind, OpenEnd, OpenLink};

/// Who waits for whom, and by which kind of link.
type Pair = (usize, usize, LinkKind, String);

/// The times that a link was told.
#[derive(Default)]
struct Told {
    /// By their ids: by the one that waits, by the other.
    by_id: BTreeMap<String, (bool, bool)>,
    /// Without ids: how often by the one that waits, how often by the other.
    without: (usize, usize),
}

impl Reading<'_> {
    /// Makes needs of links.
    pub(super) fn links(&mut self) {
        let mut told: BTreeMap<Pair, Told> = BTreeMap::new();
        for at in 0..self.issues.len() {
            for link in std::mem::take(&mut self.issues[at].links) {
                self.link(at, link, &mut told);
            }
        }
        for ((consumer, provider, link, _), told) in told {
            let (mut needs, mut one_sided) = (
                told.without.0.max(told.without.1),
                told.without.0.abs_diff(told.without.1),
            );
            for (by_consumer, by_provider) in told.by_id.values() {
                needs += 1;
                one_sided += usize::from(by_consumer != by_provider);
            }
            for _ in 0..needs {
                self.need(consumer, provider, link);
            }
            let place = self.place(consumer);
            self.notes.add_counted(
                NoteKind::Changed,
                "one-sided",
                "links were told by one of their two issues only, and count as if both had",
                one_sided,
                place,
            );
        }
    }

    fn link(&mut self, at: usize, link: Link, told: &mut BTreeMap<Pair, Told>) {
        let found = if link.outward {
            relation(&link.kind, &link.phrase)
        } else {
            inward_relation(&link.kind, &link.phrase)
        };
        let (waits, kind) = match found {
            Some(Relation::Waits(kind)) => (OpenEnd::Item, kind),
            Some(Relation::HoldsUp(kind)) => (OpenEnd::Other, kind),
            Some(Relation::Part | Relation::Whole) if self.by_key.contains_key(&link.other) => {
                return;
            }
            Some(Relation::Part | Relation::Whole | Relation::Beside) => {
                return self.keep_beside(at, &link);
            }
            None => {
                let place = self.place(at);
                let message = format!(
                    "nobody knows whether a link \"{}\" ({}) makes somebody wait; it is kept as a custom field",
                    link.kind, link.phrase
                );
                self.notes
                    .add(NoteKind::Suspicious, "unmapped-link", message, place);
                return self.keep_beside(at, &link);
            }
        };
        let Some(other) = self.by_key.get(&link.other).copied() else {
            return self.loose(at, link, waits, kind);
        };
        let (consumer, provider, by_consumer) = match waits {
            OpenEnd::Item => (at, other, true),
            OpenEnd::Other => (other, at, false),
        };
        let told = told
            .entry((consumer, provider, kind, link.kind))
            .or_default();
        match link.id {
            Some(id) => {
                let sides = told.by_id.entry(id).or_default();
                sides.0 |= by_consumer;
                sides.1 |= !by_consumer;
            }
            None if by_consumer => told.without.0 += 1,
            None => told.without.1 += 1,
        }
    }

    /// A link that makes nobody wait is kept as a custom field.
    fn keep_beside(&mut self, at: usize, link: &Link) {
        let place = self.place(at);
        self.notes.add(
            NoteKind::Kept,
            "link-without-order",
            format!(
                "links \"{}\" make nobody wait, and are kept as the custom field \"links\"",
                link.kind
            ),
            place,
        );
        let text = FieldValue::Text(format!("{} {}", link.phrase, link.other));
        let (program, id) = self.ids[at].clone();
        if let Some(item) = self.program(&program).items.get_mut(&id) {
            match item
                .meta
                .fields
                .entry("links".to_owned())
                .or_insert_with(|| FieldValue::List(Vec::new()))
            {
                FieldValue::List(list) => list.push(text),
                FieldValue::Text(_)
                | FieldValue::Number(_)
                | FieldValue::Flag(_)
                | FieldValue::Date(_)
                | FieldValue::Share(_) => {}
            }
        }
    }

    /// A link to an issue that is not in the file waits for what other files bring, and is kept as it stands.
    fn loose(&mut self, at: usize, link: Link, waits: OpenEnd, kind: LinkKind) {
        let place = self.place(at);
        self.notes.add_named(
            NoteKind::Suspicious,
            "dangling-link",
            "links lead to what is not in the file; they are kept",
            &link.other,
            place,
        );
        let (program, item) = self.ids[at].clone();
        self.open_links.push(OpenLink {
            program: program.clone(),
            item: item.clone(),
            other: link.other,
            waits,
            link: kind,
            lag: NeedLag::NONE,
        });
        if let Value::Array(kept) = self.issues[at]
            .rest
            .entry("issuelinks")
            .or_insert_with(|| Value::Array(Vec::new()))
        {
            kept.push(link.whole);
        }
    }

    /// Adds a need between two issues.
    pub(super) fn need(&mut self, consumer: usize, provider: usize, link: LinkKind) {
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
