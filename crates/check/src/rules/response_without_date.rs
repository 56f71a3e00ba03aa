//! Responses to live risks that have no day.

use longpole_model::{EntityKind, ResponseKind};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "response-without-date",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("response_without_date.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        for (response_id, response) in &risk.responses {
            let dated = response.due.is_some()
                || response.decide_by.is_some()
                || response.done_on.is_some();
            let acts = response.kind != ResponseKind::Accept;
            if acts && !dated {
                findings
                    .report(
                        key(program, EntityKind::Risk, id.as_str()),
                        format!(
                            "\"{}\" against \"{}\" has no day",
                            response.title.as_deref().unwrap_or(response_id.as_str()),
                            wording::risk(id, risk)
                        ),
                        "write when it is `due`, or by when to decide for it (`decide_by`)",
                    )
                    .in_field(format!("responses.{response_id}"));
            }
        }
    }
}
