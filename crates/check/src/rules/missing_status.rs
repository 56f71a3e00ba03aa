//! Work that has begun, or was to begin, without anyone having said how it stands.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-status",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("missing_status.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        if item.last_word().is_none() && item.owes_status(context.today) {
            findings.report(
                item.key(),
                format!(
                    "nobody has said how \"{}\" stands, so its health is unknown",
                    item.title()
                ),
                format!("ask {} for a status", item.asked()),
            );
        }
    }
}
