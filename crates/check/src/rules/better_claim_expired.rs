//! Claims against the computed health whose time is over.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "better-claim-expired",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("better_claim_expired.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let expired = item.item().status.as_ref().and_then(|status| status.until);
        if let Some(until) = expired.filter(|until| *until < context.today) {
            findings
                .report(
                    item.key(),
                    format!(
                        "the better claim for \"{}\" held until {} and counts no more",
                        item.title(),
                        day(until)
                    ),
                    "give a new status; the old reason has had its time",
                )
                .in_field("status.until")
                .with("until", Value::Date(until));
        }
    }
}
