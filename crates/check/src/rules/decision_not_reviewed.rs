//! Decisions in force whose review day has passed.

use longpole_model::{DecisionState, EntityKind};

use crate::context::{Context, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "decision-not-reviewed",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("decision_not_reviewed.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, decision) in &held.decisions {
            let made = match decision.state {
                DecisionState::Decided | DecisionState::InForce | DecisionState::DefaultTaken => {
                    true
                }
                DecisionState::Drafted
                | DecisionState::Open
                | DecisionState::UnderReview
                | DecisionState::Superseded
                | DecisionState::Retired => false,
            };
            if let Some(by) = decision.review_by.filter(|by| made && *by < context.today) {
                findings
                    .report(
                        key(program, EntityKind::Decision, id.as_str()),
                        format!(
                            "\"{}\" was to be looked at again by {}",
                            wording::decision(id, decision),
                            day(by)
                        ),
                        "look whether it still holds, and set a new `review_by`",
                    )
                    .in_field("review_by")
                    .with("review by", Value::Date(by));
            }
        }
    }
}
