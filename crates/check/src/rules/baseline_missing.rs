//! Agreed programs without a baseline.

use longpole_model::CharterState;

use crate::context::{Context, program_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "baseline-missing",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("baseline_missing.md"),
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
        if agreed && context.baseline_of(id).is_none() {
            findings
                .report(
                    program_key(id),
                    format!("program \"{id}\" is agreed and has no baseline, so nobody can see what moved"),
                    "run `longpole baseline set charter`",
                )
                .in_field("state");
        }
    }
}
