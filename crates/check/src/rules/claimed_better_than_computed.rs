//! Claims that are better than what the plan computes.

use longpole_model::{Health};

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

    for (item, status, computed) in context.better_claims() {
        let claimed = status.health.unwrap_or(Health::Unknown);
        if context.is_signed(status) {
            continue;
        }
        let because = computed.reasons.first().map_or("", |reason| reason.because.as_str());
        findings
            .report(
                item.key(),
                format!(
                    "\"{}\" is said to be {claimed}, but computes as {}: {because}",
                    item.title(),
                    computed.health.unwrap_or(Health::Unknown)
                ),
                "give a `reason`, a name and an `until` for the better claim, or claim what is computed",
            )
            .in_field("status")
            .with("said on", Value::Date(status.on));
    }
}
