//! Which records does an XER file hold?

use std::collections::BTreeMap;

use longpole_model::FieldValue;

use super::table::{Row, Tables};
use crate::p6::field_names::{FieldKind, FieldNames};
use crate::p6::record::{FieldOwner, FieldRecord, Key, Kind, OptionsRecord, Records};
use crate::p6::spelling::{self, Spelled, plain};
use crate::p6::values::{currency_code, date_time, decimal};
use crate::p6::words::Dialect;

/// The records of the tables that have a place in a plan.
pub(super) fn records(tables: &Tables<'_>) -> Records {
    let mut records = Records {
        // Name, date, kind of export, user, his name, database, module, currency.
        currency: currency_code(tables.header.get(7).copied().unwrap_or_default()),
        calendars: all(tables, Kind::Calendar),
        projects: all(tables, Kind::Project),
        wbs: all(tables, Kind::Wbs),
        activities: all(tables, Kind::Activity),
        links: all(tables, Kind::Link),
        resources: all(tables, Kind::Resource),
        rates: all(tables, Kind::Rate),
        assignments: all(tables, Kind::Assignment),
        fields: fields(tables),
        outside: Vec::new(),
    };
    let mut options: BTreeMap<&str, _> = BTreeMap::new();
    for (names, row) in tables.rows(Kind::Options.table()) {
        let record: OptionsRecord = spelling::read(row.cells(names), row.line, Dialect::Xer);
        options.insert(row.cell(names, "proj_id").trim(), record);
    }
    // The name of a project is that of the root of its work breakdown.
    let roots: BTreeMap<&str, &String> = records
        .wbs
        .iter()
        .filter(|node| node.root)
        .filter_map(|node| Some((node.project.as_deref()?, node.name.as_ref()?)))
        .collect();
    for project in &mut records.projects {
        project.name = roots.get(&*project.key).map(|name| (*name).clone());
        project.options = options.get(&*project.key).cloned().unwrap_or_default();
    }
    records
}

fn all<R: Spelled>(tables: &Tables<'_>, kind: Kind) -> Vec<R> {
    let rows = tables.rows(kind.table());
    rows.map(|(fields, row)| spelling::read(row.cells(fields), row.line, Dialect::Xer))
        .collect()
}

/// Codes and user-defined fields of activities, nodes, projects, resources and assignments.
fn fields(tables: &Tables<'_>) -> Vec<FieldRecord> {
    let mut names = FieldNames::default();
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    for (fields, row) in tables.rows("ACTVTYPE") {
        let cell = |name| row.cell(fields, name);
        names.name(
            FieldKind::Code,
            cell("actv_code_type_id"),
            &plain(cell("actv_code_type")),
        );
    }
    for (fields, row) in tables.rows("ACTVCODE") {
        let cell = |name| row.cell(fields, name);
        let short = plain(cell("short_name"));
        let long = || plain(cell("actv_code_name"));
        codes.insert(
            cell("actv_code_id").trim(),
            if short.is_empty() { long() } else { short },
        );
    }
    for (fields, row) in tables.rows("PCATTYPE") {
        let cell = |name| row.cell(fields, name);
        let called = plain(cell("proj_catg_type"));
        names.name(FieldKind::ProjectCode, cell("proj_catg_type_id"), &called);
    }
    let mut project_codes: BTreeMap<&str, String> = BTreeMap::new();
    for (fields, row) in tables.rows("PCATVAL") {
        let cell = |name| row.cell(fields, name);
        let value = plain(cell("proj_catg_short_name"));
        project_codes.insert(cell("proj_catg_id").trim(), value);
    }
    let mut of_table: BTreeMap<&str, &str> = BTreeMap::new();
    for (fields, row) in tables.rows("UDFTYPE") {
        let cell = |name| row.cell(fields, name);
        names.name(
            FieldKind::UserDefined,
            cell("udf_type_id"),
            &plain(cell("udf_type_label")),
        );
        of_table.insert(cell("udf_type_id").trim(), cell("table_name").trim());
    }
    let mut records = Vec::new();
    for (fields, row) in tables.rows("TASKACTV") {
        let cell = |name| row.cell(fields, name).trim();
        let name = names.of(FieldKind::Code, cell("actv_code_type_id"));
        let value = codes.get(cell("actv_code_id"));
        if let (Some(name), Some(value)) = (name, value) {
            records.push(FieldRecord {
                line: row.line,
                of: FieldOwner::Activity(cell("task_id").to_owned()),
                name: name.to_owned(),
                value: FieldValue::Text(value.clone()),
            });
        }
    }
    for (fields, row) in tables.rows("PROJPCAT") {
        let cell = |name| row.cell(fields, name).trim();
        let name = names.of(FieldKind::ProjectCode, cell("proj_catg_type_id"));
        let value = project_codes.get(cell("proj_catg_id"));
        if let (Some(name), Some(value)) = (name, value) {
            records.push(FieldRecord {
                line: row.line,
                of: FieldOwner::Project(cell("proj_id").to_owned()),
                name: name.to_owned(),
                value: FieldValue::Text(value.clone()),
            });
        }
    }
    for (fields, row) in tables.rows("UDFVALUE") {
        let cell = |name| row.cell(fields, name).trim();
        let kind = cell("udf_type_id");
        let key = cell("fk_id").to_owned();
        let owner = of_table.get(kind).and_then(|table| owner(table, key));
        let (Some(of), Some(name)) = (owner, names.of(FieldKind::UserDefined, kind)) else {
            continue;
        };
        if let Some(value) = field_value(fields, row) {
            records.push(FieldRecord {
                line: row.line,
                of,
                name: name.to_owned(),
                value,
            });
        }
    }
    records
}

fn owner(table: &str, key: Key) -> Option<FieldOwner> {
    match table {
        "TASK" => Some(FieldOwner::Activity(key)),
        "PROJWBS" => Some(FieldOwner::Wbs(key)),
        "PROJECT" => Some(FieldOwner::Project(key)),
        "RSRC" => Some(FieldOwner::Resource(key)),
        "TASKRSRC" => Some(FieldOwner::Assignment(key)),
        _ => None,
    }
}

/// The value in a row of `UDFVALUE`.
fn field_value(fields: &[&str], row: Row<'_>) -> Option<FieldValue> {
    let cell = |name| Some(row.cell(fields, name)).filter(|cell| !cell.trim().is_empty());
    if let Some(text) = cell("udf_text") {
        return Some(FieldValue::Text(plain(text)));
    }
    if let Some(number) = cell("udf_number") {
        return decimal(number, 1000).map(FieldValue::Number);
    }
    let date = cell("udf_date")?;
    Some(FieldValue::Date(date_time(date)?.date()))
}
