//! An issue as an item.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{Commitment, FieldValue, Item, Moment, Origin, Person, PersonId, Probability};
use serde_json::{Value, json};

use super::Reading;
use super::body::{As, named};
use super::issue::Issue;
use crate::import::stage::{CANCELLED, is_cancelled};
use crate::import::{NoteKind, priority};

impl Reading<'_> {
    /// Makes an item of every issue that is no pull request.
    pub(super) fn items(&mut self) {
        for at in 0..self.issues.len() {
            if self.issues[at].is_pull {
                continue;
            }
            let issue = std::mem::take(&mut self.issues[at]);
            let item = self.item(at, &issue);
            let (program, id) = self.ids[at].clone();
            self.issues[at] = issue;
            self.program(&program).items.insert(id, item);
        }
    }

    fn item(&mut self, at: usize, issue: &Issue) -> Item {
        let place = crate::import::Place {
            record: Some(issue.name.to_string()),
            ..crate::import::Place::default()
        };
        let mut item = Item {
            title: issue.title.clone(),
            description: issue.body.clone(),
            parent: self.parents[at].map(|parent| self.ids[parent].1.clone()),
            owner: issue.assignees.first().map(|login| self.person(login)),
            priority: issue.labels.iter().find_map(|label| weight(label)),
            ..Item::default()
        };
        if issue.closed && issue.reason.as_deref().is_some_and(is_cancelled) {
            item.scheduling.inactive = true;
            self.notes.add_named(
                NoteKind::Changed,
                "cancelled",
                CANCELLED,
                issue.name.to_string(),
                place.clone(),
            );
        } else if issue.closed {
            item.progress.finished = issue.closed_on.map(Moment::day);
            if item.progress.finished.is_none() {
                item.progress.percent = Some(Probability::ONE);
                self.notes.add(NoteKind::Suspicious, "done-without-date", "issues are closed without a day on which they were; they were taken as complete to 100 %", place.clone());
            }
        }
        for name in issue.rest.keys() {
            self.notes.add(
                NoteKind::Kept,
                "no-equivalent",
                format!("no equivalent here for `{name}` of an issue"),
                place.clone(),
            );
        }
        item.meta.fields = fields(issue);
        item.meta.origin = Some(Origin {
            link: issue.link.clone(),
            payload: (!issue.rest.is_empty())
                .then(|| Value::Object(issue.rest.clone()).to_string()),
            ..self.origin(&issue.name.to_string())
        });
        item
    }

    fn person(&mut self, login: &str) -> PersonId {
        if let Some(id) = self.people.get(login) {
            return id.clone();
        }
        let id =
            PersonId::new(&self.person_ids.give(login, "")).expect("an id that was given is one");
        let person = Person {
            name: Some(login.to_owned()).filter(|name| *name != id.as_str()),
            meta: self.meta(login),
            ..Person::default()
        };
        self.workspace.people.insert(id.clone(), person);
        self.people.insert(login.to_owned(), id.clone());
        id
    }

    /// Pull requests are evidence of the issues that they close. The others are kept with their program.
    pub(super) fn pulls(&mut self) {
        let mut kept: BTreeMap<_, Vec<Value>> = BTreeMap::new();
        for at in 0..self.issues.len() {
            let issue = &self.issues[at];
            if !issue.is_pull {
                continue;
            }
            let link = issue.link.clone().unwrap_or_else(|| issue.name.to_string());
            let closes = named(
                issue.body.as_deref().unwrap_or_default(),
                &issue.name.repository,
            );
            let closes = closes
                .into_iter()
                .filter(|(what, _)| *what == As::Closes)
                .filter_map(|(_, name)| self.by_name.get(&name).copied());
            let closes: Vec<usize> = closes
                .filter(|other| !self.issues[*other].is_pull)
                .collect();
            if closes.is_empty() {
                let state = if issue.closed { "closed" } else { "open" };
                let pull = json!({ "number": issue.name.number, "title": issue.title, "state": state, "html_url": issue.link });
                kept.entry(self.ids[at].0.clone()).or_default().push(pull);
                self.note(NoteKind::Kept, "pull-request", "pull requests that close no issue of the file are no work items; they are kept with their repository", at);
                continue;
            }
            self.note(
                NoteKind::Taken,
                "pull-request",
                "pull requests became links of the issues that they close",
                at,
            );
            for other in closes {
                let (program, id) = self.ids[other].clone();
                if let Some(item) = self.program(&program).items.get_mut(&id) {
                    item.evidence.links.push(link.clone());
                }
            }
        }
        for (program, pulls) in kept {
            if let Some(origin) = &mut self.program(&program).charter.meta.origin {
                origin.payload = Some(json!({ "pull_requests": pulls }).to_string());
            }
        }
    }
}

/// A date that is wished for.
pub(super) fn wished(date: Date) -> Commitment {
    Commitment {
        date,
        confidence: None,
        by: None,
        to: None,
        said_on: None,
    }
}

/// What a label says of the priority: `P1`, `priority: high`.
fn weight(label: &str) -> Option<u16> {
    let lower = label.to_lowercase();
    let said = ["priority", "prio"]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    match said {
        Some(rest) => priority::weight(rest.trim_start_matches([':', '/', '-', '_', ' '])),
        // Other words on a label may be about anything.
        None => priority::weight(&lower).filter(|_| lower.len() == 2 && lower.starts_with('p')),
    }
}

/// What GitHub has and a plan has no place of its own for.
fn fields(issue: &Issue) -> BTreeMap<String, FieldValue> {
    let text = |text: &Option<String>| text.clone().map(FieldValue::Text);
    let list = |list: &[String], from: usize| {
        (list.len() > from)
            .then(|| FieldValue::List(list.iter().cloned().map(FieldValue::Text).collect()))
    };
    let state = if issue.closed { "closed" } else { "open" };
    let all = [
        ("state", Some(FieldValue::Text(state.to_owned()))),
        ("state reason", text(&issue.reason)),
        ("type", text(&issue.kind)),
        ("author", text(&issue.author)),
        ("created", issue.created.map(FieldValue::Date)),
        ("labels", list(&issue.labels, 0)),
        ("assignees", list(&issue.assignees, 1)),
        (
            "milestone",
            issue
                .milestone
                .as_ref()
                .map(|milestone| FieldValue::Text(milestone.title.clone())),
        ),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_say_the_priority() {
        assert_eq!(
            ["P1", "priority: high", "prio/low", "critical bug", "high"].map(weight),
            [Some(700), Some(700), Some(300), None, None]
        );
    }
}
