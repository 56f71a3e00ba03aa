//! Items whose day to start has passed without a start.

use jiff::civil::Date;
use longpole_model::ConstraintKind;

use crate::context::{Context, ItemView, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "started-never",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("started_never.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items().filter(|item| !item.is_summary()) {
        let Some(planned) = planned_start(&item) else {
            continue;
        };
        if item.item().progress.started.is_none() && planned < context.today {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" was to start on {} and has not started",
                        item.title(),
                        day(planned)
                    ),
                    "record when it `started`, or agree on a new start and say what held it up",
                )
                .with("planned start", Value::Date(planned))
                .with("late", Value::Days(days_between(planned, context.today)));
        }
    }
}

/// The day that the baseline or a constraint gave it; the baseline wins, since it was agreed on.
fn planned_start(item: &ItemView<'_>) -> Option<Date> {
    let baseline = item.baseline().and_then(|dates| dates.start);
    let bounds_start = |kind: ConstraintKind| match kind {
        ConstraintKind::MustStartOn
        | ConstraintKind::StartOn
        | ConstraintKind::StartNoLaterThan => true,
        ConstraintKind::MustFinishOn
        | ConstraintKind::FinishOn
        | ConstraintKind::FinishNoLaterThan
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::AsLateAsPossible => false,
    };
    let constraint = item
        .item()
        .constraint
        .filter(|held| bounds_start(held.kind));
    baseline.or(constraint.and_then(|held| held.at).map(|at| at.date))
}
