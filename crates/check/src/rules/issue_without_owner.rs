//! Open issues that nobody deals with.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "issue-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("issue_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, issue) in context.open_issues() {
        if issue.owner.is_none() {
            findings.report(
                key(program, EntityKind::Issue, id.as_str()),
                format!(
                    "nobody deals with \"{}\"",
                    issue.title.as_deref().unwrap_or(id.as_str())
                ),
                "name its `owner` and the day by which it is `due`",
            );
        }
    }
}
