//! Programs of which nobody says when they may close.

use longpole_model::CharterState;

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "program-without-exit-criteria",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("program_without_exit_criteria.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        let agreed = match program.charter.state {
            CharterState::Chartered | CharterState::Rechartered | CharterState::Closing => true,
            CharterState::Draft
            | CharterState::InReview
            | CharterState::ClosedMet
            | CharterState::ClosedStopped => false,
        };
        if agreed && program.charter.exit_criteria.is_empty() {
            findings
                .report(
                    program_key(id),
                    format!("program \"{id}\" is agreed, and nothing says when it may close"),
                    "write its `exit_criteria`, each with what will show that it is met",
                )
                .in_field("state");
        }
    }
}
