//! `longpole diff A [B]`

use longpole_api::Comparison;
use longpole_brief::diff_page;
use longpole_engine::compare;

use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Show what differs between two states of a plan, and what that did to its dates
///
/// Each state is a file, a folder, or a git revision (or day) of the plan. The exit code is 1 when they differ.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole diff HEAD~1                   what the last commit changed in the plan
  longpole diff 2026-11-01               since that day
  longpole diff old.yaml new.yaml        two files
  longpole diff v1 v2 --plan plans/pay   two tags of one plan")]
pub(crate) struct DiffArgs {
    /// The earlier state: a path, a git revision, or a day
    before: String,
    /// The later state [default: the plan as it is]
    after: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &DiffArgs) -> Result<Outcome, CommandError> {
    let before = settings.open_state(None, &args.before)?;
    let after = match &args.after {
        Some(after) => settings.open_state(None, after)?,
        None => settings.open(None)?,
    };
    let (before, after) = (settings.analyse(before)?, settings.analyse(after)?);
    let comparison = compare(&before, &after);
    let page = diff_page(&comparison, &before, &after);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&Comparison::from(&comparison))
    })?;
    Ok(if comparison.changes.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
