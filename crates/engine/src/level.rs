//! A plan levelled by the people that its teams have.

use std::time::Duration;

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

/// How many schedules the first run of [`level_within`] may try.
const FIRST_RUN: u64 = 100;
/// A run takes at most so many times as many schedules as the one before it, since from a short run little can be told of a long one.
const MOST_MORE: f64 = 20.0;
/// A run that could try fewer than so many times as many isn't worth its time.
const LEAST_MORE: f64 = 1.5;
/// Of the time that is left, what a run is planned for.
const SHARE: f64 = 0.8;

/// The best of several runs.
#[derive(Debug, Clone)]
pub struct LevelledWithin {
    /// What the best run found.
    pub levelling: Levelling,
    /// How many schedules all runs tried.
    pub tried: u64,
    /// How many runs there were.
    pub runs: u32,
}

/// Levels a plan within `limit` by the clock that `elapsed` reads, and tells `tell` how many schedules each run may try before it begins.
///
/// Each run begins afresh with a number of schedules that by the one before it fits into the time that is left, and the best of those that came to their end
/// counts. So what comes out depends on the clock by that number alone: [`Levelling::budget`] is it, and [`level_plan`] with it
/// repeats the answer to the byte. The first run ends whatever the clock says.
pub fn level_within(
    scheduled: &Scheduled,
    seed: u64,
    limit: Duration,
    elapsed: &mut dyn FnMut() -> Duration,
    tell: &mut dyn FnMut(u64),
) -> Result<LevelledWithin, ProblemError> {
    let mut best: Option<Levelling> = None;
    let (mut tried, mut runs) = (0, 0);
    let mut schedules = FIRST_RUN;
    loop {
        tell(schedules);
        let options = LevelOptions {
            schedules: Some(schedules),
            seed,
        };
        let began = elapsed();
        let must_end = best.is_none();
        let mut cut = false;
        let found = level_plan(scheduled, &options, &mut || {
            cut = cut || (!must_end && elapsed() >= limit);
            !cut
        })?;
        let ended = elapsed();
        tried += found.schedules;
        runs += 1;
        best = Some(match best {
            Some(best) if cut || best.order.cost() <= found.order.cost() => best,
            Some(_) | None => found,
        });
        let left = limit.saturating_sub(ended).as_secs_f64() * SHARE;
        let took = ended.saturating_sub(began).as_secs_f64().max(1e-6);
        let more = (left / took).min(MOST_MORE);
        match best {
            Some(levelling) if cut || levelling.optimal || more < LEAST_MORE => {
                return Ok(LevelledWithin {
                    levelling,
                    tried,
                    runs,
                });
            }
            _ => schedules = (schedules as f64 * more) as u64,
        }
    }
}
