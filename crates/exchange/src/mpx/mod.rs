//! Microsoft Project's exchange text (MPX): how does a project of the years before 2003 come in?
//!
//! Its records are turned into those of Project's XML and go the same way from there, so that both formats give the same
//! program. What has no element there is kept as `<MPX field="…">`.

mod fields;
mod links;
mod people;
mod settings;
mod tasks;
mod text;
mod time;
mod words;

use self::fields::{Row, Whose, columns};
use self::settings::Settings;
use self::text::{Record, decode, records};
use crate::import::{Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::mspdi::{Records, take_records};
use crate::xml::Element;

/// Reads a file.
///
/// # Errors
///
/// When it is no MPX file or beyond the limits. Whatever else is wrong with it is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    let limits = &options.limits;
    if bytes.len() as u64 > limits.bytes {
        let message = format!(
            "the file has {} bytes; at most {} are read",
            bytes.len(),
            limits.bytes
        );
        return Err(ImportError::TooLarge(message));
    }
    let Some((text, delimiter)) = decode(bytes) else {
        return Err(ImportError::Malformed {
            place: Place {
                line: Some(1),
                ..Place::default()
            },
            message: "this is no MPX file: it does not begin with `MPX`".to_owned(),
            hint: None,
        });
    };
    let rows = records(&text, delimiter);
    let ends = text
        .trim_end_matches(['\u{1A}', '\0'])
        .ends_with(['\r', '\n']);
    let tasks = rows.iter().filter(|record| record.number == 70).count();
    if tasks > limits.items {
        let message = format!("there are {tasks} tasks; at most {} are read", limits.items);
        return Err(ImportError::TooLarge(message));
    }
    let mut file = File {
        settings: Settings::of(&rows),
        records: Records::default(),
        notes: Notes::default(),
        calendars: Vec::new(),
        rows: Vec::new(),
        task_columns: Vec::new(),
        resource_columns: Vec::new(),
        custom: Vec::new(),
    };
    if let Some(last) = rows.last().filter(|_| !ends) {
        let message = "the last record does not end with its line: the file may be cut off there";
        file.notes
            .add(NoteKind::Suspicious, "no-end", message, place(last));
    }
    file.project(&rows);
    for record in &rows {
        file.record(record);
    }
    file.finish();
    Ok(take_records(file.records, options, file.notes, Format::Mpx).0)
}

/// What has been read so far.
struct File {
    settings: Settings,
    records: Records,
    notes: Notes,
    /// Names of base calendars, by their places; the number of a calendar is its place and one.
    calendars: Vec<String>,
    /// Tasks by row (`ID`) with their unique ids.
    rows: Vec<(i64, i64)>,
    task_columns: Vec<String>,
    resource_columns: Vec<String>,
    /// Custom fields that tasks have.
    custom: Vec<&'static str>,
}

impl File {
    /// Takes a record. Tables of columns come before their rows.
    fn record(&mut self, record: &Record) {
        if record.is_cut {
            let message = "a text in quotes does not end on its line: all that follows the quote is one field";
            self.notes
                .add(NoteKind::Suspicious, "open-quote", message, place(record));
        }
        match record.number {
            20 => self.base_calendar(record),
            25 | 56 => self.hours(record),
            26 | 57 => self.exception(record),
            40 if self.resource_columns.is_empty() => {
                self.resource_columns = columns(Whose::Resource, &record.fields, false);
            }
            41 => self.resource_columns = columns(Whose::Resource, &record.fields, true),
            50 => {
                let row = Row::of(&self.resource_columns, &record.fields);
                self.resource(row, record.line);
            }
            51 => add_note(self.records.resources.last_mut(), record),
            55 => self.resource_calendar(record),
            60 if self.task_columns.is_empty() => {
                self.task_columns = columns(Whose::Task, &record.fields, false);
            }
            61 => self.task_columns = columns(Whose::Task, &record.fields, true),
            70 => {
                let row = Row::of(&self.task_columns, &record.fields);
                self.task(row, record.line);
            }
            71 => add_note(self.records.tasks.last_mut(), record),
            72 => self.recurring(),
            75 => self.assignment(record),
            // Comments, settings that were read before, the header.
            0 | 10..=12 | 30 | 40 | 60 => {}
            number => {
                let message = format!("a record of kind {number} is left out");
                self.notes
                    .add(NoteKind::Changed, "unknown-record", message, place(record));
            }
        }
    }

    fn finish(&mut self) {
        self.define_custom_fields();
        self.link_by_rows();
    }
}

/// A note belongs to the task or resource before it.
fn add_note(element: Option<&mut Element<'static>>, record: &Record) {
    if let (Some(element), Some(note)) = (element, record.fields.first()) {
        element.children.retain(|child| child.name != "Notes");
        element.children.push(Element::leaf("Notes", note.clone()));
    }
}

/// What has no element in Project's XML.
fn leftover(name: &str, value: String) -> Element<'static> {
    let mut element = Element::leaf("MPX", value);
    element
        .attributes
        .push(("field".to_owned(), name.to_owned()));
    element
}

fn place(record: &Record) -> Place {
    Place {
        line: Some(record.line),
        record: Some(format!("record {}", record.number)),
        ..Place::default()
    }
}
