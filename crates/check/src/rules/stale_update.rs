//! Programs whose last published update is too old.

use longpole_model::{EntityKind, UpdateSubject};

use crate::context::{Context, key, program_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "stale-update",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("stale_update.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let Some(word) = context.last_word(id, &UpdateSubject::Program) else {
            continue;
        };
        let Some((age, _)) = context.stale_age(id, word.heard_on) else {
            continue;
        };
        let at = word
            .update
            .as_ref()
            .map(|update| key(id, EntityKind::StatusUpdate, update.as_str()));
        findings
            .report(
                at.unwrap_or_else(|| program_key(id)),
                format!(
                    "the last update of the program is of {}, {} ago",
                    day(word.heard_on),
                    days(age)
                ),
                "publish an update; \"nothing new\" is one too",
            )
            .with("of", Value::Date(word.heard_on))
            .with("age", Value::Days(age));
    }
}
