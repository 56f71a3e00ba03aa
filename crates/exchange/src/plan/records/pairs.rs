//! Pairs in an order that matters: `security: sec-lead`, a line each.

use longpole_model::PersonId;

use crate::plan::out::Out;
use crate::plan::read::{Codec, Fields, MapKey, Reader, Value, entries_of};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::{Key, Kind, Node, Style};

/// A mapping, or a list of them where one key comes twice.
pub(crate) struct Pairs;

impl<K: MapKey, V: Value> Codec<Vec<(K, V)>> for Pairs {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<(K, V)>> {
        let Some(entry) = fields.take(key) else {
            return Some(Vec::new());
        };
        let expected = format!("a mapping, {} to a line", K::WHAT);
        let nodes = match &entry.value.kind {
            Kind::Sequence(nodes, _) => nodes.iter().collect(),
            Kind::Scalar(..) | Kind::Mapping(..) | Kind::Refused => vec![&entry.value],
        };
        let entries = nodes
            .into_iter()
            .flat_map(|node| entries_of(node, reader, &expected).unwrap_or_default());
        Some(
            entries
                .filter_map(|entry| {
                    Some((
                        K::read_key(&entry.key, reader)?,
                        V::read(&entry.value, reader)?,
                    ))
                })
                .collect(),
        )
    }

    fn write(&self, value: &Vec<(K, V)>, key: &'static str, out: &mut Vec<(String, Out)>) {
        let pairs: Vec<_> = value
            .iter()
            .map(|(key, value)| (key.write_key(), value.write()))
            .collect();
        let mut keys: Vec<_> = pairs.iter().map(|(key, _)| key).collect();
        keys.sort();
        keys.dedup();
        match (pairs.is_empty(), keys.len() == pairs.len()) {
            (true, _) => {}
            (false, true) => out.push((key.to_owned(), Out::Map(pairs))),
            (false, false) => out.push((
                key.to_owned(),
                Out::List(pairs.into_iter().map(|pair| Out::Map(vec![pair])).collect()),
            )),
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let map = Shape::Map {
            key: K::WHAT,
            value: Box::new(V::shape()),
        };
        out.push(FieldShape {
            key,
            doc,
            shape: Shape::OneOf(vec![map.clone(), Shape::List(Box::new(map))]),
            required: false,
        });
    }
}

/// A key read as the value that it would be.
fn as_node<'s>(key: &Key<'s>) -> Node<'s> {
    Node {
        start: key.start,
        end: key.end,
        kind: Kind::Scalar(key.text.clone(), Style::Quoted),
    }
}

impl MapKey for PersonId {
    const WHAT: &'static str = "a person";

    fn read_key(key: &Key<'_>, reader: &Reader<'_>) -> Option<Self> {
        Self::read(&as_node(key), reader)
    }

    fn write_key(&self) -> String {
        self.to_string()
    }
}
