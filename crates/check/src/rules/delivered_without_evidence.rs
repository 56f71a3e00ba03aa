//! Deliveries that nothing shows.

use longpole_model::{Asked, PromiseState};

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "delivered-without-evidence",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("delivered_without_evidence.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.needs() {
        let accepted = need.need().accepted_on.is_some() || need.need().asked == Asked::Accepted;
        let Some(promise) = need.promise().filter(|_| !accepted) else {
            continue;
        };
        if promise.state == PromiseState::Delivered && promise.evidence.is_none() {
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "\"{}\" is said to be delivered to \"{}\", and nothing shows it",
                        need.source_name(),
                        need.need().consumer
                    ),
                    "link what shows it: a merged change, a deployed version, a passing contract test",
                )
                .in_field(need.promise_field("state"))
                .about([need.key()]);
        }
    }
}
