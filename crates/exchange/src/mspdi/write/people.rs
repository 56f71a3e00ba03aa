//! The resources and calendars of a file.

use longpole_model::ResourceId;

use super::Writing;
use super::calendar::CalendarView;
use super::resource::ResourceView;
use crate::mspdi::keep::joined;
use crate::mspdi::read::{CalendarFields, ResourceFields};
use crate::mspdi::schema::{CALENDAR, RESOURCE};
use crate::mspdi::values::decimal;
use crate::xml::Element;

impl Writing<'_> {
    /// The calendars, by their numbers.
    pub(super) fn calendars(&self) -> Vec<Element<'static>> {
        let mut all: Vec<(i64, Element<'static>)> = Vec::new();
        for (id, uid) in &self.calendars {
            let Some(calendar) = self.workspace.calendars.get(id) else {
                continue;
            };
            let base = calendar
                .base
                .as_ref()
                .and_then(|base| self.calendars.get(base));
            let mut made = CalendarView {
                uid: *uid,
                calendar,
                base: base.copied(),
            }
            .elements();
            if calendar.name.is_none() && calendar.meta.origin.is_none() {
                made.push(Element::leaf("Name", id.to_string()));
            }
            let own = CalendarFields::read(&made);
            let kept = self.kept(&calendar.meta);
            let base = |fields: &CalendarFields| {
                fields
                    .base
                    .filter(|base| self.context.calendars.contains_key(base))
            };
            let elements = joined(made, kept, &CALENDAR, |elements| {
                let said = CalendarFields::read(elements);
                said.calendar == own.calendar && said.uid == own.uid && base(&said) == base(&own)
            });
            all.push((*uid, Element::parent("Calendar", elements)));
        }
        all.sort_by_key(|(uid, _)| *uid);
        all.into_iter().map(|(_, element)| element).collect()
    }

    /// The resources, in the order of the file that they came from, else by their numbers.
    pub(super) fn resources(&self) -> Vec<Element<'static>> {
        let mut rows: Vec<(i64, Vec<Element<'static>>)> = Vec::new();
        for resource in &self.left.resources {
            let row = resource
                .text_of("ID")
                .and_then(|text| decimal(text, 0))
                .unwrap_or(0);
            rows.push((
                row,
                joined(Vec::new(), resource.children.clone(), &RESOURCE, |_| true),
            ));
        }
        let mut others: Vec<(i64, i64, &ResourceId)> = Vec::new();
        for (id, uid) in &self.resources {
            let resource = &self.program.resources[id];
            let kept = self.kept(&resource.meta);
            let row = kept.iter().find(|element| element.name == "ID");
            let row = row.and_then(|element| decimal(element.text.trim(), 0));
            others.push((row.unwrap_or(i64::MAX), *uid, id));
        }
        others.sort_by_key(|(row, uid, _)| (*row, *uid));
        let mut before = 0;
        for (row, uid, id) in others {
            let row = if row > before && row <= i64::from(i32::MAX) {
                row
            } else {
                before + 1
            };
            before = row;
            rows.push((row, self.resource(row, uid, id)));
        }
        rows.sort_by_key(|(row, _)| *row);
        rows.into_iter()
            .map(|(_, elements)| Element::parent("Resource", elements))
            .collect()
    }

    fn resource(&self, row: i64, uid: i64, id: &ResourceId) -> Vec<Element<'static>> {
        let resource = &self.program.resources[id];
        let mut made = ResourceView {
            uid,
            resource,
            calendar: resource
                .calendar
                .as_ref()
                .and_then(|calendar| self.calendars.get(calendar).copied()),
            lengths: self.context.lengths,
            custom: self.context.custom,
        }
        .elements();
        made.push(Element::leaf("ID", row.to_string()));
        if resource.name.is_none() && resource.meta.origin.is_none() {
            made.push(Element::leaf("Name", id.to_string()));
        }
        let own = ResourceFields::read(&made).resource(&self.context);
        let mut kept = self.kept(&resource.meta);
        kept.retain(|element| element.name != "ID");
        joined(made, kept, &RESOURCE, |elements| {
            ResourceFields::read(elements).resource(&self.context) == own
        })
    }
}
