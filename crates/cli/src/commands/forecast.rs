//! `longpole forecast`

use std::path::PathBuf;

use longpole_api::Forecast;
use longpole_brief::forecast_page;

use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Show when the program will land, and how likely each date is
///
/// The network is run thousands of times: durations are drawn from their estimates (P10, mode, P90), risks happen or do
/// not, backlogs are worked off at measured paces. The same seed gives the same result, to the bit. Where an estimate is
/// missing the odds are unknown, and the page says what is missing.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole forecast
  longpole forecast --iterations 100000 --seed 7
  longpole forecast -o forecast.html")]
pub(crate) struct ForecastArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &ForecastArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let program = settings.program(&plan)?.0.clone();
    let analysis = settings.analyse(plan)?;
    let page = forecast_page(&analysis, &program);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Forecast::of(&analysis))
    })?;
    Ok(Outcome::Clean)
}
