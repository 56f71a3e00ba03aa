//! Deliveries that are forecast for a day after the promised one.

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "forecast-after-promise",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("forecast_after_promise.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let dates = need
            .promise()
            .and_then(|promise| promise.date)
            .zip(need.delivery_p80());
        let Some((promised, delivery)) = dates else {
            continue;
        };
        if delivery > promised {
            let late = days_between(promised, delivery);
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "\"{}\" is promised to \"{}\" for {}, but by its own work it comes by {} at P80, {} later",
                        need.source_name(),
                        need.need().consumer,
                        day(promised),
                        day(delivery),
                        days(late)
                    ),
                    "promise a day that the provider's plan supports, or change the plan",
                )
                .in_field(need.promise_field("date"))
                .with("promised", Value::Date(promised))
                .with("P80", Value::Date(delivery))
                .about([need.key()]);
        }
    }
}
