//! Starts that lie after the data date.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "started-in-the-future",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("started_in_the_future.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let data_date = context.data_date(item.program_id());
        let Some(started) = item.item().progress.started else {
            continue;
        };
        if started.date > data_date {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to have started on {}, after the data date {}",
                        item.title(),
                        day(started.date),
                        day(data_date)
                    ),
                    "write a planned start as `not_before`, or move the `data_date` if the day has come",
                )
                .in_field("started")
                .with("started", Value::Date(started.date))
                .with("data date", Value::Date(data_date));
        }
    }
}
