//! What the JSON writer writes.

use longpole_document::{Document, json};
use snapbox::{assert_data_eq, file};

use crate::sample;

#[test]
fn every_block_has_its_shape() {
    assert_data_eq!(json::write(&sample::small()), file!["small.json"].raw());
}

#[test]
fn the_schema_is_named() {
    assert_eq!(json::value(&Document::new("Empty"))["schema"], json::SCHEMA);
}

#[test]
fn every_figure_names_a_citation_of_the_table() {
    let value = json::value(&sample::executive_brief());

    let mut figures = 0;
    each(&value, &mut |object| {
        if object.get("type").is_some_and(|kind| kind == "figure") {
            figures += 1;
            let id = object["citation"].as_str().unwrap_or_default();
            assert!(value["citations"].get(id).is_some(), "{object:?}");
        }
    });
    assert!(figures > 60);
}

fn each(
    value: &serde_json::Value,
    visit: &mut dyn FnMut(&serde_json::Map<String, serde_json::Value>),
) {
    match value {
        serde_json::Value::Object(object) => {
            visit(object);
            object.values().for_each(|inner| each(inner, visit));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|inner| each(inner, visit)),
        _ => {}
    }
}
