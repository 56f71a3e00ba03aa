//! Which item is a task: how long, from which end, by whom?

use jiff::civil::DateTime;
use longpole_model::{
    Assignment, AssignmentId, CalendarId, Constraint, ConstraintKind, Estimate, FieldValue, Item,
    ItemId, ItemKind, Meta, Moment, PeopleRange, Span, SpanUnit, Spread,
};

use super::Reading;
use super::plan::Plan;
use super::task::{Size, Task};
use crate::import::ids::Ids;
use crate::import::{ForeignDates, ImportError, Place};

impl Reading<'_> {
    /// Takes the tasks, and who works on them.
    pub(super) fn items(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let awaited = plan.awaited();
        let mut ids = Ids::default();
        let mut assignments = Ids::default();
        for (number, task) in plan.tasks.iter().enumerate() {
            let name = task.title.as_deref().unwrap_or(&task.path);
            // A key that is cut off, or that two have, would have to be told apart by counting.
            let is_key =
                task.path.len() <= 100 && plan.tasks_by_path.get(&task.path) == Some(&number);
            let key = if is_key {
                task.path.clone()
            } else {
                format!("t{}", number + 1)
            };
            let id = ItemId::new(&ids.give(name, &key)).expect("an id that was given is one");
            let mut item = Item {
                title: task.title.clone().filter(|title| !title.trim().is_empty()),
                description: task.note.clone().filter(|note| !note.is_empty()),
                parent: task
                    .parent
                    .and_then(|parent| self.items.get(&parent).cloned()),
                deadline: task.latest_end.map(Moment::at),
                priority: Some(task.priority).filter(|priority| *priority != 500),
                meta: Meta {
                    fields: task.fields.clone(),
                    ..Meta::default()
                },
                ..Item::default()
            };
            if !task.flags.is_empty() {
                let flags = task.flags.iter().cloned().map(FieldValue::Text).collect();
                item.meta
                    .fields
                    .insert("flags".to_owned(), FieldValue::List(flags));
            }
            let place = super::at(&task.place, format!("task {}", task.path));
            if task.children > 0 {
                self.summary(task, &mut item, &place);
            } else {
                let workers = self.assign(plan, task, &id, &mut assignments, &place)?;
                self.size(plan, task, &workers, &mut item, &place)?;
                self.place_in_time(plan, number, awaited[number], &mut item, &place);
                self.progress(plan, task, &workers, &mut item, &place)?;
            }
            item.meta.origin = Some(self.origin(Some(&task.path), &task.left));
            if task.scheduled {
                let stored = ForeignDates {
                    start: task.start,
                    finish: task.end,
                    ..ForeignDates::default()
                };
                self.dates.insert(id.clone(), stored);
            }
            self.program.items.insert(id.clone(), item);
            self.items.insert(number, id);
        }
        let (items, assigned) = (self.program.items.len(), self.program.assignments.len());
        self.taken("items", items);
        self.taken("assignments", assigned);
        Ok(())
    }

    /// A task with tasks in it spans them. Its own start is their earliest, its end their latest.
    fn summary(&mut self, task: &Task, item: &mut Item, place: &Place) {
        item.not_before = task.start.map(Moment::at);
        if item.deadline.is_none() {
            item.deadline = task.end.map(Moment::at);
        }
        if task.size != Size::None || task.milestone {
            let message = "a task with tasks in it has a length of its own; it is left out, since its tasks say how long it is";
            self.suspicious("length-of-container", message, place.clone());
        }
    }

    /// How long it is, and in which hours it is worked on.
    fn size(
        &mut self,
        plan: &Plan,
        task: &Task,
        workers: &[usize],
        item: &mut Item,
        place: &Place,
    ) -> Result<(), ImportError> {
        match task.size {
            Size::None => {}
            Size::Duration(span) => {
                item.estimate = Some(duration(span));
                if plan
                    .zone
                    .as_deref()
                    .is_some_and(|zone| !matches!(zone, "UTC" | "Etc/UTC" | "GMT"))
                {
                    let message = "a day on the clock has 24 hours here, also where the project's time zone changes between summer and winter time";
                    self.changed("summer-time", message, Place::default());
                }
            }
            Size::Length(span) => {
                item.estimate = Some(duration(span));
                if !task.shifts.is_empty() {
                    item.calendar = Some(self.calendar_of_task(plan, task, None)?);
                }
            }
            Size::Effort(minutes) => self.effort(plan, task, minutes, workers, item, place)?,
        }
        if task.milestone {
            if task.size != Size::None {
                let message = "a milestone has a length; it is left out";
                self.suspicious("long-milestone", message, place.clone());
                item.estimate = None;
            }
            item.kind = ItemKind::Milestone;
        }
        Ok(())
    }

    /// People's time, and the calendar in which they have it.
    fn effort(
        &mut self,
        plan: &Plan,
        task: &Task,
        minutes: i64,
        workers: &[usize],
        item: &mut Item,
        place: &Place,
    ) -> Result<(), ImportError> {
        item.estimate = plan
            .lengths
            .effort(plan.peoples_time(workers, minutes))
            .map(|effort| Estimate::Effort(Spread::Fixed(effort)));
        if workers.is_empty() {
            let message = "a task takes the work of people, and nobody is allocated to it";
            self.suspicious("effort-without-people", message, place.clone());
            return Ok(());
        }
        let count = u32::try_from(plan.counting(workers).count().max(1)).unwrap_or(u32::MAX);
        item.people = Some(PeopleRange {
            least: count,
            most: count,
        });
        item.calendar = self.calendar_of_work(plan, task, workers, place)?;
        Ok(())
    }

    /// Where all who work on a task have the same hours, those are the task's.
    fn calendar_of_work(
        &mut self,
        plan: &Plan,
        task: &Task,
        workers: &[usize],
        place: &Place,
    ) -> Result<Option<CalendarId>, ImportError> {
        let Some(&first) = workers.first() else {
            return Ok(None);
        };
        let class = |worker: &usize| self.hours_classes.get(worker);
        if workers.iter().any(|worker| class(worker) != class(&first)) {
            let message = "people with different working hours share a task; it is worked on in the project's hours, until its resources are levelled";
            self.changed("different-hours", message, place.clone());
            return Ok(None);
        }
        if !task.shifts.is_empty() {
            return self.calendar_of_task(plan, task, Some(first)).map(Some);
        }
        Ok(self.resources.get(&first).and_then(|found| found.1.clone()))
    }

    /// Its constraint: TaskJuggler's dates are fixed ones, and what has none follows from what it waits for.
    fn place_in_time(
        &mut self,
        plan: &Plan,
        number: usize,
        is_awaited: bool,
        item: &mut Item,
        place: &Place,
    ) {
        let task = &plan.tasks[number];
        let has_size = item.estimate.is_some() || task.size != Size::None;
        let waits = task.waits.iter().any(|wait| !wait.precedes);
        let constraint = |kind, at: DateTime| {
            Some(Constraint {
                kind,
                at: Some(Moment::at(at)),
            })
        };
        match (task.start, task.end) {
            (Some(start), Some(end)) if !has_size && !task.milestone => {
                if end < start {
                    let message = "a task ends before it starts";
                    self.suspicious("stale-dates", message, place.clone());
                }
                item.estimate = elapsed(start, end).map(duration);
                item.constraint = constraint(ConstraintKind::MustStartOn, start);
            }
            (Some(start), end) if !task.backwards || end.is_none() => {
                if has_size && end.is_some() {
                    let message = "a task has a start, an end and a length; its end is left out";
                    self.suspicious("several-lengths", message, place.clone());
                }
                item.constraint = constraint(ConstraintKind::MustStartOn, start);
                if !has_size {
                    item.kind = ItemKind::Milestone;
                }
            }
            (start, Some(end)) => {
                if has_size && start.is_some() {
                    let message = "a task has a start, an end and a length; its start is left out";
                    self.suspicious("several-lengths", message, place.clone());
                }
                item.constraint = constraint(ConstraintKind::MustFinishOn, end);
                if !has_size && !task.milestone && waits {
                    let message = "a task lasts from what it waits for to its end; here it is a point at its end";
                    self.changed("length-between-ends", message, place.clone());
                }
                if !has_size {
                    item.kind = ItemKind::Milestone;
                }
            }
            (_, None) => {
                if task.backwards && !self.hanging.contains(&number) {
                    item.constraint = self.as_late_as_possible(plan, task, is_awaited, place);
                }
                if !has_size {
                    item.kind = ItemKind::Milestone;
                }
            }
        }
    }

    /// As late as what waits for it allows; where nothing does, as the tasks around it, or the project.
    fn as_late_as_possible(
        &mut self,
        plan: &Plan,
        task: &Task,
        is_awaited: bool,
        place: &Place,
    ) -> Option<Constraint> {
        if is_awaited {
            return Some(Constraint {
                kind: ConstraintKind::AsLateAsPossible,
                at: None,
            });
        }
        let end = plan.end_around(task).or(plan.end)?;
        let message = "a task that is scheduled backwards has no end of its own; it has to finish with what it stands in";
        self.changed("inherited-end", message, place.clone());
        Some(Constraint {
            kind: ConstraintKind::MustFinishOn,
            at: Some(Moment::at(end)),
        })
    }

    /// A group may stand for many.
    fn check_assignments(&self, more: usize) -> Result<(), ImportError> {
        let most = self.options.limits.items;
        if self.program.assignments.len() + more <= most {
            return Ok(());
        }
        Err(ImportError::TooLarge(format!(
            "there are more than {most} assignments"
        )))
    }

    /// Who works on it. For each of them an assignment.
    fn assign(
        &mut self,
        plan: &Plan,
        task: &Task,
        item: &ItemId,
        ids: &mut Ids,
        place: &Place,
    ) -> Result<Vec<usize>, ImportError> {
        let most = self.options.limits.items;
        let mut workers: Vec<usize> = Vec::new();
        for allocation in &task.allocations {
            match plan.workers(&allocation.resource, most) {
                Some(found) => {
                    workers.extend(found);
                    self.check_assignments(workers.len())?;
                }
                None => {
                    let message = format!(
                        "work is allocated to `{}`, who is not there",
                        allocation.resource
                    );
                    self.suspicious("dangling-link", message, place.clone());
                }
            }
            if !allocation.alternatives.is_empty() {
                let message = "others who could do the work instead have no equivalent here; the first is assigned";
                let place = super::at(&allocation.place, format!("task {}", task.path));
                self.changed("alternative", message, place);
            }
        }
        workers.sort_unstable();
        workers.dedup();
        self.check_assignments(workers.len())?;
        let share = match task.size {
            Size::Effort(minutes) => plan.share(&workers, minutes),
            Size::None | Size::Duration(_) | Size::Length(_) => None,
        };
        for worker in &workers {
            let Some((resource, _)) = self.resources.get(worker) else {
                continue;
            };
            let id = AssignmentId::new(&ids.give(
                &format!("{item} {resource}"),
                &(self.program.assignments.len() + 1).to_string(),
            ))
            .expect("an id that was given is one");
            let assignment = Assignment {
                item: item.clone(),
                resource: resource.clone(),
                units: None,
                work: share
                    .filter(|_| plan.people[*worker].efficiency > 0)
                    .and_then(|share| plan.lengths.effort(share)),
                actual_work: None,
                remaining_work: None,
                overtime: None,
                delay: None,
                levelling_delay: None,
                contour: Vec::new(),
                meta: Meta {
                    origin: Some(self.origin(
                        Some(&format!("{} {}", task.path, plan.people[*worker].id)),
                        "",
                    )),
                    ..Meta::default()
                },
            };
            self.program.assignments.insert(id, assignment);
        }
        Ok(workers)
    }
}

fn duration(span: Span) -> Estimate {
    Estimate::Duration(Spread::Fixed(span))
}

/// The time on the clock between two moments.
fn elapsed(start: DateTime, end: DateTime) -> Option<Span> {
    let minutes = start.duration_until(end).as_secs() / 60;
    let (count, unit) = if minutes % (24 * 60) == 0 {
        (minutes / (24 * 60), SpanUnit::Day)
    } else if minutes % 60 == 0 {
        (minutes / 60, SpanUnit::Hour)
    } else {
        (minutes, SpanUnit::Minute)
    };
    (0..=100_000).contains(&count).then_some(Span {
        thousandths: count * 1000,
        unit,
        elapsed: true,
    })
}

impl Plan {
    /// The end of the closest task around `task` that has one.
    pub(super) fn end_around(&self, task: &Task) -> Option<DateTime> {
        std::iter::successors(task.parent, |parent| self.tasks[*parent].parent)
            .find_map(|outer| self.tasks[outer].end)
    }

    /// Those whose time counts as work.
    pub(super) fn counting<'p>(&'p self, workers: &'p [usize]) -> impl Iterator<Item = &'p usize> {
        workers
            .iter()
            .filter(|worker| self.people[**worker].efficiency > 0)
    }

    /// The minutes that each has to work, when all work together, so that it makes so many minutes of effort.
    pub(super) fn share(&self, workers: &[usize], minutes: i64) -> Option<i128> {
        let together: i128 = self
            .counting(workers)
            .map(|worker| i128::from(self.people[*worker].efficiency))
            .sum();
        (together > 0).then(|| (i128::from(minutes) * 1_000_000 + together / 2) / together)
    }

    /// The minutes of all of them together.
    pub(super) fn peoples_time(&self, workers: &[usize], minutes: i64) -> i128 {
        match self.share(workers, minutes) {
            Some(share) => share * self.counting(workers).count() as i128,
            None => i128::from(minutes),
        }
    }
}
