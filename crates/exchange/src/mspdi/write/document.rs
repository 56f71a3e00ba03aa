//! The file as a whole: what the project says of itself, then its lists.

use super::Writing;
use super::project::ProjectView;
use crate::import::Notes;
use crate::mspdi::keep::joined;
use crate::mspdi::read::ProjectFields;
use crate::mspdi::schema::PROJECT;
use crate::xml::{Element, write_element};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\n";

/// Writes all of it.
pub(super) fn document(writing: &Writing<'_>, notes: &mut Notes) -> Vec<u8> {
    let mut nobody = Vec::new();
    let tasks = writing.tasks(&mut nobody, notes);
    let lists = [
        ("Calendars", writing.calendars()),
        ("Tasks", tasks),
        ("Resources", writing.resources()),
        ("Assignments", writing.assignments(nobody, notes)),
    ];
    let mut out = HEAD.to_owned();
    for element in project(writing) {
        write_lines(&element, 1, &mut out);
    }
    for (name, records) in lists {
        write_lines(&Element::parent(name, records), 1, &mut out);
    }
    out.push_str("</Project>\n");
    out.into_bytes()
}

fn project(writing: &Writing<'_>) -> Vec<Element<'static>> {
    let charter = &writing.program.charter;
    let calendar = charter
        .calendar
        .as_ref()
        .and_then(|id| writing.calendars.get(id));
    let mut made = ProjectView {
        charter,
        calendar: calendar.copied(),
        lengths: writing.context.lengths,
        day: writing.day,
        finish: writing.outline.ends().1,
    }
    .elements();
    made.push(Element::leaf("Name", format!("{}.xml", writing.id)));
    if let Some(currency) = writing.context.currency {
        made.push(Element::leaf("CurrencyCode", currency.to_owned()));
    }
    if charter.name.is_none() && charter.meta.origin.is_none() {
        made.push(Element::leaf("Title", writing.id.to_string()));
    }
    let says = |elements: &[Element<'_>]| {
        let fields = ProjectFields::read(elements);
        (fields.charter(), fields.lengths, fields.calendar)
    };
    let own = says(&made);
    let mut elements = joined(made, writing.left.project.clone(), &PROJECT, |elements| {
        says(elements) == own
    });
    if charter.meta.origin.is_none()
        && !elements.iter().any(|element| element.name == "StartDate")
        && let Some(start) = writing.outline.ends().0
    {
        elements.push(Element::leaf(
            "StartDate",
            crate::mspdi::values::date_time_text(start),
        ));
        elements.sort_by_key(|element| PROJECT.place(&element.name));
    }
    elements
}

/// Writes an element with a line for each element in it, down to those that have text alone.
fn write_lines(element: &Element<'_>, depth: usize, out: &mut String) {
    // Deep ones were kept as they stood: they stay on one line.
    let indent = |out: &mut String| out.extend(std::iter::repeat_n(' ', depth));
    indent(out);
    let is_plain = element.attributes.is_empty() && element.text.is_empty();
    if element.children.is_empty() || !is_plain || depth > 3 {
        write_element(element, out);
        out.push('\n');
        return;
    }
    out.push('<');
    out.push_str(&element.name);
    out.push_str(">\n");
    for child in &element.children {
        write_lines(child, depth + 1, out);
    }
    indent(out);
    out.push_str("</");
    out.push_str(&element.name);
    out.push_str(">\n");
}
