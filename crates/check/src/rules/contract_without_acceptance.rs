//! Contracts of which the consumer does not say how it accepts.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "contract-without-acceptance",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("contract_without_acceptance.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        // A promise within a team asks nothing of the consumer: without it there would be no contract at all.
        let promised = need.crosses_teams() && need.promise().is_some();
        let is_contract = need.provider().is_some() && (need.is_asked() || promised);
        if is_contract && need.need().accept.is_none() && need.source_is_open() {
            findings.report(
                need.key(),
                format!(
                    "nobody says how \"{}\" will see that \"{}\" is what it needs",
                    need.need().consumer,
                    need.source_name()
                ),
                "write how it is accepted (`accept`), as something that can be tried",
            );
        }
    }
}
