//! Records: mappings with known fields, each described once in a table that reading, writing, the schema and the
//! reference page are made from.

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::shape::{FieldShape, RecordShape, Shape};
use crate::plan::tree::{Entry, Key, Node};

/// A mapping with known fields. Made by [`record!`].
pub(crate) trait Record: Sized {
    const NAME: &'static str;
    const DOC: &'static str;

    /// Its fields in the order in which they are written.
    fn fields() -> Vec<FieldShape>;
    /// Reads its fields; `None` if one that it cannot do without is missing or wrong.
    fn read_fields(fields: &mut Fields<'_, '_>, reader: &Reader<'_>) -> Option<Self>;
    /// Writes what differs from the defaults.
    fn write_fields(&self, out: &mut Vec<(String, Out)>);
}

/// Reads a mapping as a record and reports the fields that it does not have.
pub(crate) fn read_record<T: Record>(node: &Node<'_>, reader: &Reader<'_>) -> Option<T> {
    let mut fields = Fields::of(node, reader, || such_as(&T::fields()))?;
    let value = T::read_fields(&mut fields, reader);
    fields.finish(T::fields, reader);
    value
}

pub(crate) fn write_record<T: Record>(value: &T) -> Out {
    let mut out = Vec::new();
    value.write_fields(&mut out);
    Out::Map(out)
}

pub(crate) fn record_shape<T: Record>() -> Shape {
    Shape::Record(RecordShape {
        name: T::NAME,
        doc: T::DOC,
        fields: T::fields,
    })
}

/// The entries of a mapping on their way into a record.
pub(crate) struct Fields<'n, 's> {
    pub(crate) node: &'n Node<'s>,
    entries: &'n [Entry<'s>],
    used: Vec<bool>,
}

impl<'n, 's> Fields<'n, 's> {
    pub(crate) fn of(
        node: &'n Node<'s>,
        reader: &Reader<'_>,
        expected: impl FnOnce() -> String,
    ) -> Option<Self> {
        let entries = match node.entries() {
            Some(entries) => entries,
            None if node.is_null() => &[],
            None => {
                reader.wrong_type(node, &expected());
                return None;
            }
        };
        Some(Self {
            node,
            entries,
            used: vec![false; entries.len()],
        })
    }

    /// The entry of a key; one without a value counts as left out.
    pub(crate) fn take(&mut self, key: &str) -> Option<&'n Entry<'s>> {
        let at = self
            .entries
            .iter()
            .position(|entry| entry.key.text == key)?;
        self.used[at] = true;
        Some(&self.entries[at]).filter(|entry| !entry.value.is_null())
    }

    /// Looks at an entry without taking it.
    pub(crate) fn peek(&self, key: &str) -> Option<&'n Entry<'s>> {
        self.entries
            .iter()
            .find(|entry| entry.key.text == key)
            .filter(|entry| !entry.value.is_null())
    }

    /// What nobody has taken.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &'n Entry<'s>> + use<'_, 'n, 's> {
        self.entries
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !**used)
            .map(|(entry, _)| entry)
    }

    /// Reports that a field is missing that the record cannot do without.
    pub(crate) fn missing(&self, key: &str, example: &str, reader: &Reader<'_>) {
        if reader.is_broken(self.node) {
            return;
        }
        let span = reader.span(self.node);
        reader.report(
            Diagnostic::error("missing-field", span, format!("`{key}` is missing"))
                .help(format!("add `{key}: {example}`")),
        );
    }

    /// Reports what is none of the record's fields.
    pub(crate) fn finish(self, known: impl FnOnce() -> Vec<FieldShape>, reader: &Reader<'_>) {
        // The table is long, and mostly everything was taken.
        if self.rest().next().is_none() {
            return;
        }
        let known = known();
        for entry in self.rest() {
            unknown_field(&entry.key, known.iter().map(|field| field.key), reader);
        }
    }
}

/// Reports a field that there is not.
pub(crate) fn unknown_field<'f>(
    key: &Key<'_>,
    known: impl Iterator<Item = &'f str>,
    reader: &Reader<'_>,
) {
    let known: Vec<_> = known.collect();
    let diagnostic = Diagnostic::error(
        "unknown-field",
        key.span(reader.file),
        format!("no field called `{}` here", key.text),
    );
    let near = reader.nearest(&key.text, known.iter().copied());
    if let Some((field, value)) = key.text.split_once(':')
        && known.contains(&field)
    {
        let spaced = format!("{field}: {}", value.trim());
        reader.report(
            diagnostic
                .did_you_mean(spaced)
                .help("a colon needs a space behind it"),
        );
        return;
    }
    reader.report(match near {
        Some(near) => diagnostic.did_you_mean(near),
        None => diagnostic.help(format!("fields here: {}", listed(known.into_iter()))),
    });
}

/// What is expected where a record should stand.
fn such_as(fields: &[FieldShape]) -> String {
    let first: Vec<_> = fields
        .iter()
        .take(3)
        .map(|field| format!("`{}`", field.key))
        .collect();
    format!("a mapping of fields such as {}", first.join(", "))
}

/// Describes a record once: `field: Codec "key" "what it is";` in the order in which fields are written.
macro_rules! record {
    ($type:ident $doc:literal { $($field:ident: $codec:ident $key:literal $field_doc:literal;)* }) => {
        impl $crate::plan::read::Record for $type {
            const NAME: &'static str = stringify!($type);
            const DOC: &'static str = $doc;

            fn fields() -> Vec<$crate::plan::shape::FieldShape> {
                let mut fields = Vec::new();
                $($crate::plan::read::describe(|value: &$type| &value.$field, &$codec, $key, $field_doc, &mut fields);)*
                fields
            }

            fn read_fields(
                fields: &mut $crate::plan::read::Fields<'_, '_>,
                reader: &$crate::plan::read::Reader<'_>,
            ) -> Option<Self> {
                $(let $field = $crate::plan::read::Codec::read(&$codec, fields, $key, reader);)*
                Some(Self { $($field: $field?,)* })
            }

            fn write_fields(&self, out: &mut Vec<(String, $crate::plan::out::Out)>) {
                $($crate::plan::read::Codec::write(&$codec, &self.$field, $key, out);)*
            }
        }

        impl $crate::plan::read::Value for $type {
            fn read(node: &$crate::plan::tree::Node<'_>, reader: &$crate::plan::read::Reader<'_>) -> Option<Self> {
                $crate::plan::read::read_record(node, reader)
            }

            fn write(&self) -> $crate::plan::out::Out {
                $crate::plan::read::write_record(self)
            }

            fn shape() -> $crate::plan::shape::Shape {
                $crate::plan::read::record_shape::<Self>()
            }
        }
    };
}

pub(crate) use record;

/// Names in a row, the first dozen of many.
pub(crate) fn listed<'f>(names: impl Iterator<Item = &'f str>) -> String {
    let mut names: Vec<_> = names.take(13).collect();
    if names.len() > 12 {
        names[12] = "…";
    }
    names.join(", ")
}
