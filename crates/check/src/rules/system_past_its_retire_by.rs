//! Systems whose old path was to be gone by now.

use longpole_model::{EntityKind, UnitState};

use crate::context::{Context, shared_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "system-past-its-retire-by",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("system_past_its_retire_by.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, system, unit) in context.units() {
        let gone = match unit.state {
            UnitState::OldPathRemoved | UnitState::Closed | UnitState::Retired => true,
            UnitState::Discovered
            | UnitState::Assessed
            | UnitState::DispositionApproved
            | UnitState::Planned
            | UnitState::Ready
            | UnitState::CutOver
            | UnitState::Validated
            | UnitState::Retained
            | UnitState::RolledBack => false,
        };
        if let Some(by) = unit.retire_by.filter(|by| !gone && *by < context.today) {
            findings
                .report(
                    shared_key(EntityKind::System, id.as_str()),
                    format!(
                        "the old path of \"{}\" was to be gone by {} and is not",
                        system.name.as_deref().unwrap_or(id.as_str()),
                        day(by)
                    ),
                    "remove it, or agree on a new day with those who pay for it",
                )
                .in_field("retire_by")
                .with("retire by", Value::Date(by));
        }
    }
}
