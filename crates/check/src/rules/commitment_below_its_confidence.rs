//! Commitments whose odds are lower than they were given with.

use crate::context::Context;
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::{day, percent};

pub(crate) static RULE: Rule = Rule {
    name: "commitment-below-its-confidence",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("commitment_below_its_confidence.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let Some(commit) = &item.item().commit else {
            continue;
        };
        let wanted = commit
            .confidence
            .unwrap_or(item.program().charter.health_rules.confidence);
        let Some(odds) = item.commitment_odds() else {
            findings.unknown(
                item.key(),
                format!(
                    "the odds that \"{}\" is done by {} are unknown",
                    item.title(),
                    day(commit.date)
                ),
                wording::why_no_odds(&item),
            );
            continue;
        };
        if odds < wanted {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" was committed for {} at {wanted}, and the odds are {}",
                        item.title(),
                        day(commit.date),
                        percent(odds)
                    ),
                    "commit to a later day, take out scope, or add people where that helps",
                )
                .in_field("commit")
                .with("committed", Value::Date(commit.date))
                .with("confidence", Value::Share(wanted))
                .with("odds", Value::Share(odds));
        }
    }
}
