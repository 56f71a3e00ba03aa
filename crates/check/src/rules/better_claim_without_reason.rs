//! Claims with an expiry or a reason that lack the other half of what a better claim needs.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "better-claim-without-reason",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("better_claim_without_reason.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let Some(status) = &item.item().status else {
            continue;
        };
        let intends = status.reason.is_some() || status.until.is_some();
        let mut lacks = Vec::new();
        if status.reason.is_none() {
            lacks.push("a `reason`");
        }
        if status.by.is_none() {
            lacks.push("a name (`by`)");
        }
        if status.until.is_none() {
            lacks.push("an expiry (`until`)");
        }
        if intends && !lacks.is_empty() {
            findings
                .report(
                    item.key(),
                    format!(
                        "the claim that \"{}\" is better than computed lacks {}",
                        item.title(),
                        lacks.join(" and ")
                    ),
                    format!("add {}", lacks.join(" and ")),
                )
                .in_field("status");
        }
    }
}
