//! The tasks with their links.

use super::fields::Row;
use super::links::links;
use super::words::{english, is_nothing};
use super::{File, leftover};
use crate::import::{NoteKind, Place};
use crate::mspdi::{date_time_text, decimal_text, length_text};
use crate::xml::Element;

/// Project's custom fields that MPX has, with their ids in Project's XML.
static CUSTOM: &[(&str, i64)] = &[
    ("Text1", 188_743_731),
    ("Text2", 188_743_734),
    ("Text3", 188_743_737),
    ("Text4", 188_743_740),
    ("Text5", 188_743_743),
    ("Text6", 188_743_746),
    ("Text7", 188_743_747),
    ("Text8", 188_743_748),
    ("Text9", 188_743_749),
    ("Text10", 188_743_750),
    ("Number1", 188_743_767),
    ("Number2", 188_743_768),
    ("Number3", 188_743_769),
    ("Number4", 188_743_770),
    ("Number5", 188_743_771),
    ("Flag1", 188_743_752),
    ("Flag2", 188_743_753),
    ("Flag3", 188_743_754),
    ("Flag4", 188_743_755),
    ("Flag5", 188_743_756),
    ("Flag6", 188_743_757),
    ("Flag7", 188_743_758),
    ("Flag8", 188_743_759),
    ("Flag9", 188_743_760),
    ("Flag10", 188_743_761),
];

/// Lengths of time, with the element of each.
static LENGTHS: &[(&str, &str)] = &[
    ("Duration", "Duration"),
    ("Actual Duration", "ActualDuration"),
    ("Remaining Duration", "RemainingDuration"),
    ("Work", "Work"),
    ("Actual Work", "ActualWork"),
    ("Remaining Work", "RemainingWork"),
];

/// Dates at which something starts, and at which it finishes.
static STARTS: &[(&str, &str)] = &[
    ("Start", "Start"),
    ("Early Start", "EarlyStart"),
    ("Late Start", "LateStart"),
    ("Actual Start", "ActualStart"),
    ("Resume", "Resume"),
    ("Created", "CreateDate"),
];
static FINISHES: &[(&str, &str)] = &[
    ("Finish", "Finish"),
    ("Early Finish", "EarlyFinish"),
    ("Late Finish", "LateFinish"),
    ("Actual Finish", "ActualFinish"),
    ("Stop", "Stop"),
];

/// What stands as it is.
static TEXTS: &[(&str, &str)] = &[
    ("Name", "Name"),
    ("WBS", "WBS"),
    ("Notes", "Notes"),
    ("Contact", "Contact"),
    ("Outline Level", "OutlineLevel"),
    ("Outline Number", "OutlineNumber"),
];

impl File {
    /// Takes a task.
    pub(super) fn task(&mut self, mut row: Row, line: u32) {
        let mut out: Vec<Element<'static>> = Vec::new();
        let fallback = self.records.tasks.len() as i64;
        let number = |text: Option<String>| text.and_then(|text| text.trim().parse::<i64>().ok());
        let id = number(row.take("ID"));
        let uid = number(row.take("Unique ID")).or(id).unwrap_or(fallback);
        self.rows.push((id.unwrap_or(uid), uid));
        out.push(Element::leaf("UID", uid.to_string()));
        out.push(Element::leaf("ID", id.unwrap_or(uid).to_string()));
        for (field, element) in TEXTS {
            out.extend(row.take(field).map(|text| Element::leaf(*element, text)));
        }
        self.lengths(&mut row, &mut out);
        self.dates(&mut row, &mut out);
        self.slacks(&mut row, &mut out);
        flags(&mut row, &mut out);
        self.constraint(&mut row, &mut out);
        self.links(&mut row, &mut out, line);
        self.baseline(&mut row, &mut out);
        self.custom(&mut row, &mut out);
        out.extend(row.rest().map(|(name, value)| leftover(&name, value)));
        let mut task = Element::parent("Task", out);
        task.line = line;
        self.records.tasks.push(task);
    }

    fn lengths(&self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        for (field, element) in LENGTHS {
            let Some(text) = row.take(field) else {
                continue;
            };
            let Some(length) = self
                .settings
                .length(&text)
                .filter(|length| !length.is_share())
            else {
                out.push(leftover(field, text));
                continue;
            };
            out.push(Element::leaf(*element, length_text(length.amount)));
            if *field == "Duration" {
                out.push(Element::leaf("DurationFormat", length.code.to_string()));
                if length.is_estimated {
                    out.push(Element::leaf("Estimated", "1"));
                }
            }
        }
        if let Some(text) = row.take("Delay") {
            match self
                .settings
                .length(&text)
                .filter(|length| !length.is_share())
            {
                Some(delay) => {
                    out.push(Element::leaf(
                        "LevelingDelay",
                        (delay.amount / 6000).to_string(),
                    ));
                    out.push(Element::leaf("LevelingDelayFormat", delay.code.to_string()));
                }
                None => out.push(leftover("Delay", text)),
            }
        }
    }

    fn dates(&self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        for (list, is_start) in [(STARTS, true), (FINISHES, false)] {
            for (field, element) in list {
                let Some(text) = row.take(field).filter(|text| !is_nothing(text)) else {
                    continue;
                };
                let at = if is_start {
                    self.settings.starts(&text)
                } else {
                    self.settings.finishes(&text)
                };
                out.push(match at {
                    Some(at) => Element::leaf(*element, date_time_text(at)),
                    None => leftover(field, text),
                });
            }
        }
    }

    fn slacks(&self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        for (field, element) in [("Free Slack", "FreeSlack"), ("Total Slack", "TotalSlack")] {
            if let Some(slack) = row.take(field).and_then(|text| self.settings.length(&text)) {
                out.push(Element::leaf(element, (slack.amount / 6000).to_string()));
            }
        }
        if let Some(percent) = row
            .take("% Complete")
            .and_then(|text| self.settings.number(&text, 0))
        {
            out.push(Element::leaf("PercentComplete", percent.to_string()));
        }
        if let Some(percent) = row
            .take("% Work Complete")
            .and_then(|text| self.settings.number(&text, 0))
        {
            out.push(Element::leaf("PercentWorkComplete", percent.to_string()));
        }
    }

    fn constraint(&self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        const WORDS: [&str; 8] = [
            "as soon as possible",
            "as late as possible",
            "must start on",
            "must finish on",
            "start no earlier than",
            "start no later than",
            "finish no earlier than",
            "finish no later than",
        ];
        let kind = row.take("Constraint Type");
        let code = kind.as_deref().and_then(|text| {
            let word = english(text);
            WORDS
                .iter()
                .position(|other| *other == word)
                .or(word.parse().ok().filter(|code| *code < 8))
        });
        match (code, kind) {
            (Some(code), _) => out.push(Element::leaf("ConstraintType", code.to_string())),
            (None, Some(text)) => out.push(leftover("Constraint Type", text)),
            (None, None) => {}
        }
        if let Some(text) = row.take("Constraint Date").filter(|text| !is_nothing(text)) {
            let is_finish = matches!(code, Some(3 | 6 | 7));
            let at = if is_finish {
                self.settings.finishes(&text)
            } else {
                self.settings.starts(&text)
            };
            out.push(match at {
                Some(at) => Element::leaf("ConstraintDate", date_time_text(at)),
                None => leftover("Constraint Date", text),
            });
        }
    }

    /// Links by unique ids, else by rows: those become ids once all rows are known.
    fn links(&mut self, row: &mut Row, out: &mut Vec<Element<'static>>, line: u32) {
        let by_row = row.take("Predecessors");
        let by_uid = row.take("Unique ID Predecessors");
        // The other ends say the same.
        row.take("Successors");
        row.take("Unique ID Successors");
        let (text, name) = match (by_uid, by_row) {
            (Some(text), _) => (text, "PredecessorUID"),
            (None, Some(text)) => (text, ROW),
            (None, None) => return,
        };
        for link in links(&text, &self.settings) {
            let link = match link {
                Ok(link) => link,
                Err(part) => {
                    let at = Place {
                        line: Some(line),
                        record: Some("record 70".to_owned()),
                        field: Some("Predecessors".to_owned()),
                        ..Place::default()
                    };
                    let message = "a link cannot be read and is kept as it stands";
                    self.notes
                        .add(NoteKind::Suspicious, "unreadable", message, at);
                    out.push(leftover("Predecessors", part));
                    continue;
                }
            };
            let mut children = vec![
                Element::leaf(name, link.task.to_string()),
                Element::leaf("Type", link.kind.to_string()),
            ];
            if let Some(lag) = link.lag {
                let amount = if lag.is_share() {
                    decimal_text(lag.amount, 3)
                } else {
                    (lag.amount / 6000).to_string()
                };
                children.push(Element::leaf("LinkLag", amount));
                children.push(Element::leaf("LagFormat", lag.code.to_string()));
            }
            out.push(Element::parent("PredecessorLink", children));
        }
    }

    fn baseline(&self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        let mut children = vec![Element::leaf("Number", "0")];
        let mut put = |name: &'static str, text: Option<String>| {
            children.extend(text.map(|text| Element::leaf(name, text)));
        };
        let date = |text: Option<String>| text.filter(|text| !is_nothing(text));
        let start = date(row.take("Baseline Start")).and_then(|text| self.settings.starts(&text));
        let finish =
            date(row.take("Baseline Finish")).and_then(|text| self.settings.finishes(&text));
        let duration = row
            .take("Baseline Duration")
            .and_then(|text| self.settings.length(&text));
        let work = row
            .take("Baseline Work")
            .and_then(|text| self.settings.length(&text));
        let has_dates = start.is_some() || finish.is_some();
        put("Start", start.map(date_time_text));
        put("Finish", finish.map(date_time_text));
        // Without dates there is no baseline: durations of nothing are written as zero.
        if has_dates {
            put(
                "Duration",
                duration.map(|length| length_text(length.amount)),
            );
            put(
                "DurationFormat",
                duration.map(|length| length.code.to_string()),
            );
            put("Work", work.map(|length| length_text(length.amount)));
            out.push(Element::parent("Baseline", children));
        }
    }

    fn custom(&mut self, row: &mut Row, out: &mut Vec<Element<'static>>) {
        for (name, id) in CUSTOM {
            let Some(text) = row.take(name) else { continue };
            let text = match english(&text).as_str() {
                "yes" if name.starts_with("Flag") => "1".to_owned(),
                "no" if name.starts_with("Flag") => continue,
                _ => text,
            };
            if !self.custom.contains(name) {
                self.custom.push(name);
            }
            let children = vec![
                Element::leaf("FieldID", id.to_string()),
                Element::leaf("Value", text),
            ];
            out.push(Element::parent("ExtendedAttribute", children));
        }
    }

    /// Defines the custom fields that tasks have.
    pub(super) fn define_custom_fields(&mut self) {
        let used = CUSTOM.iter().filter(|(name, _)| self.custom.contains(name));
        let definition = |(name, id): &(&'static str, i64)| {
            let children = vec![
                Element::leaf("FieldID", id.to_string()),
                Element::leaf("FieldName", *name),
            ];
            Element::parent("ExtendedAttribute", children)
        };
        let definitions: Vec<Element<'static>> = used.map(definition).collect();
        if !definitions.is_empty() {
            self.records
                .project
                .push(Element::parent("ExtendedAttributes", definitions));
        }
    }

    /// A recurring task: what it repeats follows as tasks of its own.
    pub(super) fn recurring(&mut self) {
        if let Some(task) = self.records.tasks.last_mut() {
            task.children.push(Element::leaf("Recurring", "1"));
        }
    }

    /// Gives links by rows the ids of their tasks.
    pub(super) fn link_by_rows(&mut self) {
        self.rows.sort_unstable();
        for task in &mut self.records.tasks {
            for link in task
                .children
                .iter_mut()
                .filter(|child| child.name == "PredecessorLink")
            {
                let Some(row) = link.children.iter_mut().find(|child| child.name == ROW) else {
                    continue;
                };
                let number: Option<i64> = row.text.parse().ok();
                let at = number.and_then(|number| {
                    self.rows
                        .binary_search_by_key(&number, |(row, _)| *row)
                        .ok()
                });
                *row = match at {
                    Some(at) => Element::leaf("PredecessorUID", self.rows[at].1.to_string()),
                    None => Element::leaf("PredecessorUID", row.text.clone()),
                };
            }
        }
    }
}

/// Yes or no, and the priority.
fn flags(row: &mut Row, out: &mut Vec<Element<'static>>) {
    let yes = |text: String| matches!(english(&text).as_str(), "yes" | "1" | "true");
    let mut is_on = |field: &str| row.take(field).map(yes);
    let (milestone, fixed) = (is_on("Milestone"), is_on("Fixed"));
    let others = [
        ("Critical", is_on("Critical")),
        ("Summary", is_on("Summary")),
        ("Rollup", is_on("Rollup")),
        ("HideBar", is_on("Hide Bar")),
    ];
    let flag = |name: &'static str, on: bool| Element::leaf(name, if on { "1" } else { "0" });
    let is_summary = matches!(others[1].1, Some(true));
    out.extend(
        others
            .into_iter()
            .filter_map(|(name, on)| Some(flag(name, on?))),
    );
    out.push(Element::leaf(
        "Type",
        if is_summary || fixed == Some(true) {
            "1"
        } else {
            "0"
        },
    ));
    // A task without duration is a milestone: MPX need not say so.
    let has_none = out
        .iter()
        .any(|element| element.name == "Duration" && element.text == "PT0H0M0S");
    out.push(flag(
        "Milestone",
        milestone.unwrap_or(has_none && !is_summary),
    ));
    if let Some(text) = row.take("Priority") {
        const WORDS: [&str; 10] = [
            "lowest",
            "very low",
            "lower",
            "low",
            "medium",
            "high",
            "higher",
            "very high",
            "highest",
            "do not level",
        ];
        let word = english(&text);
        let by_word = WORDS
            .iter()
            .position(|other| *other == word)
            .map(|at| (at as i64 + 1) * 100);
        out.push(match by_word.or(word.parse().ok()) {
            Some(priority) => Element::leaf("Priority", priority.to_string()),
            None => leftover("Priority", text),
        });
    }
}

/// The element of a link that names a row, before it names an id.
const ROW: &str = "PredecessorRow";
