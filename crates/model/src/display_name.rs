//! What to call an entity before people: its name or title, else its id.

use crate::{
    Assumption, AssumptionId, Baseline, BaselineId, Calendar, CalendarId, Charter, Decision,
    DecisionId, DecisionOption, Entity, EntityKey, Gate, GateId, Issue, IssueId, Item, ItemId,
    Objective, ObjectiveId, OptionId, Person, PersonId, Probe, ProbeId, ProgramId, Resource,
    ResourceId, Response, ResponseId, Risk, RiskId, Runbook, RunbookId, Scenario, ScenarioId,
    System, SystemId, Team, TeamId, Wave, WaveId, Workspace, Workstream, WorkstreamId,
};

macro_rules! display_names {
    ($($entity:ident($id:ident) $field:ident $(or $second:ident)?;)*) => {$(
        impl $entity {
            /// What people call it; `id` when it has no name.
            pub fn display_name<'a>(&'a self, id: &'a $id) -> &'a str {
                self.$field.as_deref()$(.or(self.$second.as_deref()))?.unwrap_or(id.as_str())
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

impl Entity {
    /// The name or title that people gave it; `None` where it has none or is of a kind without.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Charter(of) => of.name.as_deref(),
            Self::Calendar(of) => of.name.as_deref(),
            Self::Team(of) => of.name.as_deref(),
            Self::Person(of) => of.name.as_deref(),
            Self::System(of) => of.name.as_deref(),
            Self::Objective(of) => of.title.as_deref(),
            Self::Workstream(of) => of.title.as_deref(),
            Self::Item(of) => of.title.as_deref(),
            Self::Resource(of) => of.name.as_deref(),
            Self::Risk(of) => of.title.as_deref().or(of.maybe.as_deref()),
            Self::Assumption(of) => of.statement.as_deref(),
            Self::Issue(of) => of.title.as_deref(),
            Self::Decision(of) => of.question.as_deref(),
            Self::Gate(of) => of.title.as_deref(),
            Self::Wave(of) => of.title.as_deref(),
            Self::Runbook(of) => of.title.as_deref(),
            Self::Probe(of) => of.title.as_deref(),
            Self::Baseline(of) => of.name.as_deref(),
            Self::Scenario(of) => of.title.as_deref(),
            Self::Need(of) => of.what.as_deref(),
            Self::Ask(of) => of.what.as_deref(),
            Self::StatusUpdate(of) => of.summary.as_deref(),
            Self::Message(of) => of.message.as_deref(),
            Self::EscalationLevel(of) => of.action.as_deref(),
            Self::Raci(of) => of.what.as_deref(),
            Self::Assignment(_) | Self::Allowance(_) => None,
        }
    }
}

impl Workspace {
    /// What people call the entity at `key`; its id when it has no name or is not there.
    pub fn display_name(&self, key: &EntityKey) -> String {
        let entity = self.get(key);
        let name = entity.as_ref().and_then(Entity::name);
        name.unwrap_or(&key.id).to_owned()
    }
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
