//! Live risks that nobody has looked at for too long.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "risk-not-reviewed",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_not_reviewed.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        let charter = context.charter(program);
        let limit = charter.map_or(30, |charter| {
            i64::from(charter.health_rules.risk_review_days)
        });
        let age = risk.reviewed_on.map(|on| context.days_since(on));
        let message = match age {
            Some(age) if age > limit => {
                format!(
                    "\"{}\" was last reviewed {} ago",
                    wording::risk(id, risk),
                    days(age)
                )
            }
            None => format!("nobody has reviewed \"{}\"", wording::risk(id, risk)),
            Some(_) => continue,
        };
        let finding = findings.report(
            key(program, EntityKind::Risk, id.as_str()),
            message,
            format!(
                "look at it with its owner every {} and write `reviewed_on`",
                days(limit)
            ),
        );
        if let Some(age) = age {
            finding
                .in_field("reviewed_on")
                .with("age", Value::Days(age));
        }
    }
}
