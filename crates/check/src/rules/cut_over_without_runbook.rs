//! Systems that are about to be cut over without a runbook.

use longpole_model::{EntityKind, UnitState};

use crate::context::{Context, shared_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "cut-over-without-runbook",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("cut_over_without_runbook.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, system, unit) in context.units() {
        let near = match unit.state {
            UnitState::Ready => true,
            UnitState::Planned => context.wave_starts_within(unit, NEAR_DAYS),
            UnitState::Discovered
            | UnitState::Assessed
            | UnitState::DispositionApproved
            | UnitState::CutOver
            | UnitState::Validated
            | UnitState::OldPathRemoved
            | UnitState::Closed
            | UnitState::Retained
            | UnitState::Retired
            | UnitState::RolledBack => false,
        };
        if near && unit.runbook.is_none() && !context.has_runbook(id) {
            findings.report(
                shared_key(EntityKind::System, id.as_str()),
                format!("\"{}\" is about to be cut over, and it has no runbook", system.name.as_deref().unwrap_or(id.as_str())),
                "write its `runbook`: steps, owners, checks, the point of no return, and the way back",
            );
        }
    }
}

/// A wave that begins within so many days is near.
const NEAR_DAYS: i64 = 30;
