//! Promises whose day has passed without a delivery.

use longpole_model::PromiseState;

use crate::context::{Context, NeedView};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "undelivered-past-its-date",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("undelivered_past_its_date.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs().filter(NeedView::source_is_open) {
        let Some(promise) = need.promise() else {
            continue;
        };
        let owed = match promise.state {
            PromiseState::Committed | PromiseState::InProgress | PromiseState::AtRisk => true,
            PromiseState::Countered
            | PromiseState::Delivered
            | PromiseState::Declined
            | PromiseState::Broken => false,
        };
        let late = promise.date.filter(|date| owed && *date < context.today);
        if let Some(promised) = late {
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "\"{}\" was promised to \"{}\" for {} and is not delivered",
                        need.source_name(),
                        need.need().consumer,
                        day(promised)
                    ),
                    "record the delivery with its evidence, or make a new promise and tell the consumer",
                )
                .in_field(need.promise_field("date"))
                .with("promised", Value::Date(promised))
                .with("late", Value::Days(context.days_since(promised)))
                .about([need.key()]);
        }
    }
}
