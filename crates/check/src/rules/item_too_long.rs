//! Open work of one piece that is too long to be seen moving.

use longpole_model::Estimate;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::work_days;

pub(crate) static RULE: Rule = Rule {
    name: "item-too-long",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("item_too_long.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        let counts_things = matches!(item.item().estimate, Some(Estimate::Backlog(_)));
        let Some(left) = item.remaining_work_days().filter(|_| !counts_things) else {
            continue;
        };
        if left > MOST_THOUSANDTHS {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" takes {} in one piece",
                        item.title(),
                        work_days(left)
                    ),
                    "split it where something can be seen to be done",
                )
                .in_field("estimate")
                .with("remaining", Value::WorkDays(left));
        }
    }
}

/// Twenty working days: about a month in which nothing can be seen.
const MOST_THOUSANDTHS: i64 = 20_000;
