//! Needs between teams of which neither side has said anything.

use crate::context::{Context, NeedView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "cross-team-need-without-contract",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("cross_team_need_without_contract.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs().filter(NeedView::crosses_teams) {
        if !need.is_contract() && need.source_is_open() {
            let team = need.provider().and_then(|item| item.team());
            findings.report(
                need.key(),
                format!(
                    "\"{}\" needs \"{}\" of team \"{}\", and nothing is agreed about it",
                    need.need().consumer,
                    need.source_name(),
                    team.map_or("", |team| team.as_str())
                ),
                "write what is needed and how it is accepted, and ask the provider for a date",
            );
        }
    }
}
