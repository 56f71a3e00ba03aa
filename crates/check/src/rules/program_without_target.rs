//! Programs that have no date to be measured against.

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "program-without-target",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("program_without_target.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        let aims = context.items_of(id).any(|item| item.aim().is_some());
        if program.charter.target.is_none() && !aims {
            findings.report(
                program_key(id),
                format!("program \"{id}\" has no target, and none of its items a commitment: nobody can say whether it is late"),
                "set a `target` with its confidence, or a `commit` on a milestone",
            );
        }
    }
}
