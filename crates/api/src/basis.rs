//! What an answer was computed from, and the pieces that several answers share.

use longpole_engine::{AnalysisOptions, Plan, Scheduled};
use longpole_model as model;
use schemars::JsonSchema;
use serde::Serialize;

/// What an answer was computed from. The same basis and plan give the same answer, to the bit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Basis {
    /// The version of longpole.
    pub longpole: &'static str,
    /// The day against which things are stale or overdue.
    pub now: String,
    /// The data date that was set for every program; null where each program's own holds.
    pub data_date: Option<String>,
    /// The seed that chance is drawn from.
    pub seed: u64,
    /// How often the network is run.
    pub iterations: u32,
    /// The commit that the plan was read at; null for the plan as it is on disk.
    pub revision: Option<String>,
}

impl Basis {
    pub(crate) fn of(scheduled: &Scheduled) -> Self {
        Self::new(&scheduled.plan, &scheduled.options)
    }

    fn new(plan: &Plan, options: &AnalysisOptions) -> Self {
        Self {
            longpole: env!("CARGO_PKG_VERSION"),
            now: options.now.to_string(),
            data_date: options.data_date.map(|date| date.to_string()),
            seed: options.seed,
            iterations: options.iterations,
            revision: plan
                .revision
                .as_ref()
                .map(|revision| revision.commit.clone()),
        }
    }
}

/// Quantiles of a date, rising.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quantiles {
    /// One time in twenty it is this day or earlier.
    pub p5: String,
    /// One time in ten.
    pub p10: String,
    /// One time in four.
    pub p25: String,
    /// The median.
    pub p50: String,
    /// Three times in four.
    pub p75: String,
    /// Four times in five.
    pub p80: String,
    /// Nine times in ten.
    pub p90: String,
    /// Nineteen times in twenty.
    pub p95: String,
}

impl From<&model::Quantiles> for Quantiles {
    fn from(it: &model::Quantiles) -> Self {
        Self {
            p5: it.p5.to_string(),
            p10: it.p10.to_string(),
            p25: it.p25.to_string(),
            p50: it.p50.to_string(),
            p75: it.p75.to_string(),
            p80: it.p80.to_string(),
            p90: it.p90.to_string(),
            p95: it.p95.to_string(),
        }
    }
}

/// Thousandths of a working day as a number of days.
pub(crate) fn days(millidays: i64) -> f64 {
    millidays as f64 / 1000.0
}

/// Working minutes as a number of working days.
pub(crate) fn work_days(minutes: i64, minutes_per_day: u32) -> f64 {
    // Two digits: a hundredth of a day is five minutes, and nobody reads more.
    (minutes as f64 * 100.0 / f64::from(minutes_per_day.max(1))).round() / 100.0
}

/// Anything that prints, or nothing.
pub(crate) fn text(it: Option<&impl ToString>) -> Option<String> {
    it.map(ToString::to_string)
}
