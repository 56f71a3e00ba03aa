//! What a program is, and the ways it can change.
//!
//! Values only: nothing here knows today's date, a file, JSON or SQL. A [`Workspace`] holds what programs share (teams,
//! people, systems, calendars) and the programs themselves; every entity in it has a stable id. Dates are civil dates or
//! moments in a calendar; durations are working time ([`Span`]); effort is people's time ([`Effort`]): three types that
//! never mix.

mod amount;
#[cfg(any(test, feature = "arbitrary"))]
pub mod arbitrary;
mod calendar;
mod change;
mod entity;
mod fields;
mod health;
mod id;
mod meta;
mod moment;
mod names;
mod program;
mod query;
mod results;
mod shared;
mod spread;
mod state;
mod workspace;

pub use amount::{Effort, Money, MoneyRate, Probability, Span, SpanUnit};
pub use calendar::{Calendar, CalendarException, DayHours, Nth, Recurrence, Shift, WorkWeek};
pub use change::{
    Change, Changes, Conflict, ConflictReason, Merge, MergeConflict, apply, diff, merge,
};
pub use entity::{Entity, EntityKey, EntityKind};
pub use fields::Preference;
pub use health::{Health, HealthCounts, Part, RollUp, Standing, claimed_health};
pub use id::*;
pub use meta::{FieldValue, Meta, Origin};
pub use moment::Moment;
pub use program::*;
pub use query::{
    AliasClash, Contract, Cycle, CycleKind, Effective, ItemTree, LastWord, Names, Statuses,
    contracts, find_cycle, find_cycles,
};
pub use results::{Dates, Quantiles};
pub use shared::*;
pub use spread::Spread;
pub use state::*;
pub use workspace::{Program, Workspace};
