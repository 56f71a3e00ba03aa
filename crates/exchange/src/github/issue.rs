//! What does an issue's JSON say, field by field?

use std::fmt;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::json::{day, is_nothing, taken, text};

/// What an issue is called everywhere: `owner/repository#12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Name {
    pub(super) repository: String,
    pub(super) number: u64,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.repository, self.number)
    }
}

/// An issue or pull request. What is left of its fields is kept as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Issue {
    pub(super) name: Name,
    pub(super) is_pull: bool,
    pub(super) link: Option<String>,
    pub(super) title: Option<String>,
    pub(super) body: Option<String>,
    pub(super) closed: bool,
    /// Why it was closed: `completed`, `not_planned`, `duplicate`.
    pub(super) reason: Option<String>,
    pub(super) closed_on: Option<Date>,
    pub(super) created: Option<Date>,
    pub(super) assignees: Vec<String>,
    pub(super) author: Option<String>,
    pub(super) labels: Vec<String>,
    pub(super) kind: Option<String>,
    pub(super) milestone: Option<Milestone>,
    pub(super) parent: Option<Name>,
    pub(super) sub_issues: Vec<Name>,
    pub(super) blocked_by: Vec<Name>,
    pub(super) blocking: Vec<Name>,
    pub(super) rest: Map<String, Value>,
}

/// A milestone as an issue names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Milestone {
    pub(super) number: u64,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) due: Option<Date>,
    pub(super) closed: Option<Date>,
    pub(super) link: Option<String>,
}

/// Fields that name addresses of the interface, count what is elsewhere, or say when something was touched last.
const SAY_NOTHING: &[&str] = &[
    "url",
    "repository_url",
    "labels_url",
    "comments_url",
    "events_url",
    "timeline_url",
    "id",
    "node_id",
    "locked",
    "comments",
    "updated_at",
    "author_association",
    "reactions",
    "assignee",
    "performed_via_github_app",
    "draft",
    "score",
    "sub_issues_summary",
    "issue_dependencies_summary",
    "active_lock_reason",
    "repository",
];

impl Issue {
    /// The issue of a record; `None` when it has no number. One that does not say its repository is of `source`.
    pub(super) fn of(mut record: Map<String, Value>, source: &str) -> Option<Self> {
        let number = record.remove("number").and_then(|number| number.as_u64())?;
        let address = ["html_url", "url", "repository_url"]
            .iter()
            .find_map(|field| repository_in(record.get(*field)?.as_str()?));
        let full = || {
            Some(
                record
                    .get("repository")?
                    .get("full_name")?
                    .as_str()?
                    .to_owned(),
            )
        };
        let repository = address.or_else(full).unwrap_or_else(|| source.to_owned());
        let fields = &mut record;
        let owned = |value: &Value| {
            value
                .as_str()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let date = |value: &Value| day(value.as_str()?);
        let login = |value: &Value| text(value, &["login"]).map(str::to_owned);
        let name = |value: &Value| name_of(value, &repository);
        let names = |value: &Value| {
            value
                .as_array()?
                .iter()
                .map(name)
                .collect::<Option<Vec<Name>>>()
        };
        let issue = Self {
            is_pull: fields
                .remove("pull_request")
                .is_some_and(|pull| !pull.is_null()),
            link: taken(fields, "html_url", owned),
            title: taken(fields, "title", owned),
            body: taken(fields, "body", |value| {
                owned(value).map(|body| body.replace("\r\n", "\n"))
            }),
            closed: taken(fields, "state", |value| match value.as_str()? {
                state if state.eq_ignore_ascii_case("closed") => Some(true),
                state if state.eq_ignore_ascii_case("open") => Some(false),
                _ => None,
            })
            .unwrap_or(false),
            reason: taken(fields, "state_reason", owned),
            closed_on: taken(fields, "closed_at", date),
            created: taken(fields, "created_at", date),
            assignees: taken(fields, "assignees", |value| {
                value.as_array()?.iter().map(login).collect()
            })
            .unwrap_or_default(),
            author: taken(fields, "user", login),
            labels: taken(fields, "labels", |value| {
                let label =
                    |label: &Value| text(label, &["name"]).or(label.as_str()).map(str::to_owned);
                value.as_array()?.iter().map(label).collect()
            })
            .unwrap_or_default(),
            kind: taken(fields, "type", |value| {
                text(value, &["name"]).or(value.as_str()).map(str::to_owned)
            }),
            milestone: taken(fields, "milestone", Milestone::of),
            parent: taken(fields, "parent", name)
                .or_else(|| taken(fields, "parent_issue_url", |value| name_in(value.as_str()?))),
            sub_issues: taken(fields, "sub_issues", names).unwrap_or_default(),
            blocked_by: taken(fields, "blocked_by", names).unwrap_or_default(),
            blocking: taken(fields, "blocking", names).unwrap_or_default(),
            name: Name {
                repository: repository.clone(),
                number,
            },
            rest: Map::new(),
        };
        record.retain(|field, value| !is_nothing(value) && !SAY_NOTHING.contains(&field.as_str()));
        Some(Self {
            rest: record,
            ..issue
        })
    }
}

impl Milestone {
    fn of(value: &Value) -> Option<Self> {
        let date = |field| text(value, &[field]).and_then(day);
        Some(Self {
            number: value.get("number")?.as_u64()?,
            title: text(value, &["title"])?.to_owned(),
            description: text(value, &["description"]).map(str::to_owned),
            due: date("due_on"),
            closed: date("closed_at"),
            link: text(value, &["html_url"]).map(str::to_owned),
        })
    }
}

/// The name of an issue in a record: by its addresses, else by its number in the same repository.
fn name_of(value: &Value, repository: &str) -> Option<Name> {
    let by_address = ["html_url", "url"]
        .iter()
        .find_map(|field| name_in(text(value, &[field])?));
    by_address.or_else(|| {
        let number = value
            .get("number")
            .and_then(Value::as_u64)
            .or(value.as_u64())?;
        Some(Name {
            repository: repository.to_owned(),
            number,
        })
    })
}

/// The repository in an address of GitHub or its interface: `owner/repository`.
fn repository_in(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?.1.split_once('/')?;
    let mut parts = path
        .split('/')
        .skip_while(|part| matches!(*part, "api" | "v3" | "repos"));
    let (owner, name) = (parts.next()?, parts.next()?);
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    (is_name(owner) && is_name(name)).then(|| format!("{owner}/{name}"))
}

/// The issue at an address: `https://github.com/owner/repository/issues/12`.
pub(super) fn name_in(address: &str) -> Option<Name> {
    let repository = repository_in(address)?;
    let rest = address.split_once(&format!("/{repository}/"))?.1;
    let number = rest
        .strip_prefix("issues/")
        .or_else(|| rest.strip_prefix("pull/"))
        .or_else(|| rest.strip_prefix("pulls/"))?;
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    Some(Name {
        number: number[..end].parse().ok()?,
        repository,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_issue() {
        let name = |address: &str| {
            name_in(address)
                .map(|name| name.to_string())
                .unwrap_or_default()
        };
        assert_eq!(
            name("https://github.com/a/b.c/issues/12#comment-1"),
            "a/b.c#12"
        );
        assert_eq!(name("https://api.github.com/repos/a/b/issues/12"), "a/b#12");
        assert_eq!(
            name("https://git.example.com/api/v3/repos/a/b/pulls/3"),
            "a/b#3"
        );
        assert_eq!(name("https://github.com/a/b"), "");
        assert_eq!(name("not an address"), "");
    }
}
