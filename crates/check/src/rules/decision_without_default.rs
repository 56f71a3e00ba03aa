//! Open decisions of which nothing says what happens if nobody decides.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "decision-without-default",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("decision_without_default.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        if decision.default.is_none() && decision.options.len() > 1 {
            findings.report(
                key(program, EntityKind::Decision, id.as_str()),
                format!(
                    "nothing says what happens if nobody decides \"{}\"",
                    wording::decision(id, decision)
                ),
                "name the `default`: the option that is taken if nobody decides",
            );
        }
    }
}
