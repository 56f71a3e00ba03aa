//! With what odds each date is kept.
//!
//! The network of `longpole-schedule` is run many times with durations and risks drawn by chance; what comes out is a
//! [`Forecast`]. Chance is a hash of seed, subject and iteration (see [`random`]), so two runs differ only where their plans do.

mod answers;
mod clock;
mod columns;
mod decision;
pub mod distribution;
mod forecast;
mod inputs;
pub mod kernel;
mod key;
mod options;
pub mod random;
mod result;
mod samples;
mod sensitivity;
mod summary;
mod translate;

pub use decision::last_responsible_day;
pub use forecast::{Plan, forecast};
pub use inputs::default_reliability;
pub use key::{need_key, program_key, subject_key};
pub use options::ForecastOptions;
pub use result::*;
pub use samples::Samples;
pub use sensitivity::sensitivity;

#[cfg(test)]
mod tests;
