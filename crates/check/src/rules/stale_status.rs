//! Open items whose last status is too old to be believed.

use longpole_model::Health;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "stale-status",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("stale_status.md"),
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
        let owed = item.is_task() && item.owes_status(context.today);
        let favourable = word.claim.health == Some(Health::OnTrack);
        if let Some((age, limit)) = stale.filter(|_| !red && (owed || !favourable)) {
            findings
                .report(
                    item.key(),
                    format!(
                        "the status of \"{}\" is {} old; after {} it counts as unknown",
                        item.title(),
                        days(age),
                        days(limit)
                    ),
                    format!("ask {} how it stands", item.asked()),
                )
                .in_field("status")
                .with("said on", Value::Date(word.claim.on))
                .with("age", Value::Days(age));
        }
    }
}
