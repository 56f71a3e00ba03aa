//! The JSON Schema of a plan file, for editors that complete and check while one types.

use std::collections::BTreeMap;

use longpole_model::{Charter, EntityKind};
use serde_json::{Map, Value, json};

use super::path::section_kind;
use super::read::{Record as _, noun};
use super::records::shape_of;
use super::shape::{FieldShape, RecordShape, Shape};

/// The JSON Schema (2020-12) of one plan file.
///
/// It knows the form of a file, not what the ids in it lead to; whoever needs that runs the checks.
pub fn schema() -> Value {
    let mut definitions = BTreeMap::new();
    let mut properties = Map::new();
    properties.insert(
        "program".to_owned(),
        text_with("The id of the program that this file is a part of."),
    );
    properties.insert(
        "owner".to_owned(),
        text_with("The team whose side may be moved in this file."),
    );
    for field in Charter::fields() {
        properties.insert(field.key.to_owned(), field_schema(&field, &mut definitions));
    }
    for kind in EntityKind::ALL
        .iter()
        .copied()
        .filter(|kind| section_kind(kind.section()).is_some())
    {
        let entity = schema_of(&shape_of(kind), &mut definitions);
        // An entity of which nothing is said is still there.
        let entity = json!({ "anyOf": [entity, { "type": "null" }] });
        let description = format!("One {} to an entry, by id.", noun(kind));
        let section = json!({ "type": ["object", "null"], "description": description, "additionalProperties": entity });
        properties.insert(kind.section().to_owned(), section);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Longpole plan file",
        "description": "A program, or a part of one, as plain text.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

fn text_with(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn field_schema(field: &FieldShape, definitions: &mut BTreeMap<String, Value>) -> Value {
    let mut schema = schema_of(&field.shape, definitions);
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), json!(field.doc));
    }
    schema
}

fn schema_of(shape: &Shape, definitions: &mut BTreeMap<String, Value>) -> Value {
    match shape {
        // YAML makes `10` a number and `2027-06-30` a date before a schema sees it.
        Shape::Text {
            what,
            example,
            pattern: None,
        } => {
            json!({ "type": ["string", "number", "boolean"], "description": what, "examples": [example] })
        }
        Shape::Text {
            what,
            example,
            pattern: Some(pattern),
        } => {
            json!({ "type": ["string", "number"], "pattern": pattern, "description": what, "examples": [example] })
        }
        Shape::Words(words) => {
            let words = words
                .iter()
                .map(|(word, doc)| json!({ "const": word, "description": doc }));
            json!({ "oneOf": words.collect::<Vec<_>>() })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::List(one) => json!({ "type": "array", "items": schema_of(one, definitions) }),
        Shape::Map { key, value } => {
            json!({ "type": "object", "description": format!("By {key}."), "additionalProperties": schema_of(value, definitions) })
        }
        Shape::Record(record) => {
            define(record, definitions);
            json!({ "$ref": format!("#/$defs/{}", record.name) })
        }
        Shape::OneOf(shapes) => {
            json!({ "anyOf": shapes.iter().map(|shape| schema_of(shape, definitions)).collect::<Vec<_>>() })
        }
        Shape::Any => json!({}),
    }
}

fn define(record: &RecordShape, definitions: &mut BTreeMap<String, Value>) {
    if definitions.contains_key(record.name) {
        return;
    }
    // Entered before its fields, which may lead back to it.
    definitions.insert(record.name.to_owned(), Value::Null);
    let fields = (record.fields)();
    let properties: Map<_, _> = fields
        .iter()
        .map(|field| {
            (
                field.key.to_owned(),
                or_nothing(field_schema(field, definitions), field),
            )
        })
        .collect();
    let required: Vec<_> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.key)
        .collect();
    let mut schema = json!({ "type": "object", "description": record.doc, "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    definitions.insert(record.name.to_owned(), schema);
}

/// A key without a value says nothing, where nothing has to be said.
fn or_nothing(schema: Value, field: &FieldShape) -> Value {
    if field.required {
        return schema;
    }
    let description = schema.get("description").cloned().unwrap_or_default();
    json!({ "anyOf": [schema, { "type": "null" }], "description": description })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::records::example_of;
    use crate::plan::source::PlanSource;
    use crate::plan::tree::{Kind, Node, Style, parse};

    /// What a YAML reader without our tables would make of a node.
    fn value_of(node: &Node<'_>) -> Value {
        match &node.kind {
            Kind::Scalar(..) if node.is_null() => Value::Null,
            Kind::Scalar(text, Style::Plain) => match text.as_ref() {
                "true" => json!(true),
                "false" => json!(false),
                number => number
                    .parse::<i64>()
                    .map(|number| json!(number))
                    .or_else(|_| number.parse::<f64>().map(|number| json!(number)))
                    .unwrap_or_else(|_| json!(text)),
            },
            Kind::Scalar(text, Style::Quoted) => json!(text),
            Kind::Sequence(nodes, _) => nodes.iter().map(value_of).collect(),
            Kind::Mapping(entries, _) => Value::Object(
                entries
                    .iter()
                    .map(|entry| (entry.key.text.to_string(), value_of(&entry.value)))
                    .collect(),
            ),
            Kind::Refused => Value::Null,
        }
    }

    /// As much of JSON Schema as ours uses.
    fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
        let any_of = |key: &str| {
            schema
                .get(key)
                .and_then(Value::as_array)
                .is_none_or(|schemas| schemas.iter().any(|schema| fits(value, schema, root)))
        };
        let refers = schema
            .get("$ref")
            .and_then(Value::as_str)
            .is_none_or(|path| {
                fits(
                    value,
                    &root["$defs"][path.trim_start_matches("#/$defs/")],
                    root,
                )
            });
        let constant = schema.get("const").is_none_or(|constant| constant == value);
        let type_name = |name: &Value| match name.as_str().unwrap_or_default() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "integer" => value.is_i64(),
            "number" => value.is_number(),
            _ => false,
        };
        let typed = match schema.get("type") {
            None => true,
            Some(Value::Array(names)) => names.iter().any(type_name),
            Some(name) => type_name(name),
        };
        let items = value.as_array().is_none_or(|list| {
            schema
                .get("items")
                .is_none_or(|schema| list.iter().all(|value| fits(value, schema, root)))
        });
        let entries = value.as_object().is_none_or(|object| {
            object.iter().all(|(key, value)| {
                match (
                    schema
                        .get("properties")
                        .and_then(|properties| properties.get(key)),
                    schema.get("additionalProperties"),
                ) {
                    (Some(property), _) => fits(value, property, root),
                    (None, Some(Value::Bool(allowed))) => *allowed,
                    (None, Some(other)) => fits(value, other, root),
                    (None, None) => true,
                }
            })
        });
        let required = schema
            .get("required")
            .and_then(Value::as_array)
            .is_none_or(|keys| {
                keys.iter()
                    .all(|key| value.get(key.as_str().unwrap_or_default()).is_some())
            });
        any_of("anyOf")
            && any_of("oneOf")
            && refers
            && constant
            && typed
            && items
            && entries
            && required
    }

    #[test]
    fn every_example_of_the_reference_fits_the_schema() {
        let schema = schema();
        for kind in EntityKind::ALL {
            let text = example_of(*kind);
            let (tree, _) = parse(crate::diagnostic::FileId(0), text);
            assert!(
                fits(&value_of(&tree.root.unwrap()), &schema, &schema),
                "{kind:?}\n{text}"
            );
        }
    }

    #[test]
    fn what_is_misspelt_does_not_fit_the_schema() {
        let schema = schema();
        for text in [
            "items: { a: { tilte: x } }",
            "itmes: {}",
            "items: [a]",
            "target: { confidence: 80% }",
            "teams: { a: { people: six } }",
            "items: { a: { estimate: soon } }",
        ] {
            let (tree, _) = parse(crate::diagnostic::FileId(0), text);
            let fits = fits(&value_of(&tree.root.unwrap()), &schema, &schema);
            assert_eq!(fits, text.contains("soon"), "{text}");
        }
    }

    #[test]
    fn the_examples_of_the_reference_make_one_plan() {
        let files = EntityKind::ALL
            .iter()
            .filter(|kind| **kind != EntityKind::Need);
        let source = PlanSource::new(files.map(|kind| {
            (
                format!("{}.yaml", kind.section()),
                example_of(*kind).as_bytes().to_vec(),
            )
        }));
        let decoded = crate::plan::decode(&source);
        let text = crate::diagnostic::render(
            &decoded.diagnostics,
            &source,
            crate::diagnostic::Look::default(),
        );
        assert_eq!(text, "");
    }
}
