//! Allowances that nobody signed.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "allowance-without-a-name",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("allowance_without_a_name.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, allowance) in &held.allowances {
            if allowance.by.is_none() {
                findings.report(
                    key(program, EntityKind::Allowance, id.as_str()),
                    format!(
                        "nobody's name stands under the allowance of \"{}\"",
                        allowance.rule
                    ),
                    "write who allows it (`by`)",
                );
            }
        }
    }
}
