//! Decisions that are planned for a day after the last one that does not move the date.

use longpole_model::{DecideBy, EntityKind};

use crate::context::{Context, days_between, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "decision-after-last-responsible-day",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_after_last_responsible_day.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        let at = key(program, EntityKind::Decision, id.as_str());
        let by = match decision.decide_by {
            Some(DecideBy::On(by)) => by,
            Some(DecideBy::Auto) | None => continue,
        };
        let Some(last) = context.last_responsible_day(program, id) else {
            continue;
        };
        if by > last {
            let late = days_between(last, by);
            findings
                .report(
                    at,
                    format!(
                        "\"{}\" is to be decided by {}, {} after its last responsible day {}",
                        wording::decision(id, decision),
                        day(by),
                        days(late),
                        day(last)
                    ),
                    "decide earlier, or agree on what may move",
                )
                .in_field("decide_by")
                .with("decide by", Value::Date(by))
                .with("last responsible day", Value::Date(last));
        }
    }
}
