//! `longpole why ITEM`

use longpole_api::{LevelledWhy, Why};
use longpole_brief::{levelled_why_page, why_page};
use longpole_engine::Plan;
use longpole_engine::answers::levelled_why;
use longpole_model::{EntityKey, EntityKind, SchedulingProfile};

use super::level::EffortArgs;
use super::schedule::ProfileArg;
use crate::error::{CommandError, Outcome};
use crate::names;
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Explain what drives the date of an item, decision or gate
///
/// The chain leads from the item back through what each step waits for, to a date, a constraint or the data date. With `--levelled` the dates are those that
/// teams can keep with the people that they have (as `longpole level` computes them), and the chain leads through their queues as well: who has the people that a
/// step waits for, and until when. Either way it is said what would bring the date a week forward, each answer computed again with
/// the change.
///
/// The dates of a program that was imported are those by its product's rules, as `longpole schedule` shows them; `--profile longpole`
/// explains those that the forecast and the checks go by.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole why go-live
  longpole why go-live --levelled
  longpole why go-live --profile longpole
  longpole why decisions.choose-db")]
pub(crate) struct WhyArgs {
    /// The item; or `decisions.ID`, `gates.ID`; of another program `PROGRAM/ITEM`; or `program.ID` for what ends a program
    item: String,
    /// With the people that teams have: who waits for whom
    #[arg(long)]
    levelled: bool,
    #[command(flatten)]
    effort: EffortArgs,
    /// By whose rules; the program's own when left out
    #[arg(long, value_enum, value_name = "RULES", conflicts_with = "levelled")]
    profile: Option<ProfileArg>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &WhyArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(None)?;
    let key = names::dated(&plan, settings.named_program.as_deref(), &args.item)?;
    if args.levelled {
        if key.kind == EntityKind::Charter {
            return Err(CommandError::user(
                format!("\"{}\" is a program", args.item),
                "`longpole level` shows the chain that sets its levelled end",
            ));
        }
        return run_levelled(settings, args, plan, &key);
    }
    if args.effort.is_said() {
        return Err(CommandError::usage(
            "`--schedules` and `--time` are about levelled dates",
            "add `--levelled`",
        ));
    }
    let analysis = settings.analyse(plan)?;
    let rules = args.profile.map(SchedulingProfile::from);
    let scheduled = settings.schedule_by_profile(&analysis.scheduled, rules)?;
    let key = match key.kind {
        // A program ends when what ends last does.
        EntityKind::Charter => scheduled.last_of(&key).unwrap_or(key),
        _ => key,
    };
    let Some(why) = Why::of(&analysis, &scheduled, &key) else {
        return Err(undated(args));
    };
    let page = why_page(&analysis, &scheduled, &key);
    deliver_or_json(settings, &page, &args.output, || longpole_api::value(&why))?;
    Ok(Outcome::Clean)
}

fn run_levelled(
    settings: &Settings,
    args: &WhyArgs,
    plan: Plan,
    key: &EntityKey,
) -> Result<Outcome, CommandError> {
    let scheduled = settings.schedule(plan)?;
    let levelling = args.effort.level(settings, &scheduled)?;
    let answer = settings
        .ui
        .during("trying changes", || {
            levelled_why(&scheduled, &levelling, key)
        })
        .map_err(|error| {
            CommandError::user(
                format!("a change can't be tried: {error}"),
                "an estimate may be wrong by some orders of magnitude",
            )
        })?;
    let (Some(answer), Some(program)) = (answer, key.program.as_ref()) else {
        return Err(undated(args));
    };
    let page = levelled_why_page(&scheduled, program, &answer);
    deliver_or_json(settings, &page, &args.output, || {
        longpole_api::value(&LevelledWhy::of(&scheduled, &answer))
    })?;
    Ok(Outcome::Clean)
}

fn undated(args: &WhyArgs) -> CommandError {
    CommandError::user(
        format!("\"{}\" has no dates", args.item),
        "`longpole schedule --all --ids` lists what has",
    )
}
