//! Which records does a PMXML file hold?

use std::collections::BTreeMap;

use super::file::{File, Row};
use super::records;
use crate::p6::field_names::{FieldKind, FieldNames};
use crate::p6::record::{FieldOwner, FieldRecord, Key, OutsideRecord, Records};
use crate::xml::Element;

/// The records of the elements that have a place in a plan.
pub(super) fn records(file: &File<'_>) -> Records {
    let keys: Vec<Key> = file
        .projects
        .iter()
        .map(|project| text_in(&project.fields, "ObjectId").to_owned())
        .collect();
    let key_of = |row: &Row<'_>| row.project.map(|project| keys[project].clone());
    let mut records = Records {
        currency: currency(file),
        calendars: all(&file.calendars, records::calendar),
        wbs: all(&file.wbs, records::wbs),
        links: all(&file.links, records::link),
        resources: all(&file.resources, records::resource),
        rates: all(&file.rates, records::rate),
        assignments: all(&file.assignments, records::assignment),
        ..Records::default()
    };
    for (node, row) in records.wbs.iter_mut().zip(&file.wbs) {
        node.project = node.project.take().or_else(|| key_of(row));
    }
    for (assignment, row) in records.assignments.iter_mut().zip(&file.assignments) {
        assignment.project = assignment.project.take().or_else(|| key_of(row));
    }
    for (project, key) in file.projects.iter().zip(&keys) {
        if project.is_outside {
            continue;
        }
        let mut record = records::project(&project.fields, project.line);
        record.key.clone_from(key);
        if project.name == "Project" {
            record.baseline_of = None;
        }
        records.projects.push(record);
    }
    activities(file, &keys, &mut records);
    mark_roots(file, &mut records);
    records.fields = fields(file);
    records
}

fn all<R>(rows: &[Row<'_>], record: impl Fn(&Element<'_>) -> R) -> Vec<R> {
    rows.iter().map(|row| record(&row.element)).collect()
}

fn text_in<'e>(elements: &'e [Element<'_>], name: &str) -> &'e str {
    let found = elements.iter().find(|element| element.name == name);
    found.map_or("", |element| element.text.trim())
}

/// Activities; those of projects that are only named tell what links lead to.
fn activities(file: &File<'_>, keys: &[Key], records: &mut Records) {
    for row in &file.activities {
        let mut record = records::activity(&row.element);
        let project = row.project.map(|at| (&file.projects[at], &keys[at]));
        match project {
            Some((project, _)) if project.is_outside => records.outside.push(OutsideRecord {
                key: record.key,
                project: Some(text_in(&project.fields, "Id").to_owned())
                    .filter(|code| !code.is_empty()),
                code: record.code,
            }),
            Some((_, key)) => {
                record.project = record.project.take().or_else(|| Some(key.clone()));
                records.activities.push(record);
            }
            None => records.activities.push(record),
        }
    }
}

/// The node that stands for its whole project: the project names it, or it alone has no parent and is called as the project.
fn mark_roots(file: &File<'_>, records: &mut Records) {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    let mut called: BTreeMap<&str, &str> = BTreeMap::new();
    for project in &file.projects {
        let key = text_in(&project.fields, "ObjectId");
        match text_in(&project.fields, "WBSObjectId") {
            "" => called.insert(key, text_in(&project.fields, "Name")),
            root => named.insert(key, root),
        };
    }
    let mut tops: BTreeMap<String, usize> = BTreeMap::new();
    for node in records.wbs.iter().filter(|node| node.parent.is_none()) {
        *tops
            .entry(node.project.clone().unwrap_or_default())
            .or_default() += 1;
    }
    for node in &mut records.wbs {
        let project = node.project.as_deref().unwrap_or_default();
        let alone = node.parent.is_none() && tops.get(project) == Some(&1);
        node.root = named.get(project) == Some(&&*node.key)
            || (alone
                && node.name.is_some()
                && called.get(project).copied() == node.name.as_deref());
    }
}

/// The currency that is shown, else the one to which others are converted.
fn currency(file: &File<'_>) -> Option<String> {
    let named = |name: &str| {
        let found = file.others.iter().find(|row| row.element.name == name);
        found.map(|row| &row.element)
    };
    let currency = named("DisplayCurrency")
        .and_then(|shown| shown.child("Currency"))
        .or_else(|| named("Currency"));
    let code = currency?.text_of("Id")?;
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| code.to_owned())
}

/// Codes and user-defined fields.
fn fields(file: &File<'_>) -> Vec<FieldRecord> {
    let others = |name: &'static str| {
        let rows = file
            .others
            .iter()
            .filter(move |row| row.element.name == name);
        rows.map(|row| &row.element)
    };
    let mut names = FieldNames::default();
    let text =
        |element: &Element<'_>, name: &str| element.text_of(name).unwrap_or_default().to_owned();
    for kind in others("ActivityCodeType") {
        names.name(
            FieldKind::Code,
            &text(kind, "ObjectId"),
            &text(kind, "Name"),
        );
    }
    for kind in others("ProjectCodeType") {
        names.name(
            FieldKind::ProjectCode,
            &text(kind, "ObjectId"),
            &text(kind, "Name"),
        );
    }
    for kind in others("UDFType") {
        names.name(
            FieldKind::UserDefined,
            &text(kind, "ObjectId"),
            &text(kind, "Title"),
        );
    }
    let mut values: BTreeMap<(FieldKind, String), String> = BTreeMap::new();
    for (name, kind) in [
        ("ActivityCode", FieldKind::Code),
        ("ProjectCode", FieldKind::ProjectCode),
    ] {
        for code in others(name) {
            let value = code
                .text_of("CodeValue")
                .or_else(|| code.text_of("Description"));
            values.insert(
                (kind, text(code, "ObjectId")),
                value.unwrap_or_default().to_owned(),
            );
        }
    }
    let mut reading = FieldReading {
        names,
        values,
        records: Vec::new(),
    };
    for row in &file.activities {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Activity);
    }
    for row in &file.wbs {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Wbs);
    }
    for project in &file.projects {
        reading.of(&project.fields, FieldKind::ProjectCode, FieldOwner::Project);
    }
    for row in &file.resources {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Resource);
    }
    for row in &file.assignments {
        reading.of(
            &row.element.children,
            FieldKind::Code,
            FieldOwner::Assignment,
        );
    }
    reading.records
}

struct FieldReading {
    names: FieldNames,
    values: BTreeMap<(FieldKind, String), String>,
    records: Vec<FieldRecord>,
}

impl FieldReading {
    /// The fields among the elements of a record.
    fn of(&mut self, elements: &[Element<'_>], codes: FieldKind, owner: fn(Key) -> FieldOwner) {
        let key = text_in(elements, "ObjectId");
        for element in elements {
            let kind = match &*element.name {
                "Code" => codes,
                "UDF" => FieldKind::UserDefined,
                _ => continue,
            };
            let Some(name) = element
                .text_of("TypeObjectId")
                .and_then(|of| self.names.of(kind, of))
            else {
                continue;
            };
            let value = match kind {
                FieldKind::UserDefined => records::field_value(element),
                FieldKind::Code | FieldKind::ProjectCode => {
                    let code = element
                        .text_of("ValueObjectId")
                        .unwrap_or_default()
                        .to_owned();
                    let value = self.values.get(&(kind, code));
                    value.map(|value| longpole_model::FieldValue::Text(value.clone()))
                }
            };
            if let Some(value) = value {
                self.records.push(FieldRecord {
                    line: element.line,
                    of: owner(key.to_owned()),
                    name: name.to_owned(),
                    value,
                });
            }
        }
    }
}
