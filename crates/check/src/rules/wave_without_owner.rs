//! Waves that nobody answers for.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "wave-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("wave_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, wave) in &held.waves {
            if wave.owner.is_none() {
                findings.report(
                    key(program, EntityKind::Wave, id.as_str()),
                    format!(
                        "nobody answers for wave \"{}\"",
                        wave.title.as_deref().unwrap_or(id.as_str())
                    ),
                    "name its `owner`",
                );
            }
        }
    }
}
