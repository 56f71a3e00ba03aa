//! Waves and cut-over runbooks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{ItemId, Meta, Moment, PersonId, RunbookId, Span, StepId, SystemId, WaveId};

/// A scope that moves together: systems, owners, prerequisites, acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wave {
    /// Name for people.
    pub title: Option<String>,
    /// The systems that move in it.
    pub systems: Vec<SystemId>,
    /// Waves that come before.
    pub after: Vec<WaveId>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// What has to be true before it begins.
    pub prerequisites: Vec<String>,
    /// How one sees that it is done.
    pub acceptance: Vec<String>,
    /// The item, mostly a milestone, that is its end.
    pub item: Option<ItemId>,
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
    /// What the retrospective after it changed.
    pub lessons: Vec<String>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// The steps of a cut-over, in order, for one system in one environment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runbook {
    /// Name for people.
    pub title: Option<String>,
    /// The system that is cut over.
    pub system: Option<SystemId>,
    /// The environment.
    pub environment: Option<String>,
    /// Who leads the night.
    pub owner: Option<PersonId>,
    /// The item of the cut-over.
    pub item: Option<ItemId>,
    /// The window in which it has to fit.
    pub window: Option<Span>,
    /// The steps, by id; their order is `order`.
    pub steps: BTreeMap<StepId, RunbookStep>,
    /// Step ids in the order in which they are done.
    pub order: Vec<StepId>,
    /// The step after which there is no way back.
    pub point_of_no_return: Option<StepId>,
    /// Measurable thresholds at which one rolls back.
    pub rollback_criteria: Vec<String>,
    /// How long each rehearsal took.
    pub rehearsals: Vec<(Date, Span)>,
    /// Business workflows that are checked afterwards.
    pub validation: Vec<String>,
    /// Who is told what during the cut-over.
    pub communication: Vec<String>,
    /// The runbook that this one was made from.
    pub based_on: Option<RunbookId>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// A step of a cut-over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunbookStep {
    /// What is done.
    pub action: String,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Who checks it.
    pub verifier: Option<PersonId>,
    /// How long it takes.
    pub takes: Option<Span>,
    /// How it is undone.
    pub rollback: Option<String>,
    /// Whether a go or no-go is ruled here.
    pub checkpoint: bool,
    /// Planned start.
    pub planned: Option<Moment>,
    /// When it began.
    pub started: Option<Moment>,
    /// When it was done.
    pub finished: Option<Moment>,
}
