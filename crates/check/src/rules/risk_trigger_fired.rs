//! Risks whose trigger has been seen, and that are still kept as risks.

use longpole_model::{EntityKind, ProgramId, PromiseState, WatchedEvent};

use crate::context::{Context, key};
use crate::finding::FindingSeverity;
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::wording;
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "risk-trigger-fired",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("risk_trigger_fired.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, id, risk) in context.live_risks() {
        let seen = risk.triggered_on.filter(|on| *on <= context.today);
        let message = match (seen, risk.watch()) {
            (Some(on), _) => format!(
                "the trigger of \"{}\" was seen on {}",
                wording::risk(id, risk),
                day(on)
            ),
            (None, Some(watch)) if fired(context, program, &watch) => format!(
                "\"{}\" was watched for by {}, and it has not come: \"{}\" is happening",
                watch.item,
                day(watch.by),
                wording::risk(id, risk)
            ),
            (None, _) => continue,
        };
        findings
            .report(
                key(program, EntityKind::Risk, id.as_str()),
                message,
                "open an issue for it (`state: triggered`) and carry out the contingency",
            )
            .in_field("trigger");
    }
}

/// Whether the day has passed without the event.
fn fired(context: &Context<'_>, program: &ProgramId, watch: &longpole_model::TriggerWatch) -> bool {
    let Some(item) = context.item(program, &watch.item) else {
        return false;
    };
    let progress = &item.item().progress;
    let happened = match watch.event {
        WatchedEvent::Started => progress.started.is_some() || progress.finished.is_some(),
        WatchedEvent::Finished => progress.finished.is_some(),
        WatchedEvent::Delivered => {
            let delivered = item
                .item()
                .promises
                .values()
                .any(|promise| promise.state == PromiseState::Delivered);
            delivered || progress.finished.is_some()
        }
    };
    !happened && watch.by < context.today
}
