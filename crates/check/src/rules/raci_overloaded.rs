//! People who are accountable for more than they can answer for.

use longpole_model::{EntityKind, PersonId};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "raci-overloaded",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("raci_overloaded.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        let mut rows = std::collections::BTreeMap::<&PersonId, Vec<&str>>::new();
        for (id, row) in &held.raci {
            for person in &row.accountable {
                rows.entry(person).or_default().push(id.as_str());
            }
        }
        for (person, ids) in rows.into_iter().filter(|(_, ids)| ids.len() > MOST) {
            findings
                .report(
                    key(program, EntityKind::Raci, ids[0]),
                    format!(
                        "\"{person}\" is accountable for {} things: {}",
                        ids.len(),
                        quoted_list(ids.iter().copied())
                    ),
                    "make somebody else accountable for some of them",
                )
                .with("rows", Value::Count(ids.len() as u64))
                .about(ids[1..].iter().map(|id| key(program, EntityKind::Raci, id)));
        }
    }
}

/// Rows that one person can answer for.
const MOST: usize = 5;
