//! Open decisions that several people are to make.

use longpole_model::{EntityKind, PersonId};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "decision-with-two-approvers",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_with_two_approvers.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        if decision.approver.len() > 1 {
            findings
                .report(
                    key(program, EntityKind::Decision, id.as_str()),
                    format!(
                        "{} people are to decide \"{}\": {}",
                        decision.approver.len(),
                        wording::decision(id, decision),
                        quoted_list(decision.approver.iter().map(PersonId::as_str))
                    ),
                    "leave one `approver`; the others are `contributors`",
                )
                .in_field("approver")
                .with("approvers", Value::Count(decision.approver.len() as u64));
        }
    }
}
