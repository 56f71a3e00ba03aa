//! The one door for every front end.
//!
//! A [`Plan`] is opened from files or git history; [`analyse`] computes one [`Analysis`] of it, a pure function of plan and
//! options; [`answers`] join what front ends show, [`insights()`] add what takes comparisons, [`compare`] holds two states
//! against each other. What front ends need of the crates below is re-exported here.

mod analysis;
pub mod answers;
mod by_profile;
mod comparison;
mod edit;
mod export;
pub mod fidelity;
pub mod import;
mod inputs;
mod insights;
mod level;
mod live;
mod look;
pub mod open;
mod plan;
pub mod playbook;
pub mod save;
mod system;

pub use analysis::{Analysis, AnalysisError, AnalysisOptions, Scheduled, analyse, schedule_plan};
pub use by_profile::schedule_by_profile;
pub use comparison::{Comparison, Landing, Move, ProgramMove, compare};
pub use edit::{EditError, edit_plan};
pub use export::{export_dates, export_program};
pub use inputs::Inputs;
pub use insights::{Insights, OptionEffect, insights};
pub use level::{LevelledWithin, level_plan, level_within};
pub use live::{LiveSchedule, Reached};
pub use plan::{Mistakes, Plan, PlanError};

/// What the rules find, and the computed health.
pub mod check {
    pub use longpole_check::*;
}

/// Plan files: their grammar, schema and reference, and mistakes in them.
pub mod exchange {
    pub use longpole_exchange::*;
}

/// Odds.
pub mod forecast {
    pub use longpole_forecast::*;
}

/// Dates and what drives them.
pub mod schedule {
    pub use longpole_schedule::*;
}
