//! An issue as an item.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    Commitment, Estimate, FieldValue, Item, ItemKind, Moment, Person, PersonId, Probability,
    Remaining, Spread, Team, TeamId,
};
use serde_json::Value;

use super::Reading;
use super::effort::effort;
use super::field::{list_of_names, take};
use super::issue::{Issue, User};
use crate::import::ids::slug;
use crate::import::stage::{CANCELLED, Stage, is_cancelled, stage};
use crate::import::{NoteKind, priority};
use crate::json::{day, is_nothing, text};
use crate::plan::decimal;

/// Fields that an installation adds, known by what they are called there.
#[derive(Debug, Default)]
pub(super) struct Added {
    start: Option<Date>,
    end: Option<Date>,
    points: Option<FieldValue>,
    team: Option<String>,
    sprints: Vec<String>,
    epic: Option<String>,
}

impl Reading<'_> {
    /// Takes out of every issue the fields that an installation added; `names` says what it calls them.
    pub(super) fn added(&mut self, names: &BTreeMap<String, String>) {
        for issue in &mut self.issues {
            let mut added = added(issue, names);
            issue.epic = issue.epic.take().or(added.epic.take());
            self.added.push(added);
        }
    }

    /// Makes an item of every issue.
    pub(super) fn items(&mut self) {
        for at in 0..self.issues.len() {
            let issue = std::mem::take(&mut self.issues[at]);
            let added = std::mem::take(&mut self.added[at]);
            let item = self.item(at, &issue, added);
            let (program, id) = self.ids[at].clone();
            self.issues[at] = issue;
            self.program(&program).items.insert(id, item);
        }
    }

    fn item(&mut self, at: usize, issue: &Issue, added: Added) -> Item {
        let place = crate::import::Place {
            record: Some(issue.key.clone()),
            ..crate::import::Place::default()
        };
        let is_milestone = issue
            .kind
            .as_deref()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("milestone"));
        let mut item = Item {
            title: issue.title.clone(),
            description: issue.description.clone(),
            kind: if is_milestone {
                ItemKind::Milestone
            } else {
                ItemKind::Task
            },
            parent: self.parents[at].map(|parent| self.ids[parent].1.clone()),
            owner: issue.assignee.as_ref().map(|user| self.person(user)),
            team: added.team.as_deref().and_then(|name| self.team(name)),
            not_before: added.start.map(Moment::day),
            priority: issue.priority.as_deref().and_then(priority::weight),
            actual_effort: issue.spent.and_then(effort),
            ..Item::default()
        };
        item.target = issue.due.or(added.end).map(wished);
        item.meta.origin = Some(longpole_model::Origin {
            link: issue.link.clone(),
            ..self.origin(Some(&issue.key))
        });
        self.progress(&mut item, issue, added.start, &place);
        self.takes(at, &mut item, issue, is_milestone, &place);
        item.meta.fields = fields(issue, added, &item);
        item
    }

    /// How far an issue is: by the category of its status, and the day on which it was resolved.
    fn progress(
        &mut self,
        item: &mut Item,
        issue: &Issue,
        start: Option<Date>,
        place: &crate::import::Place,
    ) {
        let by_category = match issue.category.as_deref() {
            Some("done") => Some(Stage::Done),
            Some("indeterminate") => Some(Stage::Begun),
            Some("new" | "undefined") => Some(Stage::Open),
            _ => None,
        };
        let by_word = || stage(&issue.status.as_deref()?.to_lowercase());
        let progress = &mut item.progress;
        let said = [&issue.resolution, &issue.status];
        let is_cancelled = said.into_iter().flatten().any(|word| is_cancelled(word));
        match by_category.or_else(by_word) {
            Some(Stage::Done) | None if is_cancelled => {
                item.scheduling.inactive = true;
                self.notes.add_named(
                    NoteKind::Changed,
                    "cancelled",
                    CANCELLED,
                    &issue.key,
                    place.clone(),
                );
            }
            Some(Stage::Done) => {
                progress.started = issue.begun.map(Moment::day);
                progress.finished = issue.resolved.map(Moment::day);
                if progress.finished.is_none() {
                    progress.percent = Some(Probability::ONE);
                    self.notes.add(NoteKind::Suspicious, "done-without-date", "issues are done without a day on which they were; they were taken as complete to 100 %", place.clone());
                }
                // A history of another status scheme may begin after the end.
                if progress.started > progress.finished && progress.finished.is_some() {
                    progress.started = None;
                }
            }
            Some(Stage::Begun) => {
                progress.started = issue.begun.or(start).map(Moment::day);
                if progress.started.is_some() {
                    item.not_before = None;
                } else {
                    self.notes.add(NoteKind::Changed, "begun-without-date", "issues are in progress, and nothing says since when: they count as not begun (a search with `expand=changelog` says it)", place.clone());
                }
            }
            Some(Stage::Open) => {}
            None => self.notes.add(
                NoteKind::Suspicious,
                "unknown-status",
                format!(
                    "nobody knows how far \"{}\" is; it was taken as open",
                    issue.status.as_deref().unwrap_or("no status")
                ),
                place.clone(),
            ),
        }
    }

    /// What an issue takes: its original estimate, in people's time.
    fn takes(
        &mut self,
        at: usize,
        item: &mut Item,
        issue: &Issue,
        is_milestone: bool,
        place: &crate::import::Place,
    ) {
        let original = issue.estimate.and_then(effort);
        let left = issue.remaining.and_then(effort);
        if self.summaries.contains(&at) || is_milestone {
            if original.is_some() || left.is_some() {
                self.notes.add(NoteKind::Kept, "estimate-of-a-whole", "estimates of issues that others are part of are kept as custom fields: what they take follows from their parts", place.clone());
            }
            return;
        }
        if item.progress.started.is_some() && item.progress.finished.is_none() {
            item.progress.remaining = left.map(|left| Remaining::Effort(Spread::Fixed(left)));
        }
        item.estimate = original
            .or(left)
            .map(|effort| Estimate::Effort(Spread::Fixed(effort)));
    }

    /// The person whom a tracker knows as `user`.
    fn person(&mut self, user: &User) -> PersonId {
        if let Some(id) = self.people.get(&user.id) {
            return id.clone();
        }
        let id = self.person_ids.give(&user.name, &user.id);
        let id = PersonId::new(&id).expect("an id that was given is one");
        let person = Person {
            name: Some(user.name.clone()).filter(|name| *name != id.as_str()),
            email: user.email.clone(),
            meta: self.meta(Some(&user.id)),
            ..Person::default()
        };
        self.workspace.people.insert(id.clone(), person);
        self.people.insert(user.id.clone(), id.clone());
        id
    }

    fn team(&mut self, name: &str) -> Option<TeamId> {
        let id = TeamId::new(&slug(name)).ok()?;
        if !self.workspace.teams.contains_key(&id) {
            let team = Team {
                name: Some(name.to_owned()).filter(|name| *name != id.as_str()),
                meta: self.meta(Some(name)),
                ..Team::default()
            };
            self.workspace.teams.insert(id.clone(), team);
        }
        Some(id)
    }

    /// Puts what is left of each issue into the payload of its item, and notes which fields those are.
    pub(super) fn payloads(&mut self) {
        for at in 0..self.issues.len() {
            let mut rest = std::mem::take(&mut self.issues[at].rest);
            rest.retain(|_, value| !is_nothing(value));
            if rest.is_empty() {
                continue;
            }
            let place = self.place(at);
            for name in rest.keys() {
                self.notes.add(
                    NoteKind::Kept,
                    "no-equivalent",
                    format!("no equivalent here for `{name}` of an issue"),
                    place.clone(),
                );
            }
            let (program, id) = self.ids[at].clone();
            if let Some(origin) = self
                .program(&program)
                .items
                .get_mut(&id)
                .and_then(|item| item.meta.origin.as_mut())
            {
                origin.payload = Some(Value::Object(rest).to_string());
            }
        }
    }
}

/// A day that is wished for.
pub(super) fn wished(date: Date) -> Commitment {
    Commitment {
        date,
        confidence: None,
        by: None,
        to: None,
        said_on: None,
    }
}

/// Takes the fields out that an installation added, by what it calls them.
fn added(issue: &mut Issue, names: &BTreeMap<String, String>) -> Added {
    let mut added = Added::default();
    let custom: Vec<String> = issue
        .rest
        .keys()
        .filter(|id| id.starts_with("customfield_"))
        .cloned()
        .collect();
    for id in custom {
        let name = names.get(&id).map(|name| name.to_lowercase());
        let value = take(&mut issue.rest, &id);
        let date = || value.as_str().and_then(day);
        let found = match name.as_deref() {
            Some("start date" | "target start" | "planned start") => {
                assign(&mut added.start, date())
            }
            Some("target end" | "planned end" | "end date") => assign(&mut added.end, date()),
            Some("story points" | "story point estimate") => {
                assign(&mut added.points, points(&value))
            }
            Some("team") => assign(
                &mut added.team,
                text(&value, &["name"])
                    .or_else(|| text(&value, &["title"]))
                    .or(value.as_str())
                    .map(str::to_owned),
            ),
            Some("epic link") => assign(&mut added.epic, value.as_str().map(str::to_owned)),
            Some("sprint") => {
                added.sprints = list_of_names(&value);
                !added.sprints.is_empty()
            }
            _ => false,
        };
        if !found && !is_nothing(&value) {
            issue.rest.insert(id, value);
        }
    }
    added
}

/// Puts a value where there is none yet, and says whether it did.
fn assign<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let free = place.is_none() && value.is_some();
    if free {
        *place = value;
    }
    free
}

fn points(value: &Value) -> Option<FieldValue> {
    let number = value.as_f64()?;
    decimal(&number.to_string(), 1000).map(FieldValue::Number)
}

/// Custom fields: what a tracker has and a plan has no place of its own for.
fn fields(issue: &Issue, added: Added, item: &Item) -> BTreeMap<String, FieldValue> {
    let mut fields = BTreeMap::new();
    let text = |text: &Option<String>| text.clone().map(FieldValue::Text);
    let list = |list: &[String]| {
        (!list.is_empty())
            .then(|| FieldValue::List(list.iter().cloned().map(FieldValue::Text).collect()))
    };
    let mut sprints = issue.sprints.clone();
    sprints.extend(added.sprints);
    let versions: Vec<String> = issue
        .versions
        .iter()
        .map(|version| version.name.clone())
        .collect();
    // Estimates that found no place: those of a whole, and what is left of what has not begun.
    let days = |seconds: Option<u64>| {
        let effort = seconds.and_then(effort)?;
        let estimate = Estimate::Effort(Spread::Fixed(effort));
        let left = Remaining::Effort(Spread::Fixed(effort));
        let is_placed = item.estimate == Some(estimate) || item.progress.remaining == Some(left);
        (!is_placed).then(|| FieldValue::Text(effort.to_string()))
    };
    let all = [
        ("type", text(&issue.kind)),
        ("status", text(&issue.status)),
        ("resolution", text(&issue.resolution)),
        ("priority", text(&issue.priority)),
        ("reporter", text(&issue.reporter)),
        ("created", issue.created.map(FieldValue::Date)),
        ("labels", list(&issue.labels)),
        ("components", list(&issue.components)),
        ("sprints", list(&sprints)),
        ("versions", list(&versions)),
        ("story points", added.points),
        ("original estimate", days(issue.estimate)),
        ("remaining estimate", days(issue.remaining)),
    ];
    for (name, value) in all {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    }
    fields
}
