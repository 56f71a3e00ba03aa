//! Open decisions without a day.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "decision-without-decide-by",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_without_decide_by.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        if decision.decide_by.is_none() {
            findings.report(
                key(program, EntityKind::Decision, id.as_str()),
                format!(
                    "nothing says by when \"{}\" has to be decided",
                    wording::decision(id, decision)
                ),
                "write `decide_by`: a day, or `auto` for the last responsible day of the network",
            );
        }
    }
}
