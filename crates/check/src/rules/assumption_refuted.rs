//! Assumptions that turned out false and are still kept.

use longpole_model::{AssumptionState, EntityKind};

use crate::context::{Context, ItemView, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "assumption-refuted",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("assumption_refuted.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, assumption) in &held.assumptions {
            let resting: Vec<_> = assumption
                .items
                .iter()
                .filter_map(|item| context.item(program, item))
                .filter(ItemView::is_open)
                .collect();
            if assumption.state == AssumptionState::Refuted && !resting.is_empty() {
                findings
                    .report(
                        key(program, EntityKind::Assumption, id.as_str()),
                        format!(
                            "\"{}\" is false, and the plan still rests on it: {}",
                            assumption.statement.as_deref().unwrap_or(id.as_str()),
                            quoted_list(resting.iter().map(|item| item.id().as_str()))
                        ),
                        "change the items that rest on it, then take them off its list",
                    )
                    .about(resting.iter().map(ItemView::key));
            }
        }
    }
}
