//! `longpole risks`

use std::path::PathBuf;

use longpole_api::Risks;
use longpole_brief::risk_assessment;

use crate::error::{CommandError, Outcome};
use crate::names::{Kind, of_program};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Write the risk assessment: what each risk costs in days, and what each response buys
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole risks
  longpole risks --risk link-late
  longpole risks -o risks.html")]
pub(crate) struct RisksArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Only this risk
    #[arg(long, value_name = "RISK")]
    risk: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &RisksArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let named_program = settings.named_program.as_deref();
    let (program, risk) = match args.risk.as_deref() {
        Some(name) => {
            let (program, id) = of_program(&plan, named_program, Kind::Risk, name, |program| {
                &program.risks
            })?;
            (program.clone(), Some(id.clone()))
        }
        None => (settings.program(&plan)?.0.clone(), None),
    };
    let analysis = settings.analyse(plan)?;
    let insights = settings.insights(&analysis);
    let page = risk_assessment(&analysis, &insights, &program, risk.as_ref());
    let json = || longpole_api::value(&Risks::of(&analysis, &insights, &program, risk.as_ref()));
    deliver_or_json(settings, &page, &args.output, json)?;
    Ok(Outcome::Clean)
}
