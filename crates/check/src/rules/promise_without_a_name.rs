//! Promises that nobody made.

use longpole_model::PromiseState;

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "promise-without-a-name",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("promise_without_a_name.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let Some(promise) = need.promise() else {
            continue;
        };
        let committed = match promise.state {
            PromiseState::Committed | PromiseState::InProgress | PromiseState::AtRisk => true,
            PromiseState::Countered
            | PromiseState::Delivered
            | PromiseState::Declined
            | PromiseState::Broken => false,
        };
        if committed && promise.by.is_none() {
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "nobody's name stands under the promise of \"{}\" to \"{}\"",
                        need.source_name(),
                        need.need().consumer
                    ),
                    "write who promised it (`by`), and when (`said_on`)",
                )
                .in_field(need.promise_field("state"))
                .about([need.key()]);
        }
    }
}
