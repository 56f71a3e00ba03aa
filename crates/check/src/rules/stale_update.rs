//! Programs whose last published update is too old.

use longpole_model::{EntityKind, UpdateState, UpdateSubject};

use crate::context::{Context, key, stale_after_days};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "stale-update",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("stale_update.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {

    for (id, program) in context.programs() {
        let limit = stale_after_days(&program.charter);
        let about_it = program.updates.iter().filter(|(_, update)| {
            update.about == UpdateSubject::Program && update.state == UpdateState::Published
        });
        let Some((update_id, update)) = about_it.max_by_key(|(id, update)| (update.on, *id)) else {
            continue;
        };
        let age = context.days_since(update.on);
        if age > limit {
            findings
                .report(
                    key(id, EntityKind::StatusUpdate, update_id.as_str()),
                    format!(
                        "the last update of the program is of {}, {} ago",
                        day(update.on),
                        days(age)
                    ),
                    "publish an update; \"nothing new\" is one too",
                )
                .with("of", Value::Date(update.on))
                .with("age", Value::Days(age));
        }
    }
}
