//! DCMA check 5: open tasks with a constraint that overrides what they need.

use longpole_model::ConstraintKind;

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-hard-constraints",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_hard_constraints.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let tasks = dcma::open_tasks(context, id);
        let held = tasks.iter().filter(|task| {
            task.item()
                .constraint
                .is_some_and(|held| is_hard(held.kind))
        });
        let offenders: Vec<_> = held.map(ItemView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::AtMost(50)),
                what: "have a hard constraint",
                of: "open tasks",
                offenders,
                hint: "take a `deadline` or a `commit` instead: they show slack and do not bend dates",
            },
        );
    }
}

fn is_hard(kind: ConstraintKind) -> bool {
    match kind {
        ConstraintKind::MustStartOn
        | ConstraintKind::MustFinishOn
        | ConstraintKind::StartNoLaterThan
        | ConstraintKind::FinishNoLaterThan => true,
        ConstraintKind::StartNoEarlierThan
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::StartOn
        | ConstraintKind::FinishOn
        | ConstraintKind::AsLateAsPossible => false,
    }
}
