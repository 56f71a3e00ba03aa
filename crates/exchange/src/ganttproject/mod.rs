//! GanttProject's files (`.gan`): how does a project come in?
//!
//! Its tasks, links, calendars and people are turned into records of Project's XML and go the same way from there. What those
//! have no word for (days alone, roles, coordinators, custom columns) is added to what became of each record. What has no place in the model
//! stays in the payload of each origin, as XML under its own names.

mod calendar;
mod custom;
mod days;
mod file;
mod links;
mod people;
mod roles;
mod settle;
mod tasks;
mod value;

use self::custom::Columns;
use self::days::WorkDays;
use self::file::File;
use self::roles::Roles;
use self::settle::Facts;
use crate::import::{Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::mspdi::{Records, take_records};
use crate::xml::{Element, decode};

/// Reads a file.
///
/// # Errors
///
/// When it is no GanttProject file, is cut off, or is beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let text = decode(bytes, &mut notes)?;
    let file = File::read(&text, &options.limits)?;
    let mut reading = Reading {
        file: &file,
        days: WorkDays::of(&file),
        columns: Columns::of(&file.task_columns),
        roles: Roles::of(&file.roles),
        records: Records {
            made_up: &["WeekDays", "Exceptions", "Baseline"],
            ..Records::default()
        },
        facts: Facts::default(),
        notes,
    };
    reading.project();
    reading.calendars();
    reading.tasks();
    reading.resources();
    reading.allocations();
    reading.baselines();
    let Reading {
        records,
        facts,
        notes,
        ..
    } = reading;
    let (mut import, ids) = take_records(records, options, notes, Format::GanttProject);
    facts.settle(&mut import, &ids);
    Ok(import)
}

/// What has been read so far.
struct Reading<'a> {
    file: &'a File<'a>,
    days: WorkDays,
    columns: Columns,
    roles: Roles,
    records: Records,
    /// What is said beside the records.
    facts: Facts,
    notes: Notes,
}

impl Reading<'_> {
    /// What the project says of itself.
    fn project(&mut self) {
        let mut out = Vec::new();
        for (name, value) in &self.file.attributes {
            match name.as_str() {
                "name" if !value.trim().is_empty() => {
                    out.push(Element::leaf("Title", value.clone()));
                }
                // What stands there where nobody typed anything.
                "webLink" if value == "http://" => {}
                _ => out.extend(value::kept(name, value)),
            }
        }
        if let Some(first) = self.days.first() {
            out.push(Element::leaf("StartDate", value::start_text(first)));
        }
        out.push(Element::leaf("MinutesPerDay", days::MINUTES.to_string()));
        out.push(Element::leaf(
            "MinutesPerWeek",
            (days::MINUTES * 5).to_string(),
        ));
        out.push(Element::leaf("CalendarUID", calendar::PROJECT.to_string()));
        let roles = self.file.roles.iter();
        let roles = roles.filter(|set| !set.children.is_empty());
        let rest = self.file.rest.iter().chain(roles);
        out.extend(rest.map(|element| element.clone().into_owned()));
        self.records.project = out;
    }

    fn suspicious(&mut self, code: &'static str, message: &str, place: Place) {
        self.notes.add(NoteKind::Suspicious, code, message, place);
    }

    fn changed(&mut self, code: &'static str, message: &str, place: Place) {
        self.notes.add(NoteKind::Changed, code, message, place);
    }
}

/// The place of an element: what it is and its id.
fn place(element: &Element<'_>, field: Option<&str>) -> Place {
    let id = value::attribute(element, "id").unwrap_or_default();
    Place {
        line: Some(element.line),
        record: Some(format!("{} {id}", element.name).trim_end().to_owned()),
        field: field.map(str::to_owned),
        ..Place::default()
    }
}
