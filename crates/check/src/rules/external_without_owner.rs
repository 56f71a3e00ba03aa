//! Needs of an external team for which nobody inside answers.

use crate::context::{Context, NeedView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "external-without-owner",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("external_without_owner.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs().filter(NeedView::source_is_open) {
        let Some(team) = need.provider().and_then(|item| context.team(item.team()?)) else {
            continue;
        };
        let answered = need.need().owner.is_some() || team.contact.is_some();
        if team.external && !answered {
            findings.report(
                need.key(),
                format!(
                    "\"{}\" comes from outside, and nobody inside answers for getting it",
                    need.source_name()
                ),
                "name an `owner` of the need, or a `contact` of the external team",
            );
        }
    }
}
