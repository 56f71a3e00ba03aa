//! State machines: who may move what to which state, and what has to be known before.
//!
//! Each is a function from values to values. It makes the move or says why not, in a [`Refusal`]; it never makes half of it.

mod charter;
mod contract;
mod decision;
mod gate_exception;
mod migration_unit;
mod refusal;
mod risk;
mod status_claim;

pub use charter::move_charter;
pub use contract::{ContractMove, ContractMoved, ContractState, Side, move_contract};
pub use decision::{DecisionMove, move_decision, supersede_decision};
pub use gate_exception::{
    ExceptionLimits, ExceptionRuling, Reassessment, reassess_exception, request_exception,
    rule_exception,
};
pub use migration_unit::move_unit;
pub use refusal::{Refusal, RefusalCode};
pub use risk::{RiskMove, RiskMoved, issue_of, move_risk};
pub use status_claim::check_status_claim;

/// Whether a text says something.
fn says(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
