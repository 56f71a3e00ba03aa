//! Items that were said to be off track, and of which nothing was heard since.

use longpole_model::{Health};

use crate::context::{Context, stale_after_days};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{days};

pub(crate) static RULE: Rule = Rule {
    name: "stale-red",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("stale_red.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {

    for item in context.open_items() {
        let limit = stale_after_days(&item.program().charter);
        let Some(status) = &item.item().status else {
            continue;
        };
        let age = context.days_since(status.on);
        if status.health == Some(Health::OffTrack) && age > limit {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" was said to be off track {} ago, and nobody has said anything since; it stays off track",
                        item.title(),
                        days(age)
                    ),
                    format!("ask {} what was done about it", item.asked()),
                )
                .in_field("status")
                .with("said on", Value::Date(status.on))
                .with("age", Value::Days(age));
        }
    }
}
