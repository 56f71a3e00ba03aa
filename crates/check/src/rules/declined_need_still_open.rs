//! Needs that the provider has refused or broken, and on which the consumer still waits.

use longpole_model::PromiseState;

use crate::context::{Context, NeedView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "declined-need-still-open",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("declined_need_still_open.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs().filter(NeedView::source_is_open) {
        let words = match need.promise().map(|promise| promise.state) {
            Some(PromiseState::Declined) => "has been declined",
            Some(PromiseState::Broken) => "was promised and the promise is broken",
            Some(
                PromiseState::Countered
                | PromiseState::Committed
                | PromiseState::InProgress
                | PromiseState::AtRisk
                | PromiseState::Delivered,
            )
            | None => continue,
        };
        findings.report(
            need.key(),
            format!(
                "\"{}\" {words}, and \"{}\" still waits for it",
                need.source_name(),
                need.need().consumer
            ),
            "take the fallback, find another provider, or escalate; withdraw the need when it is none any more",
        );
    }
}
