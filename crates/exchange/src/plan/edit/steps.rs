//! From two states of an entity to the steps that lead from one to the other in a file.

use longpole_model::{Entity, Need, NeedId};

use super::entry::Step;
use crate::plan::field_edits::fields;
use crate::plan::out::Out;
use crate::plan::read::Value as _;
use crate::plan::records::{ItemEntry, NeedEntry, write_entity, write_need};

/// How much of an entity is written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Care {
    /// Only what differs, as deep as it goes.
    Fine,
    /// The fields in which something differs.
    Fields,
    /// All of it.
    Whole,
}

/// An entity as it stands in a file: an item together with its needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) entity: Entity,
    pub(super) needs: Vec<(NeedId, Need)>,
}

impl Record {
    /// All that a file says of it.
    pub(super) fn written(&self) -> Out {
        match &self.entity {
            Entity::Item(item) => ItemEntry {
                item: item.clone(),
                needs: entries(&self.needs),
            }
            .write(),
            entity => write_entity(entity).unwrap_or(Out::Map(Vec::new())),
        }
    }
}

fn entries(needs: &[(NeedId, Need)]) -> Vec<NeedEntry> {
    needs
        .iter()
        .map(|(id, need)| NeedEntry::of_need(id, need))
        .collect()
}

/// The steps from `before` to `after` within the entry under `key`.
pub(super) fn steps(key: &[String], before: &Record, after: &Record, care: Care) -> Vec<Step> {
    if care == Care::Whole {
        return vec![Step::Put(key.to_vec(), after.written())];
    }
    let mut steps = Vec::new();
    compare(
        key,
        &fields(&before.entity),
        &fields(&after.entity),
        care,
        &mut steps,
    );
    if before.needs != after.needs {
        needs(key, before, after, care, &mut steps);
    }
    steps
}

/// The steps between two states of a mapping.
pub(super) fn compare(
    path: &[String],
    before: &Out,
    after: &Out,
    care: Care,
    steps: &mut Vec<Step>,
) {
    let (Out::Map(before), Out::Map(after)) = (before, after) else {
        if before != after {
            steps.push(Step::Put(path.to_vec(), after.clone()));
        }
        return;
    };
    let value_in = |map: &[(String, Out)], key: &str| {
        let found = map.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone())
    };
    let below = |key: &str| [path, &[key.to_owned()]].concat();
    for (key, _) in before {
        if value_in(after, key).is_none() {
            steps.push(Step::Take(below(key)));
        }
    }
    for (key, value) in after {
        match value_in(before, key) {
            Some(old) if old == *value => {}
            Some(old) if care == Care::Fine => compare(&below(key), &old, value, care, steps),
            _ => steps.push(Step::Put(below(key), value.clone())),
        }
    }
}

/// The steps between two lists of needs. Where one provider stands in it twice, the list is written anew.
fn needs(key: &[String], before: &Record, after: &Record, care: Care, steps: &mut Vec<Step>) {
    let list = [key, &["needs".to_owned()]].concat();
    let (old, new) = (entries(&before.needs), entries(&after.needs));
    if new.is_empty() {
        steps.push(Step::Take(list));
        return;
    }
    if care != Care::Fine || old.is_empty() || has_twins(&old) || has_twins(&new) {
        let all = new.iter().map(write_need).collect();
        steps.push(Step::Put(list, Out::List(all)));
        return;
    }
    let same = |entry: &NeedEntry, list: &[NeedEntry]| {
        let found = list.iter().find(|other| other.source == entry.source);
        found.cloned()
    };
    let below = |entry: &NeedEntry| [&list[..], &[entry.source.to_string()]].concat();
    for entry in &new {
        match same(entry, &old) {
            Some(was) if was.terms == entry.terms => {}
            Some(was) => compare(
                &below(entry),
                &was.terms.write(),
                &entry.terms.write(),
                care,
                steps,
            ),
            None => steps.push(Step::Append(list.clone(), write_need(entry))),
        }
    }
    for entry in &old {
        if same(entry, &new).is_none() {
            steps.push(Step::Take(below(entry)));
        }
    }
}

fn has_twins(entries: &[NeedEntry]) -> bool {
    let mut names: Vec<String> = entries
        .iter()
        .map(|entry| entry.source.to_string())
        .collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair[0] == pair[1])
}
