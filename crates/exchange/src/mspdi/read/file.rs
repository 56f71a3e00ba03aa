//! Which records does an MSPDI file hold?

use super::Records;
use super::task::TaskFields;
use crate::import::{ImportError, Place, ReadOptions};
use crate::mspdi::schema::{ASSIGNMENT, CALENDAR, RESOURCE, Record, TASK};
use crate::mspdi::values::same_value;
use crate::xml::{Element, Start, Xml};

/// The records of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct File<'t> {
    /// What the project says of itself.
    pub(super) project: Vec<Element<'t>>,
    pub(super) calendars: Vec<Row<'t>>,
    pub(super) tasks: Vec<TaskRow<'t>>,
    pub(super) resources: Vec<Row<'t>>,
    pub(super) assignments: Vec<Row<'t>>,
    /// Elements of which nothing is kept.
    pub(super) made_up: &'static [&'static str],
}

/// A record.
#[derive(Debug)]
pub(super) struct Row<'t> {
    /// Its elements.
    pub(super) elements: Vec<Element<'t>>,
    /// The line on which it begins.
    pub(super) line: u32,
}

/// A task. Of its many elements only those are held that neither go without saying nor are computed.
#[derive(Debug)]
pub(super) struct TaskRow<'t> {
    pub(super) fields: TaskFields,
    /// Its links to tasks that it waits for.
    pub(super) links: Vec<Element<'t>>,
    /// All the rest.
    pub(super) elements: Vec<Element<'t>>,
    pub(super) line: u32,
}

impl<'t> File<'t> {
    /// Reads the records of a document whose root is `Project`.
    pub(super) fn read(text: &'t str, options: &ReadOptions) -> Result<Self, ImportError> {
        let mut xml = Xml::new(text, options.limits.depth);
        let root = xml.root()?;
        match &root {
            Some(root) if root.name == "Project" => {}
            Some(root) => {
                let message = format!(
                    "this is no Microsoft Project file: it begins with `{}`",
                    root.name
                );
                return Err(malformed(root.line, message));
            }
            None => {
                return Err(malformed(
                    1,
                    "this is no Microsoft Project file: it is empty".to_owned(),
                ));
            }
        }
        let mut file = Self::default();
        while let Some(start) = xml.next_child()? {
            match &*start.name {
                "Calendars" => file.rows(&mut xml, &start, "Calendar", |file, row| {
                    file.calendars.push(row.without_the_obvious(&CALENDAR));
                })?,
                "Tasks" => {
                    let most = options.limits.items;
                    let mut count = 0_usize;
                    file.rows(&mut xml, &start, "Task", |file, row| {
                        count += 1;
                        if count <= most {
                            file.tasks.push(TaskRow::of(row));
                        }
                    })?;
                    if count > most {
                        let message = format!("there are {count} tasks; at most {most} are read");
                        return Err(ImportError::TooLarge(message));
                    }
                }
                "Resources" => file.rows(&mut xml, &start, "Resource", |file, row| {
                    file.resources.push(row.without_the_obvious(&RESOURCE));
                })?,
                "Assignments" => file.rows(&mut xml, &start, "Assignment", |file, row| {
                    file.assignments.push(row.without_the_obvious(&ASSIGNMENT));
                })?,
                _ => {
                    let element = xml.element(start)?;
                    if !element.is_nil() {
                        file.project.push(element);
                    }
                }
            }
        }
        xml.end()?;
        Ok(file)
    }

    /// The records of another format.
    pub(super) fn of(records: Records) -> File<'static> {
        let rows = |records: Vec<Element<'static>>| {
            records.into_iter().map(|element| Row {
                line: element.line,
                elements: element.children,
            })
        };
        File {
            project: records.project,
            calendars: rows(records.calendars)
                .map(|row| row.without_the_obvious(&CALENDAR))
                .collect(),
            tasks: rows(records.tasks).map(TaskRow::of).collect(),
            resources: rows(records.resources)
                .map(|row| row.without_the_obvious(&RESOURCE))
                .collect(),
            assignments: rows(records.assignments)
                .map(|row| row.without_the_obvious(&ASSIGNMENT))
                .collect(),
            made_up: records.made_up,
        }
    }

    /// The records of a list. What else stands in it is kept with the project.
    fn rows(
        &mut self,
        xml: &mut Xml<'t>,
        list: &Start<'t>,
        name: &str,
        mut take: impl FnMut(&mut Self, Row<'t>),
    ) -> Result<(), ImportError> {
        xml.enter(list)?;
        while let Some(start) = xml.next_child()? {
            let element = xml.element(start)?;
            if element.name == name {
                let line = element.line;
                let mut elements = element.children;
                elements.retain(|element| !element.is_nil());
                take(self, Row { elements, line });
            } else {
                self.project.push(element);
            }
        }
        Ok(())
    }
}

impl Row<'_> {
    /// Without what Project computes and what goes without saying.
    fn without_the_obvious(mut self, record: &Record) -> Self {
        self.elements
            .retain(|element| !goes_without_saying(element, record));
        self
    }
}

impl<'t> TaskRow<'t> {
    fn of(row: Row<'t>) -> Self {
        let fields = TaskFields::read(&row.elements);
        let (links, elements) = row
            .elements
            .into_iter()
            // An empty row is kept as it is.
            .filter(|element| fields.null || !goes_without_saying(element, &TASK))
            .partition(|element| element.name == "PredecessorLink");
        Self {
            fields,
            links,
            elements,
            line: row.line,
        }
    }
}

fn goes_without_saying(element: &Element<'_>, record: &Record) -> bool {
    record.is_computed(&element.name)
        || element.children.is_empty()
            && record
                .default(&element.name)
                .is_some_and(|usual| same_value(usual, &element.text))
}

pub(super) fn malformed(line: u32, message: String) -> ImportError {
    ImportError::Malformed {
        place: Place {
            line: Some(line),
            ..Place::default()
        },
        message,
        hint: None,
    }
}
