//! Claims that are better than what the plan computes.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "claimed-better-than-computed",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("claimed_better_than_computed.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for better in context.unsigned_better_claims() {
        let (item, claimed, computed) = (better.item, better.claimed, better.computed);
        findings
            .report(
                item.key(),
                format!(
                    "\"{}\" is said to be {claimed}, but computes as {computed}: {}",
                    item.title(),
                    better.because
                ),
                "give a `reason`, a name and an `until` for the better claim, or claim what is computed",
            )
            .in_field("status")
            .with("said on", Value::Date(better.claim.on));
    }
}
