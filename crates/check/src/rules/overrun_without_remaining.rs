//! Started items whose estimate is used up and of which nobody says what is left.

use longpole_schedule::RemarkKind;

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "overrun-without-remaining",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("overrun_without_remaining.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_tasks() {
        let used_up = item.remarks().any(|kind| {
            matches!(
                kind,
                RemarkKind::OverrunWithoutRemaining | RemarkKind::StartedWithoutRemaining
            )
        });
        if used_up {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" has used up its estimate, is not finished, and nobody says what is left",
                        item.title()
                    ),
                    "ask its owner what is left and write it as `remaining`",
                );
        }
    }
}
