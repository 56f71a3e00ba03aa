//! A linter for programs: where claims, schedule and forecast disagree, and what is missing.
//!
//! [`run`] holds every rule of [`rules`] against a [`Context`] and gives a [`Report`]: the findings that stand, those
//! that somebody allowed, what could not be told for want of an input, and what was measured. The report carries the
//! computed [`Healths`] too. Each rule is a file of code and a page that explains it ([`explain`]); pages are made into
//! one reference by [`reference()`]. How findings are shown is in [`mod@format`], as pure functions of the report.

mod allow;
mod context;
mod dcma;
mod finding;
mod findings;
pub mod format;
mod health;
mod report;
mod rule;
mod rules;
mod wording;
mod words;

pub use context::{Context, ItemView, NeedView};
pub use finding::{
    Figure, Finding, FindingSeverity, Limit, Measure, Ratio, Unknown, Value, Verdict,
};
pub use findings::Findings;
pub use health::{ClaimedHealth, ComputedHealth, HealthReason, Healths, ReasonKind, Subject};
pub use report::{Allowed, Report, run};
pub use rule::{Rule, explain, reference, rule, rules};
