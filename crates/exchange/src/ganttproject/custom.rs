//! Which columns of their own do tasks and resources have, and what stands in them?

use std::collections::BTreeMap;

use longpole_model::FieldValue;

use super::value::{attribute, day, thousandths};
use crate::mspdi::decimal_text;
use crate::xml::Element;

/// The columns that people added, by their ids (`tpc0`).
#[derive(Debug, Default)]
pub(super) struct Columns {
    by_id: BTreeMap<String, Column>,
}

/// A column.
#[derive(Debug)]
struct Column {
    /// What people call it.
    name: String,
    kind: Kind,
    /// What stands in it where a record says nothing.
    usual: Option<FieldValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
    Flag,
}

impl Columns {
    /// Reads definitions: those of tasks (`taskproperty`) or of resources (`custom-property-definition`).
    pub(super) fn of(definitions: &[Element<'_>]) -> Self {
        let mut by_id = BTreeMap::new();
        for definition in definitions {
            if !is_custom(definition) {
                continue;
            }
            let (kind, usual) = match &*definition.name {
                "taskproperty" => ("valuetype", "defaultvalue"),
                _ => ("type", "default-value"),
            };
            let (Some(id), Some(name)) =
                (attribute(definition, "id"), attribute(definition, "name"))
            else {
                continue;
            };
            let kind = match attribute(definition, kind) {
                Some("int" | "double") => Kind::Number,
                Some("date") => Kind::Date,
                Some("boolean") => Kind::Flag,
                _ => Kind::Text,
            };
            let column = Column {
                name: name.to_owned(),
                kind,
                usual: attribute(definition, usual).map(|text| kind.value(text)),
            };
            by_id.entry(id.to_owned()).or_insert(column);
        }
        Self { by_id }
    }

    /// The values of a record, whose elements say the column in the attribute `column`; beside them the elements that are of no
    /// known column, or say another value of one.
    pub(super) fn values<'e, 't>(
        &self,
        elements: impl Iterator<Item = &'e Element<'t>>,
        column: &str,
    ) -> (BTreeMap<String, FieldValue>, Vec<&'e Element<'t>>)
    where
        't: 'e,
    {
        let mut values = BTreeMap::new();
        let mut others = Vec::new();
        for element in elements {
            let of = attribute(element, column).and_then(|id| self.by_id.get(id));
            let Some(of) = of.filter(|of| !values.contains_key(&of.name)) else {
                others.push(element);
                continue;
            };
            if let Some(text) = attribute(element, "value") {
                values.insert(of.name.clone(), of.kind.value(text));
            }
        }
        for column in self.by_id.values() {
            if let Some(usual) = &column.usual {
                values
                    .entry(column.name.clone())
                    .or_insert_with(|| usual.clone());
            }
        }
        (values, others)
    }
}

/// Whether people added the column, or every project has it.
fn is_custom(definition: &Element<'_>) -> bool {
    definition.name != "taskproperty" || attribute(definition, "type") == Some("custom")
}

impl Kind {
    /// The value that a text is; as text where it is none of this kind, or one that would not come out as it stands.
    fn value(self, text: &str) -> FieldValue {
        let value = match self {
            Self::Text => None,
            Self::Number => number(text).map(FieldValue::Number),
            Self::Date => day(text).map(FieldValue::Date),
            Self::Flag => match text {
                "true" => Some(FieldValue::Flag(true)),
                "false" => Some(FieldValue::Flag(false)),
                _ => None,
            },
        };
        value.unwrap_or_else(|| FieldValue::Text(text.to_owned()))
    }
}

/// A number of at most three decimals, in thousandths.
pub(super) fn number(text: &str) -> Option<i64> {
    let exact = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    };
    thousandths(text).filter(|number| decimal_text(*number, 3) == exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_of_the_kind_that_their_column_has() {
        assert_eq!(Kind::Number.value("2.50"), FieldValue::Number(2500));
        assert_eq!(
            Kind::Number.value("2.12345"),
            FieldValue::Text("2.12345".to_owned())
        );
        assert_eq!(Kind::Flag.value("true"), FieldValue::Flag(true));
        assert_eq!(Kind::Flag.value("yes"), FieldValue::Text("yes".to_owned()));
        assert_eq!(
            Kind::Date.value("2026-01-05T00:00:00.00Z").clone(),
            FieldValue::Date(jiff::civil::date(2026, 1, 5))
        );
        assert_eq!(Kind::Text.value("5"), FieldValue::Text("5".to_owned()));
    }
}
