//! Fixtures for the tests of every crate.
//!
//! Tests share fixed dates, the places where fixtures lie, git repositories made on the spot, file snapshots, a browser, the
//! peers whose dates stand beside ours, and the dates that products computed.
//! It uses none of the other crates, so that each of them can use it in its tests.

#![expect(
    clippy::unwrap_used,
    reason = "this crate runs in tests only: a broken fixture should stop the test at once"
)]

mod chromium;
mod dates;
mod git;
mod layered;
mod missing;
mod mpxj;
mod oracle;
mod places;
mod processor;
mod snapshot;
mod synthetic;
mod taskjuggler;

pub use chromium::{Appearance, Viewport, print_pdf, screenshot};
pub use dates::{DATA_DATE, NOW, START, date};
pub use git::Repository;
pub use layered::{Lcg, Triangle, layered_project};
pub use mpxj::mpxj;
pub use oracle::{StoredDates, stored_dates};
pub use places::{example, files_below, repo_root, shared_data};
pub use processor::processor_time;
pub use snapshot::assert_file;
pub use synthetic::{SyntheticTask, synthetic_project};
pub use taskjuggler::taskjuggler;
