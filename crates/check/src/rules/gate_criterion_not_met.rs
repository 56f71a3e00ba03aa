//! Criteria that are not met although their gate is near.

use longpole_model::{CriterionKind, EntityKind};

use crate::context::{Context, days_between, key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::day;

pub(crate) static RULE: Rule = Rule {
    name: "gate-criterion-not-met",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("gate_criterion_not_met.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (program, held) in context.programs() {
        for (id, gate) in held
            .gates
            .iter()
            .filter(|(_, gate)| gate.passed_on.is_none())
        {
            let Some(on) = gate
                .on
                .filter(|on| days_between(context.today, *on) <= NEAR_DAYS)
            else {
                continue;
            };
            for (criterion_id, criterion) in &gate.criteria {
                let name = criterion.text.as_deref().unwrap_or(criterion_id.as_str());
                let at = key(program, EntityKind::Gate, id.as_str());
                let (lacks, hint) = match &criterion.kind {
                    CriterionKind::Attest {
                        attested: Some(attested),
                        ..
                    } if attested.met => continue,
                    CriterionKind::Attest { by, attested } => (
                        if attested.is_some() {
                            "is not met"
                        } else {
                            "nobody has said so"
                        },
                        format!("ask {by}"),
                    ),
                    CriterionKind::Done { item } => {
                        let open = context
                            .item(program, item)
                            .is_none_or(|item| item.is_open());
                        if !open {
                            continue;
                        }
                        ("is not done", format!("see what holds up \"{item}\""))
                    }
                    CriterionKind::Probe { .. } | CriterionKind::Green { .. } => {
                        findings.unknown(
                            at,
                            format!("nobody can say from the plan whether \"{name}\" is met"),
                            "look at the probe or the job; its evidence is not in the plan",
                        );
                        continue;
                    }
                };
                let left = days_between(context.today, on);
                let when = if left < 0 {
                    format!("was on {}", day(on))
                } else {
                    format!("is on {}", day(on))
                };
                findings
                    .report(
                        at,
                        format!(
                            "\"{name}\" {lacks}, and gate \"{}\" {when}",
                            gate.title.as_deref().unwrap_or(id.as_str())
                        ),
                        hint,
                    )
                    .in_field(format!("criteria.{criterion_id}"))
                    .with("gate", Value::Date(on));
            }
        }
    }
}

/// From so many days before the gate on, an open criterion is worth a word.
const NEAR_DAYS: i64 = 14;
