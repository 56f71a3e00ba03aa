//! `longpole decide [DECISION]`

use longpole_api::Decisions;
use longpole_brief::{decision_list, decision_request};

use crate::error::{CommandError, Outcome};
use crate::names::{Kind, of_program};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Write a decision request: the options, what each does to the dates, what waiting costs
///
/// Without a decision, list the open ones by the day by which they have to be made.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole decide
  longpole decide choose-db -o choose-db.html")]
pub(crate) struct DecideArgs {
    /// The decision
    decision: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &DecideArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(None)?;
    let named_program = settings.named_program.as_deref();
    let (program, decision) = match args.decision.as_deref() {
        Some(name) => {
            let (program, id) =
                of_program(&plan, named_program, Kind::Decision, name, |program| {
                    &program.decisions
                })?;
            (program.clone(), Some(id.clone()))
        }
        None => (settings.program(&plan)?.0.clone(), None),
    };
    let analysis = settings.analyse(plan)?;
    let insights = settings.insights(&analysis);
    let page = match &decision {
        Some(decision) => decision_request(&analysis, &insights, &program, decision),
        None => decision_list(&analysis, &insights, &program),
    };
    let json = || {
        longpole_api::value(&Decisions::of(
            &analysis,
            &insights,
            &program,
            decision.as_ref(),
        ))
    };
    deliver_or_json(settings, &page, &args.output, json)?;
    Ok(Outcome::Clean)
}
