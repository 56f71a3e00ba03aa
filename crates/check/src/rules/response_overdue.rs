//! Responses to live risks whose day has passed.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "response-overdue",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("response_overdue.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        for (response_id, response) in &risk.responses {
            let due = response
                .due
                .filter(|due| *due < context.today && response.done_on.is_none());
            if let Some(due) = due {
                findings
                    .report(
                        key(program, EntityKind::Risk, id.as_str()),
                        format!(
                            "\"{}\" against \"{}\" was due on {}",
                            response.title.as_deref().unwrap_or(response_id.as_str()),
                            wording::risk(id, risk),
                            day(due)
                        ),
                        "record `done_on`, or agree on a new day with its owner",
                    )
                    .in_field(format!("responses.{response_id}.due"))
                    .with("due", Value::Date(due));
            }
        }
    }
}
