//! Names for people: the title of anything that has one, else its id.

use crate::{
    Assumption, AssumptionId, Baseline, BaselineId, Calendar, CalendarId, Charter, Decision,
    DecisionId, DecisionOption, EntityKey, EntityKind, Gate, GateId, Issue, IssueId, Item, ItemId,
    Objective, ObjectiveId, OptionId, Person, PersonId, Probe, ProbeId, ProgramId, Resource,
    ResourceId, Response, ResponseId, Risk, RiskId, Runbook, RunbookId, Scenario, ScenarioId,
    System, SystemId, Team, TeamId, Wave, WaveId, Workspace, Workstream, WorkstreamId,
};

impl Workspace {
    /// What people call the entity at `key`: its title or name, else its id.
    pub fn display_name(&self, key: &EntityKey) -> String {
        self.title(key)
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(&key.id)
            .to_owned()
    }

    /// The title or name of the entity at `key`, where it has one.
    pub fn title(&self, key: &EntityKey) -> Option<&str> {
        let id = &*key.id;
        let program = || self.programs.get(key.program.as_ref()?);
        let title = match key.kind {
            EntityKind::Charter => &program()?.charter.name,
            EntityKind::Calendar => &self.calendars.get(id)?.name,
            EntityKind::Team => &self.teams.get(id)?.name,
            EntityKind::Person => &self.people.get(id)?.name,
            EntityKind::System => &self.systems.get(id)?.name,
            EntityKind::Objective => &program()?.objectives.get(id)?.title,
            EntityKind::Workstream => &program()?.workstreams.get(id)?.title,
            EntityKind::Item => &program()?.items.get(id)?.title,
            EntityKind::Need => &program()?.needs.get(id)?.what,
            EntityKind::Resource => &program()?.resources.get(id)?.name,
            EntityKind::Ask => &program()?.asks.get(id)?.what,
            EntityKind::Risk => {
                let risk = program()?.risks.get(id)?;
                if risk.title.is_some() {
                    &risk.title
                } else {
                    &risk.maybe
                }
            }
            EntityKind::Assumption => &program()?.assumptions.get(id)?.statement,
            EntityKind::Issue => &program()?.issues.get(id)?.title,
            EntityKind::Decision => &program()?.decisions.get(id)?.question,
            EntityKind::Gate => &program()?.gates.get(id)?.title,
            EntityKind::Wave => &program()?.waves.get(id)?.title,
            EntityKind::Runbook => &program()?.runbooks.get(id)?.title,
            EntityKind::Probe => &program()?.probes.get(id)?.title,
            EntityKind::StatusUpdate => &program()?.updates.get(id)?.summary,
            EntityKind::Baseline => &program()?.baselines.get(id)?.name,
            EntityKind::Scenario => &program()?.scenarios.get(id)?.title,
            EntityKind::Message => &program()?.communication.get(id)?.message,
            EntityKind::EscalationLevel => &program()?.escalation.get(id)?.action,
            EntityKind::Raci => &program()?.raci.get(id)?.what,
            EntityKind::Assignment | EntityKind::Allowance => &None,
        };
        title.as_deref()
    }
}

impl EntityKey {
    /// The key of an entity of a program.
    pub fn of(program: &ProgramId, kind: EntityKind, id: impl AsRef<str>) -> Self {
        Self {
            program: Some(program.clone()),
            kind,
            id: id.as_ref().into(),
        }
    }

    /// The key of an entity that programs share.
    pub fn shared(kind: EntityKind, id: impl AsRef<str>) -> Self {
        Self {
            program: None,
            kind,
            id: id.as_ref().into(),
        }
    }

    /// The key of a program's own record.
    pub fn program(program: &ProgramId) -> Self {
        Self::of(program, EntityKind::Charter, program)
    }
}

macro_rules! display_names {
    ($($entity:ident($id:ident) $field:ident $(or $second:ident)?;)*) => {$(
        impl $entity {
            /// What people call it: its title or name, else its `id`.
            pub fn display_name<'a>(&'a self, id: &'a $id) -> &'a str {
                let name = self.$field.as_deref()$(.or(self.$second.as_deref()))?;
                name.filter(|name| !name.trim().is_empty()).unwrap_or(id.as_str())
            }
        }
    )*};
}

display_names! {
    Charter(ProgramId) name;
    Calendar(CalendarId) name;
    Team(TeamId) name;
    Person(PersonId) name;
    System(SystemId) name;
    Objective(ObjectiveId) title;
    Workstream(WorkstreamId) title;
    Item(ItemId) title;
    Resource(ResourceId) name;
    Risk(RiskId) title or maybe;
    Response(ResponseId) title;
    Assumption(AssumptionId) statement;
    Issue(IssueId) title;
    Decision(DecisionId) question;
    DecisionOption(OptionId) title;
    Gate(GateId) title;
    Wave(WaveId) title;
    Runbook(RunbookId) title;
    Probe(ProbeId) title;
    Baseline(BaselineId) name;
    Scenario(ScenarioId) title;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_risk_is_called_by_its_title_its_event_or_its_id() {
        let id = RiskId::new("link-late").unwrap();
        let mut risk = Risk::default();
        assert_eq!(risk.display_name(&id), "link-late");
        risk.maybe = Some("the link is late".into());
        assert_eq!(risk.display_name(&id), "the link is late");
        risk.title = Some("Late link".into());
        assert_eq!(risk.display_name(&id), "Late link");
    }
}
