//! Deliverables that nobody accepts.

use longpole_model::ItemKind;

use crate::context::{Context, ItemView};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "deliverable-without-approver",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("deliverable_without_approver.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let deliverables = context
        .items()
        .filter(|item| item.item().kind == ItemKind::Deliverable);
    for item in deliverables.filter(ItemView::is_open) {
        if item.item().approver.is_none() {
            findings.report(
                item.key(),
                format!("nobody is named who accepts \"{}\"", item.title()),
                "name an `approver`",
            );
        }
    }
}
