//! Targets of programs and items whose odds are lower than they should be.

use crate::context::{Context, program_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, percent};

pub(crate) static RULE: Rule = Rule {
    name: "target-below-its-confidence",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("target_below_its_confidence.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, program) in context.programs() {
        let Some(target) = program.charter.target else {
            continue;
        };
        let Some(odds) = context.target_odds(id) else {
            findings.unknown(
                program_key(id),
                format!(
                    "the odds that program \"{id}\" lands by {} are unknown",
                    day(target.finish)
                ),
                context.why_no_odds(id),
            );
            continue;
        };
        if odds < target.confidence {
            findings
                .report(
                    program_key(id),
                    format!(
                        "program \"{id}\" is to land by {} at {}, and the odds are {}",
                        day(target.finish),
                        target.confidence,
                        percent(odds)
                    ),
                    "move the target, take out scope, or shorten what drives the date",
                )
                .in_field("target")
                .with("target", Value::Date(target.finish))
                .with("confidence", Value::Share(target.confidence))
                .with("odds", Value::Share(odds));
        }
    }
}
