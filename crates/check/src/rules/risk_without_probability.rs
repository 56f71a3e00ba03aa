//! Live risks of which nobody says how likely they are.

use longpole_model::{EntityKind, RiskState};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "risk-without-probability",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_without_probability.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        let counts = risk.state != RiskState::Proposed;
        if counts && risk.probability.is_none() {
            findings.report(
                key(program, EntityKind::Risk, id.as_str()),
                format!(
                    "nobody says how likely \"{}\" is, so the forecast leaves it out",
                    wording::risk(id, risk)
                ),
                "write a `probability`, and where it comes from (`probability_source`)",
            );
        }
    }
}
