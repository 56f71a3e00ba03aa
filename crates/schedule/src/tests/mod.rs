//! Plans as short text in, dates as text out.

mod constraints;
mod earlier;
mod float_paths;
mod hostile;
mod laws;
mod links;
mod microsoft;
mod need_by;
mod oracle;
mod plan;
mod points;
mod primavera;
mod progress;
mod put_off;
mod slack;
mod summaries;

pub(crate) use plan::{Plan, day};
use snapbox::IntoData;

/// Schedules the plan `text` and compares its dates with `expected`.
#[track_caller]
fn check(text: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Plan::read(text).show_dates(), expected.raw());
}

/// Schedules the plan `text` by the rules of its profile and compares its dates with `expected`.
#[track_caller]
fn check_profile(text: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Plan::read(text).show_profile(), expected.raw());
}

/// Schedules the plan `text` and compares what sets the dates of the item `of` with `expected`.
#[track_caller]
fn check_chain(text: &str, of: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Plan::read(text).show_chain(of), expected.raw());
}

/// Compares the need-by of every need of the plan `text` with `expected`.
#[track_caller]
fn check_needs(text: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Plan::read(text).show_needs(), expected.raw());
}

/// Compares what is remarked on the plan `text` with `expected`.
#[track_caller]
fn check_remarks(text: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Plan::read(text).show_remarks(), expected.raw());
}
