//! Live threats against which nothing is done and which nobody has accepted.

use longpole_model::{EntityKind, RiskState, RiskType};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "risk-without-response",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_without_response.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        let taken_seriously = match risk.state {
            RiskState::Open | RiskState::Responding | RiskState::Watching => true,
            RiskState::Proposed
            | RiskState::Accepted
            | RiskState::Triggered
            | RiskState::Closed
            | RiskState::Retired => false,
        };
        let threat = risk.kind == RiskType::Threat;
        if taken_seriously && threat && risk.responses.is_empty() {
            findings.report(
                key(program, EntityKind::Risk, id.as_str()),
                format!(
                    "nothing is planned against \"{}\", and nobody has accepted it",
                    wording::risk(id, risk)
                ),
                "plan a response, or accept it with a name and a day (`state: accepted`)",
            );
        }
    }
}
