//! Open work that an import no longer found in its source.

use crate::context::{Context, days_between};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "gone-from-source",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("gone_from_source.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.open_items() {
        let meta = &item.item().meta;
        let (Some(since), false) = (meta.gone_from_source(), item.item().scheduling.inactive)
        else {
            continue;
        };
        let source = meta
            .origin
            .as_ref()
            .map_or("its source", |origin| origin.source.as_str());
        findings
            .report(
                item.key(),
                format!(
                    "\"{}\" is no longer in {source} since the import of {}, and still counts for every date",
                    item.title(),
                    day(since)
                ),
                "ask who deleted it: set `scheduling: { inactive: true }` if it is cancelled, record when it `finished`, or take the field `gone_from_source` away if it is still to be done",
            )
            .with("gone since", Value::Date(since))
            .with("for", Value::Days(days_between(since, context.today)));
    }
}
