//! Accepted risks whose acceptance has no end, or has ended.

use longpole_model::{EntityKind, RiskState};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "accepted-risk-without-expiry",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("accepted_risk_without_expiry.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        if risk.state != RiskState::Accepted {
            continue;
        }
        let (message, field) = match risk.accepted_until {
            None => (
                format!("\"{}\" is accepted for ever", wording::risk(id, risk)),
                "state",
            ),
            Some(until) if until < context.today => (
                format!(
                    "\"{}\" was accepted until {}",
                    wording::risk(id, risk),
                    day(until)
                ),
                "accepted_until",
            ),
            Some(_) => continue,
        };
        findings
            .report(
                key(program, EntityKind::Risk, id.as_str()),
                message,
                "decide again, and write `accepted_until`",
            )
            .in_field(field);
    }
}
