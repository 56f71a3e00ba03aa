//! Which custom fields does a project define, and what are their values?

use std::collections::BTreeMap;

use longpole_model::FieldValue;

use crate::mspdi::values::{decimal, decimal_text, flag};
use crate::xml::Element;

/// The custom fields of a project, by their ids (`188743731`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct CustomFields {
    by_id: BTreeMap<String, CustomField>,
}

/// A custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CustomField {
    /// What people call it: its alias, else Project's name for it.
    name: String,
    /// What its values are.
    kind: ValueKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    Number,
    Flag,
    Text,
}

impl CustomFields {
    /// Reads the definitions in `ExtendedAttributes`. Where two have one name, the later keeps Project's own.
    pub(in crate::mspdi) fn read(definitions: &Element<'_>) -> Self {
        let mut fields = Self::default();
        for definition in &definitions.children {
            let Some(id) = definition.text_of("FieldID") else {
                continue;
            };
            let own = definition.text_of("FieldName");
            let taken = |name: &str| fields.by_id.values().any(|field| field.name == name);
            let name = [definition.text_of("Alias"), own, Some(id)]
                .into_iter()
                .flatten()
                .find(|name| !taken(name));
            let Some(name) = name else { continue };
            let kind = match own
                .unwrap_or_default()
                .trim_end_matches(|c: char| c.is_ascii_digit())
            {
                "Number" => ValueKind::Number,
                "Flag" => ValueKind::Flag,
                _ => ValueKind::Text,
            };
            let field = CustomField {
                name: name.to_owned(),
                kind,
            };
            fields.by_id.entry(id.to_owned()).or_insert(field);
        }
        fields
    }

    /// A value under the name that people know.
    pub(in crate::mspdi) fn value(&self, id: &str, text: &str) -> Option<(&str, FieldValue)> {
        let field = self.by_id.get(id)?;
        let exact = |number: &i64| decimal_text(*number, 3) == text;
        let value = match field.kind {
            ValueKind::Number => decimal(text, 3).filter(exact).map(FieldValue::Number),
            ValueKind::Flag => flag(text).map(FieldValue::Flag),
            ValueKind::Text => None,
        };
        Some((
            &field.name,
            value.unwrap_or_else(|| FieldValue::Text(text.to_owned())),
        ))
    }

    /// The id of the field that people know by this name.
    pub(in crate::mspdi) fn id_of(&self, name: &str) -> Option<&str> {
        self.by_id
            .iter()
            .find(|(_, field)| field.name == name)
            .map(|(id, _)| id.as_str())
    }
}
