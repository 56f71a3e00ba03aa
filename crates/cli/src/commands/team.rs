//! `longpole team TEAM`

use longpole_api::Team;
use longpole_brief::team_page;

use crate::error::{CommandError, Outcome};
use crate::names;
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Show what a team owes, whom it waits for, and what it has to answer
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole team payments
  longpole team payments -o payments.html")]
pub(crate) struct TeamArgs {
    /// The team
    team: String,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &TeamArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(None)?;
    let team = names::team(&plan, &args.team)?;
    let analysis = settings.analyse(plan)?;
    let page = team_page(&analysis, &team);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Team::of(&analysis, &team))
    })?;
    Ok(Outcome::Clean)
}
