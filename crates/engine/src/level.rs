//! A plan levelled by the people that its teams have.

use longpole_schedule::levelling::ProblemError;
use longpole_schedule::{LevelOptions, Levelling, level};

use crate::Scheduled;

/// Levels a plan that was dated by Longpole's own rules; tries on as long as `go_on` says so.
pub fn level_plan(
    scheduled: &Scheduled,
    options: &LevelOptions,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Levelling, ProblemError> {
    let workspace = &scheduled.plan.workspace;
    level(
        workspace,
        &scheduled.network,
        &scheduled.schedule,
        options,
        go_on,
    )
}
