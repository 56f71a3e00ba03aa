//! `longpole schedule`

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};
use clap::{ValueEnum as _, value_parser};
use longpole_api::Schedule;
use longpole_brief::{FloatPathsTo, GanttChart, ScheduleOptions, schedule_page};
use longpole_engine::exchange::export::Writer;
use longpole_engine::schedule::profile::FloatPathsBy;
use longpole_model::{EntityKey, SchedulingProfile};

use crate::error::{CommandError, Outcome};
use crate::exporting::{self, Exported};
use crate::names;
use crate::output::{Form, OutputArgs, Target, deliver_files, deliver_with_picture};
use crate::settings::Settings;

/// Show when each item can start and finish, and what drives the end
///
/// Early and late dates, slack and the driving path, from the likely value of each estimate. How sure these dates are is
/// what `longpole forecast` says.
///
/// A program that was imported keeps the dates of its product: they are computed by that product's rules. `--profile longpole`
/// shows what the forecast and the checks go by.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole schedule --driving
  longpole schedule --team payments --json
  longpole schedule --gantt
  longpole schedule --all --ids
  longpole schedule --float-paths 5 --to go-live
  longpole schedule --profile microsoft-project
  longpole schedule -o plan.svg -o plan.png
  longpole schedule --format mspdi")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct ScheduleArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Only the driving path
    #[arg(long)]
    driving: bool,
    /// Only items of this team
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Also what is done
    #[arg(long)]
    all: bool,
    /// Also the id of each item, which is what `longpole why` and other commands take
    #[arg(long)]
    ids: bool,
    /// Also the chains of work that lead to the end, so many: the one that drives it, then those that are next to do so
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    float_paths: Option<u16>,
    /// Where they lead: an item, gate or decision
    #[arg(long, value_name = "ITEM", requires = "float_paths")]
    to: Option<String>,
    /// By what they are ranked
    #[arg(long, value_enum, value_name = "SLACK", requires = "float_paths", default_value_t = PathsBy::Free)]
    paths_by: PathsBy,
    /// Draw it, too: bars on an axis of time (.svg, .png and .html files have it anyway)
    #[arg(long)]
    gantt: bool,
    /// By whose rules; the program's own when left out
    #[arg(long, value_enum, value_name = "RULES")]
    profile: Option<ProfileArg>,
    /// Write it to a file, too: .html, .md, .json or .txt, or its chart as .svg or .png (may be repeated)
    #[arg(short, long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(Target::new))]
    output: Vec<Target>,
    /// What to print: a page, or the program as another tool reads it
    #[arg(
        long,
        value_name = "FORM",
        default_value = "terminal",
        conflicts_with = "json",
        value_parser = Printed::parser()
    )]
    format: Printed,
}

/// What is printed.
#[derive(Debug, Clone, Copy)]
enum Printed {
    /// A page of this form.
    Page(Form),
    /// The program in the format of another tool.
    Program(&'static Writer),
}

impl Printed {
    /// The forms of a page, and behind them the formats of other tools.
    fn parser() -> impl TypedValueParser<Value = Self> {
        let forms = Form::value_variants().iter().filter_map(|form| {
            let value = form.to_possible_value()?;
            Some(match form {
                Form::Json => value.help("The dates of each item and what drives it, as `--json`"),
                Form::Terminal | Form::Markdown | Form::Html => value,
            })
        });
        let taken: Vec<_> = forms
            .clone()
            .map(|form| form.get_name().to_owned())
            .collect();
        let formats = exporting::possible()
            .filter(move |format| !taken.iter().any(|name| name == format.get_name()));
        PossibleValuesParser::new(forms.chain(formats)).map(|name| {
            match Form::from_str(&name, false) {
                Ok(form) => Self::Page(form),
                Err(_no_form) => Self::Program(exporting::named(&name)),
            }
        })
    }
}

/// By what float paths are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PathsBy {
    /// By how far a path can slip before the target moves; the first one drives it
    Free,
    /// By total slack: the most critical item first, whether or not it drives
    Total,
}

impl From<PathsBy> for FloatPathsBy {
    fn from(by: PathsBy) -> Self {
        match by {
            PathsBy::Free => Self::FreeSlack,
            PathsBy::Total => Self::TotalSlack,
        }
    }
}

/// By whose rules dates are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ProfileArg {
    /// Longpole's own: unfinished work lies after the data date
    Longpole,
    /// As Microsoft Project computes
    MicrosoftProject,
    /// As Primavera P6 computes
    PrimaveraP6,
}

impl From<ProfileArg> for SchedulingProfile {
    fn from(profile: ProfileArg) -> Self {
        match profile {
            ProfileArg::Longpole => Self::Longpole,
            ProfileArg::MicrosoftProject => Self::MicrosoftProject,
            ProfileArg::PrimaveraP6 => Self::PrimaveraP6,
        }
    }
}

pub(crate) fn run(settings: &Settings, args: &ScheduleArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    let team = args
        .team
        .as_deref()
        .map(|team| names::team(&plan, team))
        .transpose()?;
    let program = settings.program(&plan)?.0.clone();
    let target = match &args.to {
        Some(item) => names::dated(&plan, Some(program.as_str()), item)?,
        None => EntityKey::program(&program),
    };
    let own = settings.schedule(plan)?;
    let rules = args.profile.map(SchedulingProfile::from);
    let form = match args.format {
        Printed::Page(form) => form,
        Printed::Program(writer) => {
            let program = Exported {
                plan: &own.plan,
                program: &program,
                rules,
            };
            exporting::send(settings, &program, writer, None)?;
            return Ok(Outcome::Clean);
        }
    };
    let output = OutputArgs::new(&args.output, form);
    let scheduled = settings.schedule_by_profile(&own, rules)?;
    // A program without work has no end to lead to.
    let float_paths = args.float_paths.and_then(|count| {
        Some(FloatPathsTo {
            target: scheduled.node_of(&target)?,
            count: usize::from(count),
            by: args.paths_by.into(),
        })
    });
    let options = ScheduleOptions {
        driving_only: args.driving,
        team,
        finished: args.all,
        ids: args.ids,
        own_finish: own.finish_of(&program),
        float_paths,
        gantt: if args.gantt || output.has_page() {
            GanttChart::OnThePage
        } else {
            GanttChart::None
        },
    };
    let page = schedule_page(&scheduled, &program, &options);
    let picture = if output.has_picture() {
        let options = ScheduleOptions {
            gantt: GanttChart::Alone,
            float_paths: None,
            ..options.clone()
        };
        schedule_page(&scheduled, &program, &options)
    } else {
        page.clone()
    };
    let value = || {
        let paths = options
            .float_paths
            .as_ref()
            .map(|wanted| scheduled.float_paths(wanted.target, wanted.count, wanted.by));
        let schedule = Schedule::of(&scheduled);
        longpole_api::value(&schedule.with_float_paths(&scheduled, &paths.unwrap_or_default()))
    };
    if form == Form::Json {
        // Dates are for programs to read; `--json` says the same.
        deliver_files(settings, &page, &picture, &output)?;
        settings.ui.json(&value())?;
    } else {
        deliver_with_picture(settings, &page, &picture, &output, value)?;
    }
    Ok(Outcome::Clean)
}
