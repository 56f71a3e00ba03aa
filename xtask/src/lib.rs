//! Jobs around the code: the rules of the house, and the commands that hold and feed it.
//!
//! A library beside the binary, so that tests hold the same tables that the commands print.

pub mod campaign;
pub mod command;
pub mod generate;
pub mod layers;
pub mod licences;
pub mod metadata;
pub mod policy;
pub mod rust_goals;
pub mod tidy;
