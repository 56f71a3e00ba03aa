//! Programs that are closed, or closing, with an exit criterion open.

use longpole_model::CharterState;

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "exit-criterion-not-met",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("exit_criterion_not_met.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in &context.workspace.programs {
        let closed = program.charter.state == CharterState::ClosedMet;
        for (place, criterion) in program.charter.exit_criteria.iter().enumerate() {
            let shown = criterion.met_on.is_some() && criterion.evidence.is_some();
            if closed && !shown && criterion.waived_by.is_none() {
                findings
                    .report(
                        program_key(id),
                        format!("program \"{id}\" is closed as met, but \"{}\" is neither met with evidence nor waived", criterion.text),
                        "record `met_on` with its `evidence`, or let the sponsor waive it",
                    )
                    .in_field(format!("exit_criteria.{place}"));
            }
        }
    }
}
