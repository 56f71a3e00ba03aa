//! The one place where the command reads a clock, and what stands in for it.

use std::time::{Duration, Instant};

use jiff::Zoned;
use jiff::civil::Date;

use crate::error::CommandError;
use crate::settings::day;

/// Sets today's date where `--now` does not: for jobs and examples that have to say the same every day.
const VARIABLE: &str = "LONGPOLE_NOW";

/// Today's date where the user is.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where today's date enters"
)]
pub(crate) fn today() -> Result<Date, CommandError> {
    let Ok(text) = std::env::var(VARIABLE) else {
        return Ok(Zoned::now().date());
    };
    day(&text).map_err(|hint| {
        CommandError::usage(
            format!("`{VARIABLE}` says \"{text}\", which is no day"),
            hint,
        )
    })
}

/// The time since now, whenever it is asked.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where time that passes enters"
)]
pub(crate) fn stopwatch() -> impl Fn() -> Duration {
    let began = Instant::now();
    move || began.elapsed()
}
