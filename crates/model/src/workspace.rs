//! The workspace: everything that an analysis is about.

use std::collections::BTreeMap;

use crate::{
    Allowance, AllowanceId, Ask, AskId, Assignment, AssignmentId, Assumption, AssumptionId,
    Baseline, BaselineId, Calendar, CalendarId, Charter, Decision, DecisionId, EscalationId,
    EscalationLevel, Gate, GateId, Issue, IssueId, Item, ItemId, Message, MessageId, Need, NeedId,
    Objective, ObjectiveId, Person, PersonId, Probe, ProbeId, ProgramId, Raci, RaciId, Resource,
    ResourceId, Risk, RiskId, Runbook, RunbookId, Scenario, ScenarioId, StatusUpdate, System,
    SystemId, Team, TeamId, UpdateId, Wave, WaveId, Workstream, WorkstreamId,
};

/// Programs, and what they share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workspace {
    /// Working-time calendars.
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Teams.
    pub teams: BTreeMap<TeamId, Team>,
    /// People.
    pub people: BTreeMap<PersonId, Person>,
    /// Systems.
    pub systems: BTreeMap<SystemId, System>,
    /// Programs.
    pub programs: BTreeMap<ProgramId, Program>,
}

/// A program: its charter and everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// What it is for and who answers for it.
    pub charter: Charter,
    /// Objectives.
    pub objectives: BTreeMap<ObjectiveId, Objective>,
    /// Workstreams.
    pub workstreams: BTreeMap<WorkstreamId, Workstream>,
    /// Items of work.
    pub items: BTreeMap<ItemId, Item>,
    /// Needs of this program's items.
    pub needs: BTreeMap<NeedId, Need>,
    /// Resources of imported schedules.
    pub resources: BTreeMap<ResourceId, Resource>,
    /// Assignments of resources to items.
    pub assignments: BTreeMap<AssignmentId, Assignment>,
    /// Asks on teams.
    pub asks: BTreeMap<AskId, Ask>,
    /// Risks.
    pub risks: BTreeMap<RiskId, Risk>,
    /// Assumptions.
    pub assumptions: BTreeMap<AssumptionId, Assumption>,
    /// Issues.
    pub issues: BTreeMap<IssueId, Issue>,
    /// Decisions.
    pub decisions: BTreeMap<DecisionId, Decision>,
    /// Gates.
    pub gates: BTreeMap<GateId, Gate>,
    /// Waves of a migration.
    pub waves: BTreeMap<WaveId, Wave>,
    /// Cut-over runbooks.
    pub runbooks: BTreeMap<RunbookId, Runbook>,
    /// Probes of the code.
    pub probes: BTreeMap<ProbeId, Probe>,
    /// Status updates.
    pub updates: BTreeMap<UpdateId, StatusUpdate>,
    /// Baselines.
    pub baselines: BTreeMap<BaselineId, Baseline>,
    /// Scenarios.
    pub scenarios: BTreeMap<ScenarioId, Scenario>,
    /// The communication plan.
    pub communication: BTreeMap<MessageId, Message>,
    /// The escalation path.
    pub escalation: BTreeMap<EscalationId, EscalationLevel>,
    /// The responsibility matrix.
    pub raci: BTreeMap<RaciId, Raci>,
    /// Findings that are accepted for a time.
    pub allowances: BTreeMap<AllowanceId, Allowance>,
}
