//! Assumptions and issues: what is taken for granted, and what has happened.

use jiff::civil::Date;

use crate::{EscalationId, ItemId, Meta, PersonId, RiskId};

/// Something that the plan takes for granted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assumption {
    /// What is assumed.
    pub statement: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The day by which one has to know.
    pub validate_by: Option<Date>,
    /// How one will know.
    pub test: Option<String>,
    /// What breaks if it is false.
    pub if_false: Option<String>,
    /// Items that rest on it.
    pub items: Vec<ItemId>,
    /// Whether one knows by now.
    pub state: AssumptionState,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// Whether an assumption is known to be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum AssumptionState {
    /// Nobody knows yet.
    #[default]
    Open,
    /// It is true.
    Confirmed,
    /// It is false.
    Refuted,
}

/// Something that has happened and has to be dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issue {
    /// What happened.
    pub title: Option<String>,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// Who deals with it.
    pub owner: Option<PersonId>,
    /// When it was opened.
    pub opened_on: Option<Date>,
    /// The day by which it has to be dealt with.
    pub due: Option<Date>,
    /// How far it has been escalated.
    pub escalation: Option<EscalationId>,
    /// The risk that it was.
    pub risk: Option<RiskId>,
    /// Items that it holds up.
    pub items: Vec<ItemId>,
    /// What is being done.
    pub action: Option<String>,
    /// How far it is.
    pub state: IssueState,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// How bad an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A nuisance.
    Low,
    /// Work is slower.
    Medium,
    /// Work stands still somewhere.
    High,
    /// The program stands still.
    Critical,
}

/// How far an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum IssueState {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody is on it.
    InProgress,
    /// Done.
    Resolved,
    /// Nothing is left to check.
    Closed,
}
