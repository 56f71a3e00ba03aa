//! The JSON shapes that longpole answers with.
//!
//! They are this boundary's own and converted by hand, so that renaming something inside breaks nobody outside. Every answer
//! names its schema (`longpole-forecast/1`) and what it was computed from ([`Basis`]). Dates are ISO 8601 days; durations are
//! working days as numbers; odds and shares lie between 0 and 1; what is unknown is `null`, never a number.

mod baselines;
mod basis;
mod comparison;
mod contracts;
mod decisions;
mod edit;
mod exported;
mod files;
mod findings;
mod forecast;
mod import;
mod levelled;
mod levelled_why;
mod milestones;
mod mistakes;
mod playbooks;
mod risks;
mod rules;
mod schedule;
mod schema;
mod team;
mod why;

pub use baselines::{BaselineItem, Baselines, KeptBaseline};
pub use basis::{Basis, Quantiles};
pub use comparison::{Changed, ChangedField, Comparison, Landing, Moved, ProgramMoved};
pub use contracts::{Contract, Contracts};
pub use decisions::{Decision, DecisionChoice, Decisions};
pub use edit::{ChangedLines, Edit};
pub use exported::Exported;
pub use files::{Files, MadeFile};
pub use findings::{AllowedFinding, Finding, FindingFigure, Findings, Measured, Unknown};
pub use forecast::{DateForecast, DrivingChain, FinishDay, Forecast, Odds, ProgramForecast};
pub use import::{
    ComparedDates, ComparedField, DifferentDates, Import, ImportConflict, ImportMerge, ImportNote,
    ImportedChange, StillGone, TakenKind,
};
pub use levelled::{
    Levelled, LevelledDate, LevelledDay, LevelledItem, LevelledPool, LevelledProgram,
    LevelledRelief, LevelledTogether, LevelledWeek,
};
pub use levelled_why::{
    LevelledHolder, LevelledQueue, LevelledStep, LevelledWhy, Sooner, SoonerChange,
};
pub use milestones::{Milestone, Milestones};
pub use mistakes::{Mistake, Mistakes};
pub use playbooks::{Playbook, Playbooks};
pub use risks::{Response, Risk, Risks};
pub use rules::{Rule, Rules};
pub use schedule::{FloatPath, Schedule, ScheduledItem, ScheduledProgram};
pub use schema::schemas;
pub use team::{Asks, AsksOfKind, Owed, Team};
pub use why::{DownstreamDate, Why, WhyStep};

/// An answer as a JSON value.
pub fn value(answer: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(answer)
        .unwrap_or_else(|error| serde_json::json!({ "error": error.to_string() }))
}
