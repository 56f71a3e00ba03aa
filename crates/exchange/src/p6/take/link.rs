//! Which need does a link make?

use longpole_model::{ItemId, ItemRef, LinkKind, Need, NeedId, NeedSource, ProgramId};

use super::{Taking, place};
use crate::import::{NoteKind, OpenEnd, OpenLink};
use crate::p6::record::LinkRecord;
use crate::p6::values::Length;

/// The need of a record between two items, without its origin.
pub(crate) fn need(record: &LinkRecord, consumer: ItemId, source: NeedSource) -> Need {
    Need {
        link: record.link.unwrap_or(LinkKind::FinishToStart),
        lag: record.lag.unwrap_or_default().lag(),
        ..Need::plain(consumer, source)
    }
}

impl Taking<'_> {
    pub(super) fn links(&mut self) {
        let records = self.records;
        let mut count = 0;
        for record in &records.links {
            let id = self.link(record);
            count += usize::from(id.is_some());
            self.ids.links.push(id);
        }
        self.taken("needs", count);
    }

    fn link(&mut self, record: &LinkRecord) -> Option<(ProgramId, NeedId)> {
        if self.is_of_baseline(record.successor_project.as_deref()) {
            return None;
        }
        let at = || place("link", &record.key, record.line);
        let successor = self.context.activities.get(&record.successor).cloned();
        let predecessor = self.context.activities.get(&record.predecessor).cloned();
        let ((program, consumer), (other, provider)) = match (successor, predecessor) {
            (Some(successor), Some(predecessor)) => (successor, predecessor),
            (Some(here), None) => {
                self.open_link(record, here, &record.predecessor, OpenEnd::Item);
                return None;
            }
            (None, Some(here)) => {
                self.open_link(record, here, &record.successor, OpenEnd::Other);
                return None;
            }
            (None, None) => {
                self.suspicious(
                    "dangling-link",
                    "a link is between activities that are not there",
                    at(),
                );
                return None;
            }
        };
        let source = NeedSource::Item(ItemRef {
            program: (other != program).then_some(other),
            item: provider,
        });
        let id = self.need_id(&program, &consumer, &source);
        let mut need = need(record, consumer, source);
        if record.link.is_none() {
            self.suspicious(
                "unknown-link",
                "a link is of a kind that P6 does not have; finish to start was taken",
                at(),
            );
        }
        need.meta.origin = Some(self.origin(""));
        self.program(&program).needs.insert(id.clone(), need);
        Some((program, id))
    }

    /// The usual id; a second link between the same two has a number.
    fn need_id(&mut self, program: &ProgramId, consumer: &ItemId, source: &NeedSource) -> NeedId {
        let usual = NeedId::usual(consumer, source);
        let count = self
            .links_between
            .entry((program.clone(), usual.clone()))
            .or_insert(0);
        *count += 1;
        match *count {
            1 => usual,
            number => NeedId::new(&format!("{usual}#{number}")).unwrap_or(usual),
        }
    }

    /// A link that leads out of the file.
    fn open_link(
        &mut self,
        record: &LinkRecord,
        here: (ProgramId, ItemId),
        other: &str,
        waits: OpenEnd,
    ) {
        let (program, item) = here;
        let named = self.context.outside.get(other).cloned();
        // Where the file has no codes for it, the keys of P6's database tell which it is.
        let project = match waits {
            OpenEnd::Item => record.predecessor_project.as_deref(),
            OpenEnd::Other => record.successor_project.as_deref(),
        };
        let (is_named, other) = match (named, project) {
            (Some(named), _) => (true, named),
            (None, Some(project)) => (false, format!("{project}/{other}")),
            (None, None) => (false, other.to_owned()),
        };
        let message = if is_named {
            "links lead to work of another project that the file names and does not hold: they count once that project is in the plan, too"
        } else {
            "links lead to work that the file does not hold: they count once it is in the plan, too"
        };
        self.notes.add_named(
            NoteKind::Suspicious,
            "outside-link",
            message,
            &*other,
            place("activity", item.as_str(), record.line),
        );
        self.open_links.push(OpenLink {
            program,
            item,
            other,
            waits,
            link: record.link.unwrap_or(LinkKind::FinishToStart),
            lag: record
                .lag
                .map_or(longpole_model::NeedLag::NONE, Length::lag),
        });
    }
}
