//! In which order do teams do what all want done at once? Resource-constrained scheduling over flat arrays.
//!
//! A [`Problem`] holds activities, the arcs between them and what each resource has in every slot of time. A [`Generator`]
//! makes schedules of it from lists and priority rules and shortens them by justification; [`search()`] looks for the best
//! within a budget, and [`solve_exactly`] proves it for small ones. [`verify`] checks any schedule and shares no code with the
//! generators. Nothing here knows of workspaces, calendars on the wall, clocks or threads.

mod bounds;
mod calendar;
mod chain;
mod error;
mod exact;
mod general;
mod generate;
mod justify;
mod packed;
mod parallel;
mod precedence;
mod priority;
mod problem;
mod profile;
mod random;
mod search;
#[cfg(test)]
mod tests;
mod verify;

pub use bounds::lower_bound;
pub use calendar::SlotCalendar;
pub use chain::{ChainLink, Hold, critical_chain};
pub(crate) use chain::{missed_slot, takers};
pub use error::ProblemError;
pub use exact::{ExactOutcome, solve_exactly};
pub(crate) use random::Random;

pub use generate::{ActivityList, Generator};
pub use priority::{PriorityRule, priority_list};
pub use problem::{Activity, Arc, Capacity, Demand, Due, Problem, Slot};
pub use search::{Budget, Cost, Levelled, search, search_within};
pub use verify::{Violation, verify};
