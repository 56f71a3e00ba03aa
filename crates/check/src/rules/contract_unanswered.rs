//! Requests to a provider that nobody has answered in time.

use longpole_model::Asked;

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "contract-unanswered",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("contract_unanswered.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let asked = need.need();
        let silent = asked.asked == Asked::Requested && need.promise().is_none();
        if !silent {
            continue;
        }
        let limit = i64::from(need.program().charter.health_rules.answer_within_days);
        let waited = asked.requested_on.map(|on| context.days_since(on));
        let escalates = asked.escalate_on.is_some_and(|on| on < context.today);
        let what = need.source_name();
        let message = match waited {
            Some(waited) if waited > limit || escalates => {
                format!(
                    "\"{what}\" was requested {} ago and nobody has answered",
                    days(waited)
                )
            }
            None => format!("\"{what}\" was requested on an unknown day and nobody has answered"),
            Some(_) => continue,
        };
        let finding = findings.report(
            need.key(),
            message,
            format!(
                "escalate to {}: person, then lead, then sponsor",
                need.asked_of(context)
            ),
        );
        if let Some(waited) = waited {
            finding.with("waited", Value::Days(waited));
        }
    }
}
