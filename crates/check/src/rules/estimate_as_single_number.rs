//! Driving work with one number for what it takes.

use longpole_model::{Estimate, Span};

use crate::context::{Context, ItemView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "estimate-as-single-number",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("estimate_as_single_number.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks().filter(ItemView::is_driving) {
        let certain = match &item.item().estimate {
            Some(Estimate::Duration(spread)) => spread.is_fixed() && spread.likely() != Span::ZERO,
            Some(Estimate::Effort(spread)) => spread.is_fixed(),
            Some(Estimate::Backlog(_)) | None => false,
        };
        let restated = item.item().progress.remaining.is_some();
        if certain && !restated {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" sets the program's date, and its estimate has no spread",
                        item.title()
                    ),
                    "write three numbers: `5d..8d..15d`",
                )
                .in_field("estimate");
        }
    }
}
