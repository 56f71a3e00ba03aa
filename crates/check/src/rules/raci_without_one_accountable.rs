//! Rows of the responsibility matrix with nobody, or several people, accountable.

use longpole_model::{EntityKind, ItemId, PersonId};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "raci-without-one-accountable",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("raci_without_one_accountable.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, row) in &held.raci {
            let about = row
                .item
                .as_ref()
                .map(ItemId::as_str)
                .or(row.what.as_deref())
                .unwrap_or(id.as_str());
            let message = match row.accountable.as_slice() {
                [_] => continue,
                [] => format!("nobody is accountable for \"{about}\""),
                several => format!(
                    "{} people are accountable for \"{about}\": {}",
                    several.len(),
                    quoted_list(several.iter().map(PersonId::as_str))
                ),
            };
            findings
                .report(
                    key(program, EntityKind::Raci, id.as_str()),
                    message,
                    "name exactly one person as `accountable`; the others are responsible or consulted",
                )
                .with("accountable", Value::Count(row.accountable.len() as u64));
        }
    }
}
