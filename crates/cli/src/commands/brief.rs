//! `longpole brief`

use std::path::PathBuf;

use longpole_brief::{BriefOptions, Since, Tier, executive_brief};

use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver};
use crate::settings::Settings;

/// Write the executive one-pager: will it land, what moved, what is needed
///
/// One verdict line, the odds, what changed, the long pole, contracts in danger, risks in days, decisions with their last
/// responsible day, and what is asked of leadership. Every figure carries a citation to the claim or computation behind it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole brief -o brief.html
  longpole brief --since 2026-11-01
  longpole brief --since HEAD~5 --tier short --format markdown")]
pub(crate) struct BriefArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Say what changed since a day (2026-11-01) or git revision of the plan, or against another file or folder
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// How much to say
    #[arg(long, value_enum, value_name = "TIER", default_value = "long")]
    tier: TierArg,
    #[command(flatten)]
    output: OutputArgs,
}

/// The two tiers of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum TierArg {
    /// For three minutes: five points, the risks, the ask
    Short,
    /// The whole page
    Long,
}

pub(crate) fn run(settings: &Settings, args: &BriefArgs) -> Result<Outcome, CommandError> {
    let path = settings.plan_path(args.path.as_deref())?;
    let plan = settings.open(Some(&path))?;
    let program = settings.program(&plan)?.0.clone();
    let analysis = settings.analyse(plan)?;
    let named = args.since.as_deref();
    let earlier = named
        .map(|since| settings.analyse(settings.open_state(Some(&path), since)?))
        .transpose()?;
    let since = named
        .zip(earlier.as_ref())
        .map(|(name, before)| Since { name, before });
    let insights = settings.insights(&analysis);
    let tier = match args.tier {
        TierArg::Short => Tier::Short,
        TierArg::Long => Tier::Long,
    };
    let options = BriefOptions {
        tier,
        since: since.as_ref(),
    };
    deliver(
        settings,
        &executive_brief(&analysis, &insights, &program, &options),
        &args.output,
    )?;
    Ok(Outcome::Clean)
}
