//! Which custom fields does the file define, so that fields of one's own find a place?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{FieldValue, Program};

use super::custom_fields;
use crate::import::{NoteKind, Notes, Place};
use crate::mspdi::read::CustomFields;
use crate::xml::Element;

/// A kind of Project's custom fields.
struct Slots {
    name: &'static str,
    /// The ids of its fields, as Microsoft documents them.
    ids: &'static [std::ops::RangeInclusive<i64>],
    /// Single ids that go before.
    first: &'static [i64],
}

static TEXT: Slots = Slots {
    name: "Text",
    first: &[
        188_743_731,
        188_743_734,
        188_743_737,
        188_743_740,
        188_743_743,
    ],
    ids: &[188_743_746..=188_743_750, 188_743_997..=188_744_016],
};
static NUMBER: Slots = Slots {
    name: "Number",
    first: &[],
    ids: &[188_743_767..=188_743_771, 188_743_982..=188_743_996],
};
static FLAG: Slots = Slots {
    name: "Flag",
    first: &[],
    ids: &[188_743_752..=188_743_761, 188_743_972..=188_743_981],
};

/// The custom fields of the file: those that it came in with, and free ones of Project for those that items have beyond.
pub(super) fn definitions(
    program: &Program,
    project: &mut Vec<Element<'static>>,
    notes: &mut Notes,
) -> CustomFields {
    let known = custom_fields(project);
    let mut wanted: BTreeMap<&str, &'static Slots> = BTreeMap::new();
    for (name, value) in program.items.values().flat_map(|item| &item.meta.fields) {
        if known.id_of(name).is_some() {
            continue;
        }
        let slots = match value {
            FieldValue::Number(_) => &NUMBER,
            FieldValue::Flag(_) => &FLAG,
            FieldValue::Text(_)
            | FieldValue::Date(_)
            | FieldValue::Share(_)
            | FieldValue::List(_) => &TEXT,
        };
        let before = wanted.entry(name).or_insert(slots);
        // Values of several kinds fit into text alone.
        if before.name != slots.name {
            *before = &TEXT;
        }
    }
    if wanted.is_empty() {
        return known;
    }
    let at = project
        .iter()
        .position(|element| element.name == "ExtendedAttributes")
        .unwrap_or_else(|| {
            project.push(Element::parent("ExtendedAttributes", Vec::new()));
            project.len() - 1
        });
    let list = &mut project[at].children;
    let text = |element: &Element<'_>, name: &str| element.text_of(name).map(str::to_owned);
    let mut taken: BTreeSet<String> = list
        .iter()
        .filter_map(|element| text(element, "FieldID"))
        .collect();
    for (alias, slots) in wanted {
        let Some((number, id)) = slots.free(&taken) else {
            let message = format!("there is no room left for the custom field \"{alias}\"");
            notes.add(
                NoteKind::Changed,
                "too-many-fields",
                message,
                Place::default(),
            );
            continue;
        };
        taken.insert(id.to_string());
        list.push(Element::parent(
            "ExtendedAttribute",
            vec![
                Element::leaf("FieldID", id.to_string()),
                Element::leaf("FieldName", format!("{}{number}", slots.name)),
                Element::leaf("Alias", alias.to_owned()),
            ],
        ));
    }
    custom_fields(project)
}

impl Slots {
    /// The first field that nobody has, with its number.
    fn free(&self, taken: &BTreeSet<String>) -> Option<(usize, i64)> {
        let ids = self
            .first
            .iter()
            .copied()
            .chain(self.ids.iter().cloned().flatten());
        ids.enumerate()
            .map(|(at, id)| (at + 1, id))
            .find(|(_, id)| !taken.contains(&id.to_string()))
    }
}
