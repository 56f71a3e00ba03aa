//! The entities of a program, one file each.

mod allowance;
mod ask;
mod baseline;
mod charter;
mod communication;
mod decision;
mod gate;
mod item;
mod migration;
mod need;
mod objective;
mod probe;
mod raid;
mod resource;
mod risk;
mod scenario;
mod scheduling;
mod status;
mod workstream;

pub use allowance::Allowance;
pub use ask::{Ask, AskLevel};
pub use baseline::{Baseline, BaselineDates};
pub use charter::{Charter, CharterState, ExitCriterion, HealthRules, Target};
pub use communication::{EscalationLevel, Message, Raci};
pub use decision::{DecideBy, Decision, DecisionOption, DecisionState, Reversibility, Verdict};
pub use gate::{
    Attestation, Criterion, CriterionKind, ExceptionState, Gate, GateException, ItemAtGate,
};
pub use item::{
    Backlog, BacklogSize, Commitment, Constraint, ConstraintKind, Estimate, EvidenceHints, Item,
    ItemKind, PeopleRange, Progress, Remaining, Split, StatusClaim,
};
pub use migration::{Runbook, RunbookStep, Wave};
pub use need::{
    Asked, ContractKind, ItemRef, LinkKind, Need, NeedLag, NeedSource, Promise, PromiseState,
};
pub use objective::{KeyResult, Measure, Objective};
pub use probe::{Probe, ProbePattern, ProbeTarget};
pub use raid::{Assumption, AssumptionState, Issue, IssueState, Severity};
pub use resource::{Assignment, CapacityStep, Resource, ResourceKind};
pub use risk::{Response, ResponseKind, Risk, RiskState, RiskType, TriggerWatch, WatchedEvent};
pub use scenario::{PlanEdit, Scenario};
pub use scheduling::{
    CriticalBy, ItemScheduling, LagCalendar, ManualDates, OutOfSequence, ScheduleFrom, Scheduling,
    SchedulingProfile, SlackKind, WorkRule,
};
pub use status::{BulletPoint, PathToGreen, StatusUpdate, UpdateState, UpdateSubject};
pub use workstream::Workstream;
