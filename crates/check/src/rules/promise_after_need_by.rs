//! Promises for a day after the one on which they are needed.

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "promise-after-need-by",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("promise_after_need_by.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let dates = need
            .promise()
            .and_then(|promise| promise.date)
            .zip(need.need_by());
        let Some((promised, by)) = dates else {
            continue;
        };
        if promised > by {
            let gap = days_between(by, promised);
            findings
                .report(
                    need.provider_key(),
                    format!(
                        "\"{}\" is promised for {}, {} after \"{}\" needs it ({})",
                        need.source_name(),
                        day(promised),
                        days(gap),
                        need.need().consumer,
                        day(by)
                    ),
                    "close the gap by a decision, a fallback or an escalation; it does not close by itself",
                )
                .in_field(need.promise_field("date"))
                .with("promised", Value::Date(promised))
                .with("need-by", Value::Date(by))
                .with("gap", Value::Days(gap))
                .about([need.key()]);
        }
    }
}
