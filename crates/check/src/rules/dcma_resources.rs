//! DCMA check 10: open tasks to which neither people nor money are assigned.

use crate::context::{Context, ItemView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-resources",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("dcma_resources.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        let tasks = dcma::open_tasks(context, id);
        let assigned: std::collections::BTreeSet<_> = program
            .assignments
            .values()
            .map(|assignment| &assignment.item)
            .collect();
        let bare = tasks.iter().filter(|task| {
            let item = task.item();
            let by_hand = item.people.is_some() || item.budget.is_some() || item.owner.is_some();
            let short = item.estimate.is_some()
                && task.remaining_work_days().is_some_and(|left| left < 1000);
            !(by_hand || short || task.team().is_some() || assigned.contains(task.id()))
        });
        let offenders: Vec<_> = bare.map(ItemView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, tasks.len(), Limit::None),
                what: "have neither people nor money, and take a day or more or nobody knows how long",
                of: "open tasks",
                offenders,
                hint: "give them a team, an owner, people or a budget",
            },
        );
    }
}
