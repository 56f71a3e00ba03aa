//! DCMA check 1: open tasks that nothing leads to, or that lead to nothing.

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-logic",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_logic.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let tasks = dcma::open_tasks(context, id);
        let missing = tasks
            .iter()
            .filter(|task| !dcma::is_waiting(task) || !dcma::is_waited_for(context, task));
        let offenders: Vec<_> = missing.map(ItemView::key).collect();
        let share = dcma::share(&offenders, tasks.len(), Limit::AtMost(50));
        findings.measure(
            id,
            dcma::Counted {
                ratio: share,
                what: "lack a predecessor or a successor",
                of: "open tasks",
                offenders,
                hint: "say what each needs, and what needs it",
            },
        );
        for task in tasks.iter().filter(|task| dcma::is_dangling(task)) {
            findings
                .report(
                    task.key(),
                    format!("one end of \"{}\" hangs free: only its start is held, or only its finish is needed", task.title()),
                    "tie its finish to what needs it, and its start to what it needs",
                )
                .graded(FindingSeverity::Info);
        }
    }
}
