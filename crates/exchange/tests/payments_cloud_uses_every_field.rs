//! The example that is called complete leaves out nothing that a plan file can say: every field and every word.

use std::collections::BTreeSet;

use longpole_exchange::diagnostic::FileId;
use longpole_exchange::plan::fields_of;
use longpole_exchange::plan::shape::{FieldShape, Shape};
use longpole_exchange::plan::tree::{Kind, Node, parse};
use longpole_model::EntityKind;
use longpole_testkit::{example, files_below};

/// What one plan need not say: it has one state and one rhythm, and an item is what
/// it needs unless it says otherwise. A pace is by the week.
const LEFT_OUT: [&str; 5] = [
    "program.state: ",
    "program.cadence: ",
    "Measured.per: ",
    "items.needs: item",
    "gates.needs: item",
];

/// What imported schedules say and people hardly write; the property tests of the plan's round trip cover it.
const IMPORTED: [&str; 14] = [
    "Scheduling.",
    "ItemScheduling.",
    "ManualDates.",
    "CapacityStep.",
    "WorkWeek.",
    "program.scheduling",
    "items.scheduling",
    "items.kind: start-milestone",
    "assignments.",
    "calendars.work_weeks",
    "CalendarException.every",
    "Constraint.",
    "resources.availability",
    "teams.capacity",
];

/// What every entity may carry; it is enough that one does.
const META: [&str; 3] = ["was", "origin", "fields"];

#[test]
fn payments_cloud_says_everything_that_a_plan_can_say() {
    let mut all = BTreeSet::new();
    for &kind in EntityKind::ALL
        .iter()
        .filter(|kind| **kind != EntityKind::Need)
    {
        list(kind.section(), &fields_of(kind), &mut all);
    }
    let mut used = BTreeSet::new();
    for path in files_below(&example("payments-cloud"), "yaml") {
        let text = std::fs::read_to_string(&path).unwrap();
        let (tree, _) = parse(FileId(0), &text);
        note_file(tree.root.as_ref().unwrap(), &mut used);
    }

    let needless = |said: &&String| {
        let mut left_out = LEFT_OUT.iter().chain(&IMPORTED);
        left_out.any(|left_out| said.starts_with(left_out))
    };
    let unused: Vec<_> = all
        .difference(&used)
        .filter(|said| !needless(said))
        .collect();

    assert!(all.len() > 500, "{}", all.len());
    assert!(unused.is_empty(), "{unused:#?}");
}

/// Lists `record.field` and `record.field: word` of everything that may stand in a record.
fn list(record: &str, fields: &[FieldShape], all: &mut BTreeSet<String>) {
    for field in fields {
        if all.insert(name(record, field.key)) {
            list_shape(&name(record, field.key), &field.shape, all);
        }
    }
}

fn list_shape(field: &str, shape: &Shape, all: &mut BTreeSet<String>) {
    match shape {
        Shape::Words(words) => all.extend(words.iter().map(|(word, _)| format!("{field}: {word}"))),
        Shape::List(inner) | Shape::Map { value: inner, .. } => list_shape(field, inner, all),
        Shape::Record(record) => list(record.name, &(record.fields)(), all),
        Shape::OneOf(shapes) => shapes
            .iter()
            .for_each(|shape| list_shape(field, shape, all)),
        Shape::Text { .. } | Shape::Flag | Shape::Count | Shape::Number | Shape::Any => {}
    }
}

fn note_file(root: &Node<'_>, used: &mut BTreeSet<String>) {
    note(
        EntityKind::Charter.section(),
        &fields_of(EntityKind::Charter),
        root,
        used,
    );
    for &kind in EntityKind::ALL {
        let section = root
            .entry(kind.section())
            .filter(|_| kind != EntityKind::Charter);
        let Some(Kind::Mapping(entries, _)) = section.map(|section| &section.value.kind) else {
            continue;
        };
        for entry in entries {
            note(kind.section(), &fields_of(kind), &entry.value, used);
        }
    }
}

fn note(record: &str, fields: &[FieldShape], node: &Node<'_>, used: &mut BTreeSet<String>) {
    let Kind::Mapping(entries, _) = &node.kind else {
        return;
    };
    for entry in entries {
        for field in fields.iter().filter(|field| entry.key.text == field.key) {
            used.insert(name(record, field.key));
            note_shape(&name(record, field.key), &field.shape, &entry.value, used);
        }
    }
}

fn note_shape(field: &str, shape: &Shape, node: &Node<'_>, used: &mut BTreeSet<String>) {
    match (shape, &node.kind) {
        (Shape::Words(words), Kind::Scalar(text, _))
            if words.iter().any(|(word, _)| word == text) =>
        {
            used.insert(format!("{field}: {text}"));
        }
        (Shape::List(inner), Kind::Sequence(nodes, _)) => {
            for node in nodes {
                note_shape(field, inner, node, used);
            }
        }
        (Shape::Map { value, .. }, Kind::Mapping(entries, _)) => {
            for entry in entries {
                note_shape(field, value, &entry.value, used);
            }
        }
        (Shape::Record(record), Kind::Mapping(..)) => {
            note(record.name, &(record.fields)(), node, used);
        }
        (Shape::OneOf(shapes), _) => shapes
            .iter()
            .for_each(|shape| note_shape(field, shape, node, used)),
        _ => {}
    }
}

fn name(record: &str, field: &str) -> String {
    if META.contains(&field) {
        format!("any.{field}")
    } else {
        format!("{record}.{field}")
    }
}
