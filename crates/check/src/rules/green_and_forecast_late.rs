//! Items that are said to be on track by somebody who forecasts a day after their commitment.

use longpole_model::Health;

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{day, days};

pub(crate) static RULE: Rule = Rule {
    name: "green-and-forecast-late",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("green_and_forecast_late.md"),
    reads: Reads::Health,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let Some((status, due)) = item.item().status.as_ref().zip(item.due()) else {
            continue;
        };
        let late = status.forecast.filter(|forecast| *forecast > due);
        if let (Some(Health::OnTrack), Some(forecast)) = (status.health, late) {
            findings
                .report(
                    item.key(),
                    format!(
                        "\"{}\" is said to be on track and to finish on {}, {} after its day {}",
                        item.title(),
                        day(forecast),
                        days(days_between(due, forecast)),
                        day(due)
                    ),
                    "say that it is off track, or agree on the new day",
                )
                .in_field("status")
                .with("forecast", Value::Date(forecast))
                .with("due", Value::Date(due));
        }
    }
}
