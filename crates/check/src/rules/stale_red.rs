//! Items that were said to be off track, and of which nothing was heard since.

use longpole_model::Health;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "stale-red",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("stale_red.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let Some(word) = item.last_word() else {
            continue;
        };
        let red = word.claim.health == Some(Health::OffTrack);
        let stale = context.stale_age(item.program_id(), word.claim.on);
        if let Some((age, _)) = stale.filter(|_| red) {
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
                .with("said on", Value::Date(word.claim.on))
                .with("age", Value::Days(age));
        }
    }
}
