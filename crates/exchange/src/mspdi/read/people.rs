//! Resources and assignments: who works on what.

use std::collections::BTreeMap;

use longpole_model::{AssignmentId, ItemId, ResourceId};

use super::assignment::AssignmentFields;
use super::file::{Row, TaskRow};
use super::resource::ResourceFields;
use super::split::{interruptions, splits};
use super::{Reading, place};
use crate::import::ids::Ids;
use crate::xml::Element;

impl Reading<'_> {
    /// Takes the resources.
    pub(super) fn resources(&mut self, rows: &[Row<'_>]) {
        let mut ids = Ids::default();
        let mut count = 0;
        for row in rows {
            let fields = ResourceFields::read(&row.elements);
            // The first row stands for nobody, and empty rows for nothing.
            if fields.null || (fields.uid == Some(0) && fields.name.is_none()) {
                continue;
            }
            let uid = fields.uid.map(|uid| uid.to_string()).unwrap_or_default();
            let name = fields.name.as_deref().unwrap_or("resource");
            let id = ResourceId::new(&ids.give(name, &uid)).expect("an id that was given is one");
            if let Some(uid) = fields.uid
                && self.resources.insert(uid, id.clone()).is_some()
            {
                let at = place("Resource", Some(uid), row.line);
                self.suspicious(
                    "duplicate-id",
                    "two resources have one id; the last one has it here",
                    at,
                );
            }
            let mut resource = fields.resource(&self.context);
            let left: Vec<&Element<'_>> = row
                .elements
                .iter()
                .filter(|element| !is_taken(&element.name))
                .collect();
            resource.meta.origin =
                Some(self.origin(Some(uid).filter(|uid| !uid.is_empty()), "resource", &left));
            self.program.resources.insert(id, resource);
            count += 1;
        }
        self.taken("resources", count);
    }

    /// Takes the assignments, and the splits that they show.
    pub(super) fn assignments(&mut self, rows: &[Row<'_>], tasks: &[TaskRow<'_>]) {
        let mut by_uid: BTreeMap<i64, ItemId> = BTreeMap::new();
        for (at, id) in &self.items {
            if let Some(uid) = tasks[*at].fields.uid {
                by_uid.entry(uid).or_insert_with(|| id.clone());
            }
        }
        let mut ids = Ids::default();
        let mut gaps: BTreeMap<ItemId, Vec<Vec<_>>> = BTreeMap::new();
        for row in rows {
            let fields = AssignmentFields::read(&row.elements);
            let at = place("Assignment", fields.uid, row.line);
            let Some(item) = fields.task.and_then(|uid| by_uid.get(&uid)) else {
                self.suspicious(
                    "dangling-link",
                    "an assignment is to a task that is not there",
                    at,
                );
                continue;
            };
            if let Some(found) = interruptions(&row.elements) {
                gaps.entry(item.clone()).or_default().push(found);
            }
            let Some(resource) = fields.resource() else {
                continue;
            };
            let Some(resource) = self.resources.get(&resource).cloned() else {
                self.suspicious(
                    "dangling-link",
                    "an assignment is of a resource that is not there",
                    at,
                );
                continue;
            };
            let uid = fields.uid.map(|uid| uid.to_string()).unwrap_or_default();
            let id = AssignmentId::new(&ids.give(&format!("{item} {resource}"), &uid))
                .expect("an id that was given is one");
            let mut assignment = fields.assignment(item, &resource, &self.context.lengths);
            let left: Vec<&Element<'_>> = row
                .elements
                .iter()
                .filter(|element| !is_taken_of_assignment(&element.name))
                .collect();
            assignment.meta.origin =
                Some(self.origin(Some(uid).filter(|uid| !uid.is_empty()), "assignment", &left));
            self.program.assignments.insert(id, assignment);
        }
        self.taken("assignments", self.program.assignments.len());
        for (item, gaps) in gaps {
            if let Some(item) = self.program.items.get_mut(&item) {
                item.splits = splits(&gaps);
            }
        }
    }
}

fn is_taken(name: &str) -> bool {
    matches!(
        name,
        "UID" | "Name" | "Type" | "IsCostResource" | "MaxUnits" | "CalendarUID"
    )
}

fn is_taken_of_assignment(name: &str) -> bool {
    matches!(
        name,
        "UID"
            | "TaskUID"
            | "ResourceUID"
            | "Units"
            | "Work"
            | "ActualWork"
            | "RemainingWork"
            | "OvertimeWork"
            | "Delay"
            | "LevelingDelay"
            | "LevelingDelayFormat"
            | "WorkContour"
            | "PercentWorkComplete"
            | "Start"
            | "Finish"
            | "RegularWork"
    )
}
