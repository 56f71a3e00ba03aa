//! The ids of an arbitrary workspace, drawn before anything else, so that entities can refer to one another.

use crate::{
    AllowanceId, AskId, AssignmentId, AssumptionId, BaselineId, CalendarId, DecisionId, EntityKind,
    EscalationId, GateId, IssueId, ItemId, MessageId, ObjectiveId, PersonId, ProbeId, ProgramId,
    RaciId, ResourceId, RiskId, RunbookId, ScenarioId, SystemId, TeamId, UpdateId, WaveId,
    WorkstreamId,
};

use super::Shape;
use super::draw::Draw;

/// Ids that text formats trip over. All differ.
const NASTY_IDS: &[&str] = &[
    "a",
    "no",
    "1.10",
    "2027-01-15",
    "null",
    "ä-ö",
    "42",
    "x.y_z",
    "true",
    "1e3",
    "0x1F",
    "Item-7",
];

/// The ids that there are, and the shape that says how many.
pub(super) struct World {
    pub(super) shape: Shape,
    pub(super) calendars: Vec<CalendarId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) people: Vec<PersonId>,
    pub(super) systems: Vec<SystemId>,
    pub(super) programs: Vec<ProgramIds>,
}

/// The ids of a program.
pub(super) struct ProgramIds {
    pub(super) index: usize,
    pub(super) id: ProgramId,
    pub(super) objectives: Vec<ObjectiveId>,
    pub(super) workstreams: Vec<WorkstreamId>,
    pub(super) items: Vec<ItemId>,
    /// The items of which no other is part.
    pub(super) leaves: Vec<ItemId>,
    pub(super) resources: Vec<ResourceId>,
    pub(super) assignments: Vec<AssignmentId>,
    pub(super) asks: Vec<AskId>,
    pub(super) risks: Vec<RiskId>,
    pub(super) assumptions: Vec<AssumptionId>,
    pub(super) issues: Vec<IssueId>,
    pub(super) decisions: Vec<DecisionId>,
    pub(super) gates: Vec<GateId>,
    pub(super) waves: Vec<WaveId>,
    pub(super) runbooks: Vec<RunbookId>,
    pub(super) probes: Vec<ProbeId>,
    pub(super) updates: Vec<UpdateId>,
    pub(super) baselines: Vec<BaselineId>,
    pub(super) scenarios: Vec<ScenarioId>,
    pub(super) messages: Vec<MessageId>,
    pub(super) escalation: Vec<EscalationId>,
    pub(super) raci: Vec<RaciId>,
    pub(super) allowances: Vec<AllowanceId>,
}

impl World {
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            shape,
            calendars: names(shape, EntityKind::Calendar, CalendarId::new),
            teams: names(shape, EntityKind::Team, TeamId::new),
            people: names(shape, EntityKind::Person, PersonId::new),
            systems: names(shape, EntityKind::System, SystemId::new),
            programs: (0..shape.programs)
                .map(|index| ProgramIds::new(shape, index))
                .collect(),
        }
    }

    /// The choices for one entity.
    pub(super) fn draw(&self, kind: EntityKind, program: usize, index: usize) -> Draw {
        let kind = kind as usize + 100 * program;
        Draw::of(self.shape.seed, kind, index, self.shape.fields)
    }

    /// Somebody: declared, or named without being declared.
    pub(super) fn person(&self, draw: &mut Draw) -> PersonId {
        if self.people.is_empty() || draw.below(4) == 0 {
            return PersonId::new("somebody").expect("an id");
        }
        draw.one(&self.people)
    }
}

impl ProgramIds {
    fn new(shape: Shape, index: usize) -> Self {
        let items = names(shape, EntityKind::Item, ItemId::new);
        let leaves = (0..items.len())
            .filter(|&item| {
                !(0..items.len()).any(|child| parent(shape, index, child) == Some(item))
            })
            .map(|item| items[item].clone())
            .collect();
        Self {
            index,
            id: ProgramId::new(["pay", "1.10", "yes", "ü"][index]).expect("an id"),
            objectives: names(shape, EntityKind::Objective, ObjectiveId::new),
            workstreams: names(shape, EntityKind::Workstream, WorkstreamId::new),
            items,
            leaves,
            resources: names(shape, EntityKind::Resource, ResourceId::new),
            assignments: names(shape, EntityKind::Assignment, AssignmentId::new),
            asks: names(shape, EntityKind::Ask, AskId::new),
            risks: names(shape, EntityKind::Risk, RiskId::new),
            assumptions: names(shape, EntityKind::Assumption, AssumptionId::new),
            issues: names(shape, EntityKind::Issue, IssueId::new),
            decisions: names(shape, EntityKind::Decision, DecisionId::new),
            gates: names(shape, EntityKind::Gate, GateId::new),
            waves: names(shape, EntityKind::Wave, WaveId::new),
            runbooks: names(shape, EntityKind::Runbook, RunbookId::new),
            probes: names(shape, EntityKind::Probe, ProbeId::new),
            updates: names(shape, EntityKind::StatusUpdate, UpdateId::new),
            baselines: names(shape, EntityKind::Baseline, BaselineId::new),
            scenarios: names(shape, EntityKind::Scenario, ScenarioId::new),
            messages: names(shape, EntityKind::Message, MessageId::new),
            escalation: names(shape, EntityKind::EscalationLevel, EscalationId::new),
            raci: names(shape, EntityKind::Raci, RaciId::new),
            allowances: names(shape, EntityKind::Allowance, AllowanceId::new),
        }
    }
}

/// As many ids as the shape has of `kind`; kinds begin at different places of the list.
fn names<T, E: std::fmt::Debug>(
    shape: Shape,
    kind: EntityKind,
    id: impl Fn(&str) -> Result<T, E>,
) -> Vec<T> {
    let count = if shape.has(kind) { shape.each } else { 0 };
    (0..count)
        .map(|index| NASTY_IDS[(kind as usize + index) % NASTY_IDS.len()])
        .map(|name| id(name).expect("all of them are ids"))
        .collect()
}

/// The parent of an entity that may be part of one of the same kind: always one drawn before it, so that there is no cycle.
pub(super) fn before(draw: &mut Draw, index: usize) -> Option<usize> {
    (index > 0 && draw.flag()).then(|| draw.below(index as u64) as usize)
}

/// The item that item `index` of a program is part of.
pub(super) fn parent(shape: Shape, program: usize, index: usize) -> Option<usize> {
    let mut draw = Draw::of(shape.seed ^ 0x7A7E, program, index, shape.fields);
    before(&mut draw, index)
}
