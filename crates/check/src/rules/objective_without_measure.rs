//! Objectives that cannot be seen to be met.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "objective-without-measure",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("objective_without_measure.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, objective) in &held.objectives {
            let measured = objective
                .measure
                .as_ref()
                .is_some_and(|measure| measure.to.is_some());
            let by_results = objective
                .key_results
                .values()
                .any(|result| result.measure.is_some());
            if !measured && !by_results {
                findings.report(
                    key(program, EntityKind::Objective, id.as_str()),
                    format!(
                        "nothing measures \"{}\"",
                        objective.title.as_deref().unwrap_or(id.as_str())
                    ),
                    "write its `measure` with `from` and `to`, or a key result that has one",
                );
            }
        }
    }
}
