//! Started items that say how much is done, not how much is left.

use longpole_model::Estimate;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "percent-without-remaining",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("percent_without_remaining.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        let progress = &item.item().progress;
        let counts_things = matches!(item.item().estimate, Some(Estimate::Backlog(_)));
        if let (Some(percent), None, false) = (progress.percent, progress.remaining, counts_things)
        {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to be {percent} done, but not how much is left",
                        item.title()
                    ),
                    "write what is left as `remaining`",
                )
                .in_field("percent")
                .with("percent", Value::Share(percent));
        }
    }
}
