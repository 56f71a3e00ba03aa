//! Open items that are said to be on track although their day has passed.

use longpole_model::Health;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "green-and-past-its-date",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("green_and_past_its_date.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let Some((status, due)) = item.item().status.as_ref().zip(item.due()) else {
            continue;
        };
        if status.health == Some(Health::OnTrack) && due < context.today {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to be on track, but its day was {} and it is not finished",
                        item.title(),
                        day(due)
                    ),
                    "say how it stands today, or record the day on which it finished",
                )
                .in_field("status")
                .with("due", Value::Date(due))
                .with("said on", Value::Date(status.on));
        }
    }
}
