//! Live risks that would have no effect on anything.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "risk-without-effect",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_without_effect.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        let affects = risk.then.is_some()
            || !risk.objectives.is_empty()
            || !risk.delays.is_empty()
            || risk.cost.is_some()
            || risk.quality.is_some();
        if !affects {
            findings.report(
                key(program, EntityKind::Risk, id.as_str()),
                format!("nothing says what \"{}\" would lead to", wording::risk(id, risk)),
                "write its effect (`then`) and whom it delays (`delays`), or drop it: without an effect it is no risk",
            );
        }
    }
}
