//! DCMA check 8: open tasks that take very long.

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-high-duration",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_high_duration.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let mut tasks = dcma::open_tasks(context, id);
        if !dcma::are_estimated(&tasks) {
            dcma::no_schedule(findings, id);
            continue;
        }
        tasks.retain(dcma::is_estimated);
        let long = tasks.iter().filter(|task| {
            task.remaining_work_days()
                .is_some_and(|left| left > dcma::LONG_THOUSANDTHS)
        });
        let offenders: Vec<_> = long.map(ItemView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::AtMost(50)),
                what: "have more than 44 working days left",
                of: "open tasks with an estimate",
                offenders,
                hint: "split them where something can be seen to be done",
            },
        );
    }
}
