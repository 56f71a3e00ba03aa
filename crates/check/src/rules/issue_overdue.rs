//! Open issues whose day has passed.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "issue-overdue",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("issue_overdue.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, issue) in context.open_issues() {
        if let Some(due) = issue.due.filter(|due| *due < context.today) {
            findings
                .report(
                    key(program, EntityKind::Issue, id.as_str()),
                    format!(
                        "\"{}\" was to be dealt with by {}",
                        issue.title.as_deref().unwrap_or(id.as_str()),
                        day(due)
                    ),
                    "resolve it, or escalate it one level and agree on a new day",
                )
                .in_field("due")
                .with("due", Value::Date(due));
        }
    }
}
