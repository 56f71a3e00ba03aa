//! Exceptions to a gate that ask for weeks.

use longpole_model::{EntityKind, ExceptionState};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "exception-in-weeks",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("exception_in_weeks.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, gate) in &held.gates {
            for (exception_id, exception) in &gate.exceptions {
                let asks = exception.extra_days.filter(|extra| *extra > MOST_DAYS);
                if let (Some(extra), ExceptionState::Requested) = (asks, exception.state) {
                    findings
                        .report(
                            key(program, EntityKind::Gate, id.as_str()),
                            format!("{} more are asked for \"{}\"; an exception is for days, not weeks", days(i64::from(extra)), exception.item),
                            "cut the scope to what fits into days, or move the item to a later gate",
                        )
                        .in_field(format!("exceptions.{exception_id}"))
                        .with("extra", Value::Days(i64::from(extra)));
                }
            }
        }
    }
}

/// An exception of more days than this is another plan.
const MOST_DAYS: u32 = 7;
