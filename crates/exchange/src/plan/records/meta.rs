//! What every entity carries: former ids, origin, custom fields.

use std::collections::BTreeMap;

use longpole_model::{FieldValue, Meta, Origin};

use crate::plan::out::Out;
use crate::plan::read::Value as _;
use crate::plan::read::{Codec, Fields, MapKey, OneOrMany, Opt, Reader, Req, entries_of, record};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::Key;

record! { Meta "What every entity carries." {
    aliases: OneOrMany "was" "Former ids; references to them still find it.";
    origin: Opt "origin" "The system that it was imported from.";
    fields: Custom "fields" "Fields of your own, of any name.";
} }

record! { Origin "Where something was imported from." {
    source: Req "source" "The name of the source, such as `jira`.";
    external_id: Opt "id" "Its id there.";
    link: Opt "link" "A link to it there.";
    read_on: Opt "read_on" "The day on which it was read.";
    payload: Opt "payload" "What the source said, word for word.";
} }

/// Fields by any name.
struct Custom;

impl Codec<BTreeMap<String, FieldValue>> for Custom {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<BTreeMap<String, FieldValue>> {
        let Some(entry) = fields.take(key) else {
            return Some(BTreeMap::new());
        };
        let entries =
            entries_of(&entry.value, reader, "a mapping of names to values").unwrap_or_default();
        let values = entries.iter().filter_map(|entry| {
            Some((
                entry.key.text.to_string(),
                FieldValue::read(&entry.value, reader)?,
            ))
        });
        Some(values.collect())
    }

    fn write(
        &self,
        value: &BTreeMap<String, FieldValue>,
        key: &'static str,
        out: &mut Vec<(String, Out)>,
    ) {
        if !value.is_empty() {
            out.push((
                key.to_owned(),
                Out::Map(
                    value
                        .iter()
                        .map(|(name, value)| (name.clone(), value.write()))
                        .collect(),
                ),
            ));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let shape = Shape::Map {
            key: String::WHAT,
            value: Box::new(FieldValue::shape()),
        };
        out.push(FieldShape {
            key,
            doc,
            shape,
            required: false,
        });
    }
}

impl MapKey for String {
    const WHAT: &'static str = "a name";

    fn read_key(key: &Key<'_>, _reader: &Reader<'_>) -> Option<Self> {
        Some(key.text.to_string())
    }

    fn write_key(&self) -> String {
        self.clone()
    }
}
