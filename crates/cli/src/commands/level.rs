//! `longpole level`

use std::path::PathBuf;

use longpole_api::Levelled;
use longpole_brief::{LevelPageOptions, level_page};
use longpole_engine::level_plan;
use longpole_engine::schedule::LevelOptions;

use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Show what teams can really do by when, with the people that they have
///
/// The schedule lets everything start that can. Here work that asks for the same people is put in order: `people:` and
/// `capacity:` of a team say how many there are, `people:` of an item how many it takes. Effort that takes `1..3` people gets as many as bring
/// the end forward. Begun work stays where it is; commitments, deadlines and promises are kept where they can be, then programs
/// end as early as they can. Shown are the weeks in which more is asked than there is, what moves, what it costs, which team is the constraint, and the
/// critical chain through needs and people. The same plan and seed give the same answer.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole level
  longpole level --weeks
  longpole level --schedules 100000
  longpole level --json")]
pub(crate) struct LevelArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Every week of every team, not only those in which too much is asked
    #[arg(long)]
    weeks: bool,
    /// How many schedules are tried at most; more take longer and may end sooner (suited to the plan when left out)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    schedules: Option<u64>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &LevelArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let program = settings.program(&plan)?.0.clone();
    let scheduled = settings.schedule(plan)?;
    let options = LevelOptions {
        schedules: args.schedules,
        seed: scheduled.options.seed,
    };
    let levelling = level_plan(&scheduled, &options, &mut || true).map_err(|error| {
        CommandError::user(
            format!("the plan can't be levelled: {error}"),
            "an estimate may be wrong by some orders of magnitude",
        )
    })?;
    let shown = LevelPageOptions {
        all_weeks: args.weeks,
    };
    let page = level_page(&scheduled, &levelling, &program, shown);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Levelled::of(&scheduled, &levelling))
    })?;
    Ok(Outcome::Clean)
}
