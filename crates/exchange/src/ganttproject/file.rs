//! Which elements does a GanttProject file hold?

use std::collections::BTreeMap;

use super::value;
use crate::import::{ImportError, ImportLimits, Place};
use crate::xml::{Element, Start, Xml};

/// The elements of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct File<'t> {
    /// What stands in the tag of the project.
    pub(super) attributes: Vec<(String, String)>,
    /// The week, and days off and on.
    pub(super) calendars: Option<Element<'t>>,
    /// The columns of tasks.
    pub(super) task_columns: Vec<Element<'t>>,
    pub(super) tasks: Vec<Task<'t>>,
    /// The columns of resources.
    pub(super) resource_columns: Vec<Element<'t>>,
    pub(super) resources: Vec<Element<'t>>,
    pub(super) allocations: Vec<Element<'t>>,
    pub(super) vacations: Vec<Element<'t>>,
    pub(super) baselines: Vec<Element<'t>>,
    pub(super) roles: Vec<Element<'t>>,
    /// Whatever else.
    pub(super) rest: Vec<Element<'t>>,
}

/// A task, without the tasks in it, which follow.
#[derive(Debug)]
pub(super) struct Task<'t> {
    pub(super) element: Element<'t>,
    /// 1 for those on top.
    pub(super) level: usize,
    /// Whether there are tasks in it.
    pub(super) is_summary: bool,
}

impl<'t> File<'t> {
    /// Reads the elements of a document whose root is `project`.
    pub(super) fn read(text: &'t str, limits: &ImportLimits) -> Result<Self, ImportError> {
        let mut xml = Xml::new(text, limits.depth);
        let root = match xml.root()? {
            Some(root) if root.name == "project" => root,
            Some(root) => {
                let message = format!(
                    "this is no GanttProject file: it begins with `{}`",
                    root.name
                );
                return Err(malformed(root.line, message));
            }
            None => {
                let message = "this is no GanttProject file: it is empty".to_owned();
                return Err(malformed(1, message));
            }
        };
        let mut file = Self {
            attributes: root.attributes,
            ..Self::default()
        };
        while let Some(start) = xml.next_child()? {
            file.take(&mut xml, start, limits)?;
        }
        xml.end()?;
        Ok(file)
    }

    fn take(
        &mut self,
        xml: &mut Xml<'t>,
        start: Start<'t>,
        limits: &ImportLimits,
    ) -> Result<(), ImportError> {
        match &*start.name {
            "tasks" => {
                xml.enter(&start)?;
                while let Some(child) = xml.next_child()? {
                    let element = xml.element(child)?;
                    match &*element.name {
                        "task" => self.flatten(element, limits)?,
                        "taskproperties" => self.task_columns.extend(element.children),
                        _ => self.rest.push(element),
                    }
                }
            }
            "resources" => {
                for element in xml.element(start)?.children {
                    match &*element.name {
                        "resource" => self.resources.push(element),
                        "custom-property-definition" => self.resource_columns.push(element),
                        _ => self.rest.push(element),
                    }
                }
            }
            "allocations" => self.allocations.extend(xml.element(start)?.children),
            "vacations" => self.vacations.extend(xml.element(start)?.children),
            "previous" => self.baselines.extend(xml.element(start)?.children),
            "calendars" if self.calendars.is_none() => self.calendars = Some(xml.element(start)?),
            "roles" => self.roles.push(xml.element(start)?),
            _ => {
                let element = xml.element(start)?;
                if !element.is_empty() {
                    self.rest.push(element);
                }
            }
        }
        Ok(())
    }

    /// The places of tasks by their ids; where two have one, the first.
    pub(super) fn tasks_by_id(&self) -> BTreeMap<i64, usize> {
        by_id(self.tasks.iter().map(|task| &task.element))
    }

    /// The places of resources by their ids; where two have one, the first.
    pub(super) fn resources_by_id(&self) -> BTreeMap<i64, usize> {
        by_id(self.resources.iter())
    }

    /// Takes a task and those in it, each after the one that it is part of.
    fn flatten(&mut self, task: Element<'t>, limits: &ImportLimits) -> Result<(), ImportError> {
        let mut open = vec![(1, task)];
        while let Some((level, mut element)) = open.pop() {
            if self.tasks.len() >= limits.items {
                let most = limits.items;
                let message = format!("there are more than {most} tasks; at most {most} are read");
                return Err(ImportError::TooLarge(message));
            }
            let children = std::mem::take(&mut element.children);
            let (parts, others): (Vec<_>, Vec<_>) =
                children.into_iter().partition(|child| child.name == "task");
            element.children = others;
            self.tasks.push(Task {
                element,
                level,
                is_summary: !parts.is_empty(),
            });
            open.extend(parts.into_iter().rev().map(|part| (level + 1, part)));
        }
        Ok(())
    }
}

fn by_id<'e, 't: 'e>(elements: impl Iterator<Item = &'e Element<'t>>) -> BTreeMap<i64, usize> {
    let mut places = BTreeMap::new();
    for (at, element) in elements.enumerate() {
        if let Some(id) = value::id(element, "id") {
            places.entry(id).or_insert(at);
        }
    }
    places
}

fn malformed(line: u32, message: String) -> ImportError {
    ImportError::Malformed {
        place: Place {
            line: Some(line),
            ..Place::default()
        },
        message,
        hint: None,
    }
}
