//! Forecasts of small plans, written as text.

mod closed_forms;
mod exact;
mod laws;
mod plan;
