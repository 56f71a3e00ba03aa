//! Accepted risks that nobody has accepted by name.

use longpole_model::{EntityKind, RiskState};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "accepted-risk-without-approver",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("accepted_risk_without_approver.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        if risk.state == RiskState::Accepted && risk.accepted_by.is_none() {
            findings
                .report(
                    key(program, EntityKind::Risk, id.as_str()),
                    format!(
                        "\"{}\" is said to be accepted, but not by whom",
                        wording::risk(id, risk)
                    ),
                    "write `accepted_by`, or take it back to open",
                )
                .in_field("state");
        }
    }
}
