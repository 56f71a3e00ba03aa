//! DCMA check 11: tasks that were to be finished by now and were, or will be, later than their baseline.

use crate::context::Context;
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-missed-tasks",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_missed_tasks.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let Some(due) = dcma::due_by_baseline(context, id) else {
            dcma::no_baseline(findings, id);
            continue;
        };
        let missed = due.iter().filter(|(task, baseline)| {
            let finished = task.item().progress.finished;
            finished.is_none_or(|finished| finished.date > *baseline)
        });
        let offenders: Vec<_> = missed.map(|(task, _)| task.key()).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, due.len(), Limit::AtMost(50)),
                what: "missed their day",
                of: "tasks that were due by the baseline",
                offenders,
                hint: "see what they have in common; agree on a new baseline only with a reason",
            },
        );
    }
}
