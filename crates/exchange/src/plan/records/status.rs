//! Status updates.

use jiff::civil::Date;
use longpole_model::{
    BulletPoint, PathToGreen, PersonId, StatusUpdate, UpdateState, UpdateSubject,
};

use crate::plan::out::Out;
use crate::plan::read::{
    Codec, Def, Fields, Flat, Many, OneOrMany, Opt, Reader, Req, Value, record,
};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::{Kind, Node, Style};
use crate::plan::values::words;

record! { StatusUpdate "What was said of a program, workstream or item, on a day." {
    about: Def "about" "What it is about: `items.id` or `workstreams.id`; the program when left out.";
    on: Req "on" "The day it is of.";
    by: Opt "by" "Who says so.";
    health: Opt "health" "The claimed health.";
    summary: Opt "summary" "The whole in a sentence.";
    points: Many "points" "What happened: at most five points in a short update.";
    next: Many "next" "What comes next.";
    blocked_on: OneOrMany "blocked_on" "Whom or what it waits for.";
    ask: Opt "ask" "What is wanted of leadership.";
    help_wanted: Opt "help_wanted" "Help that is looked for.";
    done: Boxes "boxes" "Checked boxes, where the report has such.";
    path_to_green: Opt "path_to_green" "How it gets back on track.";
    state: Def "state" "How far the update itself is.";
    inputs: Opt "inputs" "The hash of the inputs that a published update rests on.";
    link: Opt "link" "A link to where it was published.";
    meta: Flat "" "";
} }

words! { UpdateState "state of an update" {
    Draft "draft" "Made by the machine.";
    Edited "edited" "A person went over it.";
    Published "published" "Sent; it does not change any more.";
    Corrected "corrected" "Replaced by a later version.";
} }

record! { PathToGreen "How something that is not on track gets back." {
    cause: Opt "cause" "Why it is off track.";
    actions: Actions "actions" "What is done, by whom, by when.";
    expected: Opt "expected" "When it is expected to be on track.";
    decision: Opt "decision" "The decision that is needed for it.";
    cost: Opt "cost" "What it costs.";
} }

/// A point in words, or with its own health.
impl Value for BulletPoint {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Scalar(text, _) => Some(Self {
                text: text.to_string(),
                health: None,
            }),
            Kind::Sequence(..) | Kind::Mapping(..) | Kind::Refused => {
                let point = Point::read(node, reader)?;
                Some(Self {
                    text: point.text,
                    health: point.health,
                })
            }
        }
    }

    fn write(&self) -> Out {
        match self.health {
            None => self.text.write(),
            Some(_) => Point {
                text: self.text.clone(),
                health: self.health,
            }
            .write(),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![String::shape(), Point::shape()])
    }
}

struct Point {
    text: String,
    health: Option<longpole_model::Health>,
}

record! { Point "One point of an update, with its own health." {
    text: Req "text" "At most fifteen words.";
    health: Opt "health" "Its health.";
} }

type ActionTuple = (String, Option<PersonId>, Option<Date>);

struct Action {
    what: String,
    by: Option<PersonId>,
    on: Option<Date>,
}

record! { Action "What is done, by whom, by when." {
    what: Req "what" "What is done.";
    by: Opt "by" "By whom.";
    on: Opt "due" "By when.";
} }

struct Actions;

impl Codec<Vec<ActionTuple>> for Actions {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<ActionTuple>> {
        let actions: Vec<Action> = Many.read(fields, key, reader)?;
        Some(
            actions
                .into_iter()
                .map(|action| (action.what, action.by, action.on))
                .collect(),
        )
    }

    fn write(&self, value: &Vec<ActionTuple>, key: &'static str, out: &mut Vec<(String, Out)>) {
        let actions: Vec<_> = value
            .iter()
            .map(|(what, by, on)| Action {
                what: what.clone(),
                by: by.clone(),
                on: *on,
            })
            .collect();
        Many.write(&actions, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Vec<Action>>::describe(&Many, key, doc, out);
    }
}

/// Done and in all.
struct Boxes;

struct Checked {
    done: u32,
    total: u32,
}

record! { Checked "Checked boxes." {
    done: Req "done" "How many are checked.";
    total: Req "total" "How many there are.";
} }

impl Codec<Option<(u32, u32)>> for Boxes {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<(u32, u32)>> {
        let checked: Option<Checked> = Opt.read(fields, key, reader)?;
        Some(checked.map(|checked| (checked.done, checked.total)))
    }

    fn write(&self, value: &Option<(u32, u32)>, key: &'static str, out: &mut Vec<(String, Out)>) {
        Opt.write(
            &value.map(|(done, total)| Checked { done, total }),
            key,
            out,
        );
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Option<Checked>>::describe(&Opt, key, doc, out);
    }
}

impl Value for UpdateSubject {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let text = node.text().unwrap_or_default();
        if text == "program" {
            return Some(Self::Program);
        }
        let part = |prefix: &str| {
            let id = text.strip_prefix(prefix)?;
            let start = node.end - id.len() as u32;
            Some(Node {
                start,
                end: node.end,
                kind: Kind::Scalar(id.into(), Style::Plain),
            })
        };
        if let Some(item) = part("items.") {
            return Value::read(&item, reader).map(Self::Item);
        }
        if let Some(workstream) = part("workstreams.") {
            return Value::read(&workstream, reader).map(Self::Workstream);
        }
        reader.wrong_type(node, "`program`, `items.id` or `workstreams.id`");
        None
    }

    fn write(&self) -> Out {
        Out::Plain(match self {
            Self::Program => "program".to_owned(),
            Self::Item(item) => format!("items.{item}"),
            Self::Workstream(workstream) => format!("workstreams.{workstream}"),
        })
    }

    fn shape() -> Shape {
        Shape::Text {
            what: "`program`, `items.id` or `workstreams.id`",
            example: "items.tokens-api",
            pattern: None,
        }
    }
}
