//! Items that started before what they wait for was done.

use longpole_model::LinkKind;

use crate::context::{Context, NeedView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "started-before-its-needs",
    severity: FindingSeverity::Info,
    since: "0.1",
    explanation: include_str!("started_before_its_needs.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for need in context.needs().filter(NeedView::binds) {
        let Some(consumer) = need.consumer() else {
            continue;
        };
        let started = consumer.item().progress.started.is_some() && consumer.is_open();
        if started && need.need().link == LinkKind::FinishToStart && need.source_is_open() {
            findings
                .report(
                    consumer.key(),
                    format!(
                        "\"{}\" has started, although \"{}\", which it needs first, is not done",
                        consumer.title(),
                        need.source_name()
                    ),
                    "say how they overlap (`kind: SS` or a lead), or what the consumer works on meanwhile",
                )
                .in_field("started")
                .about([need.key()]);
        }
    }
}
