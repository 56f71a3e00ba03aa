//! Needs: the consumer's half of a contract, written in the list of what an item waits for.
//!
//! An entry is an id (`ledger`), an id with what it is (`choose-db: decision`), or an id with terms
//! (`tokens-api: { what: …, kind: SS }`).

use jiff::civil::Date;
use longpole_model::{
    Asked, ContractKind, DecisionId, EntityKind, GateId, ItemId, LinkKind, Meta, Need, NeedId,
    NeedLag, NeedSource, PersonId, Span,
};

use crate::diagnostic::{Diagnostic, Span as Place};
use crate::plan::out::Out;
use crate::plan::read::{Codec, Def, Fields, Flat, Known, Opt, Reader, Record as _, Value, record};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::{Key, Kind, Node};
use crate::plan::values::{Scalar, Wrong, decimal, item_ref, shortened, words};

/// A need as it stands under its consumer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NeedEntry {
    pub(crate) source: NeedSource,
    pub(crate) terms: Terms,
    /// Where its provider is named; nowhere when it was not read from a file.
    pub(crate) place: Option<Place>,
    /// Its whole entry.
    pub(crate) whole: Option<Place>,
}

/// What is agreed about a need, beside who needs what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Terms {
    pub(crate) id: Option<NeedId>,
    pub(crate) is: SourceKind,
    pub(crate) link: LinkKind,
    pub(crate) lag: NeedLag,
    pub(crate) what: Option<String>,
    pub(crate) accept: Option<String>,
    pub(crate) kind: Option<ContractKind>,
    pub(crate) owner: Option<PersonId>,
    pub(crate) asked: Asked,
    pub(crate) requested_on: Option<Date>,
    pub(crate) promised: Option<Date>,
    pub(crate) escalate_on: Option<Date>,
    pub(crate) fallback: Option<String>,
    pub(crate) accepted_on: Option<Date>,
    pub(crate) meta: Meta,
}

record! { Terms "What an item needs of another, on which terms." {
    id: Opt "id" "The id of the need; `consumer<-provider` when left out.";
    is: Def "source" "What the provider is.";
    link: Def "kind" "Which ends of the two are tied.";
    lag: Def "lag" "Time between them, or a share of what the provider takes (`50%`); negative for a lead.";
    what: Opt "what" "What exactly is needed.";
    accept: Opt "accept" "How the consumer will see that it has it.";
    kind: Opt "type" "What kind of dependency.";
    owner: Opt "owner" "The consumer's person for it.";
    asked: Def "asked" "How far the consumer's side is.";
    requested_on: Opt "requested_on" "When it was requested.";
    promised: Opt "promised" "A date that the consumer says was promised; it counts as requested only.";
    escalate_on: Opt "escalate_on" "The day by which it is escalated if nobody answers.";
    fallback: Opt "fallback" "What is done if it does not come.";
    accepted_on: Opt "accepted_on" "When the consumer accepted it.";
    meta: Flat "" "";
} }

/// What a provider is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SourceKind {
    #[default]
    Item,
    Decision,
    Gate,
}

words! { SourceKind "kind of provider" {
    Item "item" "An item of work.";
    Decision "decision" "A decision of this program.";
    Gate "gate" "A gate of this program.";
} }

words! { LinkKind "kind of link" {
    FinishToStart "FS" "The consumer starts after the provider's finish.";
    StartToStart "SS" "The consumer starts after the provider's start.";
    FinishToFinish "FF" "The consumer finishes after the provider's finish.";
    StartToFinish "SF" "The consumer finishes after the provider's start.";
} }

words! { ContractKind "kind of dependency" {
    Technical "technical" "Something that is built.";
    Knowledge "knowledge" "Something that somebody knows.";
    Resource "resource" "Somebody's time.";
    Approval "approval" "Somebody's consent.";
    External "external" "Something from outside the organisation.";
} }

words! { Asked "state of a need" {
    Identified "identified" "Somebody saw that it is needed.";
    Requested "requested" "The provider was asked.";
    Accepted "accepted" "It was delivered and the consumer accepts it.";
    Withdrawn "withdrawn" "It is no longer needed.";
    Superseded "superseded" "Another need took its place.";
} }

/// `2d`, `-1ed`, or a share of the provider's duration: `50%`, `e50%` by the clock.
impl Scalar for NeedLag {
    const WHAT: &'static str = "a span of time or a share";
    const EXAMPLE: &'static str = "2d";
    const PATTERN: Option<&'static str> =
        Some(r"^(-?\d+(\.\d{1,3})?e?(min|h|d|w|mo)|e?-?\d+(\.\d{1,3})?%)$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some(share) = text.strip_suffix('%') else {
            return Span::parse(text).map(Self::Time);
        };
        let (elapsed, number) = match share.strip_prefix('e') {
            Some(number) => (true, number),
            None => (false, share),
        };
        match decimal(number, 1000) {
            Some(milli_percent) if milli_percent.abs() <= MOST_SHARE => Ok(Self::Share {
                milli_percent,
                elapsed,
            }),
            Some(_) => Err(Wrong::value(format!(
                "`{}` is more than any lag",
                shortened(text)
            ))),
            None => Err(Wrong::form()),
        }
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// A hundred times the provider's duration, in thousandths of a percent.
const MOST_SHARE: i64 = 100 * 100_000;

impl NeedEntry {
    /// The need as an entity of its own, with its id.
    pub(crate) fn into_need(self, consumer: &ItemId) -> (NeedId, Need) {
        let terms = self.terms;
        let id = terms
            .id
            .unwrap_or_else(|| NeedId::usual(consumer, &self.source));
        let need = Need {
            consumer: consumer.clone(),
            source: self.source,
            link: terms.link,
            lag: terms.lag,
            what: terms.what,
            accept: terms.accept,
            kind: terms.kind,
            owner: terms.owner,
            asked: terms.asked,
            requested_on: terms.requested_on,
            promised: terms.promised,
            escalate_on: terms.escalate_on,
            fallback: terms.fallback,
            accepted_on: terms.accepted_on,
            meta: terms.meta,
        };
        (id, need)
    }

    /// A need as it is to be written under its consumer.
    pub(crate) fn of_need(id: &NeedId, need: &Need) -> Self {
        let is_usual = id.is_usual(&need.consumer, &need.source);
        let terms = Terms {
            id: (!is_usual).then(|| id.clone()),
            is: kind_of(&need.source),
            link: need.link,
            lag: need.lag,
            what: need.what.clone(),
            accept: need.accept.clone(),
            kind: need.kind,
            owner: need.owner.clone(),
            asked: need.asked,
            requested_on: need.requested_on,
            promised: need.promised,
            escalate_on: need.escalate_on,
            fallback: need.fallback.clone(),
            accepted_on: need.accepted_on,
            meta: need.meta.clone(),
        };
        Self {
            source: need.source.clone(),
            terms,
            place: None,
            whole: None,
        }
    }
}

fn kind_of(source: &NeedSource) -> SourceKind {
    match source {
        NeedSource::Item(_) => SourceKind::Item,
        NeedSource::Decision(_) => SourceKind::Decision,
        NeedSource::Gate(_) => SourceKind::Gate,
    }
}

/// The list of needs.
pub(crate) struct Needs;

impl Codec<Vec<NeedEntry>> for Needs {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<NeedEntry>> {
        let Some(entry) = fields.take(key) else {
            return Some(Vec::new());
        };
        Some(match &entry.value.kind {
            Kind::Sequence(nodes, _) => nodes
                .iter()
                .flat_map(|node| read_entry(node, reader))
                .collect(),
            Kind::Scalar(..) | Kind::Mapping(..) | Kind::Refused => {
                read_entry(&entry.value, reader)
            }
        })
    }

    fn write(&self, value: &Vec<NeedEntry>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if !value.is_empty() {
            out.push((
                key.to_owned(),
                Out::List(value.iter().map(write_need).collect()),
            ));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let id = Shape::Text {
            what: "an item, or program/item",
            example: "tokens-api",
            pattern: None,
        };
        let terms = Shape::Map {
            key: "an item, decision or gate",
            value: Box::new(Shape::OneOf(vec![Terms::shape(), SourceKind::shape()])),
        };
        let shape = Shape::List(Box::new(Shape::OneOf(vec![id, terms])));
        out.push(FieldShape {
            key,
            doc,
            shape,
            required: false,
        });
    }
}

fn read_entry(node: &Node<'_>, reader: &Reader<'_>) -> Vec<NeedEntry> {
    match &node.kind {
        Kind::Scalar(text, _) if !node.is_null() => {
            let key = Key {
                text: text.clone(),
                start: node.start,
                end: node.end,
            };
            read_need(&key, None, reader).into_iter().collect()
        }
        Kind::Mapping(entries, _) => {
            let readable = if terms_beside(node, reader) {
                1
            } else {
                entries.len()
            };
            entries[..readable]
                .iter()
                .filter_map(|entry| read_need(&entry.key, Some(&entry.value), reader))
                .collect()
        }
        Kind::Scalar(..) | Kind::Sequence(..) | Kind::Refused => {
            reader.wrong_type(node, "the id of what is needed");
            Vec::new()
        }
    }
}

/// `- tokens-api:` with its terms in the same column reads as several needs; say so rather than "no item called `what`".
fn terms_beside(node: &Node<'_>, reader: &Reader<'_>) -> bool {
    let Some([first, rest @ ..]) = node.entries() else {
        return false;
    };
    if rest.is_empty() || !first.value.is_null() {
        return false;
    }
    let fields = Terms::fields();
    let stray = rest
        .iter()
        .find(|entry| fields.iter().any(|field| field.key == entry.key.text));
    if let Some(stray) = stray {
        let message = format!(
            "`{}` stands beside `{}`, not below it",
            stray.key.text, first.key.text
        );
        reader.report(
            Diagnostic::error("wrong-type", stray.key.span(reader.file), message)
                .help("indent the terms of a need deeper than its provider"),
        );
    }
    stray.is_some()
}

fn read_need(key: &Key<'_>, value: Option<&Node<'_>>, reader: &Reader<'_>) -> Option<NeedEntry> {
    let need = try_need(key, value, reader);
    if need.is_none() {
        reader.lost_need();
    }
    need
}

fn try_need(key: &Key<'_>, value: Option<&Node<'_>>, reader: &Reader<'_>) -> Option<NeedEntry> {
    let terms = match value {
        None => Terms::default(),
        Some(node) if node.is_null() => Terms::default(),
        Some(node) if node.text().is_some() => Terms {
            is: SourceKind::read(node, reader)?,
            ..Terms::default()
        },
        Some(node) => Terms::read(node, reader)?,
    };
    let place = key.span(reader.file);
    let whole = Place {
        end: value.map_or(key.end, |node| node.end.max(key.end)),
        ..place
    };
    let source = read_source(&key.text, terms.is, place, reader)?;
    Some(NeedEntry {
        source,
        terms,
        place: Some(place),
        whole: Some(whole),
    })
}

fn read_source(
    text: &str,
    is: SourceKind,
    place: Place,
    reader: &Reader<'_>,
) -> Option<NeedSource> {
    match is {
        SourceKind::Item => {
            let known = |kind| {
                matches!(
                    reader.index.find(kind, reader.program.as_ref(), text),
                    Known::Id(_)
                )
            };
            if !known(EntityKind::Item) {
                for (kind, word) in [
                    (EntityKind::Decision, "decision"),
                    (EntityKind::Gate, "gate"),
                ] {
                    if known(kind) {
                        let message = format!("`{text}` is a {word}, not an item");
                        reader.report(
                            Diagnostic::error("wrong-kind", place, message)
                                .did_you_mean(format!("{text}: {word}")),
                        );
                        return None;
                    }
                }
            }
            item_ref(text, place, reader).map(NeedSource::Item)
        }
        SourceKind::Decision => {
            let id = reader.resolve(EntityKind::Decision, None, text, place)?;
            DecisionId::new(&id).ok().map(NeedSource::Decision)
        }
        SourceKind::Gate => {
            let id = reader.resolve(EntityKind::Gate, None, text, place)?;
            GateId::new(&id).ok().map(NeedSource::Gate)
        }
    }
}

pub(crate) fn write_need(entry: &NeedEntry) -> Out {
    let id = entry.source.to_string();
    let only_kind = Terms {
        is: entry.terms.is,
        ..Terms::default()
    };
    if entry.terms != only_kind {
        Out::Map(vec![(id, entry.terms.write())])
    } else if entry.terms.is == SourceKind::Item {
        Out::Text(id)
    } else {
        Out::Map(vec![(id, entry.terms.is.write())])
    }
}

/// A need as it is to be written under its consumer; mostly just what it waits for.
pub(crate) fn write_need_of(id: &NeedId, need: &Need) -> Out {
    if is_plain(id, need) {
        Out::Text(need.source.to_string())
    } else {
        write_need(&NeedEntry::of_need(id, need))
    }
}

/// Whether nothing is said of a need beside the item that it waits for.
fn is_plain(id: &NeedId, need: &Need) -> bool {
    let Need {
        consumer,
        source,
        link,
        lag,
        what,
        accept,
        kind,
        owner,
        asked,
        requested_on,
        promised,
        escalate_on,
        fallback,
        accepted_on,
        meta,
    } = need;
    let has_texts = [what, accept, fallback].into_iter().any(Option::is_some);
    let has_dates = [requested_on, promised, escalate_on, accepted_on]
        .into_iter()
        .any(Option::is_some);
    kind_of(source) == SourceKind::Item
        && *link == LinkKind::default()
        && *lag == NeedLag::default()
        && !has_texts
        && !has_dates
        && kind.is_none()
        && owner.is_none()
        && *asked == Asked::default()
        && *meta == Meta::default()
        && id.is_usual(consumer, source)
}

/// What a gate waits for, without terms.
impl Value for NeedSource {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let mut entries = read_entry(node, reader);
        let entry = entries.pop()?;
        if let Some(place) = entry.whole
            && entry.terms
                != (Terms {
                    is: entry.terms.is,
                    ..Terms::default()
                })
        {
            reader.report(
                Diagnostic::error("unknown-field", place, "a gate's needs have no terms")
                    .help("write the id alone, or `id: decision`"),
            );
        }
        Some(entry.source)
    }

    fn write(&self) -> Out {
        write_need(&NeedEntry {
            source: self.clone(),
            terms: Terms {
                is: kind_of(self),
                ..Terms::default()
            },
            place: None,
            whole: None,
        })
    }

    fn shape() -> Shape {
        let id = Shape::Text {
            what: "an item, or program/item",
            example: "tokens-api",
            pattern: None,
        };
        Shape::OneOf(vec![
            id,
            Shape::Map {
                key: "a decision or gate",
                value: Box::new(SourceKind::shape()),
            },
        ])
    }
}
