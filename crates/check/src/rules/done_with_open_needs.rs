//! Items that are said to be done while something that they need is not.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "done-with-open-needs",
    severity: FindingSeverity::Error,
    since: "0.1",
    explanation: include_str!("done_with_open_needs.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.needs() {
        let finished = need.consumer().filter(|item| item.item().is_finished());
        let (Some(consumer), true) = (finished, need.binds()) else {
            continue;
        };
        if need.waits_for_finish() && need.source_is_open() {
            findings
                .report(
                    consumer.key(),
                    format!(
                        "\"{}\" is said to be done, but it needs \"{}\", which is not",
                        consumer.title(),
                        need.source_name()
                    ),
                    "correct one of the two, or withdraw the need (`asked: withdrawn`) if it was none",
                )
                .in_field("finished")
                .about([need.key()]);
        }
    }
}
