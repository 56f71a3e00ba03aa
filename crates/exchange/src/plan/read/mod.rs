//! Reading values out of trees: every mistake is collected with its place, and reading goes on.

mod codec;
mod index;
mod nearest;
mod record;

use std::cell::RefCell;

use longpole_model::{EntityKind, ProgramId};

use super::out::Out;
use super::shape::Shape;
use super::tree::{Entry, Node, Tree};
use crate::diagnostic::{Diagnostic, FileId, Span};

pub(crate) use codec::*;
pub(crate) use index::{Index, Known};
pub(crate) use nearest::Nearest;
pub use nearest::nearest;
pub(crate) use record::{
    Fields, Record, listed, read_record, record, record_shape, unknown_field, write_record,
};

/// A value of a plan file: read from a node, written to a tree, described by a shape.
pub(crate) trait Value: Sized {
    /// Reads it; `None` after reporting what is wrong.
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self>;
    /// Its canonical form.
    fn write(&self) -> Out;
    /// What may stand there.
    fn shape() -> Shape;
}

/// What reading knows: where it is, which ids there are, and what was wrong so far.
pub(crate) struct Reader<'a> {
    pub(crate) file: FileId,
    /// The program whose file this is.
    pub(crate) program: Option<ProgramId>,
    pub(crate) index: &'a Index,
    tree: &'a Tree<'a>,
    notes: &'a RefCell<Notes>,
}

/// What reading leaves behind besides values.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Needs that promises were made for, and where.
    pub(crate) promises: Vec<(Option<ProgramId>, String, Span)>,
    /// Whether a need could not be read, so that promises may seem unasked for.
    pub(crate) lost_need: bool,
    nearest: Nearest,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        file: FileId,
        program: Option<ProgramId>,
        index: &'a Index,
        tree: &'a Tree<'a>,
        notes: &'a RefCell<Notes>,
    ) -> Self {
        Self {
            file,
            program,
            index,
            tree,
            notes,
        }
    }

    /// The same place, read as part of another program.
    pub(crate) fn within(&self, program: Option<ProgramId>) -> Self {
        Self { program, ..*self }
    }

    /// Remembers that a promise names a need; needs are known only when all files are read.
    pub(crate) fn promise(&self, need: &str, place: Span) {
        let promise = (self.program.clone(), need.to_owned(), place);
        self.notes.borrow_mut().promises.push(promise);
    }

    /// Whether part of the node is missing because of a syntax error that was reported.
    pub(crate) fn is_broken(&self, node: &Node<'_>) -> bool {
        self.tree.broken_at(node)
    }

    pub(crate) fn span(&self, node: &Node<'_>) -> Span {
        node.span(self.file)
    }

    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.notes.borrow_mut().diagnostics.push(diagnostic);
    }

    /// Remembers that a need could not be read.
    pub(crate) fn lost_need(&self) {
        self.notes.borrow_mut().lost_need = true;
    }

    /// Reports that something else stands where `expected` should.
    pub(crate) fn wrong_type(&self, node: &Node<'_>, expected: &str) {
        if matches!(node.kind, super::tree::Kind::Refused) || self.is_broken(node) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            "wrong-type",
            self.first_line(node),
            format!("expected {expected}, found {}", node.what()),
        );
        if let Some(text) = node.text()
            && let Some((key, value)) = text.split_once(':')
            && !key.is_empty()
            && !key.contains(' ')
            && !value.is_empty()
        {
            diagnostic = diagnostic.help(format!(
                "is a space missing after the colon? `{key}: {}`",
                value.trim()
            ));
        }
        self.report(diagnostic);
    }

    /// The place of a node for marking: of something long, its beginning.
    pub(crate) fn first_line(&self, node: &Node<'_>) -> Span {
        self.span(node)
    }

    /// The nearest of some names, unless too many were asked for already.
    pub(crate) fn nearest<'n>(
        &self,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.notes.borrow_mut().nearest.ask(name, names)
    }

    /// Finds the id that a reference means, or reports that there is none.
    pub(crate) fn resolve(
        &self,
        kind: EntityKind,
        program: Option<&ProgramId>,
        text: &str,
        span: Span,
    ) -> Option<String> {
        match self
            .index
            .find(kind, program.or(self.program.as_ref()), text)
        {
            Known::Id(id) => return Some(id.to_owned()),
            Known::Unknown => {}
        }
        if program.is_none() && self.program.is_none() && !kind.is_shared() {
            let message = format!("which program is the {} `{text}` of?", noun(kind));
            self.report(Diagnostic::error("no-program", span, message).help("add `program: id`"));
            return None;
        }
        let candidates = self.index.names(kind, program.or(self.program.as_ref()));
        let near = self.nearest(text, candidates.into_iter());
        if near.is_none() && !self.index.complete {
            // It may stand in what could not be read.
            return None;
        }
        let elsewhere = self.index.kinds_of(self.program.as_ref(), text, kind);
        let mut diagnostic = Diagnostic::error(
            "unknown-id",
            span,
            format!("no {} called `{text}`", noun(kind)),
        );
        if let Some(near) = near {
            diagnostic = diagnostic.did_you_mean(near);
        } else if let Some(other) = self.in_another_program(kind, program, text) {
            diagnostic = diagnostic.did_you_mean(format!("{other}/{text}"));
        } else if let Some(other) = elsewhere {
            diagnostic = diagnostic.label(format!("there is {} of this name", a(noun(other))));
        } else {
            let names = self.index.names(kind, program.or(self.program.as_ref()));
            diagnostic = diagnostic.help(match names.len() {
                0 => format!("add it under `{}:`", kind.section()),
                1..=8 => format!("{} here: {}", kind.section(), names.join(", ")),
                _ => format!("`{}:` does not hold it", kind.section()),
            });
        }
        self.report(diagnostic);
        None
    }
}

impl Reader<'_> {
    /// Another program that has an item of this name; only items are referred to across programs.
    fn in_another_program(
        &self,
        kind: EntityKind,
        program: Option<&ProgramId>,
        text: &str,
    ) -> Option<&ProgramId> {
        let has =
            |other: &&ProgramId| matches!(self.index.find(kind, Some(other), text), Known::Id(_));
        let asked = kind == EntityKind::Item && program.is_none();
        self.index.programs.keys().filter(|_| asked).find(has)
    }
}

/// What an entity of a kind is called in a message.
pub(crate) fn noun(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Charter => "program",
        EntityKind::Calendar => "calendar",
        EntityKind::Team => "team",
        EntityKind::Person => "person",
        EntityKind::System => "system",
        EntityKind::Objective => "objective",
        EntityKind::Workstream => "workstream",
        EntityKind::Item => "item",
        EntityKind::Need => "need",
        EntityKind::Resource => "resource",
        EntityKind::Assignment => "assignment",
        EntityKind::Ask => "ask",
        EntityKind::Risk => "risk",
        EntityKind::Assumption => "assumption",
        EntityKind::Issue => "issue",
        EntityKind::Decision => "decision",
        EntityKind::Gate => "gate",
        EntityKind::Wave => "wave",
        EntityKind::Runbook => "runbook",
        EntityKind::Probe => "probe",
        EntityKind::StatusUpdate => "update",
        EntityKind::Baseline => "baseline",
        EntityKind::Scenario => "scenario",
        EntityKind::Message => "message",
        EntityKind::EscalationLevel => "escalation level",
        EntityKind::Raci => "responsibility",
        EntityKind::Allowance => "allowance",
    }
}

/// `a team`, `an item`.
pub(crate) fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The entries of a node that should be a mapping; nothing written is an empty one.
pub(crate) fn entries_of<'n, 's>(
    node: &'n Node<'s>,
    reader: &Reader<'_>,
    expected: &str,
) -> Option<&'n [Entry<'s>]> {
    if node.is_null() {
        return Some(&[]);
    }
    let entries = node.entries();
    if entries.is_none() {
        reader.wrong_type(node, expected);
    }
    entries
}

/// Checks the form of an entity's id, as its section writes it.
pub(crate) fn parse_entity_id(
    _kind: EntityKind,
    text: &str,
    span: Span,
    reader: &Reader<'_>,
) -> Option<()> {
    // Ids of all kinds that have a section have one form.
    super::values::parse_id(text, longpole_model::ItemId::new, span, reader).map(drop)
}
