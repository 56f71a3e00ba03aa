//! Whether a value keeps to a JSON Schema: as much of the standard as our own schemas use, and an error for anything else.

use serde_json::{Map, Value};

/// Everything in which `value` breaks `schema`.
pub(crate) fn breaches(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check { root: schema }.value(schema, value, "$", &mut found);
    found
}

struct Check<'s> {
    root: &'s Value,
}

impl<'s> Check<'s> {
    fn value(&self, schema: &'s Value, value: &Value, at: &str, found: &mut Vec<String>) {
        let Value::Object(keywords) = schema else {
            assert_eq!(schema, &Value::Bool(true), "a schema at {at}");
            return;
        };
        for (keyword, argument) in keywords {
            self.keyword(keyword, argument, keywords, value, at, found);
        }
    }

    fn keyword(
        &self,
        keyword: &str,
        argument: &'s Value,
        all: &'s Map<String, Value>,
        value: &Value,
        at: &str,
        found: &mut Vec<String>,
    ) {
        let mut breach = |is_kept: bool| {
            if !is_kept {
                found.push(format!(
                    "{at}: {keyword} {argument} does not hold of {value}"
                ));
            }
        };
        match keyword {
            "type" => breach(names(argument).any(|name| is_of_type(name, value))),
            "const" => breach(argument == value),
            "enum" => breach(argument.as_array().unwrap().contains(value)),
            "minimum" => breach(
                value
                    .as_f64()
                    .is_none_or(|number| number >= argument.as_f64().unwrap()),
            ),
            "required" => {
                let object = value.as_object();
                breach(
                    names(argument)
                        .all(|name| object.is_none_or(|object| object.contains_key(name))),
                );
            }
            "anyOf" => {
                let fits = |schema| {
                    let mut breaches = Vec::new();
                    self.value(schema, value, at, &mut breaches);
                    breaches.is_empty()
                };
                breach(argument.as_array().unwrap().iter().any(fits));
            }
            "$ref" => {
                let path = argument.as_str().unwrap().strip_prefix('#').unwrap();
                self.value(self.root.pointer(path).unwrap(), value, at, found);
            }
            "properties" => self.properties(argument, value, at, found),
            "additionalProperties" => self.additional(argument, all, value, at, found),
            "items" => {
                for (index, one) in value.as_array().into_iter().flatten().enumerate() {
                    self.value(argument, one, &format!("{at}[{index}]"), found);
                }
            }
            // Words for people, and hints about numbers and texts that `type` covers.
            "description" | "title" | "format" | "pattern" | "$schema" | "$defs" | "$comment" => {}
            other => panic!("this check does not know the keyword {other}"),
        }
    }

    fn properties(&self, schemas: &'s Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (name, schema) in schemas.as_object().unwrap() {
            if let Some(below) = value.get(name) {
                self.value(schema, below, &format!("{at}.{name}"), found);
            }
        }
    }

    fn additional(
        &self,
        schema: &'s Value,
        all: &'s Map<String, Value>,
        value: &Value,
        at: &str,
        found: &mut Vec<String>,
    ) {
        let declared = all.get("properties").and_then(Value::as_object);
        for (name, below) in value.as_object().into_iter().flatten() {
            if declared.is_some_and(|declared| declared.contains_key(name)) {
                continue;
            }
            match schema {
                Value::Bool(false) => found.push(format!("{at}: \"{name}\" is not declared")),
                schema => self.value(schema, below, &format!("{at}.{name}"), found),
            }
        }
    }
}

/// One name, or a list of names.
fn names(argument: &Value) -> impl Iterator<Item = &str> {
    let list = argument.as_array().into_iter().flatten();
    argument
        .as_str()
        .into_iter()
        .chain(list.map(|name| name.as_str().unwrap()))
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("this check does not know the type {other}"),
    }
}

#[test]
fn what_breaks_a_schema_is_named_with_its_place() {
    let schema = serde_json::json!({
        "type": "object",
        "properties": { "days": { "type": ["integer", "null"], "minimum": 0 }, "who": { "$ref": "#/$defs/Who" } },
        "required": ["days"],
        "additionalProperties": false,
        "$defs": { "Who": { "type": "array", "items": { "anyOf": [{ "const": "pia" }, { "enum": ["ida"] }] } } },
    });
    let check = |value, expected: &[&str]| assert_eq!(breaches(&schema, &value), expected);

    check(serde_json::json!({ "days": 1, "who": ["pia", "ida"] }), &[]);
    check(serde_json::json!({ "days": null }), &[]);
    check(
        serde_json::json!({ "days": -1 }),
        &["$.days: minimum 0 does not hold of -1"],
    );
    check(
        serde_json::json!({}),
        &["$: required [\"days\"] does not hold of {}"],
    );
    check(
        serde_json::json!({ "days": 1, "x": 1 }),
        &["$: \"x\" is not declared"],
    );
    assert_eq!(
        breaches(&schema, &serde_json::json!({ "days": "1", "who": ["cio"] })).len(),
        2
    );
}
