//! Teams of which more is asked, over all programs, than they can take.

use longpole_model::EntityKind;

use crate::context::{Context, key, shared_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::counted;

pub(crate) static RULE: Rule = Rule {
    name: "ask-over-capacity",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("ask_over_capacity.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (team_id, asks) in context.asks_by_team() {
        let Some(team) = context.team(team_id) else {
            continue;
        };
        let count = asks.len();
        let programs: std::collections::BTreeSet<_> = asks.iter().map(|ask| ask.0).collect();
        let of_programs = counted(programs.len() as i64, "program", "programs");
        let at = shared_key(EntityKind::Team, team_id.as_str());
        let Some(capacity) = team.ask_capacity else {
            findings.unknown(
                at,
                format!(
                    "{} of {of_programs} {} on \"{team_id}\", and nobody says how many it can take",
                    counted(count as i64, "ask", "asks"),
                    if count == 1 { "is" } else { "are" }
                ),
                "ask the team how many it can take at a time and write `ask_capacity`",
            );
            continue;
        };
        if count as u64 > u64::from(capacity) {
            findings
                .report(
                    at,
                    format!("{count} asks of {of_programs} are on \"{team_id}\", which can take {capacity}"),
                    "agree with the team which asks wait, or ask another team",
                )
                .in_field("ask_capacity")
                .with("asks", Value::Count(count as u64))
                .with("capacity", Value::Count(u64::from(capacity)))
                .about(asks.iter().map(|(program, id, _)| key(program, EntityKind::Ask, id.as_str())));
        }
    }
}
