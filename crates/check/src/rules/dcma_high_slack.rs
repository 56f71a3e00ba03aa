//! DCMA check 6: open tasks with very much slack.

use crate::context::Context;
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-high-slack",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_high_slack.md"),
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
            .filter(|(_, slack)| *slack > dcma::LONG_THOUSANDTHS)
            .map(|(task, _)| task.key())
            .collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::AtMost(50)),
                what: "have more than 44 working days of slack",
                of: "open tasks",
                offenders,
                hint: "look for the successor that is missing",
            },
        );
    }
}
