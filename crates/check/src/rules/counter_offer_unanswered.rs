//! Counter-offers of a provider that the consumer has not answered.

use longpole_model::PromiseState;

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::days;

pub(crate) static RULE: Rule = Rule {
    name: "counter-offer-unanswered",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("counter_offer_unanswered.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs() {
        let limit = i64::from(need.program().charter.health_rules.answer_within_days);
        let Some(promise) = need.promise() else {
            continue;
        };
        let waited = promise.said_on.map(|on| context.days_since(on));
        let too_long = waited.is_none_or(|waited| waited > limit);
        if promise.state == PromiseState::Countered && too_long {
            let since = waited.map_or("on an unknown day".to_owned(), |waited| {
                format!("{} ago", days(waited))
            });
            findings
                .report(
                    need.key(),
                    format!(
                        "the provider of \"{}\" made a counter-offer {since}, and the consumer has not answered",
                        need.source_name()
                    ),
                    "take the offer, so that the provider can commit, or ask for something else",
                )
                .about([need.provider_key()]);
        }
    }
}
