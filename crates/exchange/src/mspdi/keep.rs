//! What is left of a record once the model has its share, and how does it come out again?
//!
//! A writer makes the elements that follow from the model. Whatever a record has beyond those is kept as it stands, and
//! written again beside them. A kept element that stands for something in the model (a unit that cannot be said there, a
//! recurrence that was listed day by day) is written instead of the model's own as long as it still means the same.

use super::schema::Record;
use super::values::same_value;
use crate::xml::{Element, fragment, write_children};

/// How deep kept elements may be nested.
const DEPTH: usize = 64;

/// The elements of a record that the ones made from the model don't cover, in the order of the schema.
pub(super) fn left<'a, 't>(
    elements: &'a [Element<'t>],
    made: &[Element<'_>],
    record: &Record,
) -> Vec<&'a Element<'t>> {
    let is_made = |element: &Element<'_>| made.iter().any(|other| same(element, other));
    let mut left: Vec<&Element<'t>> = elements
        .iter()
        .filter(|element| !element.is_empty() && !is_made(element))
        .collect();
    left.sort_by_cached_key(|element| record.place(&element.name));
    left
}

/// Whether two elements say the same, attributes left out.
pub(super) fn same(one: &Element<'_>, other: &Element<'_>) -> bool {
    one.name == other.name
        && same_value(&one.text, &other.text)
        && one.children.len() == other.children.len()
        && one
            .children
            .iter()
            .zip(&other.children)
            .all(|(one, other)| same(one, other))
}

/// Kept elements as a payload.
pub(super) fn payload(left: &[&Element<'_>]) -> Option<String> {
    Some(write_children(left.iter().copied())).filter(|text| !text.is_empty())
}

/// The elements of a payload; none where it is no XML.
pub(super) fn kept(payload: Option<&str>) -> Vec<Element<'static>> {
    match payload {
        Some(text) if text.trim_start().starts_with('<') => {
            fragment(text, DEPTH).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Elements made from the model, with kept ones beside them or in their place, in the order of the schema.
///
/// `means_the_same` says whether a record of these elements means what the model says. Elements of one name and [`key`] stand
/// for each other.
pub(super) fn joined(
    made: Vec<Element<'static>>,
    kept: Vec<Element<'static>>,
    record: &Record,
    means_the_same: impl Fn(&[Element<'_>]) -> bool,
) -> Vec<Element<'static>> {
    let mut all = made;
    let usual = |name: &str, value: &str| Element::leaf(name.to_owned(), value.to_owned());
    for (name, value) in record.defaults {
        if !all.iter().any(|element| element.name == *name) {
            all.push(usual(name, value));
        }
    }
    for element in kept {
        let of_key =
            |other: &Element<'_>| other.name == element.name && key(other) == key(&element);
        match all.iter().position(of_key) {
            Some(at) if is_alone(&element.name) => {
                let ours = std::mem::replace(&mut all[at], element);
                if !means_the_same(&all) {
                    all[at] = ours;
                }
            }
            Some(_) | None => all.push(element),
        }
    }
    // Stable: what may occur several times stays in its order.
    all.sort_by_cached_key(|element| record.place(&element.name));
    all
}

/// Elements that may occur as often as one likes.
fn is_alone(name: &str) -> bool {
    !matches!(
        name,
        "TimephasedData" | "PredecessorLink" | "OutlineCode" | "Assignment"
    )
}

/// What tells elements of one name apart.
fn key<'a>(element: &'a Element<'_>) -> Option<&'a str> {
    match &*element.name {
        "ExtendedAttribute" => element.text_of("FieldID"),
        "Baseline" => element.text_of("Number"),
        _ => None,
    }
}
