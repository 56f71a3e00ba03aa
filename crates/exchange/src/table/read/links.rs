//! Which row waits for which: by its own cells, or by tables of links?

use std::collections::BTreeMap;

use longpole_model::{Asked, ItemRef, LinkKind, Need, NeedId, NeedSource};

use super::Reading;
use crate::import::links::{Relation, relation};
use crate::import::need_ids::NeedIds;
use crate::import::{NoteKind, OpenEnd, OpenLink};
use crate::table::cells::link::{self, LinkText};
use crate::table::field::Field;
use crate::table::sheet::Cell;

/// What is said of a link of which nothing is in the table.
const NO_END: &str = "a link has neither end in the table, and was left out";

/// A need between two rows.
pub(super) struct RowNeed {
    consumer: usize,
    provider: usize,
    link: LinkText,
}

/// One end of a link whose other end is not in the tables.
struct Loose {
    row: usize,
    other: String,
    waits: OpenEnd,
}

impl Reading<'_> {
    /// Finds the needs of all rows.
    pub(super) fn needs(&mut self) -> Vec<RowNeed> {
        let mut needs = Vec::new();
        for at in 0..self.named.len() {
            for (field, waits) in [
                (Field::DependsOn, OpenEnd::Item),
                (Field::Blocks, OpenEnd::Other),
            ] {
                self.needs_of_cell(at, field, waits, &mut needs);
            }
        }
        self.needs_of_tables(&mut needs);
        self.consumers
            .extend(needs.iter().map(|need| need.consumer));
        needs
    }

    fn needs_of_cell(&mut self, at: usize, field: Field, waits: OpenEnd, needs: &mut Vec<RowNeed>) {
        let named = &self.named[at];
        let Some((cell, _)) = self.table(named).cell(named.row, field) else {
            return;
        };
        let program = &named.program;
        for text in link::split(&cell.shown()) {
            let link = link::read(text, |other| self.references.find(program, other).is_some());
            let other = self.references.find(program, &link.other);
            let loose = Loose {
                row: at,
                other: link.other.clone(),
                waits,
            };
            match (other, waits) {
                (Some(other), OpenEnd::Item) => needs.push(RowNeed {
                    consumer: at,
                    provider: other,
                    link,
                }),
                (Some(other), OpenEnd::Other) => needs.push(RowNeed {
                    consumer: other,
                    provider: at,
                    link,
                }),
                (None, _) => self.loose(loose, &link),
            }
            if waits == OpenEnd::Item {
                self.consumers.insert(at);
            }
        }
    }

    /// A link whose other end is not in the tables is kept with the row, and waits for what other files bring.
    fn loose(&mut self, loose: Loose, link: &LinkText) {
        let named = &self.named[loose.row];
        let place = self.place(named, None);
        self.notes.add_named(
            NoteKind::Suspicious,
            "dangling-link",
            "links lead to what is not in the table; they are kept",
            &loose.other,
            place,
        );
        let cell = match loose.waits {
            OpenEnd::Item => "depends on",
            OpenEnd::Other => "blocks",
        };
        let text = link::text(link);
        self.kept
            .entry(loose.row)
            .or_default()
            .entry(cell)
            .or_default()
            .push(text);
        self.open_links.push(OpenLink {
            program: named.program.clone(),
            item: named.id.clone(),
            other: loose.other,
            waits: loose.waits,
            link: link.link,
            lag: link.lag,
        });
    }

    fn needs_of_tables(&mut self, needs: &mut Vec<RowNeed>) {
        let tables = self.tables;
        let mut beside: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for table in &tables.links {
            for (row, cells) in table.rows() {
                let text = |field| table.cell(row, field).map(|(cell, _)| cell.shown());
                let place = table.sheet.place(cells, None);
                let (Some(from), Some(to)) = (text(Field::LinkFrom), text(Field::LinkTo)) else {
                    self.suspicious(
                        "half-a-link",
                        "a link has one end only, and was left out",
                        place,
                    );
                    continue;
                };
                let lag = table
                    .cell(row, Field::LinkLag)
                    .map_or(Some(longpole_model::NeedLag::NONE), |(cell, column)| {
                        link::lag_of_cell(cell, column.unit)
                    });
                let kind = text(Field::LinkKind).unwrap_or_default();
                let phrase = text(Field::LinkPhrase);
                let named = phrase.as_deref().unwrap_or(&kind);
                let Some((waits, kind)) = self.kind_of_link(&kind, phrase.as_deref(), &place)
                else {
                    let find = |name: &str| self.references.find_anywhere(name);
                    match (find(&from), find(&to)) {
                        (Some(row), _) => {
                            beside.entry(row).or_default().push(format!("{named} {to}"));
                        }
                        (None, Some(row)) => {
                            beside
                                .entry(row)
                                .or_default()
                                .push(format!("{from} {named} {to}"));
                        }
                        (None, None) => self.suspicious("dangling-link", NO_END, place),
                    }
                    continue;
                };
                if lag.is_none() {
                    self.suspicious(
                        "unreadable-lag",
                        "a link has a lag that is no length of time; it was taken without",
                        place.clone(),
                    );
                }
                let link = LinkText {
                    other: to.clone(),
                    link: kind,
                    lag: lag.unwrap_or_default(),
                    asked: Asked::Identified,
                };
                let find = |name: &str| self.references.find_anywhere(name);
                match (find(&from), find(&to), waits) {
                    (Some(from), Some(to), OpenEnd::Item) => needs.push(RowNeed {
                        consumer: from,
                        provider: to,
                        link,
                    }),
                    (Some(from), Some(to), OpenEnd::Other) => needs.push(RowNeed {
                        consumer: to,
                        provider: from,
                        link,
                    }),
                    (Some(row), None, waits) => self.loose(
                        Loose {
                            row,
                            other: to,
                            waits,
                        },
                        &link,
                    ),
                    (None, Some(row), waits) => {
                        let waits = match waits {
                            OpenEnd::Item => OpenEnd::Other,
                            OpenEnd::Other => OpenEnd::Item,
                        };
                        let link = LinkText {
                            other: from.clone(),
                            ..link
                        };
                        self.loose(
                            Loose {
                                row,
                                other: from,
                                waits,
                            },
                            &link,
                        );
                    }
                    (None, None, _) => self.suspicious("dangling-link", NO_END, place),
                }
            }
        }
        for (row, links) in beside {
            self.leftovers
                .add(row, "links", Cell::Text(links.join("; ")));
        }
    }

    /// Which end of a link in a table waits, and which ends are tied. `None` where neither waits.
    fn kind_of_link(
        &mut self,
        kind: &str,
        phrase: Option<&str>,
        place: &crate::import::Place,
    ) -> Option<(OpenEnd, LinkKind)> {
        if kind.is_empty() && phrase.is_none() {
            return Some((OpenEnd::Other, LinkKind::FinishToStart));
        }
        if let Some(link) = link::kind_named(kind) {
            return Some((OpenEnd::Other, link));
        }
        match relation(kind, phrase.unwrap_or(kind)) {
            Some(Relation::Waits(link)) => Some((OpenEnd::Item, link)),
            Some(Relation::HoldsUp(link)) => Some((OpenEnd::Other, link)),
            Some(Relation::Part | Relation::Whole | Relation::Beside) => {
                self.notes.add(
                    NoteKind::Kept,
                    "link-without-order",
                    format!("links \"{kind}\" make nobody wait, and are kept as the custom field \"links\""),
                    place.clone(),
                );
                None
            }
            None => {
                self.suspicious("unmapped-link", format!("nobody knows whether a link \"{kind}\" makes somebody wait; it is kept as the custom field \"links\""), place.clone());
                None
            }
        }
    }

    /// Puts the needs into their programs.
    pub(super) fn insert(&mut self, needs: Vec<RowNeed>) {
        let mut ids = NeedIds::default();
        for need in needs {
            let consumer = &self.named[need.consumer];
            let provider = &self.named[need.provider];
            let elsewhere = provider.program != consumer.program;
            let source = NeedSource::Item(ItemRef {
                program: elsewhere.then(|| provider.program.clone()),
                item: provider.id.clone(),
            });
            let usual = NeedId::usual(&consumer.id, &source);
            let program = self
                .workspace
                .programs
                .entry(consumer.program.clone())
                .or_default();
            let id = ids.next(&consumer.program, program, &usual);
            let mut record = Need::plain(consumer.id.clone(), source);
            record.link = need.link.link;
            record.lag = need.link.lag;
            record.asked = need.link.asked;
            program.needs.insert(id, record);
        }
    }
}
