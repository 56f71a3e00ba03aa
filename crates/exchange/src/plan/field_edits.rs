//! Where two states of an entity differ, in the terms of a plan file: the field, and what stood and stands there.

use std::collections::BTreeMap;

use longpole_model::{Entity, Need, NeedId};

use super::out::Out;
use super::read::Record;
use super::records::{NeedEntry, write_entity};

/// A field that says something else than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldEdit {
    /// The field below the entity, such as `estimate` or `status.health`.
    pub field: String,
    /// What stood there; `None` where nothing did.
    pub before: Option<String>,
    /// What stands there; `None` where nothing does.
    pub after: Option<String>,
}

/// The fields in which `after` differs from `before`, by name. Maps are compared entry by entry.
pub fn field_edits(before: &Entity, after: &Entity) -> Vec<FieldEdit> {
    let mut edits = Vec::new();
    compare("", &fields(before), &fields(after), &mut edits);
    edits
}

/// What a plan file says of the entity itself. An item's needs are entities of their own.
pub(super) fn fields(entity: &Entity) -> Out {
    match entity {
        Entity::Item(item) => Out::Map(written(item)),
        Entity::Need(need) => Out::Map(need_fields(need)),
        entity => write_entity(entity).unwrap_or(Out::Map(Vec::new())),
    }
}

fn written(record: &impl Record) -> Vec<(String, Out)> {
    let mut fields = Vec::new();
    record.write_fields(&mut fields);
    fields
}

/// Between which items it stands, too: in a file, its place says that.
fn need_fields(need: &Need) -> Vec<(String, Out)> {
    let id = NeedId::usual(&need.consumer, &need.source);
    let mut fields = vec![("of".to_owned(), Out::Plain(id.to_string()))];
    fields.extend(written(&NeedEntry::of_need(&id, need).terms));
    fields
}

fn compare(path: &str, before: &Out, after: &Out, edits: &mut Vec<FieldEdit>) {
    match (before, after) {
        (Out::Map(before), Out::Map(after)) => compare_maps(path, before, after, edits),
        (before, after) if before == after => {}
        (before, after) => edits.push(FieldEdit {
            field: path.to_owned(),
            before: Some(before.flow()),
            after: Some(after.flow()),
        }),
    }
}

fn compare_maps(
    path: &str,
    before: &[(String, Out)],
    after: &[(String, Out)],
    edits: &mut Vec<FieldEdit>,
) {
    let mut keys: BTreeMap<&str, (Option<&Out>, Option<&Out>)> = BTreeMap::new();
    for (key, value) in before {
        keys.entry(key).or_default().0 = Some(value);
    }
    for (key, value) in after {
        keys.entry(key).or_default().1 = Some(value);
    }
    for (key, pair) in keys {
        let field = if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        };
        match pair {
            (Some(before), Some(after)) => compare(&field, before, after, edits),
            (before, after) => edits.push(FieldEdit {
                field,
                before: before.map(Out::flow),
                after: after.map(Out::flow),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use longpole_model::{Workspace, diff};
    use snapbox::str;

    use super::*;
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    fn workspace(text: &str) -> Workspace {
        decode(&PlanSource::of_text("p.yaml", text))
            .workspace
            .unwrap()
    }

    /// Compares two items of a plan.
    fn check(before: &str, after: &str, expected: impl snapbox::IntoData) {
        let plan = |item: &str| {
            workspace(&format!(
                "program: p\nitems:\n  b: {{}}\n  c: {{}}\n  a: {item}\n"
            ))
        };
        let mut text = String::new();
        for change in &diff(&plan(before), &plan(after)).0 {
            let (Some(before), Some(after)) = (&change.before, &change.after) else {
                continue;
            };
            for edit in field_edits(before, after) {
                let said = |side: Option<String>| side.unwrap_or("-".to_owned());
                let (was, is) = (said(edit.before), said(edit.after));
                writeln!(text, "{}: {was} -> {is}", edit.field).unwrap();
            }
        }
        snapbox::assert_data_eq!(text, expected);
    }

    #[test]
    fn fields_read_as_they_stand_in_a_plan() {
        check(
            "{ title: Old, estimate: 5d..8d..15d, people: 2 }",
            "{ title: New, effort: 40pd, people: 2 }",
            str![[r#"
effort: - -> 40pd
estimate: 5d..8d..15d -> -
title: Old -> New

"#]],
        );
    }

    #[test]
    fn maps_are_compared_entry_by_entry() {
        check(
            "{ status: { health: on-track, on: 2026-11-13, by: pia }, needs: [b] }",
            "{ status: { health: at-risk, on: 2026-11-13, by: pia, note: \"slow, again\" }, needs: [{ b: { lag: 2d } }] }",
            str![[r#"
status.health: on-track -> at-risk
status.note: - -> "slow, again"
lag: - -> 2d

"#]],
        );
    }

    #[test]
    fn what_is_the_same_is_no_edit() {
        check(
            "{ estimate: 5d, needs: [b, c] }",
            "{ needs: [c, b], estimate: 5d }",
            "",
        );
    }
}
