//! A plan file as a tree of nodes that know their places.
//!
//! Only what plan files need of YAML: mappings with text keys, sequences, scalars. Anchors, aliases, tags and merge
//! keys are refused, so that a small file cannot become a large one. The rest of the crate sees these types and
//! nothing of the YAML parser behind them.

mod build;
mod parse;
mod usual;
mod wording;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::diagnostic::{FileId, Span};

pub use parse::parse;

/// One file's tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'s> {
    /// What the file holds; nothing if it is empty or hopeless.
    pub root: Option<Node<'s>>,
    /// Where the text was not understood: what began there is missing from the tree.
    pub broken: Vec<u32>,
}

impl Tree<'_> {
    /// Whether everything in the file is in the tree.
    pub fn complete(&self) -> bool {
        self.broken.is_empty()
    }

    /// Whether something within or right behind the node was not understood.
    pub fn broken_at(&self, node: &Node<'_>) -> bool {
        self.broken
            .iter()
            .any(|at| (node.start..=node.end).contains(at))
    }
}

/// A value and where it is: bytes from `start` up to `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'s> {
    pub start: u32,
    pub end: u32,
    pub kind: Kind<'s>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'s> {
    Scalar(Cow<'s, str>, Style),
    Sequence(Vec<Node<'s>>, Layout),
    Mapping(Vec<Entry<'s>>, Layout),
    /// Something refused, about which a diagnostic was written already.
    Refused,
}

/// `key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'s> {
    pub key: Key<'s>,
    pub value: Node<'s>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<'s> {
    pub text: Cow<'s, str>,
    pub start: u32,
    pub end: u32,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: `10`, `yes` and `2026-09-07` are a number, a word and a date.
    Plain,
    /// In quotes, or as a block: always text.
    Quoted,
}

/// How a collection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A line each.
    Block,
    /// In brackets.
    Flow,
}

impl<'s> Node<'s> {
    /// The node's place.
    pub fn span(&self, file: FileId) -> Span {
        Span {
            file,
            start: self.start,
            end: self.end,
        }
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> Option<&[Entry<'s>]> {
        match &self.kind {
            Kind::Mapping(entries, _) => Some(entries),
            Kind::Scalar(..) | Kind::Sequence(..) | Kind::Refused => None,
        }
    }

    /// The value under a key of a mapping.
    pub fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        self.entries()?.iter().find(|entry| entry.key.text == key)
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text, _) => Some(text),
            Kind::Sequence(..) | Kind::Mapping(..) | Kind::Refused => None,
        }
    }

    /// Whether nothing is written here, or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(text, Style::Plain) if matches!(text.as_ref(), "" | "~" | "null"))
    }

    /// What it is, in words for a message.
    pub fn what(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(..) if self.is_null() => "nothing",
            Kind::Scalar(..) => "text",
            Kind::Sequence(..) => "a list",
            Kind::Mapping(..) => "a mapping",
            Kind::Refused => "something refused",
        }
    }
}

impl Key<'_> {
    /// The key's place.
    pub fn span(&self, file: FileId) -> Span {
        Span {
            file,
            start: self.start,
            end: self.end,
        }
    }
}
