//! What does an issue's JSON say, field by field?

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::field::{dates, every, names, seconds_of};
use super::prose::prose;
use crate::json::{day, is_nothing, taken, text};

/// An issue. What is left of its fields is kept as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Issue {
    pub(super) key: String,
    /// Where a browser shows it.
    pub(super) link: Option<String>,
    pub(super) project_key: Option<String>,
    pub(super) project_name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    /// The name of its type: `Bug`, `Epic`.
    pub(super) kind: Option<String>,
    pub(super) status: Option<String>,
    /// `new`, `indeterminate` or `done`.
    pub(super) category: Option<String>,
    pub(super) resolution: Option<String>,
    pub(super) priority: Option<String>,
    pub(super) created: Option<Date>,
    pub(super) resolved: Option<Date>,
    /// When work began, by its history.
    pub(super) begun: Option<Date>,
    pub(super) due: Option<Date>,
    pub(super) assignee: Option<User>,
    pub(super) reporter: Option<String>,
    pub(super) labels: Vec<String>,
    pub(super) components: Vec<String>,
    pub(super) sprints: Vec<String>,
    pub(super) versions: Vec<Version>,
    pub(super) parent: Option<String>,
    pub(super) epic: Option<String>,
    pub(super) subtasks: Vec<String>,
    pub(super) links: Vec<Link>,
    /// Seconds of people's time.
    pub(super) estimate: Option<u64>,
    pub(super) remaining: Option<u64>,
    pub(super) spent: Option<u64>,
    /// The fields that are left.
    pub(super) rest: Map<String, Value>,
}

/// Somebody who is named in a tracker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct User {
    /// What the tracker knows the person by.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: Option<String>,
}

/// A version in which an issue is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) released: bool,
    pub(super) on: Option<Date>,
}

/// A link, as one of its issues tells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) id: Option<String>,
    pub(super) kind: String,
    pub(super) phrase: String,
    pub(super) outward: bool,
    pub(super) other: String,
    /// As it stands, to be kept.
    pub(super) whole: Value,
}

impl Issue {
    /// The issue of a record; `None` when it has no key.
    pub(super) fn of(record: Map<String, Value>) -> Option<Self> {
        let mut record = Value::Object(record);
        let key = text(&record, &["key"])?.to_owned();
        let link = text(&record, &["self"]).and_then(|address| browse(address, &key));
        let mut rest = match record.get_mut("fields").map(Value::take) {
            Some(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        let begun = record.get("changelog").and_then(first_begun);
        let status_changed = rest
            .get("statuscategorychangedate")
            .and_then(Value::as_str)
            .and_then(day);
        let fields = &mut rest;
        let owned = |value: &Value, path: &[&str]| text(value, path).map(str::to_owned);
        let name =
            |value: &Value| owned(value, &["name"]).or_else(|| value.as_str().map(str::to_owned));
        let date = |value: &Value| day(value.as_str()?);
        let project = taken(fields, "project", |value| {
            Some((owned(value, &["key"])?, owned(value, &["name"])))
        });
        let (project_key, project_name) = project.unzip();
        let status = taken(fields, "status", |value| {
            Some((name(value)?, owned(value, &["statusCategory", "key"])))
        });
        let (status, category) = status.unzip();
        let category = category.flatten();
        let tracking = taken(fields, "timetracking", |value| {
            let seconds = [
                "originalEstimateSeconds",
                "remainingEstimateSeconds",
                "timeSpentSeconds",
            ];
            let seconds = seconds.map(|name| value.get(name).and_then(seconds_of));
            seconds.iter().any(Option::is_some).then_some(seconds)
        });
        let [original, left, spent] = tracking.unwrap_or_default();
        let issue = Self {
            link,
            project_key,
            project_name: project_name.flatten(),
            title: taken(fields, "summary", |value| owned(value, &[])),
            description: taken(fields, "description", prose),
            kind: taken(fields, "issuetype", name),
            resolution: taken(fields, "resolution", name),
            priority: taken(fields, "priority", name),
            created: taken(fields, "created", date),
            resolved: taken(fields, "resolutiondate", date)
                .or(status_changed.filter(|_| category.as_deref() == Some("done"))),
            begun,
            due: taken(fields, "duedate", date),
            assignee: taken(fields, "assignee", User::of),
            reporter: taken(fields, "reporter", User::of).map(|user| user.name),
            labels: taken(fields, "labels", names).unwrap_or_default(),
            components: taken(fields, "components", names).unwrap_or_default(),
            sprints: [
                taken(fields, "sprint", names),
                taken(fields, "closedSprints", names),
            ]
            .into_iter()
            .flatten()
            .flatten()
            .collect(),
            versions: taken(fields, "fixVersions", |value| every(value, Version::of))
                .unwrap_or_default(),
            parent: taken(fields, "parent", |value| owned(value, &["key"])),
            epic: taken(fields, "epic", |value| owned(value, &["key"])),
            subtasks: taken(fields, "subtasks", |value| {
                every(value, |task| owned(task, &["key"]))
            })
            .unwrap_or_default(),
            links: taken(fields, "issuelinks", |value| every(value, Link::of)).unwrap_or_default(),
            estimate: taken(fields, "timeoriginalestimate", seconds_of).or(original),
            remaining: taken(fields, "timeestimate", seconds_of).or(left),
            spent: taken(fields, "timespent", seconds_of).or(spent),
            status,
            category,
            key,
            rest: Map::new(),
        };
        // What is summed over sub-tasks follows from them, and when it was touched last says nothing of the plan.
        rest.retain(|name, value| {
            !is_nothing(value)
                && !name.starts_with("aggregate")
                && !matches!(
                    name.as_str(),
                    "updated"
                        | "workratio"
                        | "lastViewed"
                        | "statuscategorychangedate"
                        | "statusCategory"
                        | "progress"
                )
        });
        Some(Self { rest, ..issue })
    }
}

impl User {
    fn of(value: &Value) -> Option<Self> {
        let first = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| text(value, &[name]))
                .map(str::to_owned)
        };
        let id = first(&["accountId", "key", "name", "emailAddress", "displayName"])?;
        Some(Self {
            name: first(&["displayName", "name", "emailAddress"]).unwrap_or_else(|| id.clone()),
            email: first(&["emailAddress"]).filter(|email| email.contains('@')),
            id,
        })
    }
}

impl Version {
    fn of(value: &Value) -> Option<Self> {
        let name = text(value, &["name"])?.to_owned();
        Some(Self {
            id: text(value, &["id"]).unwrap_or(&name).to_owned(),
            released: value
                .get("released")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            on: text(value, &["releaseDate"]).and_then(day),
            name,
        })
    }
}

impl Link {
    fn of(value: &Value) -> Option<Self> {
        let (outward, other) = match text(value, &["outwardIssue", "key"]) {
            Some(other) => (true, other),
            None => (false, text(value, &["inwardIssue", "key"])?),
        };
        let direction = if outward { "outward" } else { "inward" };
        let kind = text(value, &["type", "name"]).unwrap_or_default();
        Some(Self {
            id: text(value, &["id"]).map(str::to_owned),
            phrase: text(value, &["type", direction]).unwrap_or(kind).to_owned(),
            kind: kind.to_owned(),
            outward,
            other: other.to_owned(),
            whole: value.clone(),
        })
    }
}

/// Where a browser shows the issue whose record lies at an address of the interface.
fn browse(address: &str, key: &str) -> Option<String> {
    let (host, _) = address.split_once("/rest/")?;
    host.starts_with("http")
        .then(|| format!("{host}/browse/{key}"))
}

/// The first day on which an issue's history shows it in progress.
///
/// Histories name statuses and not their categories, so that words have to do.
fn first_begun(changelog: &Value) -> Option<Date> {
    let histories = changelog.get("histories")?.as_array()?;
    let begun = histories.iter().filter_map(|history| {
        let items = history.get("items")?.as_array()?;
        let began = items.iter().any(|item| {
            let to = text(item, &["toString"]).unwrap_or_default().to_lowercase();
            text(item, &["field"]) == Some("status")
                && crate::import::stage::stage(&to) == Some(crate::import::stage::Stage::Begun)
        });
        if began {
            dates(history, "created")
        } else {
            None
        }
    });
    begun.min()
}
