//! Objectives that no item serves.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "objective-without-work",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("objective_without_work.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        let any_named = held.items.values().any(|item| !item.objectives.is_empty());
        for id in held.objectives.keys() {
            let served = held.items.values().any(|item| item.objectives.contains(id));
            if any_named && !served {
                findings.report(
                    key(program, EntityKind::Objective, id.as_str()),
                    format!("no item serves the objective \"{id}\""),
                    "name it under `objectives` of the items that serve it, or drop it",
                );
            }
        }
    }
}
