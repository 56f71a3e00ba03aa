//! Open work of which nobody says what it takes.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "estimate-missing",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("estimate_missing.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        let stands_in = item.item().estimate.is_some()
            || item.item().progress.remaining.is_some()
            || item.promised_by_outsiders();
        if !stands_in {
            findings.report(
                item.key(),
                format!("nobody says what \"{}\" takes; it counts as no time, and odds after it are unknown", item.title()),
                "write an `estimate` (`5d..8d..15d`), an `effort` or a backlog (`remaining: 25 items`)",
            );
        }
    }
}
