//! Ids: those that name what is described here, and references to what is described elsewhere.

use longpole_model::{
    AssignmentId, CalendarId, CriterionId, DecisionId, EntityKind, EscalationId, ExceptionId,
    GateId, InvalidId, ItemId, ItemRef, KeyResultId, NeedId, ObjectiveId, OptionId, PersonId,
    ProbeId, ProgramId, ResourceId, ResponseId, RiskId, RunbookId, StepId, SystemId, TeamId,
    WaveId, WorkstreamId,
};

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::plan::out::Out;
use crate::plan::read::{MapKey, Reader, Value};
use crate::plan::shape::Shape;
use crate::plan::tree::{Key, Node};

/// Takes a text as an id, or reports why it is none.
pub(crate) fn parse_id<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, InvalidId>,
    span: Span,
    reader: &Reader<'_>,
) -> Option<T> {
    match parse(text) {
        Ok(id) => Some(id),
        Err(error) => {
            let mut diagnostic = Diagnostic::error("bad-id", span, error.to_string())
                .help("ids are letters, digits, `-`, `_` and `.`");
            let meant = text.trim().replace([' ', '/'], "-");
            if meant != text && parse(&meant).is_ok() {
                diagnostic = diagnostic.did_you_mean(meant);
            }
            reader.report(diagnostic);
            None
        }
    }
}

/// The text of a node that should be a reference.
fn reference<'n>(node: &'n Node<'_>, what: &str, reader: &Reader<'_>) -> Option<&'n str> {
    let text = node.text().filter(|_| !node.is_null());
    if text.is_some() && reader.is_broken(node) {
        return None;
    }
    if text.is_none() {
        reader.wrong_type(node, &format!("the id of {what}"));
    }
    text
}

macro_rules! references {
    ($($type:ident $kind:ident $what:literal $example:literal;)*) => {$(
        impl Value for $type {
            fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
                let text = reference(node, $what, reader)?;
                let span = reader.span(node);
                parse_id(text, $type::new, span, reader)?;
                let id = reader.resolve(EntityKind::$kind, None, text, span)?;
                $type::new(&id).ok()
            }

            fn write(&self) -> Out {
                Out::Text(self.to_string())
            }

            fn shape() -> Shape {
                Shape::Text { what: concat!("the id of ", $what), example: $example, pattern: None }
            }
        }
    )*};
}

references! {
    TeamId Team "a team" "identity";
    SystemId System "a system" "ledger";
    CalendarId Calendar "a calendar" "berlin";
    ObjectiveId Objective "an objective" "leave-dc";
    WorkstreamId Workstream "a workstream" "data";
    ItemId Item "an item" "tokens-api";
    ResourceId Resource "a resource" "crane";
    RiskId Risk "a risk" "link-late";
    DecisionId Decision "a decision" "choose-db";
    GateId Gate "a gate" "ready-to-cut-over";
    WaveId Wave "a wave" "one";
    RunbookId Runbook "a runbook" "ledger-night";
    ProbeId Probe "a probe" "old-ledger-client";
    EscalationId EscalationLevel "an escalation level" "sponsor";
    AssignmentId Assignment "an assignment" "dig";
}

/// People are named by their role or name wherever they stand; describing them under `people:` is optional.
impl Value for PersonId {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let text = reference(node, "a person", reader)?;
        let id = parse_id(text, PersonId::new, reader.span(node), reader)?;
        warn_of_misspelt_person(text, reader.span(node), reader);
        Some(match reader.index.find(EntityKind::Person, None, text) {
            crate::plan::read::Known::Id(present) => PersonId::new(present).ok()?,
            crate::plan::read::Known::Unknown => id,
        })
    }

    fn write(&self) -> Out {
        Out::Text(self.to_string())
    }

    fn shape() -> Shape {
        Shape::Text {
            what: "a person or role",
            example: "payments-lead",
            pattern: None,
        }
    }
}

fn warn_of_misspelt_person(text: &str, span: Span, reader: &Reader<'_>) {
    if let crate::plan::read::Known::Id(_) = reader.index.find(EntityKind::Person, None, text) {
        return;
    }
    let people = reader.index.names(EntityKind::Person, None);
    if let Some(near) = reader.nearest(text, people.into_iter()) {
        let diagnostic = Diagnostic::error(
            "unknown-person",
            span,
            format!("nobody called `{text}` under `people:`"),
        )
        .did_you_mean(near);
        reader.report(Diagnostic {
            severity: Severity::Warning,
            ..diagnostic
        });
    }
}

impl Value for ProgramId {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let text = reference(node, "a program", reader)?;
        let span = reader.span(node);
        let id = parse_id(text, ProgramId::new, span, reader)?;
        known_program(&id, span, reader).then_some(id)
    }

    fn write(&self) -> Out {
        Out::Text(self.to_string())
    }

    fn shape() -> Shape {
        Shape::Text {
            what: "the id of a program",
            example: "payments-cloud",
            pattern: None,
        }
    }
}

fn known_program(id: &ProgramId, span: Span, reader: &Reader<'_>) -> bool {
    if reader.index.programs.contains_key(id) {
        return true;
    }
    let near = reader.nearest(
        id.as_str(),
        reader.index.programs.keys().map(ProgramId::as_str),
    );
    if near.is_none() && !reader.index.complete {
        return false;
    }
    let diagnostic = Diagnostic::error("unknown-id", span, format!("no program called `{id}`"));
    reader.report(match near {
        Some(near) => diagnostic.did_you_mean(near),
        None => diagnostic.help("give the folder that holds its plan as well"),
    });
    false
}

/// `item`, or `program/item` across programs.
impl Value for ItemRef {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let text = reference(node, "an item", reader)?;
        item_ref(text, reader.span(node), reader)
    }

    fn write(&self) -> Out {
        Out::Text(self.to_string())
    }

    fn shape() -> Shape {
        Shape::Text {
            what: "an item, or program/item",
            example: "tokens-api",
            pattern: None,
        }
    }
}

/// Reads `item` or `program/item`.
pub(crate) fn item_ref(text: &str, span: Span, reader: &Reader<'_>) -> Option<ItemRef> {
    let Some((program, item)) = text.split_once('/') else {
        parse_id(text, ItemId::new, span, reader)?;
        let item = reader.resolve(EntityKind::Item, None, text, span)?;
        return Some(ItemRef {
            program: None,
            item: ItemId::new(&item).ok()?,
        });
    };
    let at = program.len() as u32;
    let program_span = Span {
        end: span.start + at,
        ..span
    };
    let item_span = Span {
        start: (span.start + at + 1).min(span.end),
        ..span
    };
    let program = parse_id(program, ProgramId::new, program_span, reader)?;
    parse_id(item, ItemId::new, item_span, reader)?;
    if !known_program(&program, program_span, reader) {
        return None;
    }
    let item = reader.resolve(EntityKind::Item, Some(&program), item, item_span)?;
    let program = Some(program).filter(|program| Some(program) != reader.program.as_ref());
    Some(ItemRef {
        program,
        item: ItemId::new(&item).ok()?,
    })
}

/// Ids within one entity: checked for their form here, and by that entity for the rest.
macro_rules! local_ids {
    ($($type:ident $what:literal $example:literal;)*) => {$(
        impl Value for $type {
            fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
                let text = reference(node, $what, reader)?;
                parse_id(text, $type::new, reader.span(node), reader)
            }

            fn write(&self) -> Out {
                Out::Text(self.to_string())
            }

            fn shape() -> Shape {
                Shape::Text { what: concat!("the id of ", $what), example: $example, pattern: None }
            }
        }

        impl MapKey for $type {
            const WHAT: &'static str = $what;

            fn read_key(key: &Key<'_>, reader: &Reader<'_>) -> Option<Self> {
                parse_id(&key.text, $type::new, key.span(reader.file), reader)
            }

            fn write_key(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

local_ids! {
    KeyResultId "a key result" "first-ten";
    ResponseId "a response" "second-carrier";
    OptionId "an option" "keep-own";
    CriterionId "a criterion" "rehearsed";
    ExceptionId "an exception" "ledger-late";
    StepId "a step" "freeze-writes";
    NeedId "a need" "ledger-cutover<-tokens-api";
}

/// An item as the key of a map.
impl MapKey for ItemId {
    const WHAT: &'static str = "an item";

    fn read_key(key: &Key<'_>, reader: &Reader<'_>) -> Option<Self> {
        let span = key.span(reader.file);
        parse_id(&key.text, ItemId::new, span, reader)?;
        let id = reader.resolve(EntityKind::Item, None, &key.text, span)?;
        ItemId::new(&id).ok()
    }

    fn write_key(&self) -> String {
        self.to_string()
    }
}

/// An item of some other time, which need not be there any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ItemKey(pub(crate) ItemId);

impl MapKey for ItemKey {
    const WHAT: &'static str = "an item";

    fn read_key(key: &Key<'_>, reader: &Reader<'_>) -> Option<Self> {
        parse_id(&key.text, ItemId::new, key.span(reader.file), reader).map(Self)
    }

    fn write_key(&self) -> String {
        self.0.to_string()
    }
}
