//! Systems of which nobody has approved what happens to them.

use longpole_model::{EntityKind, UnitState};

use crate::context::{Context, shared_key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "disposition-without-approver",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("disposition_without_approver.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, system, unit) in context.units() {
        let approved = unit.approved_by.is_some();
        if let Some(disposition) = unit
            .disposition
            .filter(|_| !approved && is_decided(unit.state))
        {
            findings
                .report(
                    shared_key(EntityKind::System, id.as_str()),
                    format!(
                        "\"{}\" is to be {}, and nobody's name stands under that",
                        system.name.as_deref().unwrap_or(id.as_str()),
                        wording::disposition(disposition)
                    ),
                    "have its owner approve the disposition and write `disposition_by`",
                )
                .in_field("disposition");
        }
    }
}

/// Whether it is so far that somebody must have approved the disposition.
fn is_decided(state: UnitState) -> bool {
    match state {
        UnitState::DispositionApproved
        | UnitState::Planned
        | UnitState::Ready
        | UnitState::CutOver
        | UnitState::Validated
        | UnitState::OldPathRemoved => true,
        UnitState::Discovered
        | UnitState::Assessed
        | UnitState::Closed
        | UnitState::Retained
        | UnitState::Retired
        | UnitState::RolledBack => false,
    }
}
