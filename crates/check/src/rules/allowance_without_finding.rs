//! Allowances that cover nothing.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "allowance-without-finding",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("allowance_without_finding.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, allowance) in &held.allowances {
            let known = crate::rule::rule(&allowance.rule).is_some();
            let covers = context.informed().is_some_and(|informed| {
                let mut found = informed.found.iter();
                found.any(|finding| crate::allow::covers(program, allowance, finding))
            });
            let message = match (known, covers) {
                (false, _) => format!("there is no rule \"{}\"", allowance.rule),
                (true, false) => format!(
                    "nothing is found by \"{}\" that this allows",
                    allowance.rule
                ),
                (true, true) => continue,
            };
            findings
                .report(
                    key(program, EntityKind::Allowance, id.as_str()),
                    message,
                    "remove the allowance",
                )
                .in_field("rule");
        }
    }
}
