//! Gates that ask for nothing.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "gate-without-criteria",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("gate_without_criteria.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, gate) in held
            .gates
            .iter()
            .filter(|(_, gate)| gate.passed_on.is_none())
        {
            if gate.criteria.is_empty() && gate.needs.is_empty() {
                findings.report(
                    key(program, EntityKind::Gate, id.as_str()),
                    format!(
                        "gate \"{}\" asks for nothing: anything passes",
                        gate.title.as_deref().unwrap_or(id.as_str())
                    ),
                    "write its `criteria`, each computed or attested by somebody",
                );
            }
        }
    }
}
