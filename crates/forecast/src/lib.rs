//! With what odds each date is kept.
//!
//! The network of `longpole-schedule` is run many times with durations and risks drawn by chance; what comes out is a
//! [`Forecast`]. Chance is a hash of seed, subject and iteration (see [`random`]), so two runs differ only where their plans do.

pub mod distribution;
pub mod random;
mod result;
mod samples;

pub use result::*;
pub use samples::Samples;
