//! Open work that nobody answers for.

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
    for item in context.items().filter(|item| item.is_task() && item.is_open()) {
        let answered = item.item().owner.is_some() || context.lead_of(item.team()).is_some();
        if !answered {
            findings.report(
                item.key(),
                format!("nobody answers for \"{}\": it has no owner, and no team with a lead", item.title()),
                "name an `owner`, or a `lead` of its team",
            );
        }
    }
}
