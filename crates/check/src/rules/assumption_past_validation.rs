//! Assumptions that were to be checked by now.

use longpole_model::{AssumptionState, EntityKind};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "assumption-past-validation",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("assumption_past_validation.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, assumption) in &held.assumptions {
            let overdue = assumption.validate_by.filter(|by| *by < context.today);
            if let (Some(by), AssumptionState::Open) = (overdue, assumption.state) {
                findings
                    .report(
                        key(program, EntityKind::Assumption, id.as_str()),
                        format!(
                            "\"{}\" was to be known by {} and is still assumed",
                            assumption.statement.as_deref().unwrap_or(id.as_str()),
                            day(by)
                        ),
                        "find out, and set it to `confirmed` or `refuted`",
                    )
                    .in_field("validate_by")
                    .with("validate by", Value::Date(by));
            }
        }
    }
}
