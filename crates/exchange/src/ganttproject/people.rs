//! Resources, and who works on what.

use std::collections::BTreeMap;

use longpole_model::FieldValue;

use super::custom::Columns;
use super::settle::ResourceFacts;
use super::value::{self, attribute};
use super::{Reading, place};
use crate::mspdi::decimal_text;
use crate::xml::Element;

/// A thousand people, in thousandths of a percent.
const MOST_LOAD: i64 = 100_000_000;

impl Reading<'_> {
    /// Takes the resources.
    pub(super) fn resources(&mut self) {
        let away = self.vacations();
        let file = self.file;
        let columns = Columns::of(&file.resource_columns);
        for (at, resource) in file.resources.iter().enumerate() {
            let id = value::id(resource, "id");
            let mut out = vec![Element::leaf("Type", "1")];
            out.extend(id.map(|id| Element::leaf("UID", id.to_string())));
            // Without a name, number 0 would be nobody.
            let name = attribute(resource, "name").unwrap_or("resource");
            out.push(Element::leaf("Name", name.to_owned()));
            let calendar = id.and_then(|id| away.get(&id));
            out.extend(calendar.map(|number| Element::leaf("CalendarUID", number.to_string())));
            let of_columns = resource.children.iter();
            let of_columns = of_columns.filter(|child| child.name == "custom-property");
            let (mut fields, others) = columns.values(of_columns, "definition-id");
            out.extend(others.into_iter().map(|other| other.clone().into_owned()));
            // Rates are in a currency that the file does not name.
            let rest = resource.children.iter();
            let rest = rest.filter(|child| child.name != "custom-property");
            out.extend(rest.map(|other| other.clone().into_owned()));
            for (name, text) in &resource.attributes {
                let field = match name.as_str() {
                    "id" if id.is_some() => continue,
                    "name" => continue,
                    "contacts" => "email",
                    "phone" => "phone",
                    "function" => {
                        self.role(resource, &mut fields, &mut out);
                        continue;
                    }
                    _ => "",
                };
                if field.is_empty() || fields.contains_key(field) {
                    out.extend(value::kept(name, text));
                } else if let Some(text) = attribute(resource, name) {
                    fields.insert(field.to_owned(), FieldValue::Text(text.to_owned()));
                }
            }
            let facts = ResourceFacts {
                name: name.to_owned(),
                fields,
            };
            self.facts.resources.insert(at, facts);
            let mut record = Element::parent("Resource", out);
            record.line = resource.line;
            self.records.resources.push(record);
        }
    }

    /// The role of a resource or of an assignment, as a field of its own.
    fn role(
        &mut self,
        element: &Element<'_>,
        fields: &mut BTreeMap<String, FieldValue>,
        out: &mut Vec<Element<'static>>,
    ) {
        let Some(id) = attribute(element, "function") else {
            return;
        };
        match self.roles.name(id) {
            Ok(Some(name)) if !fields.contains_key("role") => {
                fields.insert("role".to_owned(), FieldValue::Text(name.to_owned()));
            }
            Ok(None) => {}
            Ok(Some(_)) => out.extend(value::kept("function", id)),
            Err(_) => {
                let message = "a role is not defined; its id is kept";
                self.suspicious("dangling-link", message, place(element, Some("function")));
                out.extend(value::kept("function", id));
            }
        }
    }

    /// Takes the allocations. Who coordinates a task owns it.
    pub(super) fn allocations(&mut self) {
        let file = self.file;
        let tasks = file.tasks_by_id();
        let resources = file.resources_by_id();
        for (at, allocation) in file.allocations.iter().enumerate() {
            let id = |name: &str| value::id(allocation, name);
            let mut out = vec![Element::leaf("UID", (at + 1).to_string())];
            out.extend(id("task-id").map(|id| Element::leaf("TaskUID", id.to_string())));
            out.extend(id("resource-id").map(|id| Element::leaf("ResourceUID", id.to_string())));
            let load = attribute(allocation, "load");
            match load.map(value::thousandths) {
                // Thousandths of a percent.
                Some(Some(load)) if (0..=MOST_LOAD).contains(&load) => {
                    out.push(Element::leaf("Units", decimal_text(load / 100, 3)));
                }
                Some(_) => {
                    let message = "how much of somebody's time a task gets cannot be read; it is kept as it stands";
                    self.suspicious("unreadable", message, place(allocation, Some("load")));
                    out.extend(load.and_then(|load| value::kept("load", load)));
                }
                None => {}
            }
            let mut fields = BTreeMap::new();
            self.role(allocation, &mut fields, &mut out);
            self.facts.allocations.insert(at, fields);
            if value::is_on(allocation, "responsible") {
                let task = id("task-id").and_then(|id| tasks.get(&id));
                let resource = id("resource-id").and_then(|id| resources.get(&id));
                let facts = task.and_then(|task| self.facts.tasks.get_mut(task));
                match (facts, resource) {
                    (Some(facts), Some(resource)) if facts.owner.is_none() => {
                        facts.owner = Some(*resource);
                    }
                    _ => out.extend(value::kept("responsible", "true")),
                }
            }
            let taken = ["task-id", "resource-id", "load", "function", "responsible"];
            for (name, text) in &allocation.attributes {
                if !taken.contains(&name.as_str()) {
                    out.extend(value::kept(name, text));
                }
            }
            let mut record = Element::parent("Assignment", out);
            record.line = allocation.line;
            self.records.assignments.push(record);
        }
    }
}
