//! Resources and assignments: who works on what.

use std::collections::BTreeMap;

use longpole_model::{AssignmentId, ItemId, ResourceId, ResourceKind};

use super::assignment::AssignmentFields;
use super::file::{Row, TaskRow};
use super::kept::TaskWork;
use super::resource::ResourceFields;
use super::split::{interruptions, splits};
use super::{Reading, place};
use crate::import::ids::Ids;
use crate::mspdi::keep::left;
use crate::mspdi::schema::RESOURCE;
use crate::mspdi::write::{ResourceView, work_of};
use crate::xml::Element;

impl Reading<'_> {
    /// Takes the resources; gives the rows that are none.
    pub(super) fn resources<'t>(&mut self, rows: &[Row<'t>]) -> Vec<Element<'t>> {
        let mut strays = Vec::new();
        let calendars = self.calendar_uids();
        let mut ids = Ids::default();
        let mut count = 0;
        for (place_of_row, row) in rows.iter().enumerate() {
            let fields = ResourceFields::read(&row.elements);
            // The first row stands for nobody, and empty rows for nothing.
            if fields.null || (fields.uid == Some(0) && fields.name.is_none()) {
                strays.push(Element::parent("Resource", row.elements.clone()));
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
            let made = ResourceView {
                uid: fields.uid.unwrap_or(0),
                resource: &resource,
                calendar: resource
                    .calendar
                    .as_ref()
                    .and_then(|calendar| calendars.get(calendar).copied()),
                lengths: self.context.lengths,
                custom: self.context.custom,
            }
            .elements();
            let kept = left(&row.elements, &made, &RESOURCE);
            resource.meta.origin = Some(self.origin(Some(uid), "resource", &kept));
            self.ids.resources.insert(place_of_row, id.clone());
            self.program.resources.insert(id, resource);
            count += 1;
        }
        self.taken("resources", count);
        strays
    }

    /// Takes the assignments, and the splits that they show; gives the work of each item, and the rows that belong to nothing.
    pub(super) fn assignments<'a, 't>(
        &mut self,
        rows: &'a [Row<'t>],
        tasks: &[TaskRow<'_>],
    ) -> (BTreeMap<ItemId, TaskWork<'a, 't>>, Vec<Element<'t>>) {
        let mut by_uid: BTreeMap<i64, usize> = BTreeMap::new();
        for at in self.ids.items.keys() {
            if let Some(uid) = tasks[*at].fields.uid {
                by_uid.entry(uid).or_insert(*at);
            }
        }
        let mut ids = Ids::default();
        let mut gaps: BTreeMap<ItemId, Vec<Vec<_>>> = BTreeMap::new();
        let mut all: BTreeMap<ItemId, TaskWork<'a, 't>> = BTreeMap::new();
        let mut strays = Vec::new();
        for (place_of_row, row) in rows.iter().enumerate() {
            let fields = AssignmentFields::read(&row.elements);
            let at = place("Assignment", fields.uid, row.line);
            let Some(task) = fields.task.and_then(|uid| by_uid.get(&uid)).copied() else {
                self.suspicious(
                    "dangling-link",
                    "an assignment is to a task that is not there",
                    at,
                );
                strays.push(Element::parent("Assignment", row.elements.clone()));
                continue;
            };
            let item = self.ids.items[&task].clone();
            if let Some(found) = interruptions(&row.elements) {
                gaps.entry(item.clone()).or_default().push(found);
            }
            let work = all.entry(item.clone()).or_default();
            let Some(resource_uid) = fields.resource() else {
                work.nobody.push(row);
                continue;
            };
            let Some(resource) = self.resources.get(&resource_uid).cloned() else {
                self.suspicious(
                    "dangling-link",
                    "an assignment is of a resource that is not there",
                    at,
                );
                strays.push(Element::parent("Assignment", row.elements.clone()));
                continue;
            };
            let uid = fields.uid.map(|uid| uid.to_string()).unwrap_or_default();
            let id = ids.give(&format!("{item} {resource}"), &uid);
            let id = AssignmentId::new(&id).expect("an id that was given is one");
            let mut assignment = fields.assignment(&item, &resource, &self.context.lengths);
            if self.is_work(&resource) {
                work.work.add(work_of(&assignment, &self.context.lengths));
            }
            let dates = self.task_dates(&tasks[task], &item, self.summaries[task]);
            assignment.meta = self.keep_assignment(row, &assignment, dates, resource_uid);
            self.ids.assignments.insert(place_of_row, id.clone());
            self.program.assignments.insert(id, assignment);
        }
        self.taken("assignments", self.program.assignments.len());
        for (item, gaps) in gaps {
            if let Some(item) = self.program.items.get_mut(&item) {
                item.splits = splits(&gaps);
            }
        }
        (all, strays)
    }

    /// Whether a resource works; material and money are used up.
    fn is_work(&self, resource: &ResourceId) -> bool {
        self.program
            .resources
            .get(resource)
            .is_none_or(|resource| match resource.kind {
                ResourceKind::Work => true,
                ResourceKind::Material | ResourceKind::Cost => false,
            })
    }
}
