//! Contracts, as a part of other answers.

use longpole_engine::Analysis;
use longpole_engine::answers::{ContractLine, contracts};
use longpole_model::ProgramId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::text;

/// Who waits for whom, by which days.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Contracts {
    /// `longpole-contracts/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// Those in danger first, then by need-by.
    pub contracts: Vec<Contract>,
}

/// A need with both of its sides.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Contract {
    /// The need's address.
    pub key: String,
    /// What is needed.
    pub what: String,
    /// The consumer's address.
    pub consumer: String,
    /// The team that waits.
    pub consumer_team: Option<String>,
    /// The provider's address.
    pub provider: String,
    /// The team that owes.
    pub provider_team: Option<String>,
    /// How far the contract is.
    pub state: String,
    /// The latest delivery that keeps every date downstream.
    pub need_by: Option<String>,
    /// Whether the need-by comes from a commitment, deadline or target.
    pub need_by_is_anchored: bool,
    /// The promised date: a claim.
    pub promised: Option<String>,
    /// P80 of the delivery.
    pub p80: Option<String>,
    /// The odds that the promise is kept.
    pub promise_odds: Option<f64>,
    /// Working days from need-by to the promise; positive is too late.
    pub promise_gap_days: Option<i64>,
    /// Working days from need-by to P80 of the delivery.
    pub forecast_gap_days: Option<i64>,
    /// Whether it is in danger.
    pub in_danger: bool,
    /// Whether it has been met.
    pub met: bool,
}

impl Contracts {
    /// The contracts of a program's consumers as JSON.
    pub fn of(analysis: &Analysis, program: &ProgramId) -> Self {
        Self {
            schema: "longpole-contracts/1",
            basis: Basis::of(&analysis.scheduled),
            contracts: contracts(analysis, Some(program))
                .iter()
                .map(Contract::from)
                .collect(),
        }
    }
}

impl From<&ContractLine<'_>> for Contract {
    fn from(line: &ContractLine<'_>) -> Self {
        let known = line.forecast.filter(|it| it.incomplete.is_empty());
        Self {
            key: line.key.to_string(),
            what: line.what.clone(),
            consumer: line.consumer.to_string(),
            consumer_team: text(line.consumer_team.as_ref()),
            provider: line.provider.to_string(),
            provider_team: text(line.provider_team.as_ref()),
            state: line.state.to_string(),
            need_by: text(line.need_by.as_ref()),
            need_by_is_anchored: line.need_by_is_anchored,
            promised: text(line.promise.and_then(|it| it.date).as_ref()),
            p80: text(known.map(|it| &it.delivery.p80)),
            promise_odds: known
                .and_then(|it| it.promise)
                .and_then(|odds| odds.share()),
            promise_gap_days: line.promise_gap_days,
            forecast_gap_days: line.forecast_gap_days,
            in_danger: line.in_danger,
            met: line.met,
        }
    }
}
