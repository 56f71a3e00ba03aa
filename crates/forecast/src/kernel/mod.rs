//! An engine that runs the same network ten thousand times, sixty-four iterations at a time. It knows no plan and no calendar.
//!
//! A row holds one date for each iteration of a block, as whole ticks of working time; a step reads rows and writes one. What is
//! slow elsewhere does not happen here: durations are never stored but drawn where they are added, from a curve that lies in
//! registers; nothing is gathered from memory; and what drives is found by comparing rows, without a backward pass.
//!
//! | question | file |
//! |---|---|
//! | what is run | [`network`] |
//! | which numbers chance gives | [`chance`] |
//! | how long something then takes | [`quantile`] |
//! | what the processor can do at once | `vector`, `row` |
//! | how the network lies in memory | `program` |
//! | when everything happens | `block` |
//! | what sets a date | [`driving`] |
//! | how threads share the work | [`run`] |
//!
//! Everything is a whole number, so a result is the same to the bit on every processor, with any number of threads.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into a task is compiled without its vector unit"
)]

mod block;
pub mod chance;
pub mod driving;
pub mod network;
pub(crate) mod program;
pub mod quantile;
pub(crate) mod row;
pub mod run;
mod vector;

#[cfg(test)]
mod tests;
