//! Needs of other teams on the driving path for which there is no plan B.

use crate::context::{Context, NeedView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "need-without-fallback",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("need_without_fallback.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.live_needs().filter(NeedView::crosses_teams) {
        let drives = need.provider().is_some_and(|item| item.is_driving());
        if drives && need.source_is_open() && need.need().fallback.is_none() {
            findings.report(
                need.key(),
                format!(
                    "\"{}\" of another team sets the program's date, and nobody says what is done if it does not come",
                    need.source_name()
                ),
                "write a `fallback`, with what it costs, or that there is none",
            );
        }
    }
}
