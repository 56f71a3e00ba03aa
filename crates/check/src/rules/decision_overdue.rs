//! Open decisions whose day has passed.

use longpole_model::{DecideBy, EntityKind};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "decision-overdue",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("decision_overdue.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, decision) in context.open_decisions() {
        let by = match decision.decide_by {
            Some(DecideBy::On(by)) => by,
            Some(DecideBy::Auto) | None => continue,
        };
        if by < context.today {
            let late = context.days_since(by);
            let default = decision.default.as_ref();
            let otherwise = default.map_or("no default is named".to_owned(), |default| {
                format!("the default is \"{default}\"")
            });
            findings
                .report(
                    key(program, EntityKind::Decision, id.as_str()),
                    format!(
                        "\"{}\" was to be decided by {}, {} ago; {otherwise}",
                        wording::decision(id, decision),
                        day(by),
                        days(late)
                    ),
                    "decide, defer it to a day, or let the default take effect",
                )
                .in_field("decide_by")
                .with("decide by", Value::Date(by))
                .with("late", Value::Days(late));
        }
    }
}
