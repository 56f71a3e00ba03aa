//! Forecasts of small plans, written as text.

mod answers;
mod closed_forms;
mod exact;
mod laws;
mod plan;
mod reference;
