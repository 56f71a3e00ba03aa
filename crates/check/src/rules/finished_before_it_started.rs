//! Items that finished before they started.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "finished-before-it-started",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("finished_before_it_started.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items() {
        let progress = &item.item().progress;
        let Some((started, finished)) = progress.started.zip(progress.finished) else {
            continue;
        };
        if finished.date < started.date {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to have finished on {}, before it started on {}",
                        item.title(),
                        day(finished.date),
                        day(started.date)
                    ),
                    "correct the day of its start or of its finish",
                )
                .in_field("finished")
                .with("started", Value::Date(started.date))
                .with("finished", Value::Date(finished.date));
        }
    }
}
