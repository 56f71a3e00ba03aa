//! `longpole level`

use std::path::PathBuf;
use std::time::Duration;

use longpole_api::Levelled;
use longpole_brief::{LevelPageOptions, level_page};
use longpole_engine::schedule::{LevelOptions, Levelling};
use longpole_engine::{LevelledWithin, Scheduled, level_plan, level_within};

use crate::clock::stopwatch;
use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Show what teams can really do by when, with the people that they have
///
/// The schedule lets everything start that can. Here work that asks for the same people is put in order: `people:` and
/// `capacity:` of a team say how many there are, `people:` of an item how many it takes. Effort that takes `1..3` people gets as many as bring
/// the end forward. Begun work stays where it is; commitments, deadlines and promises are kept where they can be, then programs
/// end as early as they can. Shown are the weeks in which more is asked than there is, what moves, what it costs, which team is the constraint, and the
/// critical chain through needs and people. Where nothing is known of people, nothing is levelled: it says so, and ends with exit code 1. The same plan, seed and number of schedules give the same answer; how many `--time` allows is said, so that
/// `--schedules` with that number repeats it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole level
  longpole level --weeks
  longpole level --schedules 100000
  longpole level --time 10s
  longpole level --json")]
pub(crate) struct LevelArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Every week of every team, not only those in which too much is asked
    #[arg(long)]
    weeks: bool,
    #[command(flatten)]
    effort: EffortArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &LevelArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let program = settings.program(&plan)?.0.clone();
    let scheduled = settings.schedule(plan)?;
    let levelling = args.effort.level(settings, &scheduled)?;
    let shown = LevelPageOptions {
        all_weeks: args.weeks,
    };
    let page = level_page(&scheduled, &levelling, &program, shown);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Levelled::of(&scheduled, &levelling))
    })?;
    // Nothing was levelled, which is not the same as that all is well.
    Ok(match levelling.coverage.levelled {
        0 if levelling.coverage.open > 0 => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

/// How long a levelled plan is looked for.
#[derive(Debug, clap::Args)]
pub(super) struct EffortArgs {
    /// How many schedules are tried at most; more take longer and may end sooner (suited to the plan when left out)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    schedules: Option<u64>,
    /// For how long better schedules are looked for, such as `10s` or `5m`
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "schedules")]
    time: Option<Duration>,
}

impl EffortArgs {
    /// Whether either was said.
    pub(super) fn is_said(&self) -> bool {
        self.schedules.is_some() || self.time.is_some()
    }

    /// Levels a plan.
    pub(super) fn level(
        &self,
        settings: &Settings,
        scheduled: &Scheduled,
    ) -> Result<Levelling, CommandError> {
        let seed = scheduled.options.seed;
        let stopped = |error| {
            CommandError::user(
                format!("the plan can't be levelled: {error}"),
                "an estimate may be wrong by some orders of magnitude",
            )
        };
        let Some(limit) = self.time else {
            let options = LevelOptions {
                schedules: self.schedules,
                seed,
            };
            let found = settings.ui.during("levelling", || {
                level_plan(scheduled, &options, &mut || true)
            });
            return found.map_err(stopped);
        };
        let found = settings.ui.during_steps("levelling", |say| {
            let elapsed = stopwatch();
            level_within(
                scheduled,
                seed,
                limit,
                &mut || elapsed(),
                &mut |schedules| {
                    say(format!("levelling, trying up to {schedules} orders"));
                },
            )
        });
        let LevelledWithin {
            levelling,
            tried,
            runs,
        } = found.map_err(stopped)?;
        settings.ui.remark(&format!(
            "{} tried in {}; `--schedules {}` gives the same plan again",
            count(tried, "order"),
            count(u64::from(runs), "run"),
            levelling.budget
        ));
        Ok(levelling)
    }
}

fn count(number: u64, unit: &str) -> String {
    longpole_document::words::count(i64::try_from(number).unwrap_or(i64::MAX), unit)
}

/// A time such as `10s`; at least a millisecond, at most a day.
fn time(text: &str) -> Result<Duration, String> {
    let said = "say it as `10s`, `500ms` or `5m`";
    let time: jiff::SignedDuration = text.parse().map_err(|_invalid| said.to_owned())?;
    let time = Duration::try_from(time).map_err(|_negative| said.to_owned())?;
    if time < Duration::from_millis(1) || time > Duration::from_hours(24) {
        return Err("it has to be from `1ms` to `24h`".to_owned());
    }
    Ok(time)
}
