//! DCMA check 7: open tasks that are too late already.

use crate::context::Context;
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-negative-slack",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_negative_slack.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let tasks = dcma::open_tasks(context, id);
        let Some(slacks) = dcma::slack_thousandths(&tasks) else {
            dcma::no_schedule(findings, id);
            continue;
        };
        let offenders: Vec<_> = tasks
            .iter()
            .zip(slacks)
            .filter(|(_, slack)| *slack < 0)
            .map(|(task, _)| task.key())
            .collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::None),
                what: "have negative slack",
                of: "open tasks",
                offenders,
                hint: "a commitment or deadline after them is missed: move it, cut scope, or shorten the chain",
            },
        );
    }
}
