//! Runbooks that do not say when and how one goes back.

use longpole_model::{EntityKind, Runbook};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook-without-rollback",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("runbook_without_rollback.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let with_steps = context
        .open_runbooks()
        .filter(|(_, _, runbook)| !runbook.steps.is_empty());
    for (program, id, runbook) in with_steps {
        let name = runbook.title.as_deref().unwrap_or(id.as_str());
        if runbook.rollback_criteria.is_empty() {
            findings.report(
                key(program, EntityKind::Runbook, id.as_str()),
                format!("\"{name}\" does not say at what one rolls back"),
                "write measurable `rollback_criteria`",
            );
        }
        for step in steps_without_way_back(runbook) {
            findings
                .report(
                    key(program, EntityKind::Runbook, id.as_str()),
                    format!("step \"{step}\" of \"{name}\" lies before the point of no return and cannot be undone"),
                    "write how it is undone (`rollback`)",
                )
                .in_field(format!("steps.{step}"));
        }
    }
}

/// Steps up to the point of no return that do not say how they are undone. Where no such point is named there is nothing to hold them to.
fn steps_without_way_back(runbook: &Runbook) -> Vec<&longpole_model::StepId> {
    let last = runbook.point_of_no_return.as_ref();
    let end = last.and_then(|last| runbook.order.iter().position(|step| step == last));
    let before = &runbook.order[..end.unwrap_or(0)];
    let lacks = |step: &&longpole_model::StepId| {
        let step = runbook.steps.get(*step);
        step.is_some_and(|step| step.rollback.is_none() && !step.checkpoint)
    };
    before.iter().filter(lacks).collect()
}
