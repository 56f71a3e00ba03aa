//! Programs without an executive who wants them.

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "program-without-sponsor",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("program_without_sponsor.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        if program.charter.sponsor.is_none() {
            findings.report(
                program_key(id),
                format!("no executive sponsors program \"{id}\""),
                "name its `sponsor`: who wants it, and can move what blocks it",
            );
        }
    }
}
