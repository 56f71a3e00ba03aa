//! Open work that has an owner and no team.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "item-without-team",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("item_without_team.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        if item.item().owner.is_some() && item.team().is_none() {
            findings.report(
                item.key(),
                format!(
                    "\"{}\" has an owner and no team, so nobody's load and calendar show it",
                    item.title()
                ),
                "name the `team` that does it",
            );
        }
    }
}
