//! Open items whose committed day or deadline has passed.

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "past-its-commitment",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("past_its_commitment.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let committed = item
            .item()
            .commit
            .as_ref()
            .map(|commit| (commit.date, "commit", "was committed for"));
        let deadline = item
            .item()
            .deadline
            .map(|at| (at.date, "deadline", "had its deadline on"));
        let missed = [committed, deadline].into_iter().flatten();
        for (due, field, words) in missed.filter(|(due, ..)| *due < context.today) {
            let late = days_between(due, context.today);
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" {words} {} and is not finished {} later",
                        item.title(),
                        day(due),
                        days(late)
                    ),
                    "tell those who rely on it, and commit to a day that the forecast supports",
                )
                .in_field(field)
                .with("due", Value::Date(due))
                .with("late", Value::Days(late));
        }
    }
}
