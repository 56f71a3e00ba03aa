//! Items: the work.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    Backlog, BacklogSize, Commitment, Constraint, ConstraintKind, Effort, Estimate, EvidenceHints,
    Health, Item, ItemKind, Moment, Need, NeedId, Pace, PersonId, Probability, Progress, Promise,
    PromiseState, Remaining, Span, Split, Spread, StatusClaim,
};

use super::calendar::LastDay;
use super::need::{NeedEntry, Needs, write_need_of};
use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::read::{
    Codec, Def, Fields, Flat, Many, Map, OneOrMany, Opt, Reader, Record as _, Req, Value, record,
};
use crate::plan::shape::{FieldShape, RecordShape, Shape};
use crate::plan::tree::{Kind, Node};
use crate::plan::values::{ItemCount, Items, Scalar, Wrong, shortened, words};

/// An item as it stands in a plan: with its needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ItemEntry {
    pub(crate) item: Item,
    pub(crate) needs: Vec<NeedEntry>,
}

record! { ItemEntry "A piece of work, a deliverable, a point in time, or a level of effort." {
    item: Flat "" "";
    needs: Needs "needs" "What it waits for: items, decisions, gates.";
} }

/// An item with its needs, as [`ItemEntry`] writes them.
pub(crate) fn write_item(item: &Item, needs: &[(&NeedId, &Need)]) -> Out {
    let mut out = Vec::new();
    item.write_fields(&mut out);
    if !needs.is_empty() {
        let list = needs
            .iter()
            .map(|(id, need)| write_need_of(id, need))
            .collect();
        out.push(("needs".to_owned(), Out::List(list)));
    }
    Out::Map(out)
}

record! { Item "An item of work." {
    title: Opt "title" "What it is, for people; the id when left out.";
    description: Opt "description" "More about it.";
    kind: WhatKind "kind" "What kind of item.";
    parent: Opt "parent" "The item that it is part of.";
    workstream: Opt "workstream" "The workstream that it belongs to, else its parent's.";
    team: Opt "team" "The team that does it, else its parent's.";
    owner: Opt "owner" "The person who answers for it.";
    approver: Opt "approver" "Who accepts a deliverable.";
    estimate: Work "" "";
    people: Opt "people" "How many people work on it.";
    progress: Flat "" "";
    splits: Many "splits" "Stretches of time in which it is not worked on.";
    calendar: Opt "calendar" "The calendar that it is worked by, else its team's.";
    not_before: Opt "not_before" "It does not start before this.";
    constraint: Opt "constraint" "A date constraint, mostly from imported schedules.";
    scheduling: Def "scheduling" "How it is scheduled beside that, mostly from imported schedules.";
    deadline: Opt "deadline" "The date after which it is of no use.";
    commit: Opt "commit" "The date that its owner committed to.";
    target: Opt "target" "A date that is wished for but not committed.";
    promises: Promises "promises" "What its team promised to consumers, by need.";
    objectives: OneOrMany "objectives" "Objectives that it serves.";
    systems: OneOrMany "systems" "Systems that it moves or changes.";
    wave: Opt "wave" "The wave that it belongs to.";
    priority: Opt "priority" "The larger goes first where a team has to choose, 0 to 1000; 500 when left out.";
    budget: Opt "budget" "Money planned.";
    actual_cost: Opt "actual_cost" "Money spent.";
    actual_effort: Opt "actual_effort" "Effort spent.";
    status: Opt "status" "What its owner last said of it.";
    evidence: Def "evidence" "Where its evidence is to be looked for.";
    meta: Flat "" "";
} }

words! { ItemKind "kind of item" {
    Task "task" "Work.";
    Deliverable "deliverable" "Work with a result that somebody accepts.";
    Milestone "milestone" "A point in time; takes no time itself.";
    StartMilestone "start-milestone" "A milestone that lies where work begins, not where it ends.";
    Gate "gate" "A milestone at which something is ruled.";
    LevelOfEffort "level-of-effort" "Work that lasts as long as what it supports.";
} }

/// `kind: …`, or `milestone: true` for the most usual one.
struct WhatKind;

impl Codec<ItemKind> for WhatKind {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<ItemKind> {
        let milestone: Option<bool> = Opt.read(fields, "milestone", reader)?;
        let place = fields.peek(key).map(|entry| reader.span(&entry.value));
        let kind: Option<ItemKind> = Opt.read(fields, key, reader)?;
        if let (Some(true), Some(kind), Some(place)) = (milestone, kind, place)
            && !matches!(kind, ItemKind::Milestone | ItemKind::StartMilestone)
        {
            reader.report(
                Diagnostic::error(
                    "contradiction",
                    place,
                    "`milestone: true` says something else",
                )
                .help("leave one of the two out"),
            );
        }
        Some(kind.unwrap_or(if milestone == Some(true) {
            ItemKind::Milestone
        } else {
            ItemKind::Task
        }))
    }

    fn write(&self, value: &ItemKind, key: &'static str, out: &mut Vec<(String, Out)>) {
        match value {
            ItemKind::Task => {}
            ItemKind::Milestone => {
                out.push(("milestone".to_owned(), Out::Plain("true".to_owned())));
            }
            ItemKind::Deliverable
            | ItemKind::StartMilestone
            | ItemKind::Gate
            | ItemKind::LevelOfEffort => {
                out.push((key.to_owned(), value.write()));
            }
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(FieldShape {
            key: "milestone",
            doc: "Whether it is a point in time; short for `kind: milestone`.",
            shape: Shape::Flag,
            required: false,
        });
        out.push(FieldShape {
            key,
            doc,
            shape: ItemKind::shape(),
            required: false,
        });
    }
}

/// What it takes: `estimate`, or `effort`, or a backlog (`remaining: 25 items`, or `total` and `done`).
struct Work;

impl Codec<Option<Estimate>> for Work {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        _key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<Estimate>> {
        let mut ways: Vec<_> = ["estimate", "effort", "total"]
            .into_iter()
            .filter_map(|key| fields.peek(key))
            .chain(backlog_left(fields))
            .collect();
        ways.sort_by_key(|entry| entry.key.start);
        if let [first, second, ..] = ways.as_slice() {
            let message = format!(
                "`{}` and `{}` are two ways to say what it takes",
                first.key.text, second.key.text
            );
            reader.report(
                Diagnostic::error("contradiction", second.key.span(reader.file), message)
                    .also(first.key.span(reader.file), "first here")
                    .help("keep one of them"),
            );
        }
        let duration: Option<Spread<Span>> = Opt.read(fields, "estimate", reader)?;
        if let (Some(duration), Some(entry)) = (duration, fields.peek("estimate")) {
            not_negative(&duration, &entry.value, reader);
        }
        let effort: Option<Spread<Effort>> = Opt.read(fields, "effort", reader)?;
        let left: Option<Items> = if backlog_left(fields).is_some() {
            Opt.read(fields, "remaining", reader)?
        } else {
            None
        };
        let total: Option<ItemCount> = Opt.read(fields, "total", reader)?;
        let done_place = fields.peek("done").map(|entry| reader.span(&entry.value));
        let done: Option<ItemCount> = Opt.read(fields, "done", reader)?;
        let (total, done) = (total.map(|total| total.0), done.map(|done| done.0));
        let pace_place = fields.peek("pace").map(|entry| entry.key.span(reader.file));
        let pace: Option<Pace> = Opt.read(fields, "pace", reader)?;
        if let (Some(place), None) = (done_place, total) {
            reader.report(
                Diagnostic::error("missing-field", place, "`done` without `total`")
                    .help("say how many there are in all: `total: 40 items`"),
            );
        }
        if let (Some(place), Some(total), Some(done)) = (done_place, total, done)
            && done > total
        {
            reader.report(Diagnostic::error(
                "out-of-range",
                place,
                format!("{done} done of {total}"),
            ));
        }
        let size = left
            .map(|left| BacklogSize::Remaining(left.0))
            .or(total.map(|total| BacklogSize::Total {
                total,
                done: done.unwrap_or(0),
            }));
        if let (Some(place), None) = (pace_place, size) {
            reader.report(
                Diagnostic::error("missing-field", place, "a pace without a backlog")
                    .help("say how many are left: `remaining: 25 items`"),
            );
        }
        let backlog = size.map(|size| Estimate::Backlog(Backlog { size, pace }));
        Some(
            duration
                .map(Estimate::Duration)
                .or(effort.map(Estimate::Effort))
                .or(backlog),
        )
    }

    fn write(&self, value: &Option<Estimate>, _key: &'static str, out: &mut Vec<(String, Out)>) {
        let mut put = |key: &str, value: Out| out.push((key.to_owned(), value));
        match value {
            None => {}
            Some(Estimate::Duration(duration)) => put("estimate", duration.write()),
            Some(Estimate::Effort(effort)) => put("effort", effort.write()),
            Some(Estimate::Backlog(Backlog { size, pace })) => {
                match size {
                    BacklogSize::Remaining(left) => put("remaining", Items(*left).write()),
                    BacklogSize::Total { total, done } => {
                        put("total", ItemCount(*total).write());
                        put("done", ItemCount(*done).write());
                    }
                }
                if let Some(pace) = pace {
                    put("pace", pace.write());
                }
            }
        }
    }

    fn describe(&self, _key: &'static str, _doc: &'static str, out: &mut Vec<FieldShape>) {
        let mut field = |key, doc, shape| {
            out.push(FieldShape {
                key,
                doc,
                shape,
                required: false,
            });
        };
        let spread = |example| Shape::Text {
            what: "a span of time, or optimistic..likely..pessimistic",
            example,
            pattern: None,
        };
        field(
            "estimate",
            "Working time it takes: one value, or P10..mode..P90.",
            spread("15d..25d..50d"),
        );
        field(
            "effort",
            "People's time it takes; the duration follows from `people`.",
            Shape::Text {
                what: "people's time, or optimistic..likely..pessimistic",
                example: "40pd",
                pattern: None,
            },
        );
        field(
            "total",
            "Things to do in all, done at the team's pace.",
            ItemCount::shape(),
        );
        field("done", "How many of `total` are done.", ItemCount::shape());
        field(
            "pace",
            "The pace of this backlog, else the team's.",
            Pace::shape(),
        );
    }
}

record! { Split "A stretch of time in which an item is not worked on." {
    from: Req "from" "The first day off, or the moment at which work stops.";
    to: LastDay "to" "The last day off, or the moment at which work goes on; the first day when left out.";
} }

/// `remaining` where it counts things rather than time.
fn backlog_left<'n, 's>(fields: &Fields<'n, 's>) -> Option<&'n crate::plan::tree::Entry<'s>> {
    fields.peek("remaining").filter(|entry| {
        entry.value.text().is_some_and(|text| {
            text.trim_end().ends_with("items") || text.trim_end().ends_with("item")
        })
    })
}

fn not_negative(spread: &Spread<Span>, node: &Node<'_>, reader: &Reader<'_>) {
    if spread.low().is_negative() || spread.likely().is_negative() {
        reader.report(Diagnostic::error(
            "out-of-range",
            reader.span(node),
            "work cannot take less than no time",
        ));
    }
}

record! { Progress "How far an item is." {
    started: Opt "started" "When work began.";
    finished: Opt "finished" "When it was done.";
    remaining: Left "remaining" "What is left: working time, people's time, or a number of items.";
    percent: Opt "percent" "The share that its owner says is done.";
    stopped: Opt "stopped" "When work was interrupted.";
    resumed: Opt "resumed" "When it goes on.";
} }

/// `remaining` where it is time.
struct Left;

impl Codec<Option<Remaining>> for Left {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<Remaining>> {
        if backlog_left(fields).is_some() {
            return Some(None);
        }
        Opt.read(fields, key, reader)
    }

    fn write(&self, value: &Option<Remaining>, key: &'static str, out: &mut Vec<(String, Out)>) {
        Opt.write(value, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Option<Remaining>>::describe(&Opt, key, doc, out);
    }
}

impl Scalar for Remaining {
    const WHAT: &'static str = "what is left";
    const EXAMPLE: &'static str = "5d";

    fn parse(text: &str) -> Result<Self, Wrong> {
        if text.ends_with("pd") {
            return Spread::parse(text).map(Self::Effort);
        }
        let left = Spread::<Span>::parse(text)?;
        if left.low().is_negative() || left.likely().is_negative() {
            return Err(Wrong::value("less than nothing cannot be left"));
        }
        Ok(Self::Duration(left))
    }

    fn text(&self) -> String {
        match self {
            Self::Duration(left) => left.text(),
            Self::Effort(left) => left.text(),
        }
    }
}

/// `{ must-finish-on: 2027-06-30 }`, or `as-late-as-possible`, which needs no date.
impl Value for Constraint {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let (word, place, date) = match (&node.kind, node.entries()) {
            (Kind::Scalar(text, _), _) => (text.as_ref(), reader.span(node), None),
            (_, Some([entry])) => (
                entry.key.text.as_ref(),
                entry.key.span(reader.file),
                Some(&entry.value),
            ),
            _ => {
                reader.wrong_type(
                    node,
                    "one constraint with its date, such as `{ must-finish-on: 2027-06-30 }`",
                );
                return None;
            }
        };
        let Some((_, kind)) = CONSTRAINTS.into_iter().find(|(name, _)| *name == word) else {
            let words = CONSTRAINTS.map(|(name, _)| name);
            let diagnostic = Diagnostic::error(
                "unknown-word",
                place,
                format!("`{}` is no constraint", shortened(word)),
            );
            reader.report(match reader.nearest(word, words.into_iter()) {
                Some(near) => diagnostic.did_you_mean(near),
                None => diagnostic.help(format!("one of {}", words.join(", "))),
            });
            return None;
        };
        if date.is_none() && kind != ConstraintKind::AsLateAsPossible {
            let diagnostic =
                Diagnostic::error("missing-field", place, format!("`{word}` needs a date"));
            reader.report(diagnostic.help(format!("such as `{{ {word}: 2027-06-30 }}`")));
            return None;
        }
        let at = match date {
            Some(date) => Some(Moment::read(date, reader)?),
            None => None,
        };
        Some(Self { kind, at })
    }

    fn write(&self) -> Out {
        let word = CONSTRAINTS
            .into_iter()
            .find(|(_, kind)| *kind == self.kind)
            .map_or("", |(word, _)| word);
        match &self.at {
            Some(at) => Out::Map(vec![(word.to_owned(), at.write())]),
            None => Out::Plain(word.to_owned()),
        }
    }

    fn shape() -> Shape {
        let late = Shape::Words(&[("as-late-as-possible", "As late as what follows allows.")]);
        Shape::OneOf(vec![
            Shape::Record(RecordShape {
                name: "Constraint",
                doc: "A date constraint: one of these.",
                fields: constraint_fields,
            }),
            late,
        ])
    }
}

fn constraint_fields() -> Vec<FieldShape> {
    let field = |key, doc| FieldShape {
        key,
        doc,
        shape: Moment::shape(),
        required: false,
    };
    vec![
        field("must-start-on", "Starts exactly then."),
        field("must-finish-on", "Finishes exactly then."),
        field("start-no-later-than", "Starts then or before."),
        field("finish-no-later-than", "Finishes then or before."),
        field("start-no-earlier-than", "Starts then or after."),
        field("finish-no-earlier-than", "Finishes then or after."),
        field(
            "start-on",
            "Starts then or later, and should start no later.",
        ),
        field(
            "finish-on",
            "Finishes then or later, and should finish no later.",
        ),
    ]
}

const CONSTRAINTS: [(&str, ConstraintKind); 9] = [
    ("must-start-on", ConstraintKind::MustStartOn),
    ("must-finish-on", ConstraintKind::MustFinishOn),
    ("start-no-later-than", ConstraintKind::StartNoLaterThan),
    ("finish-no-later-than", ConstraintKind::FinishNoLaterThan),
    ("start-no-earlier-than", ConstraintKind::StartNoEarlierThan),
    (
        "finish-no-earlier-than",
        ConstraintKind::FinishNoEarlierThan,
    ),
    ("start-on", ConstraintKind::StartOn),
    ("finish-on", ConstraintKind::FinishOn),
    ("as-late-as-possible", ConstraintKind::AsLateAsPossible),
];

/// A date alone, or with who stands for it.
impl Value for Commitment {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Scalar(..)) {
            let date = Date::read(node, reader)?;
            return Some(Self {
                date,
                confidence: None,
                by: None,
                to: None,
                said_on: None,
            });
        }
        let Dated {
            date,
            confidence,
            by,
            to,
            said_on,
        } = Dated::read(node, reader)?;
        Some(Self {
            date,
            confidence,
            by,
            to,
            said_on,
        })
    }

    fn write(&self) -> Out {
        let Self {
            date,
            confidence,
            by,
            to,
            said_on,
        } = self.clone();
        match (&confidence, &by, &to, &said_on) {
            (None, None, None, None) => date.write(),
            _ => Dated {
                date,
                confidence,
                by,
                to,
                said_on,
            }
            .write(),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Date::shape(), Dated::shape()])
    }
}

struct Dated {
    date: Date,
    confidence: Option<Probability>,
    by: Option<PersonId>,
    to: Option<String>,
    said_on: Option<Date>,
}

record! { Dated "A date that somebody stands for." {
    date: Req "date" "The last day.";
    confidence: Opt "confidence" "The odds that it should have.";
    by: Opt "by" "Who committed.";
    to: Opt "to" "To whom.";
    said_on: Opt "said_on" "When that was said.";
} }

record! { StatusClaim "What somebody said of an item, on a day." {
    health: Opt "health" "The health that was claimed.";
    on: Req "on" "When it was said.";
    by: Opt "by" "Who said it.";
    note: Opt "note" "In words.";
    forecast: Opt "forecast" "The date that was forecast.";
    reason: Opt "reason" "Why a better health than the computed one is claimed, if it is.";
    until: Opt "until" "Until when that better health holds.";
} }

words! { Health "health" {
    OnTrack "on-track" "Nothing says that the date will be missed.";
    AtRisk "at-risk" "It may be missed.";
    Unknown "unknown" "What is needed to tell is missing or stale.";
    OffTrack "off-track" "It will be missed unless something changes.";
} }

record! { EvidenceHints "Where to look for what the engineers' systems show of an item." {
    paths: OneOrMany "paths" "Paths of code, as globs.";
    issues: OneOrMany "issues" "Issue keys, as globs.";
    branches: OneOrMany "branches" "Branches, as globs.";
    repos: OneOrMany "repos" "Repositories.";
    links: OneOrMany "links" "Links to documents, dashboards, pull requests.";
} }

record! { Promise "The provider's half of a contract: what its team says it will deliver when." {
    date: Opt "date" "The promised day.";
    by: Opt "by" "Who promised.";
    state: Def "state" "How far the provider's side is.";
    said_on: Opt "said_on" "When that was said.";
    confidence: Opt "confidence" "How sure the provider is.";
    evidence: Opt "evidence" "What shows a delivery.";
    delivered_on: Opt "delivered_on" "When it was delivered.";
    note: Opt "note" "In words; for a counter-offer, what is offered instead.";
} }

words! { PromiseState "state of a promise" {
    Countered "countered" "Another date or scope was offered.";
    Committed "committed" "Committed to.";
    InProgress "in-progress" "Being worked on.";
    AtRisk "at-risk" "The provider says that the date is in danger.";
    Delivered "delivered" "Delivered, with evidence.";
    Declined "declined" "The provider will not do it.";
    Broken "broken" "The promised day passed without it.";
} }

/// Promises by need. Whether the needs exist is checked once all are known.
struct Promises;

impl Codec<BTreeMap<NeedId, Promise>> for Promises {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<BTreeMap<NeedId, Promise>> {
        if let Some(entry) = fields.peek(key)
            && let Kind::Mapping(entries, _) = &entry.value.kind
        {
            for promise in entries {
                reader.promise(&promise.key.text, promise.key.span(reader.file));
            }
        }
        Map.read(fields, key, reader)
    }

    fn write(
        &self,
        value: &BTreeMap<NeedId, Promise>,
        key: &'static str,
        out: &mut Vec<(String, Out)>,
    ) {
        Map.write(value, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<BTreeMap<NeedId, Promise>>::describe(&Map, key, doc, out);
    }
}
