//! Open work that nobody answers for: neither a person nor a team.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "item-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("item_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        if item.item().owner.is_none() && item.team().is_none() {
            findings.report(
                item.key(),
                format!(
                    "nobody answers for \"{}\": it has neither an owner nor a team",
                    item.title()
                ),
                "name an `owner` or a `team`",
            );
        }
    }
}
