//! Finishes that lie after the data date.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "finished-in-the-future",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("finished_in_the_future.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let data_date = context.data_date(item.program_id());
        let Some(finished) = item.item().progress.finished else {
            continue;
        };
        if finished.date > data_date {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to have finished on {}, after the data date {}",
                        item.title(),
                        day(finished.date),
                        day(data_date)
                    ),
                    "write an expected finish as a `status.forecast`, or move the `data_date` if the day has come",
                )
                .in_field("finished")
                .with("finished", Value::Date(finished.date))
                .with("data date", Value::Date(data_date));
        }
    }
}
