//! Systems whose support ends before they are moved.

use longpole_model::{Disposition, EntityKind};

use crate::context::{Context, days_between, shared_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "support-ends-before-migration",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("support_ends_before_migration.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, system, unit) in context.units() {
        let moves = match unit.disposition {
            Some(Disposition::Retain) | None => false,
            Some(
                Disposition::Retire
                | Disposition::Rehost
                | Disposition::Relocate
                | Disposition::Repurchase
                | Disposition::Replatform
                | Disposition::Refactor,
            ) => true,
        };
        let dates = system.lifecycle.end_of_support.zip(unit.retire_by);
        if let Some((support, retire)) = dates.filter(|(support, retire)| moves && support < retire)
        {
            findings
                .report(
                    shared_key(EntityKind::System, id.as_str()),
                    format!(
                        "support of \"{}\" ends on {}, {} before it is to be gone",
                        system.name.as_deref().unwrap_or(id.as_str()),
                        day(support),
                        days(days_between(support, retire))
                    ),
                    "move it earlier, buy longer support, or accept the risk by name",
                )
                .in_field("retire_by")
                .with("end of support", Value::Date(support))
                .with("retire by", Value::Date(retire));
        }
    }
}
