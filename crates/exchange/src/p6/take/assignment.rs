//! Which assignment does a record make?

use std::collections::BTreeMap;

use longpole_model::{Assignment, AssignmentId, Effort, ItemId, Meta, ProgramId, ResourceId};

use super::{Context, Taking, USUAL_DAY, place};
use crate::import::ids::Ids;
use crate::p6::record::AssignmentRecord;
use crate::p6::values::{Length, Quantity};
use crate::p6::words::ResourceWord;

/// The assignment of a record, without its origin. What is used up is measured in its own units, which are no work.
pub(crate) fn assignment(
    record: &AssignmentRecord,
    kind: Option<ResourceWord>,
    item: ItemId,
    resource: ResourceId,
    program: &ProgramId,
    context: &Context,
) -> Assignment {
    let day = context
        .projects
        .get(program)
        .map_or(USUAL_DAY, |project| project.day);
    let works = kind != Some(ResourceWord::Material);
    let effort = |quantity: Option<Quantity>| -> Option<Effort> {
        quantity
            .filter(|_| works)
            .and_then(|quantity| quantity.effort(day))
    };
    let actual = match (record.actual, record.actual_overtime) {
        (None, None) => None,
        (regular, overtime) => Some(
            regular
                .unwrap_or_default()
                .plus(overtime.unwrap_or_default()),
        ),
    };
    let work = effort(record.planned);
    let actual = effort(actual).filter(|actual| actual.micro_person_days != 0);
    let left = work.map(|work| {
        work.micro_person_days
            .saturating_sub(actual.map_or(0, |actual| actual.micro_person_days))
    });
    let remaining = effort(record.remaining);
    Assignment {
        item,
        resource,
        units: record
            .units
            .filter(|_| works)
            .and_then(|units| u32::try_from(units).ok()),
        work,
        actual_work: actual,
        remaining_work: remaining.filter(|remaining| Some(remaining.micro_person_days) != left),
        overtime: effort(record.actual_overtime).filter(|overtime| overtime.micro_person_days != 0),
        delay: record
            .delay
            .filter(|delay| delay.0 != 0)
            .map(Length::span_in_hours),
        levelling_delay: None,
        contour: Vec::new(),
        meta: Meta::default(),
    }
}

impl Taking<'_> {
    pub(super) fn assignments(&mut self) {
        let records = self.records;
        let mut kinds: BTreeMap<&str, Option<ResourceWord>> = BTreeMap::new();
        for resource in &records.resources {
            kinds.entry(&resource.key).or_insert(resource.kind);
        }
        let mut ids: BTreeMap<ProgramId, Ids> = BTreeMap::new();
        let mut count = 0;
        for record in &records.assignments {
            let id = self.assignment(record, &kinds, &mut ids);
            count += usize::from(id.is_some());
            self.ids.assignments.push(id);
        }
        self.taken("assignments", count);
    }

    fn assignment(
        &mut self,
        record: &AssignmentRecord,
        kinds: &BTreeMap<&str, Option<ResourceWord>>,
        ids: &mut BTreeMap<ProgramId, Ids>,
    ) -> Option<(ProgramId, AssignmentId)> {
        if self.is_of_baseline(record.project.as_deref()) {
            return None;
        }
        let at = || place("assignment", &record.key, record.line);
        let Some((program, item)) = self.context.activities.get(&record.activity).cloned() else {
            self.suspicious(
                "dangling-link",
                "an assignment is to an activity that is not there",
                at(),
            );
            return None;
        };
        // An assignment of a role alone is nobody's yet.
        let key = record.resource.as_ref()?;
        let Some(resource) = self.context.resources.get(key).cloned() else {
            self.suspicious(
                "dangling-link",
                "an assignment is of a resource that is not there",
                at(),
            );
            return None;
        };
        let kind = record.kind.or_else(|| kinds.get(&**key).copied().flatten());
        let ids = ids.entry(program.clone()).or_default();
        let id = AssignmentId::new(&ids.give(&format!("{item} {resource}"), &record.key))
            .expect("an id that was given is one");
        let mut assignment = assignment(
            record,
            kind,
            item.clone(),
            resource.clone(),
            &program,
            &self.context,
        );
        assignment.meta.origin = Some(self.origin(&record.key));
        self.program(&program)
            .assignments
            .insert(id.clone(), assignment);
        Some((program, id))
    }
}
