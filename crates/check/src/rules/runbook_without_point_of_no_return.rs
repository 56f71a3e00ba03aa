//! Runbooks that do not say from where there is no way back.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook-without-point-of-no-return",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("runbook_without_point_of_no_return.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, runbook) in context.open_runbooks() {
        if !runbook.steps.is_empty() && runbook.point_of_no_return.is_none() {
            findings.report(
                key(program, EntityKind::Runbook, id.as_str()),
                format!(
                    "\"{}\" does not say after which step there is no way back",
                    runbook.title.as_deref().unwrap_or(id.as_str())
                ),
                "name the step (`point_of_no_return`)",
            );
        }
    }
}
