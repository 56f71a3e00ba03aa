//! The assignments of a file: who works on what, and work that nobody has yet.

use jiff::civil::DateTime;
use longpole_model::{Assignment, ItemId, ResourceId, ResourceKind};

use super::Writing;
use super::assignment::{AssignmentView, TaskDates, work_of};
use super::ids::Numbers;
use super::task::{Passed, TaskView, Work};
use crate::import::{NoteKind, Notes, Place};
use crate::mspdi::keep::joined;
use crate::mspdi::read::AssignmentFields;
use crate::mspdi::schema::ASSIGNMENT;
use crate::mspdi::values::{date_time, decimal};
use crate::xml::Element;

impl Writing<'_> {
    /// The item and the resource of an assignment, by their ids of today.
    pub(super) fn known(&self, assignment: &Assignment) -> Option<(&ItemId, &ResourceId)> {
        let item = self.names.resolve_item(self.id, assignment.item.as_str())?;
        let resource = self
            .names
            .resolve_resource(self.id, assignment.resource.as_str())?;
        Some((item, resource))
    }

    /// Whether a resource works; material and money are used up.
    pub(super) fn is_work(&self, resource: &ResourceId) -> bool {
        let resource = self.names.resolve_resource(self.id, resource.as_str());
        let resource = resource.and_then(|resource| self.program.resources.get(resource));
        resource.is_none_or(|resource| match resource.kind {
            ResourceKind::Work => true,
            ResourceKind::Material | ResourceKind::Cost => false,
        })
    }

    /// All assignments. `nobody` are those that tasks have kept.
    pub(super) fn assignments(
        &self,
        nobody: Vec<(usize, Element<'static>)>,
        notes: &mut Notes,
    ) -> Vec<Element<'static>> {
        let mut numbers = Numbers::after(0);
        let kept_numbers: Vec<Option<i64>> = nobody
            .iter()
            .map(|(_, element)| numbers.take_number(decimal(element.text_of("UID")?, 0)?, 0))
            .collect();
        let assignments = self.program.assignments.values();
        let own: Vec<Option<i64>> = assignments
            .clone()
            .map(|assignment| numbers.take(&assignment.meta, 0))
            .collect();
        let mut all: Vec<(i64, Element<'static>)> = Vec::new();
        for (assignment, number) in assignments.zip(own) {
            let Some((item, resource)) = self.known(assignment) else {
                let message = "an assignment of or to something that is not there is left out";
                notes.add(
                    NoteKind::Changed,
                    "dangling-assignment",
                    message,
                    Place::default(),
                );
                continue;
            };
            let number = number.unwrap_or_else(|| numbers.fresh());
            let (Some(task), Some(resource)) = (self.items.get(item), self.resources.get(resource))
            else {
                continue;
            };
            let view = AssignmentView {
                uid: number,
                task: *task,
                resource: Some(*resource),
                assignment: Some(assignment),
                work: work_of(assignment, &self.context.lengths),
                task_dates: self.dates_of(item),
                lengths: self.context.lengths,
            };
            all.push((number, with_kept(&view, self.kept(&assignment.meta), notes)));
        }
        for ((row, element), number) in nobody.into_iter().zip(kept_numbers) {
            let row = &self.outline.rows[row];
            let number = number.unwrap_or_else(|| numbers.fresh());
            let task = self.plain_view(row.id);
            let view = AssignmentView {
                uid: number,
                task: self.items.get(row.id).copied().unwrap_or_default(),
                resource: None,
                assignment: None,
                work: task
                    .as_ref()
                    .map_or(Work::default(), TaskView::work_of_nobody),
                task_dates: self.dates_of(row.id),
                lengths: self.context.lengths,
            };
            all.push((number, with_kept(&view, element.children, notes)));
        }
        all.sort_by_key(|(number, _)| *number);
        let known = all.into_iter().map(|(_, element)| element);
        let strays = self.left.assignments.iter();
        let strays =
            strays.map(|stray| joined(Vec::new(), stray.children.clone(), &ASSIGNMENT, |_| true));
        known
            .chain(strays.map(|elements| Element::parent("Assignment", elements)))
            .collect()
    }

    /// A task without its sums.
    fn plain_view(&self, item: &ItemId) -> Option<TaskView<'_>> {
        let row = self.outline.row(item)?;
        Some(TaskView {
            uid: 0,
            item: row.item,
            is_summary: row.is_summary,
            dates: row.dates,
            work: Work::default(),
            passed: Passed::default(),
            calendar: None,
            lengths: self.context.lengths,
            custom: self.context.custom,
            day: self.day,
            from_finish: self.context.from_finish,
        })
    }

    fn dates_of(&self, item: &ItemId) -> TaskDates {
        self.plain_view(item)
            .map_or(TaskDates::default(), |view| view.task_dates())
    }
}

/// An assignment with what was kept of it, as far as that still fits.
fn with_kept(
    view: &AssignmentView<'_>,
    mut kept: Vec<Element<'static>>,
    notes: &mut Notes,
) -> Element<'static> {
    let before = kept.len();
    kept.retain(|element| is_within(element, &view.task_dates));
    if kept.len() < before {
        let message = "work over time that no longer lies within its task is left out";
        notes.add_counted(
            NoteKind::Changed,
            "stale-work",
            message,
            before - kept.len(),
            Place::default(),
        );
    }
    let made = view.elements();
    let own = AssignmentFields::read(&made);
    // Work that nobody does yet is nothing here: whatever was kept of it holds.
    let means_the_same = |elements: &[Element<'_>]| {
        view.assignment.is_none() || AssignmentFields::read(elements).means(&own, &view.lengths)
    };
    Element::parent(
        "Assignment",
        joined(made, kept, &ASSIGNMENT, means_the_same),
    )
}

/// Whether a date, or work over time, that was kept with an assignment lies within its task as it is now.
fn is_within(element: &Element<'_>, dates: &TaskDates) -> bool {
    let lies_within = |at: DateTime| {
        dates.start.is_none_or(|start| start <= at)
            && dates.finish.is_none_or(|finish| at <= finish)
    };
    match &*element.name {
        "Start" | "Finish" | "Stop" | "Resume" => {
            date_time(element.text.trim()).is_none_or(lies_within)
        }
        "ActualStart" => dates.actual_start.is_some(),
        "ActualFinish" => {
            dates.actual_start.is_some() && date_time(element.text.trim()).is_none_or(lies_within)
        }
        "TimephasedData" if matches!(element.text_of("Type"), Some("1" | "2" | "3")) => element
            .text_of("Start")
            .and_then(date_time)
            .is_none_or(lies_within),
        _ => true,
    }
}
