//! Promises that lie long after the day on which the work is done.

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "promise-long-after-forecast",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("promise_long_after_forecast.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let dates = need
            .promise()
            .and_then(|promise| promise.date)
            .zip(need.delivery_p90());
        let Some((promised, delivery)) = dates else {
            continue;
        };
        let spare = days_between(delivery, promised);
        if spare > SPARE_DAYS {
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "\"{}\" is promised to \"{}\" for {}, {} after its work is done at P90 ({})",
                        need.source_name(),
                        need.need().consumer,
                        day(promised),
                        days(spare),
                        day(delivery)
                    ),
                    "ask whether the work is planned in full, or the day can be earlier",
                )
                .in_field(need.promise_field("date"))
                .with("promised", Value::Date(promised))
                .with("P90", Value::Date(delivery))
                .about([need.key()]);
        }
    }
}

/// More spare time than this is worth a question.
const SPARE_DAYS: i64 = 30;
