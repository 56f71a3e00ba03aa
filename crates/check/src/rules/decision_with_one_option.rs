//! Open decisions with nothing to choose from.

use longpole_model::{DecisionState, EntityKind};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "decision-with-one-option",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_with_one_option.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        let count = decision.options.len();
        if count < 2 && decision.state == DecisionState::Open {
            let has = match count {
                0 => "has no options",
                _ => "has one option",
            };
            findings
                .report(
                    key(program, EntityKind::Decision, id.as_str()),
                    format!(
                        "\"{}\" {has}, so there is nothing to decide",
                        wording::decision(id, decision)
                    ),
                    "add what else could be done, doing nothing included",
                )
                .with("options", Value::Count(count as u64));
        }
    }
}
