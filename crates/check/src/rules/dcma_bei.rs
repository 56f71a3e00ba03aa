//! DCMA check 14: the baseline execution index.

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit, Ratio};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-bei",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_bei.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let Some(due) = dcma::due_by_baseline(context, id) else {
            dcma::no_baseline(findings, id);
            continue;
        };
        let tasks = context.items_of(id).filter(ItemView::is_task);
        let done = tasks.filter(|task| task.item().is_finished()).count();
        let open = due.iter().filter(|(task, _)| task.is_open());
        let offenders: Vec<_> = open.map(|(task, _)| task.key()).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: Ratio {
                    numerator: done as i64,
                    denominator: due.len() as i64,
                    limit: Limit::AtLeast(950),
                },
                what: "are finished, early ones counted",
                of: "tasks that were due by the baseline",
                offenders,
                hint: "finish what is overdue before beginning what is next",
            },
        );
    }
}
