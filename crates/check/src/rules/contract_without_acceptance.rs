//! Contracts of which the consumer does not say how it accepts.

use crate::context::{Context, NeedView};
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

    for need in context.live_needs().filter(NeedView::is_contract) {
        let is_item = need.provider().is_some();
        if is_item && need.need().accept.is_none() && need.source_is_open() {
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
