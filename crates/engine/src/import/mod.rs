//! What another tool's file says, in a plan: for the first time, and again and again.
//!
//! [`ImportRequest`] takes a file to a plan. [`Merger`] merges an export into a plan three ways, against the same source's
//! previous export, which [`kept`] finds. [`compare_dates`] holds the file's own dates against ours.

mod dates;
mod default_calendar;
mod identify;
mod into;
mod kept;
mod merge;
mod open_links;
mod reason;
mod rename;
mod report;
mod run;
mod settle;
mod stated;

pub use dates::{
    DateComparison, DateDifference, FieldAgreement, MOST_DIFFERENCES, compare_dates, taken,
};
pub use identify::ALSO;
pub use into::{MergeError, MergedPlan, Merger};
pub use kept::{Export, KeptError, kept, kept_sources, sources_folder};
pub use merge::{Changed, GONE, ImportConflict, ImportConflictKind, Merged};
pub use reason::Reason;
pub use report::{ImportReport, LastImport, MergeReport, Named, Stranger};
pub use run::{ImportFailure, ImportRequest, ImportTarget, PreparedImport};

#[cfg(test)]
mod tests;
