//! Larger asks that nobody in the team carries.

use longpole_model::{AskLevel, EntityKind};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "ask-without-champion",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("ask_without_champion.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, ask) in &held.asks {
            let large = match ask.level {
                Some(AskLevel::Medium) => "medium",
                Some(AskLevel::Large) => "large",
                Some(AskLevel::Vibes | AskLevel::Small) | None => continue,
            };
            if ask.champion.is_none() && ask.accepted != Some(false) {
                findings.report(
                    key(program, EntityKind::Ask, id.as_str()),
                    format!(
                        "nobody in \"{}\" carries the {large} ask \"{}\"",
                        ask.of,
                        ask.what.as_deref().unwrap_or(id.as_str())
                    ),
                    "find a `champion` in the team before counting on it",
                );
            }
        }
    }
}
