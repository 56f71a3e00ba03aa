//! Asks that want a result instead of attention.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "ask-demands-an-outcome",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("ask_demands_an_outcome.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, ask) in &held.asks {
            let demand = ask.what.as_deref().and_then(demanding_words);
            if let Some(words) = demand {
                findings
                    .report(
                        key(program, EntityKind::Ask, id.as_str()),
                        format!(
                            "\"{}\" asks \"{}\" for an outcome (\"{words}\")",
                            ask.what.as_deref().unwrap_or_default(),
                            ask.of
                        ),
                        "ask for attention or for a decision by a day, whichever way it goes",
                    )
                    .in_field("what");
            }
        }
    }
}

/// Words by which an ask commits the team to the result.
const DEMANDING: &[&str] = &[
    "guarantee",
    "must accept",
    "must approve",
    "must merge",
    "has to accept",
    "has to approve",
    "has to merge",
    "will accept",
    "will approve",
    "will merge",
    "agree to accept",
    "agree to merge",
    "promise to",
    "commit to accept",
    "commit to merge",
    "no objections",
];

fn demanding_words(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let mut words = DEMANDING.iter().copied();
    words.find(|words| text.contains(words))
}
