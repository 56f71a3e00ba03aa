//! `longpole why ITEM`

use longpole_api::Why;
use longpole_brief::why_page;

use crate::error::{CommandError, Outcome};
use crate::names;
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Explain what drives the date of an item, decision or gate
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole why go-live
  longpole why decisions.choose-db")]
pub(crate) struct WhyArgs {
    /// The item; or `decisions.ID`, `gates.ID`; of another program `PROGRAM/ITEM`
    item: String,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &WhyArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(None)?;
    let key = names::dated(&plan, settings.named_program.as_deref(), &args.item)?;
    let analysis = settings.analyse(plan)?;
    let Some(why) = Why::of(&analysis, &key) else {
        return Err(CommandError::user(
            format!("\"{}\" has no dates", args.item),
            "`longpole schedule --all` lists what has",
        ));
    };
    deliver_or_json(settings, &why_page(&analysis, &key), &args.output, || {
        longpole_api::value(&why)
    })?;
    Ok(Outcome::Clean)
}
