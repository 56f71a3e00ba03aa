//! The tasks, and what they were in baselines.

use longpole_model::{Constraint, ConstraintKind, FieldValue, Moment, Probability, Progress};

use super::custom::number;
use super::file::Task;
use super::links::Waiting;
use super::settle::TaskFacts;
use super::value::{self, attribute, day, end_text, start_text};
use super::{Reading, days, place};
use crate::mspdi::length_text;
use crate::xml::Element;

/// Attributes that are taken.
const TAKEN: &[&str] = &[
    "id",
    "name",
    "meeting",
    "start",
    "duration",
    "complete",
    "priority",
    "thirdDate",
    "thirdDate-constraint",
    "webLink",
    "cost-manual-value",
    "cost-calculated",
    "fixed-start",
];

/// What goes without saying.
const USUAL: &[(&str, &str)] = &[
    ("project", "false"),
    // Whether the tasks in it are shown.
    ("expand", "true"),
];

/// A century and more in milliseconds is no length of a task.
const MOST_DAYS: i64 = 1_000_000;

/// How GanttProject counts its priorities, on our scale; 500 is the usual one.
const PRIORITIES: &[(&str, u16)] = &[("0", 300), ("2", 700), ("3", 100), ("4", 900)];

impl Reading<'_> {
    /// Takes the tasks with their links.
    pub(super) fn tasks(&mut self) {
        let mut waiting = self.links();
        let file = self.file;
        for (at, task) in file.tasks.iter().enumerate() {
            let mut record = self.task(at, task, &waiting);
            record.children.append(&mut waiting.links[at]);
            record.children.append(&mut waiting.dangling[at]);
            self.records.tasks.push(record);
        }
        let columns = file.task_columns.iter();
        // A column that is computed from others.
        let computed = columns.filter(|column| !column.children.is_empty());
        self.records
            .project
            .extend(computed.map(|column| column.clone().into_owned()));
    }

    fn task(&mut self, at: usize, task: &Task<'_>, waiting: &Waiting) -> Element<'static> {
        let element = &task.element;
        let mut out = vec![Element::leaf("OutlineLevel", task.level.to_string())];
        match value::id(element, "id") {
            Some(id) => out.push(Element::leaf("UID", id.to_string())),
            None => {
                let message = "a task has no number for an id; links don't find it";
                self.suspicious("missing-id", message, place(element, Some("id")));
                out.extend(attribute(element, "id").and_then(|id| value::kept("id", id)));
            }
        }
        out.extend(attribute(element, "name").map(|name| Element::leaf("Name", name.to_owned())));
        out.extend(
            attribute(element, "webLink")
                .map(|link| Element::leaf("HyperlinkAddress", value::link(link))),
        );
        let mut facts = TaskFacts::default();
        self.priority(element, &mut out);
        self.dates(task, waiting.is_driven[at], &mut facts, &mut out);
        self.constraint(element, &mut facts, &mut out);
        self.columns(element, &mut facts, &mut out);
        cost(element, &mut facts, &mut out);
        for child in &element.children {
            match &*child.name {
                "notes" => out.push(Element::leaf("Notes", child.text.trim().to_owned())),
                "depend" | "customproperty" => {}
                _ => out.push(child.clone().into_owned()),
            }
        }
        for (name, value) in &element.attributes {
            let is_usual = USUAL.contains(&(name.as_str(), value.as_str()));
            if !TAKEN.contains(&name.as_str()) && !is_usual {
                out.extend(value::kept(name, value));
            }
        }
        self.facts.tasks.insert(at, facts);
        let mut record = Element::parent("Task", out);
        record.line = element.line;
        record
    }

    fn priority(&mut self, element: &Element<'_>, out: &mut Vec<Element<'static>>) {
        let Some(text) = attribute(element, "priority").filter(|text| *text != "1") else {
            return;
        };
        match PRIORITIES.iter().find(|(other, _)| *other == text) {
            Some((_, weight)) => out.push(Element::leaf("Priority", weight.to_string())),
            None => self.unreadable(element, "priority", out),
        }
    }

    /// When it is worked on, for how long, and how far it is.
    fn dates(
        &mut self,
        task: &Task<'_>,
        is_driven: bool,
        facts: &mut TaskFacts,
        out: &mut Vec<Element<'static>>,
    ) {
        let element = &task.element;
        let start = attribute(element, "start").and_then(day);
        if start.is_none() && attribute(element, "start").is_some() {
            self.unreadable(element, "start", out);
        }
        let stated = attribute(element, "duration").map(value::thousandths);
        let stated = stated.map(|days| days.filter(|days| (0..=MOST_DAYS * 1000).contains(days)));
        if stated == Some(None) {
            self.unreadable(element, "duration", out);
        }
        let duration = stated.flatten();
        let is_meeting = value::is_on(element, "meeting");
        let is_milestone = !task.is_summary && (is_meeting || duration == Some(0));
        if is_milestone && duration > Some(0) {
            let message = "a milestone that takes a day takes no time here; what waits for it may start a day earlier";
            self.changed("long-milestone", message, place(element, Some("duration")));
        }
        if let Some(duration) = duration.filter(|_| !is_milestone) {
            let milliseconds = duration * days::MINUTES * 60;
            out.push(Element::leaf("Duration", length_text(milliseconds)));
        }
        if is_milestone {
            out.push(Element::leaf("Duration", "PT0H0M0S"));
            out.push(Element::leaf("Milestone", "1"));
        }
        let Some(start) = start else { return };
        let last = match duration {
            _ if is_milestone => Some(start),
            Some(duration) => self.days.last(start, duration),
            None => None,
        };
        out.push(Element::leaf("Start", start_text(start)));
        out.extend(last.map(|last| {
            let text = if is_milestone {
                start_text(last)
            } else {
                end_text(last)
            };
            Element::leaf("Finish", text)
        }));
        if task.is_summary {
            return;
        }
        facts.progress = self.progress(element, start, last);
        let is_begun = facts.progress.started.is_some() || facts.progress.finished.is_some();
        let is_later = self.days.first().is_some_and(|first| start > first);
        if is_later && !is_driven && !is_begun {
            facts.not_before = Some(Moment::day(start));
        }
    }

    fn progress(
        &mut self,
        element: &Element<'_>,
        start: jiff::civil::Date,
        last: Option<jiff::civil::Date>,
    ) -> Progress {
        let Some(text) = attribute(element, "complete") else {
            return Progress::default();
        };
        let percent = text.parse::<u32>().ok().and_then(Probability::percent);
        let Some(percent) = percent else {
            let message = "how far a task is cannot be read";
            self.suspicious("unreadable", message, place(element, Some("complete")));
            return Progress::default();
        };
        if percent.in_millionths() == 0 {
            return Progress::default();
        }
        let message = "the file says how far work is, but not when it began or ended; the planned days are taken";
        self.changed(
            "progress-as-planned",
            message,
            place(element, Some("complete")),
        );
        let finished = last.filter(|_| percent.in_millionths() == 1_000_000);
        Progress {
            started: Some(Moment::day(start)),
            finished: finished.map(Moment::day),
            percent: Some(percent).filter(|_| finished.is_none()),
            ..Progress::default()
        }
    }

    /// The day before which it does not start.
    fn constraint(
        &mut self,
        element: &Element<'_>,
        facts: &mut TaskFacts,
        out: &mut Vec<Element<'static>>,
    ) {
        let Some(text) = attribute(element, "thirdDate") else {
            return;
        };
        let holds = attribute(element, "thirdDate-constraint");
        match (holds, day(text)) {
            (Some("1"), Some(day)) => {
                facts.constraint = Some(Constraint {
                    kind: ConstraintKind::StartNoEarlierThan,
                    at: Some(Moment::day(day)),
                });
            }
            (Some("1"), None) => self.unreadable(element, "thirdDate", out),
            // A day that was set once and does not hold.
            _ => out.extend(value::kept("thirdDate", text)),
        }
    }

    fn columns(
        &mut self,
        element: &Element<'_>,
        facts: &mut TaskFacts,
        out: &mut Vec<Element<'static>>,
    ) {
        let of_columns = element.children.iter();
        let of_columns = of_columns.filter(|child| child.name == "customproperty");
        let (values, others) = self.columns.values(of_columns, "taskproperty-id");
        facts.fields = values;
        out.extend(others.into_iter().map(|other| other.clone().into_owned()));
    }

    /// What means nothing is remarked upon, and kept.
    fn unreadable(&mut self, element: &Element<'_>, name: &str, out: &mut Vec<Element<'static>>) {
        let message = "a value cannot be read; it is kept as it stands";
        self.suspicious("unreadable", message, place(element, Some(name)));
        out.extend(attribute(element, name).and_then(|text| value::kept(name, text)));
    }

    /// Takes the baselines: Project has eleven.
    pub(super) fn baselines(&mut self) {
        let file = self.file;
        let places = file.tasks_by_id();
        for (number, baseline) in file.baselines.iter().enumerate() {
            let number = u8::try_from(number).ok().filter(|number| *number <= 10);
            let Some(number) = number.filter(|_| baseline.name == "previous-tasks") else {
                self.records.project.push(baseline.clone().into_owned());
                continue;
            };
            if let Some(name) = attribute(baseline, "name") {
                self.facts.baselines.insert(number, name.to_owned());
            }
            for task in &baseline.children {
                let at = value::id(task, "id")
                    .and_then(|id| places.get(&id))
                    .copied();
                let start = attribute(task, "start").and_then(day);
                let (Some(at), Some(start)) = (at, start) else {
                    let message = "a baseline has a task that is not there, or no start of it; it is kept as it stands";
                    self.suspicious("dangling-link", message, place(task, None));
                    self.records.project.push(task.clone().into_owned());
                    continue;
                };
                let record = self.baseline(number, task, start);
                self.records.tasks[at].children.push(record);
            }
        }
    }

    fn baseline(
        &mut self,
        number: u8,
        task: &Element<'_>,
        start: jiff::civil::Date,
    ) -> Element<'static> {
        let duration = attribute(task, "duration").and_then(value::thousandths);
        let duration = duration.filter(|days| (0..=MOST_DAYS * 1000).contains(days));
        let is_milestone = value::is_on(task, "meeting") || duration == Some(0);
        let last = match duration {
            _ if is_milestone => Some(start),
            Some(duration) => self.days.last(start, duration),
            None => None,
        };
        let mut children = vec![
            Element::leaf("Number", number.to_string()),
            Element::leaf("Start", start_text(start)),
        ];
        children.extend(last.map(|last| Element::leaf("Finish", end_text(last))));
        children.extend(
            duration.filter(|_| !is_milestone).map(|duration| {
                Element::leaf("Duration", length_text(duration * days::MINUTES * 60))
            }),
        );
        Element::parent("Baseline", children)
    }
}

/// What it costs, where somebody said so. The file names no currency.
fn cost(element: &Element<'_>, facts: &mut TaskFacts, out: &mut Vec<Element<'static>>) {
    let Some(text) = attribute(element, "cost-manual-value") else {
        return;
    };
    let is_stated = attribute(element, "cost-calculated") == Some("false");
    match number(text) {
        Some(0) => {}
        Some(cost) if is_stated && !facts.fields.contains_key("cost") => {
            facts
                .fields
                .insert("cost".to_owned(), FieldValue::Number(cost));
        }
        _ => out.extend(value::kept("cost-manual-value", text)),
    }
}
