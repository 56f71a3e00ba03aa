//! Teams that have open work and nobody who answers for their promises.

use longpole_model::EntityKind;

use crate::context::{Context, shared_key};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::counted;

pub(crate) static RULE: Rule = Rule {
    name: "team-without-lead",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("team_without_lead.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, team) in &context.workspace.teams {
        let open = context
            .items()
            .filter(|item| item.team() == Some(id) && item.is_task() && item.is_open());
        let count = open.count();
        let answered = team.lead.is_some() || (team.external && team.contact.is_some());
        if count > 0 && !answered {
            findings
                .report(
                    shared_key(EntityKind::Team, id.as_str()),
                    format!(
                        "team \"{id}\" has {} and nobody who answers for it",
                        counted(count as i64, "open task", "open tasks")
                    ),
                    "name its `lead`; of an external team, the `contact` inside",
                )
                .with("open tasks", Value::Count(count as u64));
        }
    }
}
