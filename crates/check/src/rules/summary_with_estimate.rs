//! Summaries with an estimate of their own.

use crate::context::{Context, ItemView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "summary-with-estimate",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("summary_with_estimate.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items().filter(ItemView::is_summary) {
        if item.item().estimate.is_some() {
            findings
                .report(
                    item.key(),
                    format!("\"{}\" has an estimate, but its parts say what it takes; the estimate is left out", item.title()),
                    "remove the estimate, or move it to a part",
                )
                .in_field("estimate");
        }
    }
}
