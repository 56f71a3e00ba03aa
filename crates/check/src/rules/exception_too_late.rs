//! Exceptions to a gate that were asked for after it.

use longpole_model::{EntityKind, ExceptionState};

use crate::context::{Context, days_between, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "exception-too-late",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("exception_too_late.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, gate) in &held.gates {
            for (exception_id, exception) in &gate.exceptions {
                let dates = gate.on.zip(exception.requested_on);
                let Some((on, requested)) =
                    dates.filter(|(on, requested)| days_between(*on, *requested) > GRACE_DAYS)
                else {
                    continue;
                };
                if exception.state == ExceptionState::Requested {
                    findings
                        .report(
                            key(program, EntityKind::Gate, id.as_str()),
                            format!(
                                "more time for \"{}\" was asked for on {}, {} after the gate",
                                exception.item,
                                day(requested),
                                days(days_between(on, requested))
                            ),
                            "refuse it, or move the item to a later gate",
                        )
                        .in_field(format!("exceptions.{exception_id}"))
                        .with("requested", Value::Date(requested))
                        .with("gate", Value::Date(on));
                }
            }
        }
    }
}

/// Requests may come until so many days after the gate.
const GRACE_DAYS: i64 = 3;
