//! The file as a whole: what the project says of itself, then its lists.

use super::Writing;
use super::project::ProjectView;
use crate::import::Notes;
use crate::mspdi::keep::joined;
use crate::mspdi::read::ProjectFields;
use crate::mspdi::schema::PROJECT;
use crate::xml::{Element, write_lines};

/// Elements up to this length stay on one line.
const LINE: usize = 120;

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
        write_lines(&element, LINE, Some(1), &mut out);
        out.push('\n');
    }
    for (name, records) in lists {
        out.extend([" <", name, ">\n"]);
        for record in records {
            write_lines(&record, LINE, Some(2), &mut out);
            out.push('\n');
        }
        out.extend([" </", name, ">\n"]);
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
        elements.sort_by_cached_key(|element| PROJECT.place(&element.name));
    }
    elements
}
