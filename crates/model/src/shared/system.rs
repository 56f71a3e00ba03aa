//! Systems, and their migration: a system under a disposition is a migration unit.

use jiff::civil::Date;

use crate::{ItemId, Meta, PersonId, ProgramId, RunbookId, SystemId, TeamId, WaveId};

/// An application or service: a row of the portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct System {
    /// Name for people.
    pub name: Option<String>,
    /// The team that owns it.
    pub owner: Option<TeamId>,
    /// How much depends on it.
    pub criticality: Option<Criticality>,
    /// Since when, until when it is used and supported.
    pub lifecycle: Lifecycle,
    /// Gartner's TIME class.
    pub time_class: Option<TimeClass>,
    /// The repository of its code.
    pub repo: Option<String>,
    /// Systems that it cannot run without.
    pub depends_on: Vec<SystemId>,
    /// Data stores that it owns.
    pub data: Vec<String>,
    /// How it is moved or retired, when a program does so.
    pub migration: Option<MigrationUnit>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// How much depends on a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criticality {
    /// Nobody would notice for days.
    Low,
    /// A team would notice.
    Medium,
    /// Customers would notice.
    High,
    /// The business stops.
    Critical,
}

/// The dates of a system's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lifecycle {
    /// In use since.
    pub active: Option<Date>,
    /// No new use from this day on.
    pub phase_out: Option<Date>,
    /// The supplier's or owner's support ends.
    pub end_of_support: Option<Date>,
}

/// Gartner's TIME: what a portfolio review decided about a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeClass {
    /// Keep as it is.
    Tolerate,
    /// Put money in.
    Invest,
    /// Move to something better.
    Migrate,
    /// Get rid of it.
    Eliminate,
}

/// One system under a disposition: what happens to it, in which wave, how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MigrationUnit {
    /// The program that moves it; the one whose plan names it when left out.
    pub program: Option<ProgramId>,
    /// One of the seven Rs.
    pub disposition: Option<Disposition>,
    /// Who approved the disposition.
    pub approved_by: Option<PersonId>,
    /// How far it is.
    pub state: UnitState,
    /// The wave that it moves in.
    pub wave: Option<WaveId>,
    /// The cut-over runbook.
    pub runbook: Option<RunbookId>,
    /// The items of work that move it.
    pub items: Vec<ItemId>,
    /// The day by which the old path has to be gone.
    pub retire_by: Option<Date>,
    /// What shows that its state is true.
    pub evidence: Vec<String>,
}

/// The seven Rs: what a migration does with a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// Switch it off.
    Retire,
    /// Leave it where it is.
    Retain,
    /// Move it as it is.
    Rehost,
    /// Move its platform as a whole.
    Relocate,
    /// Replace it by a product.
    Repurchase,
    /// Move it with small changes, such as a managed database.
    Replatform,
    /// Rewrite it.
    Refactor,
}

/// How far a migration unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum UnitState {
    /// Found in an inventory.
    #[default]
    Discovered,
    /// Its dependencies, data and risks are known.
    Assessed,
    /// Somebody approved what happens to it.
    DispositionApproved,
    /// It is in a wave.
    Planned,
    /// Its readiness criteria are met.
    Ready,
    /// The new path serves.
    CutOver,
    /// Business workflows were checked on the new path.
    Validated,
    /// The old path is gone.
    OldPathRemoved,
    /// Nothing is left to do.
    Closed,
    /// It stays where it is; nothing more happens.
    Retained,
    /// It was switched off.
    Retired,
    /// The cut-over was taken back.
    RolledBack,
}
