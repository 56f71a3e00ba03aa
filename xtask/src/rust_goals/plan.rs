//! The plan: goals as items, tasks as their children, an ask for every team that a task names, posts as updates.

use std::collections::BTreeSet;

use super::data::{Goal, Report, Task};
use super::yaml::{field, list, map, scalar};

/// The period of the goals, and the posts that report on it.
pub(super) struct Period {
    /// Its name in the data.
    pub(super) name: &'static str,
    start: &'static str,
    finish: &'static str,
    /// The post of 23 January 2025 tells of December, with the boxes of the goals before; this is the first after it.
    first_post: &'static str,
}

impl Period {
    /// Whether a post of this day reports on the period while it lasts. ISO dates compare as text.
    pub(super) fn reports(&self, day: &str) -> bool {
        self.first_post <= day && day <= self.finish
    }
}

pub(super) const PERIOD: Period = Period {
    name: "2025h1",
    start: "2025-01-01",
    finish: "2025-06-30",
    first_post: "2025-03-03",
};

const GOALS_REPOSITORY: &str = "rust-lang/rust-project-goals";
const POSTS_REPOSITORY: &str = "rust-lang/blog.rust-lang.org";

/// The whole plan file.
pub(super) fn plan(goals: &[Goal], reports: &[Report]) -> String {
    let mut lines = head(reports);
    lines.extend(teams(goals));
    lines.push("\nitems:".to_owned());
    for goal in goals {
        lines.extend(goal_item(goal));
        lines.extend(numbered(goal).map(|(id, task)| task_item(goal, &id, task)));
    }
    lines.push("\nasks:".to_owned());
    for goal in goals {
        lines.extend(numbered(goal).flat_map(|(id, task)| asks(&id, task)));
    }
    lines.push("\nupdates:".to_owned());
    lines.extend(reports.iter().map(update));
    lines.push(String::new());
    lines.join("\n")
}

fn head(reports: &[Report]) -> Vec<String> {
    // The last post of the period is the last day on which anybody said anything within it.
    let last = reports
        .iter()
        .map(|report| report.on.as_str())
        .max()
        .unwrap_or(PERIOD.start);
    vec![
        "# The Rust project goals of the first half of 2025, as facts: README.md says where each comes from.".to_owned(),
        "# Written by `cargo xtask rust-goals`; people are pseudonyms.".to_owned(),
        String::new(),
        "program: rust-goals-2025h1".to_owned(),
        "name: Rust project goals 2025H1".to_owned(),
        format!("start: {}", PERIOD.start),
        format!("data_date: {last}"),
        format!("target: {{ finish: {} }}", PERIOD.finish),
        "cadence: monthly".to_owned(),
        map("origin", &[field("source", GOALS_REPOSITORY), field("id", "src/2025h1")]),
    ]
}

fn teams(goals: &[Goal]) -> Vec<String> {
    let tasks = goals.iter().flat_map(|goal| &goal.tasks);
    let teams: BTreeSet<&str> = tasks
        .flat_map(|task| &task.teams)
        .map(String::as_str)
        .collect();
    let mut lines = vec!["\nteams:".to_owned()];
    lines.extend(
        teams
            .iter()
            .map(|team| format!("  {team}: {{ {} }}", field("name", team))),
    );
    lines
}

fn goal_item(goal: &Goal) -> Vec<String> {
    let (repository, path) = goal.source.split_once(' ').unwrap_or((&goal.source, ""));
    let mut lines = vec![
        format!("  {}:", goal.slug),
        format!("    {}", field("title", &goal.title)),
    ];
    lines.extend(
        goal.point_of_contact
            .first()
            .map(|person| format!("    {}", field("owner", person))),
    );
    lines.push(format!(
        "    {}",
        map("origin", &[field("source", repository), field("id", path)])
    ));
    let mut fields = vec![field("status", &goal.status)];
    fields.extend(
        goal.tracking_issue
            .map(|issue| format!("tracking_issue: {issue}")),
    );
    fields.extend(
        goal.flagship
            .as_deref()
            .map(|flagship| field("flagship", flagship)),
    );
    fields.extend(goal.needs.as_deref().map(|help| field("needs", help)));
    fields.extend(some_list("links_to_goals", &goal.links_to_goals));
    fields.extend(some_list("continues", &goal.continues));
    lines.push(format!("    {}", map("fields", &fields)));
    lines
}

fn some_list(name: &str, texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| list(name, texts))
}

/// The tasks of a goal with their ids: `async-07` is the seventh row of the goal's tables.
fn numbered(goal: &Goal) -> impl Iterator<Item = (String, &Task)> {
    let rows = goal.tasks.iter().enumerate();
    rows.map(|(row, task)| (format!("{}-{:02}", goal.slug, row + 1), task))
}

fn task_item(goal: &Goal, id: &str, task: &Task) -> String {
    let mut parts = vec![field("title", &task.title), field("parent", &goal.slug)];
    parts.extend(task.teams.first().map(|team| field("team", team)));
    parts.extend(task.owners.first().map(|person| field("owner", person)));
    if task.mark == "complete" {
        // The page says that it is done, not on which day.
        parts.push("percent: 100%".to_owned());
    }
    let mut fields = vec![field("group", &task.group), field("kind", &task.kind)];
    if !task.mark.is_empty() {
        fields.push(field("mark", &task.mark));
    }
    // An item has one team and one owner: the first that is named. All of them stand here.
    fields.extend((task.teams.len() > 1).then(|| list("teams", &task.teams)));
    fields.extend((task.owners.len() > 1).then(|| list("owners", &task.owners)));
    parts.push(map("fields", &fields));
    format!("  {}", map(id, &parts))
}

/// One ask for every team that the task names, of the task's kind.
fn asks(id: &str, task: &Task) -> Vec<String> {
    let ask = |team: &String| {
        let parts = [
            field("of", team),
            field("for", id),
            field("kind", &task.kind),
            field("what", &task.title),
        ];
        format!("  {}", map(&format!("{id}-{team}"), &parts))
    };
    task.teams.iter().map(ask).collect()
}

fn update(report: &Report) -> String {
    let mut parts = vec![
        format!("about: items.{}", report.goal),
        format!("on: {}", report.on),
    ];
    parts.extend(
        report
            .boxes
            .map(|(done, total)| format!("boxes: {{ done: {done}, total: {total} }}")),
    );
    parts.push(map(
        "origin",
        &[field("source", POSTS_REPOSITORY), field("id", &report.post)],
    ));
    parts.extend(
        report
            .badge
            .as_deref()
            .map(|badge| map("fields", &[field("badge", badge)])),
    );
    format!(
        "  {}",
        map(&scalar(&format!("{}-{}", report.goal, report.on)), &parts)
    )
}
