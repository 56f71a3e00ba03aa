//! Waves of which nothing says when they are done.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "wave-without-acceptance",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("wave_without_acceptance.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, wave) in &held.waves {
            if wave.acceptance.is_empty() {
                findings.report(
                    key(program, EntityKind::Wave, id.as_str()),
                    format!(
                        "nothing says how one sees that wave \"{}\" is done",
                        wave.title.as_deref().unwrap_or(id.as_str())
                    ),
                    "write its `acceptance` as business workflows that work",
                );
            }
        }
    }
}
