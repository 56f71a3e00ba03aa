//! The JSON Schemas of all answers, for whoever reads them.

use schemars::{JsonSchema, schema_for};

use crate::{
    Comparison, Contracts, Decisions, Findings, Forecast, Milestones, Mistakes, Risks, Schedule,
    Team, Why,
};

/// Every schema by its name, such as `longpole-forecast-1`.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("longpole-comparison-1", of::<Comparison>()),
        ("longpole-contracts-1", of::<Contracts>()),
        ("longpole-decisions-1", of::<Decisions>()),
        ("longpole-findings-1", of::<Findings>()),
        ("longpole-forecast-1", of::<Forecast>()),
        ("longpole-milestones-1", of::<Milestones>()),
        ("longpole-mistakes-1", of::<Mistakes>()),
        ("longpole-risks-1", of::<Risks>()),
        ("longpole-schedule-1", of::<Schedule>()),
        ("longpole-team-1", of::<Team>()),
        ("longpole-why-1", of::<Why>()),
    ]
}

fn of<T: JsonSchema>() -> serde_json::Value {
    schema_for!(T).to_value()
}
