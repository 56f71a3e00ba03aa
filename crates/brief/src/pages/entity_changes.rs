//! Edits of a plan in words: what was added, removed or changed, by kind.

use longpole_document::words as figures;
use longpole_model::EntityKind;

/// "27 people", "1 need".
pub(super) fn counted(number: usize, kind: EntityKind) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    match kind {
        EntityKind::Person if number == 1 => "1 person".to_owned(),
        EntityKind::Person => format!("{} people", figures::integer(number)),
        _ => figures::count(number, noun(kind)),
    }
}

/// What one of a kind is called: "item".
pub(crate) fn noun(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Charter => "charter",
        EntityKind::Calendar => "calendar",
        EntityKind::Team => "team",
        EntityKind::Person => "person record",
        EntityKind::System => "system",
        EntityKind::Objective => "objective",
        EntityKind::Workstream => "workstream",
        EntityKind::Item => "item",
        EntityKind::Need => "need",
        EntityKind::Resource => "resource",
        EntityKind::Assignment => "assignment",
        EntityKind::Ask => "ask",
        EntityKind::Risk => "risk",
        EntityKind::Assumption => "assumption",
        EntityKind::Issue => "issue",
        EntityKind::Decision => "decision",
        EntityKind::Gate => "gate",
        EntityKind::Wave => "wave",
        EntityKind::Runbook => "runbook",
        EntityKind::Probe => "probe",
        EntityKind::StatusUpdate => "status update",
        EntityKind::Baseline => "baseline",
        EntityKind::Scenario => "scenario",
        EntityKind::Message => "line of the communication plan",
        EntityKind::EscalationLevel => "escalation level",
        EntityKind::Raci => "responsibility row",
        EntityKind::Allowance => "allowance",
    }
}
