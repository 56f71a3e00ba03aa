//! Runbooks that nobody has tried although their night is near.

use longpole_model::EntityKind;

use crate::context::{Context, ItemView, days_between, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "runbook-without-rehearsal",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("runbook_without_rehearsal.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, runbook) in context.open_runbooks() {
        let name = runbook.title.as_deref().unwrap_or(id.as_str());
        let night = runbook
            .item
            .as_ref()
            .and_then(|item| context.item(program, item))
            .filter(ItemView::is_open);
        let Some(start) = night.and_then(|item| item.early_start()) else {
            continue;
        };
        let near = days_between(context.today, start) <= NEAR_DAYS;
        let longest = runbook.rehearsals.iter().map(|(_, took)| *took).max();
        if near && runbook.rehearsals.is_empty() {
            findings
                .report(
                    key(program, EntityKind::Runbook, id.as_str()),
                    format!(
                        "\"{name}\" is to be carried out on {}, and nobody has rehearsed it",
                        day(start)
                    ),
                    "rehearse it and write how long it took (`rehearsals`)",
                )
                .with("cut-over", Value::Date(start));
        } else if let Some((window, took)) = runbook
            .window
            .zip(longest)
            .filter(|(window, took)| took.in_minutes(480) > window.in_minutes(480))
        {
            findings
                .report(
                    key(program, EntityKind::Runbook, id.as_str()),
                    format!("a rehearsal of \"{name}\" took {took}, and its window is {window}"),
                    "shorten the steps or get a longer window",
                )
                .in_field("rehearsals");
        }
    }
}

/// A cut-over within so many days is near.
const NEAR_DAYS: i64 = 30;
