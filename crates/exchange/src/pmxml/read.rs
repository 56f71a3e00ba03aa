//! Which records does a PMXML file hold?

use std::collections::BTreeMap;

use longpole_model::FieldValue;

use super::file::{File, ProjectElement, Row};
use crate::p6::elements;
use crate::p6::field_names::{FieldKind, FieldNames};
use crate::p6::record::{
    ActivityRecord, AssignmentRecord, FieldOwner, FieldRecord, Key, Kind, OptionsRecord,
    OutsideRecord, ProjectRecord, Records, WbsRecord,
};
use crate::p6::spelling::{self, Spelled};
use crate::p6::values::{currency_code, date_time, decimal};
use crate::p6::words::Dialect;
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
        calendars: all(file, Kind::Calendar),
        projects: file.held().map(|(_, held)| project(held)).collect(),
        links: all(file, Kind::Link),
        resources: all(file, Kind::Resource),
        rates: all(file, Kind::Rate),
        fields: fields(file),
        outside: outside(file),
        ..Records::default()
    };
    for row in file.rows(Kind::Wbs) {
        let node: WbsRecord = record(&row.element);
        records.wbs.push(WbsRecord {
            project: node.project.or_else(|| key_of(row)),
            ..node
        });
    }
    for row in file.rows(Kind::Assignment) {
        let assignment: AssignmentRecord = record(&row.element);
        records.assignments.push(AssignmentRecord {
            project: assignment.project.or_else(|| key_of(row)),
            ..assignment
        });
    }
    for row in file.rows(Kind::Activity) {
        let activity: ActivityRecord = record(&row.element);
        records.activities.push(ActivityRecord {
            project: activity.project.or_else(|| key_of(row)),
            ..activity
        });
    }
    mark_roots(file, &mut records);
    records
}

fn all<R: Spelled>(file: &File<'_>, kind: Kind) -> Vec<R> {
    let rows = file.rows(kind).iter();
    rows.map(|row| record(&row.element)).collect()
}

/// What an element says, as a record. What can't be understood is left out of the record; the element keeps it.
fn record<R: Spelled>(element: &Element<'_>) -> R {
    record_of(&element.children, element.line)
}

fn record_of<R: Spelled>(elements: &[Element<'_>], line: u32) -> R {
    let cells = elements::cells(elements);
    let cells = cells.iter().map(|(name, text)| (&**name, &**text));
    spelling::read(cells, line, Dialect::Pmxml)
}

/// A project, from what it says of itself. Its options stand in an element of their own, or beside the rest.
fn project(element: &ProjectElement<'_>) -> ProjectRecord {
    let record: ProjectRecord = record_of(&element.fields, element.line);
    let nested = options_of(&element.fields);
    let mut fields = elements::cells(&element.fields);
    fields.extend(elements::cells(
        nested.map_or(&[][..], |nested| &nested.children),
    ));
    let fields = fields.iter().map(|(name, text)| (&**name, &**text));
    let options: OptionsRecord = spelling::read(fields, element.line, Dialect::Pmxml);
    ProjectRecord {
        options,
        baseline_of: record.baseline_of.filter(|_| element.name != "Project"),
        ..record
    }
}

/// The element of the options, where they stand apart.
pub(super) fn options_of<'e, 't>(fields: &'e [Element<'t>]) -> Option<&'e Element<'t>> {
    let name = Kind::Options.element();
    fields.iter().find(|element| element.name == name)
}

fn text_in<'e>(elements: &'e [Element<'_>], name: &str) -> &'e str {
    let found = elements.iter().find(|element| element.name == name);
    found.map_or("", |element| element.text.trim())
}

/// What links lead to in projects that are only named.
fn outside(file: &File<'_>) -> Vec<OutsideRecord> {
    let activities = file.outside.iter();
    let activities = activities.filter(|row| row.element.name == Kind::Activity.element());
    let outside = activities.map(|row| {
        let activity: ActivityRecord = record(&row.element);
        let project = row.project.map(|at| &file.projects[at].fields);
        let code = project.map_or("", |fields| text_in(fields, "Id"));
        OutsideRecord {
            key: activity.key,
            project: Some(code.to_owned()).filter(|code| !code.is_empty()),
            code: activity.code,
        }
    });
    outside.collect()
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
    currency_code(currency?.text_of("Id")?)
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
    for row in file.rows(Kind::Activity) {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Activity);
    }
    for row in file.rows(Kind::Wbs) {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Wbs);
    }
    for project in &file.projects {
        reading.of(&project.fields, FieldKind::ProjectCode, FieldOwner::Project);
    }
    for row in file.rows(Kind::Resource) {
        reading.of(&row.element.children, FieldKind::Code, FieldOwner::Resource);
    }
    for row in file.rows(Kind::Assignment) {
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
                FieldKind::UserDefined => field_value(element),
                FieldKind::Code | FieldKind::ProjectCode => {
                    let code = element
                        .text_of("ValueObjectId")
                        .unwrap_or_default()
                        .to_owned();
                    let value = self.values.get(&(kind, code));
                    value.map(|value| FieldValue::Text(value.clone()))
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

/// The value of a user-defined field.
fn field_value(element: &Element<'_>) -> Option<FieldValue> {
    for child in &element.children {
        let (field, text) = (&*child.name, child.text.trim());
        if text.is_empty() {
            continue;
        }
        let value = match field {
            "TextValue" | "IndicatorValue" | "CodeValue" => Some(FieldValue::Text(text.to_owned())),
            "DoubleValue" | "CostValue" | "IntegerValue" => {
                decimal(text, 1000).map(FieldValue::Number)
            }
            "StartDateValue" | "FinishDateValue" => {
                date_time(text).map(|at| FieldValue::Date(at.date()))
            }
            _ => continue,
        };
        return value;
    }
    None
}
