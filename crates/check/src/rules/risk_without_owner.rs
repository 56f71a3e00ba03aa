//! Live risks that nobody watches.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "risk-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        if risk.owner.is_none() {
            findings.report(
                key(program, EntityKind::Risk, id.as_str()),
                format!("nobody watches the risk \"{}\"", wording::risk(id, risk)),
                "name its `owner`",
            );
        }
    }
}
