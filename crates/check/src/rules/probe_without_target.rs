//! Probes that count something without saying what is to be reached.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "probe-without-target",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("probe_without_target.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, probe) in &held.probes {
            let lacks = match probe.target {
                None => "no count to reach",
                Some(target) if target.by.is_none() => "no day by which to reach its count",
                Some(_) => continue,
            };
            findings.report(
                key(program, EntityKind::Probe, id.as_str()),
                format!(
                    "\"{}\" has {lacks}",
                    probe.title.as_deref().unwrap_or(id.as_str())
                ),
                "write its `target: { count: 0, by: … }`",
            );
        }
    }
}
