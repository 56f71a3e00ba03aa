//! Summaries that wait for something themselves.

use crate::context::{Context, ItemView, NeedView};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::counted;

pub(crate) static RULE: Rule = Rule {
    name: "summary-with-needs",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("summary_with_needs.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items().filter(ItemView::is_summary) {
        let count = item.needs().filter(NeedView::binds).count();
        if count > 0 {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" consists of other items and has {} of its own",
                        item.title(),
                        counted(count as i64, "need", "needs")
                    ),
                    "tie the need to the part that has it",
                )
                .with("needs", Value::Count(count as u64));
        }
    }
}
