//! Programs that nobody answers for.

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "program-without-driver",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("program_without_driver.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        if program.charter.driver.is_none() {
            findings.report(
                program_key(id),
                format!("no one person answers for program \"{id}\""),
                "name its `driver`",
            );
        }
    }
}
