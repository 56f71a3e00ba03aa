//! `longpole milestones`

use std::path::PathBuf;

use longpole_api::Milestones;
use longpole_brief::milestones_page;

use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// List milestones, gates and commitments with their odds
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole milestones
  longpole milestones --format markdown")]
pub(crate) struct MilestonesArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &MilestonesArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let program = settings.program(&plan)?.0.clone();
    let analysis = settings.analyse(plan)?;
    let page = milestones_page(&analysis, &program);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Milestones::of(&analysis, &program))
    })?;
    Ok(Outcome::Clean)
}
