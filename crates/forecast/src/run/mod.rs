//! Running the network: sixty-four iterations at a time, node by node in topological order.
//!
//! A row holds one number for each iteration of a block. Everything in it is a whole number of minutes, so that results do
//! not depend on the order of sums, and "this link sets that date" is an equality.

mod axis;
mod driving;
mod place;
mod prepare;
mod sample;
mod step;
mod variant;

pub(crate) use driving::Driving;
pub(crate) use prepare::Steps;
pub(crate) use sample::Drawn;
pub(crate) use step::Times;
pub(crate) use variant::{Edit, finishes_of_variants};

/// Iterations in a block.
pub(crate) const LANES: usize = 64;

/// A number for each iteration of a block.
pub(crate) type Row = [i32; LANES];
