//! How a field of a record is read and written: needed, left out, with a default, as a list, as a map.

use std::collections::BTreeMap;

use super::{Fields, Reader, Record, Value, entries_of};
use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::{Key, Kind, Node};

/// A way of keeping a field of type `T` in one or more entries of a mapping.
pub(crate) trait Codec<T> {
    /// Reads the field. `None` only when the record cannot be without it.
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<T>;
    /// Writes it unless it is the default.
    fn write(&self, value: &T, key: &'static str, out: &mut Vec<(String, Out)>);
    /// Describes its entries.
    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>);
}

/// Describes the field that `get` gives; only its type matters.
pub(crate) fn describe<R, T, C: Codec<T>>(
    _get: fn(&R) -> &T,
    codec: &C,
    key: &'static str,
    doc: &'static str,
    out: &mut Vec<FieldShape>,
) {
    codec.describe(key, doc, out);
}

fn field(key: &'static str, doc: &'static str, shape: Shape, required: bool) -> FieldShape {
    FieldShape {
        key,
        doc,
        shape,
        required,
    }
}

/// Must be there.
pub(crate) struct Req;

impl<T: Value> Codec<T> for Req {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<T> {
        let Some(entry) = fields.take(key) else {
            fields.missing(key, &example(&T::shape()), reader);
            return None;
        };
        T::read(&entry.value, reader)
    }

    fn write(&self, value: &T, key: &'static str, out: &mut Vec<(String, Out)>) {
        out.push((key.to_owned(), value.write()));
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(field(key, doc, T::shape(), true));
    }
}

/// May be left out.
pub(crate) struct Opt;

impl<T: Value> Codec<Option<T>> for Opt {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<T>> {
        Some(
            fields
                .take(key)
                .and_then(|entry| T::read(&entry.value, reader)),
        )
    }

    fn write(&self, value: &Option<T>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if let Some(value) = value {
            out.push((key.to_owned(), value.write()));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(field(key, doc, T::shape(), false));
    }
}

/// Has a default, which is left out.
pub(crate) struct Def;

impl<T: Value + Default + PartialEq> Codec<T> for Def {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<T> {
        Some(
            fields
                .take(key)
                .and_then(|entry| T::read(&entry.value, reader))
                .unwrap_or_default(),
        )
    }

    fn write(&self, value: &T, key: &'static str, out: &mut Vec<(String, Out)>) {
        if *value != T::default() {
            out.push((key.to_owned(), value.write()));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(field(key, doc, T::shape(), false));
    }
}

/// A list; one value may stand without brackets.
pub(crate) struct Many;

impl<T: Value> Codec<Vec<T>> for Many {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<T>> {
        let Some(entry) = fields.take(key) else {
            return Some(Vec::new());
        };
        Some(match &entry.value.kind {
            Kind::Sequence(nodes, _) => nodes
                .iter()
                .filter_map(|node| T::read(node, reader))
                .collect(),
            Kind::Scalar(..) | Kind::Mapping(..) | Kind::Refused => {
                T::read(&entry.value, reader).into_iter().collect()
            }
        })
    }

    fn write(&self, value: &Vec<T>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if !value.is_empty() {
            out.push((
                key.to_owned(),
                Out::List(value.iter().map(Value::write).collect()),
            ));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let one = T::shape();
        out.push(field(
            key,
            doc,
            Shape::OneOf(vec![Shape::List(Box::new(one.clone())), one]),
            false,
        ));
    }
}

/// A list that is mostly one value, which is then written without brackets.
pub(crate) struct OneOrMany;

impl<T: Value> Codec<Vec<T>> for OneOrMany {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<T>> {
        Many.read(fields, key, reader)
    }

    fn write(&self, value: &Vec<T>, key: &'static str, out: &mut Vec<(String, Out)>) {
        match value.as_slice() {
            [one] => out.push((key.to_owned(), one.write())),
            _ => Many.write(value, key, out),
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Vec<T>>::describe(&Many, key, doc, out);
    }
}

/// Something that is a key of a map.
pub(crate) trait MapKey: Sized + Ord {
    fn read_key(key: &Key<'_>, reader: &Reader<'_>) -> Option<Self>;
    fn write_key(&self) -> String;
    /// What it is: `an item`.
    const WHAT: &'static str;
}

/// A map by id.
pub(crate) struct Map;

impl<K: MapKey, V: Value> Codec<BTreeMap<K, V>> for Map {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<BTreeMap<K, V>> {
        let Some(entry) = fields.take(key) else {
            return Some(BTreeMap::new());
        };
        let entries = entries_of(
            &entry.value,
            reader,
            &format!("a mapping, {} to a line", K::WHAT),
        )
        .unwrap_or_default();
        let mut map = BTreeMap::new();
        for entry in entries {
            let (key, value) = (
                K::read_key(&entry.key, reader),
                V::read(&entry.value, reader),
            );
            if let (Some(key), Some(value)) = (key, value)
                && map.insert(key, value).is_some()
            {
                // Two spellings of one thing: an id and its former one.
                let message = format!(
                    "`{}` is there twice, under its present and a former id",
                    entry.key.text
                );
                reader.report(Diagnostic::error(
                    "duplicate-id",
                    entry.key.span(reader.file),
                    message,
                ));
            }
        }
        Some(map)
    }

    fn write(&self, value: &BTreeMap<K, V>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if !value.is_empty() {
            let entries = value
                .iter()
                .map(|(key, value)| (key.write_key(), value.write()));
            out.push((key.to_owned(), Out::Map(entries.collect())));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let shape = Shape::Map {
            key: K::WHAT,
            value: Box::new(V::shape()),
        };
        out.push(field(key, doc, shape, false));
    }
}

/// An id, or a list of them, of what stands in another field of the same record.
pub(crate) struct Among {
    pub(crate) section: &'static str,
    pub(crate) noun: &'static str,
}

impl Among {
    pub(crate) fn check(&self, node: &Node<'_>, fields: &Fields<'_, '_>, reader: &Reader<'_>) {
        let Some(text) = node.text() else { return };
        let there = fields
            .peek(self.section)
            .and_then(|entry| entry.value.entries())
            .unwrap_or_default();
        if there.iter().any(|entry| entry.key.text == text) || reader.is_broken(fields.node) {
            return;
        }
        let diagnostic = Diagnostic::error(
            "unknown-id",
            reader.span(node),
            format!("no {} called `{text}` here", self.noun),
        );
        let near = reader.nearest(text, there.iter().map(|entry| entry.key.text.as_ref()));
        reader.report(match near {
            Some(near) => diagnostic.did_you_mean(near),
            None => diagnostic.help(format!("add it under `{}:`", self.section)),
        });
    }
}

impl<T: Value> Codec<Option<T>> for Among {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<T>> {
        if let Some(entry) = fields.peek(key) {
            self.check(&entry.value, fields, reader);
        }
        Opt.read(fields, key, reader)
    }

    fn write(&self, value: &Option<T>, key: &'static str, out: &mut Vec<(String, Out)>) {
        Opt.write(value, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Option<T>>::describe(&Opt, key, doc, out);
    }
}

/// The fields of a record of its own, written among those of this one.
pub(crate) struct Flat;

impl<T: Record> Codec<T> for Flat {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        _key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<T> {
        T::read_fields(fields, reader)
    }

    fn write(&self, value: &T, _key: &'static str, out: &mut Vec<(String, Out)>) {
        value.write_fields(out);
    }

    fn describe(&self, _key: &'static str, _doc: &'static str, out: &mut Vec<FieldShape>) {
        out.extend(T::fields());
    }
}

/// A value that would do, for a message.
pub(crate) fn example(shape: &Shape) -> String {
    match shape {
        Shape::Text { example, .. } => (*example).to_owned(),
        Shape::Words(words) => words
            .first()
            .map_or_else(String::new, |(word, _)| (*word).to_owned()),
        Shape::Flag => "true".to_owned(),
        Shape::Count | Shape::Number => "1".to_owned(),
        Shape::List(one) => format!("[{}]", example(one)),
        Shape::Map { .. } | Shape::Record(_) | Shape::Any => "…".to_owned(),
        Shape::OneOf(shapes) => shapes.first().map_or_else(String::new, example),
    }
}
