//! DCMA check 9: actual dates after the data date, and forecast dates before it.

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-invalid-dates",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_invalid_dates.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let data_date = context.data_date(id);
        let tasks: Vec<_> = context.items_of(id).filter(ItemView::is_task).collect();
        let offenders: Vec<_> = tasks
            .iter()
            .filter(|task| {
                let progress = &task.item().progress;
                let actual = [progress.started, progress.finished];
                let in_future = actual.into_iter().flatten().any(|at| at.date > data_date);
                let forecast = task
                    .item()
                    .status
                    .as_ref()
                    .and_then(|status| status.forecast);
                in_future || (task.is_open() && forecast.is_some_and(|on| on < data_date))
            })
            .map(ItemView::key)
            .collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::None),
                what: "have a date on the wrong side of the data date",
                of: "tasks",
                offenders,
                hint: "actual dates lie on or before the data date, forecast dates after it",
            },
        );
    }
}
