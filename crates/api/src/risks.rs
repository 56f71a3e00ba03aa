//! `longpole risks --json`

use longpole_engine::answers::{ResponseLine, RiskLine, risks};
use longpole_engine::{Analysis, Insights};
use longpole_model::{ProgramId, RiskId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::text;

/// What each risk costs in days, and what each response buys.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Risks {
    /// `longpole-risks/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// The program.
    pub program: String,
    /// Live ones by the days that they cost at P80, then the others.
    pub risks: Vec<Risk>,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Risk {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The definite cause.
    pub because: Option<String>,
    /// The uncertain event.
    pub maybe: Option<String>,
    /// The effect on an objective.
    pub then: Option<String>,
    /// How likely it is; null when unknown.
    pub probability: Option<f64>,
    /// Working days by which P50 comes earlier without it; null when unknown.
    pub p50_days: Option<f64>,
    /// Working days by which P80 comes earlier without it.
    pub p80_days: Option<f64>,
    /// Probability times its likely delay, in working days.
    pub expected_days: Option<f64>,
    /// Who watches it.
    pub owner: Option<String>,
    /// The day on which its trigger fired.
    pub fired: Option<String>,
    /// Whether it was reviewed in time; null when it never was.
    pub fresh: Option<bool>,
    /// What can be done about it.
    pub responses: Vec<Response>,
}

/// A response to a risk.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Response {
    /// Its id within the risk.
    pub id: String,
    /// Its name for people.
    pub title: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
    /// Whether it has been decided for.
    pub active: bool,
    /// Working days of P50 that it buys.
    pub p50_days: Option<f64>,
    /// Working days of P80 that it buys.
    pub p80_days: Option<f64>,
    /// P80 of the program with it.
    pub p80_with: Option<String>,
    /// Its cost per working day of P80, in the currency's unit.
    pub cost_per_day: Option<f64>,
    /// What the days are worth at the program's cost of delay, in the currency's unit.
    pub worth: Option<f64>,
    /// The day by which one has to decide for it.
    pub decide_by: Option<String>,
}

impl Risks {
    /// The risks of a program as JSON, or only one of them.
    pub fn of(
        analysis: &Analysis,
        insights: &Insights,
        program: &ProgramId,
        only: Option<&RiskId>,
    ) -> Self {
        let lines = risks(analysis, insights, program);
        let wanted = lines
            .iter()
            .filter(|line| only.is_none_or(|id| *line.key.id == *id.as_str()));
        Self {
            schema: "longpole-risks/1",
            basis: Basis::of(&analysis.scheduled),
            program: program.to_string(),
            risks: wanted.map(Risk::from).collect(),
        }
    }
}

impl From<&RiskLine<'_>> for Risk {
    fn from(line: &RiskLine<'_>) -> Self {
        Self {
            key: line.key.to_string(),
            title: line.title.clone(),
            because: line.risk.because.clone(),
            maybe: line.risk.maybe.clone(),
            then: line.risk.then.clone(),
            probability: line
                .risk
                .probability
                .map(longpole_model::Probability::as_f64),
            p50_days: line.p50_days,
            p80_days: line.p80_days,
            expected_days: line.expected_days,
            owner: text(line.risk.owner.as_ref()),
            fired: text(line.fired.as_ref()),
            fresh: line.fresh,
            responses: line.responses.iter().map(Response::from).collect(),
        }
    }
}

impl From<&ResponseLine<'_>> for Response {
    fn from(line: &ResponseLine<'_>) -> Self {
        let units = |hundredths: i64| hundredths as f64 / 100.0;
        Self {
            id: line.id.to_string(),
            title: line.response.title.clone(),
            cost: text(line.response.cost.as_ref()),
            active: line.response.active,
            p50_days: line.p50_days,
            p80_days: line.p80_days,
            p80_with: text(line.p80_with.as_ref()),
            cost_per_day: line.cost_per_day.map(units),
            worth: line.worth.map(units),
            decide_by: text(line.decide_by.as_ref()),
        }
    }
}
