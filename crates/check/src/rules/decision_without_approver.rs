//! Open decisions that nobody is to make.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "decision-without-approver",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_without_approver.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        if decision.approver.is_empty() {
            findings.report(
                key(program, EntityKind::Decision, id.as_str()),
                format!(
                    "nobody is named who decides \"{}\"",
                    wording::decision(id, decision)
                ),
                "name its one `approver`",
            );
        }
    }
}
