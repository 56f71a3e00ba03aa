//! Allowances whose time is over.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "allowance-expired",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("allowance_expired.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, allowance) in &held.allowances {
            if allowance.until < context.today {
                findings
                    .report(
                        key(program, EntityKind::Allowance, id.as_str()),
                        format!(
                            "\"{}\" was allowed until {}; what it covered counts again",
                            allowance.rule,
                            day(allowance.until)
                        ),
                        "fix what it covered, or allow it again with a reason of today",
                    )
                    .in_field("until")
                    .with("until", Value::Date(allowance.until));
            }
        }
    }
}
