//! A plan as JSON, for programs: the same fields as in a plan file, which may as well be read as one.

use longpole_model::{FieldValue, Workspace};
use serde_json::{Map, Value};

use super::{Export, Written};
use crate::diagnostic::FileId;
use crate::import::{NoteKind, Notes, Place};
use crate::plan::encode;
use crate::plan::out::Out;
use crate::plan::tree::parse;

pub(super) fn write(export: &Export<'_>) -> Option<Written> {
    let alone = export.alone()?;
    let (_, text) = encode(&alone).into_iter().next()?;
    let (tree, _) = parse(FileId(0), &text);
    let tree = Out::of_node(&tree.root?);
    let mut bytes = format!("{:#}", value(&tree)).into_bytes();
    bytes.push(b'\n');
    Some(Written {
        bytes,
        notes: notes(&alone),
    })
}

/// JSON has no days and shares; only the plan's own fields say what a text means.
fn notes(workspace: &Workspace) -> Notes {
    let mut notes = Notes::default();
    workspace.for_each_meta(|_, kind, id, meta| {
        for (field, value) in &meta.fields {
            if matches!(
                value,
                FieldValue::Date(_) | FieldValue::Share(_) | FieldValue::List(_)
            ) {
                let place = Place {
                    record: Some(format!("{}.{id}", kind.section())),
                    field: Some(field.clone()),
                    ..Place::default()
                };
                let message = "days and shares in custom fields are written as text";
                notes.add(NoteKind::Changed, "custom-field-as-text", message, place);
            }
        }
    });
    notes
}

fn value(out: &Out) -> Value {
    match out {
        Out::Text(text) | Out::Quoted(text) => Value::String(text.clone()),
        // Numbers and flags as such; dates and amounts are text in JSON.
        Out::Plain(text) => serde_json::from_str(text)
            .ok()
            .filter(|value| matches!(value, Value::Null | Value::Bool(_) | Value::Number(_)))
            .filter(|value: &Value| {
                // `1.10` is a version, not the number 1.1.
                let number = value.to_string();
                number == *text
            })
            .unwrap_or_else(|| Value::String(text.clone())),
        Out::List(list) => Value::Array(list.iter().map(value).collect()),
        Out::Map(map) => {
            let entries = map.iter().map(|(key, out)| (key.clone(), value(out)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use longpole_model::arbitrary;
    use proptest::prelude::*;

    use super::*;
    use crate::export::ExportDays;
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    fn written(workspace: &Workspace) -> Option<String> {
        let program = workspace.programs.keys().next()?;
        let written = write(&Export {
            workspace,
            program,
            dates: &BTreeMap::new(),
            days: &ExportDays::default(),
            today: date(2026, 11, 20),
        });
        String::from_utf8(written?.bytes).ok()
    }

    #[test]
    fn numbers_and_flags_are_such_and_the_rest_is_text() {
        let text = "program: p\nitems:\n  a: { milestone: true, priority: 700, estimate: 5d, title: '12', started: 2026-11-20 }\n";
        let plan = decode(&PlanSource::of_text("p.yaml", text))
            .workspace
            .unwrap();

        snapbox::assert_data_eq!(
            written(&plan).unwrap(),
            snapbox::str![[r#"
{
  "program": "p",
  "items": {
    "a": {
      "title": "12",
      "milestone": true,
      "estimate": "5d",
      "started": "2026-11-20",
      "priority": 700
    }
  }
}

"#]]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn what_is_written_reads_as_a_plan(workspace in arbitrary::workspace()) {
            prop_assume!(workspace.programs.len() == 1);
            let mut workspace = workspace;
            for key in workspace.keys() {
                if let Some(mut entity) = workspace.get(&key) {
                    entity.meta_mut().fields.clear();
                    workspace.put(&key, entity);
                }
            }
            let id = workspace.programs.keys().next().cloned();
            for system in workspace.systems.values_mut() {
                system.migration = system.migration.take().filter(|unit| unit.program == id);
            }
            let text = written(&workspace).unwrap();
            let again = decode(&PlanSource::of_text("p.yaml", &text));
            let again = again.workspace.unwrap_or_default();
            let differ = longpole_model::diff(&workspace, &again).0;
            let differ: Vec<_> = differ.into_iter().map(|change| (change.key, change.before, change.after)).collect();
            prop_assert_eq!(differ, vec![]);
        }
    }
}
