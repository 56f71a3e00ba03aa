//! Promised dates that the consumer wrote down.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "promise-on-the-consumers-side",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("promise_on_the_consumers_side.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        if let (Some(promised), None) = (need.need().promised, need.promise()) {
            findings
                .report(
                    need.key(),
                    format!(
                        "the promise of \"{}\" for {} stands on the consumer's side, so it counts only as requested",
                        need.source_name(),
                        day(promised)
                    ),
                    format!("let the provider write it: `promises: {{ {}: {{ date: {promised} }} }}`", need.id()),
                )
                .in_field("promised")
                .with("said to be promised", Value::Date(promised));
        }
    }
}
