//! What another tool's file says, in a plan: for the first time, and again and again.
//!
//! [`Merger`] merges an export into a plan three ways, against the same source's previous export; [`kept_exports`] finds that.

mod dates;
mod identify;
mod into;
mod kept;
mod merge;
mod open_links;
mod reason;
mod rename;
mod settle;

pub use dates::{
    DateComparison, DateDifference, DateField, FieldAgreement, MOST_DIFFERENCES, Stated,
    compare_dates, taken,
};
pub use identify::ALSO;
pub use into::{MergeError, MergedPlan, Merger};
pub use kept::{kept_exports, kept_path, kept_sources, sources_folder};
pub use merge::{Changed, GONE, ImportConflict, ImportConflictKind, Merged};
pub use reason::Reason;

#[cfg(test)]
mod tests;
