//! Responses to live risks that nobody carries out.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;

pub(crate) static RULE: Rule = Rule {
    name: "response-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("response_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        for (response_id, response) in &risk.responses {
            if response.owner.is_none() && response.done_on.is_none() {
                findings
                    .report(
                        key(program, EntityKind::Risk, id.as_str()),
                        format!(
                            "nobody carries out \"{}\" against \"{}\"",
                            response.title.as_deref().unwrap_or(response_id.as_str()),
                            wording::risk(id, risk)
                        ),
                        "name the response's `owner`",
                    )
                    .in_field(format!("responses.{response_id}"));
            }
        }
    }
}
