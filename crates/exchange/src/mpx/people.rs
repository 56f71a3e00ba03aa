//! Resources, their calendars, and assignments.

use super::fields::Row;
use super::text::Record;
use super::time::week;
use super::{File, leftover, place};
use crate::import::NoteKind;
use crate::mspdi::{date_time_text, decimal_text, length_text};
use crate::xml::Element;

/// What stands as it is.
static TEXTS: &[(&str, &str)] = &[
    ("Name", "Name"),
    ("Initials", "Initials"),
    ("Group", "Group"),
    ("Code", "Code"),
    ("Email Address", "EmailAddress"),
    ("Notes", "Notes"),
];

impl File {
    /// Takes a resource.
    pub(super) fn resource(&mut self, mut row: Row, line: u32) {
        let fallback = self.records.resources.len() as i64;
        let number = |text: Option<String>| text.and_then(|text| text.trim().parse::<i64>().ok());
        let id = number(row.take("ID"));
        let uid = number(row.take("Unique ID")).or(id).unwrap_or(fallback);
        let mut out = vec![
            Element::leaf("UID", uid.to_string()),
            Element::leaf("ID", id.unwrap_or(uid).to_string()),
            Element::leaf("Type", "1"),
        ];
        for (field, element) in TEXTS {
            out.extend(row.take(field).map(|text| Element::leaf(*element, text)));
        }
        // 1 is one person; some write percent.
        if let Some(text) = row.take("Max Units") {
            let thousandths = self.settings.number(&text, 3);
            let units = if text.contains('%') {
                thousandths.map(|units| units / 100)
            } else {
                thousandths
            };
            out.push(match units {
                Some(units) => Element::leaf("MaxUnits", decimal_text(units, 3)),
                None => leftover("Max Units", text),
            });
        }
        out.extend(row.rest().map(|(name, value)| leftover(&name, value)));
        let mut resource = Element::parent("Resource", out);
        resource.line = line;
        self.records.resources.push(resource);
    }

    /// Takes the calendar of the resource before it.
    pub(super) fn resource_calendar(&mut self, record: &Record) {
        let Some(resource) = self.records.resources.last() else {
            return;
        };
        let name = resource.text_of("Name").unwrap_or("Resource").to_owned();
        // Numbers of base calendars come first.
        let number = self.calendars.len() + self.records.resources.len();
        let base = record.fields.first().and_then(|base| self.number_of(base));
        let children = vec![
            Element::leaf("UID", number.to_string()),
            Element::leaf("Name", name),
            Element::leaf("IsBaseCalendar", "0"),
            Element::leaf("BaseCalendarUID", base.unwrap_or(-1).to_string()),
            Element::parent("WeekDays", week(&record.fields)),
        ];
        self.calendar(children, record);
        if let Some(resource) = self.records.resources.last_mut() {
            resource
                .children
                .push(Element::leaf("CalendarUID", number.to_string()));
        }
    }

    /// Takes an assignment to the task before it.
    pub(super) fn assignment(&mut self, record: &Record) {
        let field = |at: usize| {
            record
                .fields
                .get(at)
                .map(|field| field.trim())
                .filter(|field| !field.is_empty())
        };
        let Some(task) = self.rows.last().map(|(_, uid)| *uid) else {
            let message = "an assignment stands before all tasks and is left out";
            self.notes.add(
                NoteKind::Suspicious,
                "dangling-link",
                message,
                place(record),
            );
            return;
        };
        let resource = field(12).or_else(|| field(0).and_then(|id| self.resource_by_row(id)));
        let number = self.records.assignments.len() + 1;
        let mut out = vec![
            Element::leaf("UID", number.to_string()),
            Element::leaf("TaskUID", task.to_string()),
            Element::leaf("ResourceUID", resource.unwrap_or("-65535").to_owned()),
        ];
        if let Some(units) = field(1).and_then(|text| self.settings.number(text, 3)) {
            out.push(Element::leaf("Units", decimal_text(units, 3)));
        }
        for (at, element) in [(2, "Work"), (4, "ActualWork"), (5, "OvertimeWork")] {
            if let Some(length) = field(at).and_then(|text| self.settings.length(text)) {
                out.push(Element::leaf(element, length_text(length.amount)));
            }
        }
        let start = field(9).and_then(|text| self.settings.starts(text));
        let finish = field(10).and_then(|text| self.settings.finishes(text));
        out.extend(start.map(|at| Element::leaf("Start", date_time_text(at))));
        out.extend(finish.map(|at| Element::leaf("Finish", date_time_text(at))));
        if let Some(delay) = field(11).and_then(|text| self.settings.length(text)) {
            out.push(Element::leaf("Delay", (delay.amount / 6000).to_string()));
        }
        let mut assignment = Element::parent("Assignment", out);
        assignment.line = record.line;
        self.records.assignments.push(assignment);
    }

    /// The unique id of the resource with this row.
    fn resource_by_row(&self, row: &str) -> Option<&str> {
        let resources = self.records.resources.iter();
        let mut of_row = resources.filter(|resource| resource.text_of("ID") == Some(row));
        of_row.next().and_then(|resource| resource.text_of("UID"))
    }
}
