//! `longpole forecast --json`

use longpole_engine::{Analysis, forecast as inner};
use schemars::JsonSchema;
use serde::Serialize;

use crate::basis::text;
use crate::{Basis, Quantiles};

/// The odds of every date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Forecast {
    /// `longpole-forecast/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// Minutes of the time unit of the runs: what is drawn is a multiple of it.
    pub unit_minutes: u32,
    /// Whether the runs took thirty-two bits, where sixteen did not carry the plan to the minute.
    pub is_wide: bool,
    /// When each program lands.
    pub programs: Vec<ProgramForecast>,
    /// Items, decisions and gates, by address.
    pub dates: Vec<DateForecast>,
}

/// When a program lands.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProgramForecast {
    /// The program.
    pub program: String,
    /// The spread of its finish.
    pub finish: DateForecast,
    /// In how many iterations it finishes on each day.
    pub distribution: Vec<FinishDay>,
    /// The chains of work that set the finish, the most frequent first.
    pub chains: Vec<DrivingChain>,
}

/// A day on which a program finishes in some of the iterations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FinishDay {
    /// The day.
    pub day: String,
    /// In how many iterations.
    pub iterations: u32,
}

/// A chain of work that sets the finish in some of the iterations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DrivingChain {
    /// Its items, decisions and gates by address, from the first to the finish.
    pub keys: Vec<String>,
    /// In how many iterations.
    pub iterations: u32,
}

/// The spread of one date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DateForecast {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Quantiles of the day. Where `incomplete` is not empty they are only the earliest that they can be.
    pub quantiles: Quantiles,
    /// The mean.
    pub mean: String,
    /// The standard deviation in working days.
    pub sd_days: f64,
    /// The standard error of P50 in working days.
    pub p50_error_days: f64,
    /// The standard error of P80 in working days.
    pub p80_error_days: f64,
    /// The share of iterations in which it lies on the path that sets its program's finish.
    pub criticality: f64,
    /// The odds of the commitment.
    pub commitment: Option<Odds>,
    /// The odds of the target.
    pub target: Option<Odds>,
    /// The odds of the deadline.
    pub deadline: Option<Odds>,
    /// What is missing, so that the odds are unknown.
    pub incomplete: Vec<String>,
}

/// The odds of a date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Odds {
    /// The last day that keeps it.
    pub by: String,
    /// The odds; null when unknown.
    pub odds: Option<f64>,
    /// The odds that were asked for.
    pub confidence: Option<f64>,
}

impl Forecast {
    /// The forecast as JSON.
    pub fn of(analysis: &Analysis) -> Self {
        let workspace = &analysis.scheduled.plan.workspace;
        let date = |key: &longpole_model::EntityKey, forecast| {
            date(key.to_string(), workspace.display_name(key), forecast)
        };
        let programs = analysis
            .forecast
            .programs
            .iter()
            .map(|(id, program)| ProgramForecast {
                program: id.to_string(),
                finish: date(&longpole_model::EntityKey::program(id), &program.finish),
                distribution: program
                    .distribution
                    .iter()
                    .map(|(day, count)| FinishDay {
                        day: day.to_string(),
                        iterations: *count,
                    })
                    .collect(),
                chains: program
                    .chains
                    .iter()
                    .map(|chain| DrivingChain {
                        keys: chain.subjects.iter().map(ToString::to_string).collect(),
                        iterations: chain.drives,
                    })
                    .collect(),
            });
        Self {
            schema: "longpole-forecast/1",
            basis: Basis::of(&analysis.scheduled),
            unit_minutes: analysis.forecast.unit_minutes,
            is_wide: analysis.forecast.is_wide,
            programs: programs.collect(),
            dates: analysis
                .forecast
                .dates
                .iter()
                .map(|(key, forecast)| date(key, forecast))
                .collect(),
        }
    }
}

fn date(key: String, title: String, it: &inner::DateForecast) -> DateForecast {
    DateForecast {
        key,
        title,
        quantiles: (&it.quantiles).into(),
        mean: it.mean.to_string(),
        sd_days: it.sd_days,
        p50_error_days: it.p50_error_days,
        p80_error_days: it.p80_error_days,
        criticality: it.criticality,
        commitment: it.commitment.as_ref().map(Odds::from),
        target: it.target.as_ref().map(Odds::from),
        deadline: it.deadline.as_ref().map(Odds::from),
        incomplete: it
            .incomplete
            .iter()
            .map(|missing| format!("{}: no {}", missing.subject, lacks(missing.why)))
            .collect(),
    }
}

fn lacks(missing: inner::Missing) -> &'static str {
    match missing {
        inner::Missing::Estimate => "estimate",
        inner::Missing::Remaining => "estimate of what is left",
        inner::Missing::Pace => "pace",
        inner::Missing::ZeroPace => "pace above nought",
    }
}

impl From<&inner::Odds> for Odds {
    fn from(it: &inner::Odds) -> Self {
        Self {
            by: it.by.to_string(),
            odds: it.share(),
            confidence: it.confidence.map(longpole_model::Probability::as_f64),
        }
    }
}

/// A forecast day where it is known.
pub(crate) fn p80(it: Option<&inner::DateForecast>) -> Option<String> {
    text(
        it.filter(|it| it.is_complete())
            .map(|it| it.quantiles.p80)
            .as_ref(),
    )
}

/// The median day where it is known.
pub(crate) fn p50(it: Option<&inner::DateForecast>) -> Option<String> {
    text(
        it.filter(|it| it.is_complete())
            .map(|it| it.quantiles.p50)
            .as_ref(),
    )
}
