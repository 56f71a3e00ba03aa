//! What is left of each record once the model has its share.

use std::collections::BTreeMap;

use longpole_model::{CalendarId, Item, ItemId, Meta, Origin};

use super::Reading;
use super::assignment::AssignmentFields;
use super::baseline::baseline_elements;
use super::file::{File, Row, TaskRow};
use super::outline::is_project;
use crate::import::{NoteKind, Notes, Place};
use crate::mspdi::keep::{left, payload};
use crate::mspdi::schema::{ASSIGNMENT, PROJECT, SUMMARY_COMPUTED, TASK};
use crate::mspdi::values::{Lengths, same_value};
use crate::mspdi::write::{
    AssignmentView, DayEnds, Passed, ProjectView, TaskDates, TaskView, Work, work_of,
};
use crate::xml::Element;

/// What was kept without an equivalent: how often each element, by the kind of its record.
#[derive(Debug, Default)]
pub(super) struct LeftOver(BTreeMap<(&'static str, String), usize>);

impl LeftOver {
    pub(super) fn count(&mut self, kind: &'static str, elements: &[&Element<'_>]) {
        for element in elements
            .iter()
            .filter(|element| !is_bookkeeping(&element.name))
        {
            match self.0.get_mut(&(kind, element.name.to_string())) {
                Some(count) => *count += 1,
                None => {
                    self.0.insert((kind, element.name.to_string()), 1);
                }
            }
        }
    }

    pub(super) fn note(self, notes: &mut Notes) {
        for ((kind, name), count) in self.0 {
            let article = if kind.starts_with('a') { "an" } else { "a" };
            let message = if kind == "calendar" && HOURS.contains(&&*name) {
                format!(
                    "the hours and days off in `{name}` of a calendar were taken; its text, which may say more, is kept beside them"
                )
            } else {
                format!("no equivalent here for `{name}` of {article} {kind}")
            };
            notes.add_counted(
                NoteKind::Kept,
                "no-equivalent",
                message,
                count,
                Place::default(),
            );
        }
    }
}

/// The elements that hold the hours of a calendar. They are kept where they would be written otherwise.
const HOURS: [&str; 3] = ["Exceptions", "WeekDays", "WorkWeeks"];

/// Numbers by which a file finds its own way: they are kept, but nobody misses them.
fn is_bookkeeping(name: &str) -> bool {
    matches!(
        name,
        "UID" | "ID" | "GUID" | "SaveVersion" | "BuildNumber" | "Guid" | "uid"
    )
}

/// What a task's row in the file says of its assignments, once those are read.
#[derive(Debug, Default)]
pub(super) struct TaskWork<'a, 't> {
    /// Work of its resources.
    pub(super) work: Work,
    /// Assignments of nobody.
    pub(super) nobody: Vec<&'a Row<'t>>,
}

impl Reading<'_> {
    /// The origin of something, with what is left of its record.
    pub(super) fn origin(
        &mut self,
        id: Option<String>,
        kind: &'static str,
        left: &[&Element<'_>],
    ) -> Origin {
        let left: Vec<&Element<'_>> = left
            .iter()
            .copied()
            .filter(|element| !self.made_up.contains(&&*element.name))
            .collect();
        self.left.count(kind, &left);
        Origin {
            source: self.options.source.clone(),
            external_id: id.filter(|id| !id.is_empty()),
            payload: payload(&left),
            ..Origin::default()
        }
    }

    /// Keeps what is left of each task.
    pub(super) fn keep_tasks<'t>(
        &mut self,
        tasks: &[TaskRow<'t>],
        work: &BTreeMap<ItemId, TaskWork<'_, 't>>,
        unlinked: &BTreeMap<usize, Vec<&Element<'t>>>,
    ) {
        let calendars = self.calendar_uids();
        let items: Vec<(usize, ItemId)> = self
            .ids
            .items
            .iter()
            .map(|(at, id)| (*at, id.clone()))
            .collect();
        for (at, id) in items {
            let task = &tasks[at];
            let nothing = TaskWork::default();
            let work = work.get(&id).unwrap_or(&nothing);
            let item = &self.program.items[&id];
            let view = self.view(task, item, self.summaries[at], work.work, &calendars);
            let mut made = view.elements_beside(Some(task.elements.as_slice()));
            made.extend(baseline_elements(
                &self.program.baselines,
                &id,
                &self.context.lengths,
            ));
            let outline_number = task.fields.outline_number.as_deref();
            let mut kept = left(&task.elements, &made, &TASK);
            kept.retain(|element| {
                let is_sum = self.summaries[at] && SUMMARY_COMPUTED.contains(&&*element.name);
                let is_place = element.name == "WBS" && Some(element.text.trim()) == outline_number;
                !is_sum && !is_place
            });
            kept.extend(unlinked.get(&at).into_iter().flatten().copied());
            let nobody: Vec<Element<'_>> = work
                .nobody
                .iter()
                .map(|row| self.nobody(row, &view))
                .collect();
            kept.extend(&nobody);
            let uid = task.fields.uid.map(|uid| uid.to_string());
            let origin = self.origin(uid, "task", &kept);
            if let Some(item) = self.program.items.get_mut(&id) {
                item.meta.origin = Some(origin);
            }
        }
    }

    /// A task as the writer would see it.
    fn view<'v>(
        &'v self,
        task: &TaskRow<'_>,
        item: &'v Item,
        is_summary: bool,
        work: Work,
        calendars: &BTreeMap<CalendarId, i64>,
    ) -> TaskView<'v> {
        TaskView {
            uid: task.fields.uid.unwrap_or(0),
            item,
            is_summary,
            dates: task.fields.stored(),
            work,
            passed: Passed::default(),
            calendar: item
                .calendar
                .as_ref()
                .and_then(|calendar| calendars.get(calendar).copied()),
            lengths: self.context.lengths,
            custom: self.context.custom,
            day: DayEnds::default(),
            from_finish: self.context.from_finish,
        }
    }

    /// The dates of a task that its assignments share.
    pub(super) fn task_dates(
        &self,
        task: &TaskRow<'_>,
        item: &ItemId,
        is_summary: bool,
    ) -> TaskDates {
        let item = &self.program.items[item];
        self.view(task, item, is_summary, Work::default(), &BTreeMap::new())
            .task_dates()
    }

    /// What is left of an assignment that nobody has yet: it belongs to its task.
    fn nobody<'t>(&self, row: &Row<'t>, view: &TaskView<'_>) -> Element<'t> {
        let fields = AssignmentFields::read(&row.elements);
        let made = AssignmentView {
            uid: fields.uid.unwrap_or(0),
            task: view.uid,
            resource: None,
            assignment: None,
            work: view.work_of_nobody(),
            task_dates: view.task_dates(),
            lengths: self.context.lengths,
        }
        .elements();
        let kept = left(&row.elements, &made, &ASSIGNMENT);
        // Its id is kept even so: it tells that there was one.
        let id = row.elements.iter().filter(|element| element.name == "UID");
        Element::parent("Assignment", id.chain(kept).cloned().collect())
    }

    /// Keeps what is left of an assignment.
    pub(super) fn keep_assignment(
        &mut self,
        row: &Row<'_>,
        assignment: &longpole_model::Assignment,
        task_dates: TaskDates,
        resource: i64,
    ) -> Meta {
        let fields = AssignmentFields::read(&row.elements);
        let made = AssignmentView {
            uid: fields.uid.unwrap_or(0),
            task: fields.task.unwrap_or(0),
            resource: Some(resource),
            assignment: Some(assignment),
            work: work_of(assignment, &self.context.lengths),
            task_dates,
            lengths: self.context.lengths,
        }
        .elements();
        let kept = left(&row.elements, &made, &ASSIGNMENT);
        Meta {
            origin: Some(self.origin(fields.uid.map(|uid| uid.to_string()), "assignment", &kept)),
            ..Meta::default()
        }
    }

    /// Keeps what is left of the project, and records that are nothing here: empty rows, what belongs to nobody.
    pub(super) fn keep_project<'t>(&mut self, file: &File<'t>, strays: Vec<Element<'t>>) {
        let calendars = self.calendar_uids();
        let mut kept = self.project_left(file, &calendars);
        for task in &file.tasks {
            if is_project(task) {
                kept.extend(self.whole(task, &calendars));
            } else if task.fields.null {
                let links = task.links.iter();
                kept.push(Element::parent(
                    "Task",
                    task.elements.iter().chain(links).cloned().collect(),
                ));
            }
        }
        kept.extend(strays);
        let kept: Vec<&Element<'_>> = kept.iter().collect();
        let origin = self.origin(self.project.guid.clone(), "project", &kept);
        self.program.charter.meta.origin = Some(origin);
    }

    fn project_left<'t>(
        &self,
        file: &File<'t>,
        calendars: &BTreeMap<CalendarId, i64>,
    ) -> Vec<Element<'t>> {
        let charter = &self.program.charter;
        let calendar = charter
            .calendar
            .as_ref()
            .and_then(|calendar| calendars.get(calendar));
        let mut made = ProjectView {
            charter,
            calendar: calendar.copied(),
            // What the model does not say of weeks and months is kept.
            lengths: Lengths::of_days(self.context.lengths.minutes_per_day),
            day: DayEnds::default(),
            // It is that of the last task.
            finish: None,
        }
        .elements();
        made.push(Element::leaf("Name", format!("{}.xml", self.program_id())));
        let has_finish = self.has_finish;
        let usual = |element: &Element<'_>| {
            if element.name == "FinishDate" && has_finish {
                return true;
            }
            let value = PROJECT.default(&element.name);
            element.children.is_empty()
                && value.is_some_and(|value| same_value(value, &element.text))
        };
        let kept = left(&file.project, &made, &PROJECT).into_iter();
        kept.filter(|element| !usual(element)).cloned().collect()
    }

    /// What is left of the summary of the whole project, which is the charter here.
    fn whole<'t>(
        &self,
        task: &TaskRow<'t>,
        calendars: &BTreeMap<CalendarId, i64>,
    ) -> Option<Element<'t>> {
        let item = Item {
            title: self.program.charter.name.clone(),
            ..Item::default()
        };
        let view = self.view(task, &item, true, Work::default(), calendars);
        let mut kept = left(&task.elements, &view.elements(), &TASK);
        kept.retain(|element| {
            let is_number = matches!(&*element.name, "ID" | "WBS") && element.text.trim() == "0";
            !is_number && !SUMMARY_COMPUTED.contains(&&*element.name)
        });
        if kept.is_empty() {
            return None;
        }
        let id = task.elements.iter().filter(|element| element.name == "UID");
        Some(Element::parent("Task", id.chain(kept).cloned().collect()))
    }

    /// The ids that calendars have in the file.
    pub(super) fn calendar_uids(&self) -> BTreeMap<CalendarId, i64> {
        self.context
            .calendars
            .iter()
            .map(|(uid, id)| (id.clone(), *uid))
            .collect()
    }
}
