//! An example of every section, for the reference page; a test reads each of them.

use longpole_model::EntityKind;

/// A few lines that show a section as people write it.
pub(crate) fn example_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Charter => include_str!("examples/charter.yaml"),
        EntityKind::Calendar => include_str!("examples/calendars.yaml"),
        EntityKind::Team => include_str!("examples/teams.yaml"),
        EntityKind::Person => include_str!("examples/people.yaml"),
        EntityKind::System => include_str!("examples/systems.yaml"),
        EntityKind::Objective => include_str!("examples/objectives.yaml"),
        EntityKind::Workstream => include_str!("examples/workstreams.yaml"),
        EntityKind::Item | EntityKind::Need => include_str!("examples/items.yaml"),
        EntityKind::Resource => include_str!("examples/resources.yaml"),
        EntityKind::Assignment => include_str!("examples/assignments.yaml"),
        EntityKind::Ask => include_str!("examples/asks.yaml"),
        EntityKind::Risk => include_str!("examples/risks.yaml"),
        EntityKind::Assumption => include_str!("examples/assumptions.yaml"),
        EntityKind::Issue => include_str!("examples/issues.yaml"),
        EntityKind::Decision => include_str!("examples/decisions.yaml"),
        EntityKind::Gate => include_str!("examples/gates.yaml"),
        EntityKind::Wave => include_str!("examples/waves.yaml"),
        EntityKind::Runbook => include_str!("examples/runbooks.yaml"),
        EntityKind::Probe => include_str!("examples/probes.yaml"),
        EntityKind::StatusUpdate => include_str!("examples/updates.yaml"),
        EntityKind::Baseline => include_str!("examples/baselines.yaml"),
        EntityKind::Scenario => include_str!("examples/scenarios.yaml"),
        EntityKind::Message => include_str!("examples/communication.yaml"),
        EntityKind::EscalationLevel => include_str!("examples/escalation.yaml"),
        EntityKind::Raci => include_str!("examples/raci.yaml"),
        EntityKind::Allowance => include_str!("examples/allow.yaml"),
    }
}
