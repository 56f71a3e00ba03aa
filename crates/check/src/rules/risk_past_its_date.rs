//! Live risks whose time is over.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "risk-past-its-date",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_past_its_date.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        if let Some(until) = risk.until.filter(|until| *until < context.today) {
            findings
                .report(
                    key(program, EntityKind::Risk, id.as_str()),
                    format!(
                        "\"{}\" could happen until {}, and is still open",
                        wording::risk(id, risk),
                        day(until)
                    ),
                    "close it, or say until when it can happen",
                )
                .in_field("until")
                .with("until", Value::Date(until));
        }
    }
}
