//! `longpole baseline set|list`

use std::fmt::Write as _;
use std::path::PathBuf;

use longpole_api::Baselines;
use longpole_brief::baselines_page;
use longpole_engine::Scheduled;
use longpole_engine::schedule::NodeKind;
use longpole_model::{BaselineId, PlanEdit, ProgramId};

use super::status::quoted;
use crate::changes::{self, DryRun};
use crate::error::{CommandError, Outcome};
use crate::output::{OutputArgs, deliver_or_json};
use crate::settings::Settings;

/// Keep today's dates, to measure against later
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole baseline set charter --approved-by cio
  longpole baseline list")]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Write the scheduled dates into the plan as a baseline
    Set(SetArgs),
    /// List the baselines, and how far the plan has moved from each
    List(ListArgs),
}

#[derive(Debug, clap::Args)]
struct SetArgs {
    /// Its id, such as `charter` or `2027-q1`
    name: String,
    /// Who approved it
    #[arg(long, value_name = "PERSON")]
    approved_by: Option<String>,
    /// Put it in place of a baseline of that name
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(settings: &Settings, args: &BaselineArgs) -> Result<Outcome, CommandError> {
    match &args.action {
        Action::Set(args) => set(settings, args),
        Action::List(args) => list(settings, args),
    }
}

fn set(settings: &Settings, args: &SetArgs) -> Result<Outcome, CommandError> {
    let name = BaselineId::new(&args.name).map_err(|error| {
        CommandError::user(
            format!("\"{}\" is no id: {error}", args.name),
            "use letters, digits and dashes",
        )
    })?;
    let plan = settings.open_to_edit()?;
    let (program, contents) = settings.program(&plan)?;
    let old = contents.baselines.get(&name);
    let called = old.and_then(|old| old.name.clone());
    if old.is_some_and(|old| !old.items.is_empty()) && !args.replace {
        return Err(CommandError::user(
            format!("there is a baseline called \"{name}\" already"),
            "choose another name, or say `--replace`",
        ));
    }
    let scheduled = settings.schedule(plan.clone())?;
    let edit = PlanEdit {
        path: format!("baselines.{name}"),
        value: Some(baseline(
            settings,
            &scheduled,
            program,
            args,
            called.as_deref(),
        )),
    };
    changes::make(settings, &plan, Some(program), edit, args.dry_run)?;
    Ok(Outcome::Clean)
}

/// The baseline as a plan file has it: the early dates of every item, by id.
fn baseline(
    settings: &Settings,
    scheduled: &Scheduled,
    program: &ProgramId,
    args: &SetArgs,
    called: Option<&str>,
) -> String {
    let network = &scheduled.network;
    let nodes = network.nodes.iter().enumerate();
    let of_program =
        nodes.filter(|(_, node)| node.subject.program == *program && node.kind != NodeKind::Entry);
    let mut items: Vec<_> = of_program
        .filter_map(|(at, node)| Some((node.subject.as_item()?, at)))
        .collect();
    items.sort();
    let on = scheduled.data_date(program).unwrap_or(settings.options.now);
    let mut text = "{ ".to_owned();
    if let Some(called) = called {
        write!(text, "name: {}, ", quoted(called)).ok();
    }
    write!(text, "on: {on}, ").ok();
    if let Some(by) = &args.approved_by {
        write!(text, "approved_by: {}, ", quoted(by)).ok();
    }
    text.push_str("items: {");
    for (item, at) in items {
        let start = scheduled.schedule.early_start[at].date();
        let finish = scheduled.schedule.early_finish[at].finish_date();
        write!(text, " {item}: {{ start: {start}, finish: {finish} }},").ok();
    }
    text.push_str(" } }");
    text
}

fn list(settings: &Settings, args: &ListArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let program = settings.program(&plan)?.0.clone();
    let scheduled = settings.schedule(plan)?;
    let page = baselines_page(&scheduled, &program);
    let json = || longpole_api::value(&Baselines::of(&scheduled, &program));
    deliver_or_json(settings, &page, &args.output, json)?;
    Ok(Outcome::Clean)
}
