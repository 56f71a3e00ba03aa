//! Scenarios: lists of edits to a plan.

use longpole_model::{PlanEdit, Scenario};

use crate::diagnostic::{Diagnostic, Span};
use crate::plan::out::Out;
use crate::plan::read::{Codec, Fields, Flat, Opt, Reader, entries_of, record};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::{Kind, Node, Style};

record! { Scenario "What if: edits that are not made." {
    title: Opt "title" "What it is, for people.";
    by: Opt "by" "Who wants to know.";
    set: Edits "set" "Paths and values, as in `items.ledger-cutover.remaining: 43 items`.";
    meta: Flat "" "";
} }

/// Paths of fields and the values they are set to; no value removes.
pub(crate) struct Edits;

impl Codec<Vec<PlanEdit>> for Edits {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<PlanEdit>> {
        let Some(entry) = fields.take(key) else {
            return Some(Vec::new());
        };
        let nodes = match &entry.value.kind {
            Kind::Sequence(nodes, _) => nodes.iter().collect(),
            Kind::Scalar(..) | Kind::Mapping(..) | Kind::Refused => vec![&entry.value],
        };
        let mut edits = Vec::new();
        for node in nodes {
            for entry in
                entries_of(node, reader, "a mapping of paths to values").unwrap_or_default()
            {
                check_path(&entry.key.text, entry.key.span(reader.file), reader);
                let value = if entry.value.is_null() {
                    None
                } else {
                    Some(value_text(&entry.value))
                };
                edits.push(PlanEdit {
                    path: entry.key.text.to_string(),
                    value,
                });
            }
        }
        Some(edits)
    }

    fn write(&self, value: &Vec<PlanEdit>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if !value.is_empty() {
            out.push((key.to_owned(), edits(value)));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let map = Shape::Map {
            key: "a path",
            value: Box::new(Shape::Any),
        };
        out.push(FieldShape {
            key,
            doc,
            shape: Shape::OneOf(vec![map.clone(), Shape::List(Box::new(map))]),
            required: false,
        });
    }
}

/// Edits as a mapping, or as a list of them where one path comes twice.
fn edits(edits: &[PlanEdit]) -> Out {
    let pairs: Vec<_> = edits
        .iter()
        .map(|edit| (edit.path.clone(), value_out(edit.value.as_deref())))
        .collect();
    let mut paths: Vec<_> = edits.iter().map(|edit| &edit.path).collect();
    paths.sort();
    paths.dedup();
    if paths.len() == pairs.len() {
        Out::Map(pairs)
    } else {
        Out::List(pairs.into_iter().map(|pair| Out::Map(vec![pair])).collect())
    }
}

/// A scalar's text, or a list or mapping on one line.
fn value_text(node: &Node<'_>) -> String {
    match &node.kind {
        Kind::Scalar(text, _) => text.to_string(),
        Kind::Sequence(..) | Kind::Mapping(..) | Kind::Refused => Out::of_node(node).flow(),
    }
}

fn value_out(value: Option<&str>) -> Out {
    let Some(text) = value else {
        return Out::Plain("null".to_owned());
    };
    let (tree, mistakes) = crate::plan::tree::parse(crate::diagnostic::FileId(0), text);
    let collection = tree
        .root
        .filter(|root| mistakes.is_empty() && root.text().is_none())
        .map(|root| Out::of_node(&root));
    match collection.filter(|out| out.flow() == text) {
        Some(out) => out,
        // Amounts and dates read better without quotes, and are read back as the same text.
        None if Node {
            start: 0,
            end: 0,
            kind: Kind::Scalar(text.into(), Style::Plain),
        }
        .is_null() =>
        {
            Out::Quoted(text.to_owned())
        }
        None => Out::Plain(text.to_owned()),
    }
}

/// Reports a path that leads nowhere.
fn check_path(path: &str, span: Span, reader: &Reader<'_>) {
    let Err(wrong) = crate::plan::path::resolve(path, reader.index, reader.program.as_ref()) else {
        return;
    };
    if !reader.index.complete && wrong.suggestion.is_none() {
        return;
    }
    let diagnostic = Diagnostic::error("unknown-path", span, wrong.message);
    reader.report(match wrong.suggestion {
        Some(suggestion) => diagnostic.did_you_mean(suggestion),
        None => diagnostic.help(wrong.help),
    });
}
