//! Programs whose data date is older than they promised to be.

use crate::context::{Context, cadence_days, program_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "data-date-older-than-cadence",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("data_date_older_than_cadence.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        let charter = &program.charter;
        let Some(data_date) = charter.data_date else {
            findings.unknown(
                program_key(id),
                "the program has no data date, so nobody can tell how old its picture is",
                "write a `data_date`: what is done lies before it, what remains after it",
            );
            continue;
        };
        let cadence = cadence_days(charter).unwrap_or(7);
        let age = context.days_since(data_date);
        if age > cadence {
            findings
                .report(
                    program_key(id),
                    format!(
                        "the data date {} is {} old; the program reports every {}",
                        day(data_date),
                        days(age),
                        days(cadence)
                    ),
                    "update progress and move the `data_date`",
                )
                .in_field("data_date")
                .with("data date", Value::Date(data_date))
                .with("age", Value::Days(age));
        }
    }
}
