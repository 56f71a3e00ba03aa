//! Asks that do not say how much of a team they take.

use longpole_model::EntityKind;

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "ask-without-level",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("ask_without_level.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, ask) in &held.asks {
            if ask.level.is_none() && ask.takes.is_none() && ask.accepted != Some(false) {
                findings.report(
                    key(program, EntityKind::Ask, id.as_str()),
                    format!(
                        "nothing says how much of \"{}\" the ask \"{}\" takes",
                        ask.of,
                        ask.what.as_deref().unwrap_or(id.as_str())
                    ),
                    "write its `level`: vibes, small, medium or large",
                );
            }
        }
    }
}
