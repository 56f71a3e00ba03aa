//! Settings that every command takes: which plan, on which day, with which seed, in which form.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use longpole_engine::exchange::diagnostic::{Look, render};
use longpole_engine::open::{PlanPlace, Revision};
use longpole_engine::{
    Analysis, AnalysisError, AnalysisOptions, Inputs, Insights, Plan, PlanError, Scheduled,
    analyse, insights, schedule_by_profile, schedule_plan,
};
use longpole_model::{Program, ProgramId, SchedulingProfile};

use crate::clock;
use crate::error::CommandError;
use crate::names;
use crate::ui::{ColourChoice, Format, Ui};

/// The options that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct SettingsArgs {
    /// The plan: a file, or a folder whose YAML files together are the plan
    #[arg(short, long, global = true, value_name = "PATH")]
    plan: Option<PathBuf>,
    /// Read the plan as it was at a git revision (HEAD~3) or on a day (2026-11-01)
    #[arg(long, global = true, value_name = "WHEN")]
    at: Option<String>,
    /// The program, where the plan holds several
    #[arg(long, global = true, value_name = "ID")]
    program: Option<String>,
    /// What is done lies before this day, what remains after it [default: `data_date` in the plan]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, hide_short_help = true)]
    data_date: Option<Date>,
    /// The day against which things are stale or overdue [default: `LONGPOLE_NOW` in the environment, or today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, hide_short_help = true)]
    now: Option<Date>,
    /// The seed that chance is drawn from: the same seed gives the same forecast, to the bit
    #[arg(
        long,
        global = true,
        value_name = "NUMBER",
        default_value_t = 1,
        value_parser = whole,
        hide_short_help = true
    )]
    seed: u64,
    /// How often the network is run
    #[arg(long, global = true, value_name = "NUMBER", default_value_t = 10_000, hide_short_help = true,
          value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    iterations: u32,
    /// Print JSON, for programs
    #[arg(long, global = true)]
    json: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_short_help = true
    )]
    color: ColourChoice,
    /// Columns to fill [default: the terminal's, at most 120; 100 in a pipe]
    #[arg(long, global = true, value_name = "COLUMNS", hide_short_help = true,
          value_parser = clap::value_parser!(u16).range(40..=400))]
    width: Option<u16>,
    /// Say nothing but the result
    #[arg(short, long, global = true, hide_short_help = true)]
    quiet: bool,
}

impl SettingsArgs {
    /// The way out that was asked for.
    pub(crate) fn ui(&self) -> Ui {
        let format = if self.json {
            Format::Json
        } else {
            Format::Text
        };
        Ui::new(format, self.color, self.width, self.quiet)
    }
}

/// The settings of this run.
pub(crate) struct Settings {
    /// The one way out.
    pub(crate) ui: Ui,
    /// What analyses depend on besides the plan.
    pub(crate) options: AnalysisOptions,
    /// The program that was named.
    pub(crate) named_program: Option<String>,
    /// What was read so far.
    pub(crate) inputs: RefCell<Inputs>,
    plan: Option<PathBuf>,
    at: Option<String>,
}

/// Where a plan is looked for when none is named.
const USUAL_PLACES: [&str; 3] = ["plan.yaml", "longpole.yaml", "plan"];

impl Settings {
    pub(crate) fn new(args: &SettingsArgs, ui: Ui) -> Result<Self, CommandError> {
        Ok(Self {
            ui,
            options: AnalysisOptions {
                now: args.now.map_or_else(clock::today, Ok)?,
                data_date: args.data_date,
                seed: args.seed,
                iterations: args.iterations,
            },
            named_program: args.program.clone(),
            inputs: RefCell::default(),
            plan: args.plan.clone(),
            at: args.at.clone(),
        })
    }

    /// The path of the plan: `named` by the command, by `--plan`, or where a plan usually is.
    pub(crate) fn plan_path(&self, named: Option<&Path>) -> Result<PathBuf, CommandError> {
        if let Some(path) = named.or(self.plan.as_deref()) {
            return Ok(path.to_owned());
        }
        let usual = USUAL_PLACES
            .iter()
            .map(Path::new)
            .find(|path| path.exists());
        usual.map(Path::to_owned).ok_or_else(|| {
            CommandError::user(
                "no plan here: neither \"plan.yaml\" nor \"longpole.yaml\" nor a folder \"plan\"",
                "name one with `--plan PATH`, or write a first one with `longpole init`",
            )
        })
    }

    /// Opens the plan that the command works on, at the revision that was asked for.
    pub(crate) fn open(&self, named: Option<&Path>) -> Result<Plan, CommandError> {
        let path = self.plan_path(named)?;
        self.open_place(&match &self.at {
            None => PlanPlace::Path(path),
            Some(at) => PlanPlace::Revision {
                path,
                revision: revision(at),
            },
        })
    }

    /// Opens the plan to change it: only the present can be changed.
    pub(crate) fn open_to_edit(&self) -> Result<Plan, CommandError> {
        if self.at.is_some() {
            return Err(CommandError::usage(
                "a past revision cannot be changed",
                "leave out `--at`",
            ));
        }
        self.open(None)
    }

    /// Opens the plan at `place`.
    fn open_place(&self, place: &PlanPlace) -> Result<Plan, CommandError> {
        let (PlanPlace::Path(path) | PlanPlace::Revision { path, .. }) = place;
        self.inputs.borrow_mut().add_plan(path);
        let opened = self.ui.during("reading the plan", || Plan::open(place));
        opened.map_err(|error| self.plan_error(error))
    }

    /// What stops a command when there is no plan.
    pub(crate) fn plan_error(&self, error: PlanError) -> CommandError {
        match error {
            PlanError::Open(error) => CommandError::user(error.to_string(), error.hint()),
            PlanError::Mistakes(mistakes) => CommandError::Plan {
                rendered: mistakes.render(self.look()),
                json: longpole_api::value(&longpole_api::Mistakes::from(&*mistakes)),
            },
        }
    }

    /// Says what is odd about the plan's files without being a mistake.
    pub(crate) fn warn_of(&self, plan: &Plan) {
        self.ui
            .trouble(&render(&plan.warnings, &plan.source, self.look()));
    }

    /// Computes the dates of `plan`.
    pub(crate) fn schedule(&self, plan: Plan) -> Result<Scheduled, CommandError> {
        let scheduled = self.ui.during("scheduling", || {
            schedule_plan(Arc::new(plan), &self.options)
        });
        scheduled.map_err(refused)
    }

    /// Dates a plan again by the profile of each of its programs, or by `rules`.
    pub(crate) fn schedule_by_profile(
        &self,
        own: &Scheduled,
        rules: Option<SchedulingProfile>,
    ) -> Result<Scheduled, CommandError> {
        let scheduled = self.ui.during("scheduling", || {
            schedule_by_profile(Arc::clone(&own.plan), &self.options, rules)
        });
        scheduled.map_err(refused)
    }

    /// Computes dates, odds and findings of `plan`.
    pub(crate) fn analyse(&self, plan: Plan) -> Result<Analysis, CommandError> {
        if plan.workspace.programs.is_empty() {
            return Err(names::no_program());
        }
        let analysis = self.ui.during("scheduling and forecasting", || {
            analyse(Arc::new(plan), &self.options)
        });
        analysis.map_err(refused)
    }

    /// Computes what risks, responses and options are worth.
    pub(crate) fn insights(&self, analysis: &Analysis) -> Insights {
        self.ui
            .during("weighing risks and decisions", || insights(analysis))
    }

    /// Opens a state of the plan at `plan`: another file or folder, a git revision or a day.
    pub(crate) fn open_state(
        &self,
        plan: Option<&Path>,
        state: &str,
    ) -> Result<Plan, CommandError> {
        let path = Path::new(state);
        let meant_as_path = path.exists()
            || path
                .extension()
                .is_some_and(|end| end == "yaml" || end == "yml");
        let place = if meant_as_path {
            PlanPlace::Path(path.to_owned())
        } else {
            PlanPlace::Revision {
                path: self.plan_path(plan)?,
                revision: revision(state),
            }
        };
        self.open_place(&place)
    }

    /// The program that is meant: the named one, or the only one.
    pub(crate) fn program<'p>(
        &self,
        plan: &'p Plan,
    ) -> Result<(&'p ProgramId, &'p Program), CommandError> {
        names::program(plan, self.named_program.as_deref())
    }

    fn look(&self) -> Look {
        Look {
            colour: self.ui.trouble_colour(),
            width: self.ui.width(),
        }
    }
}

pub(crate) fn refused(AnalysisError::Cycle(cycle): AnalysisError) -> CommandError {
    CommandError::user(
        cycle.to_string(),
        "take one of these needs away, or make two items of one",
    )
}

/// A day as people write it in plans.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let written_as_one = text.split('-').map(str::len).eq([4, 2, 2]);
    text.parse().map_err(|_in_words_of_a_library: jiff::Error| {
        if written_as_one {
            "there is no such day".to_owned()
        } else {
            "write a day as 2026-11-20".to_owned()
        }
    })
}

/// A number without sign and fraction.
fn whole(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_in_words_of_a_library| "write a whole number, such as 7".to_owned())
}

/// A day, where it reads as one; else anything that git understands.
fn revision(text: &str) -> Revision {
    match text.parse() {
        Ok(day) => Revision::AsOf(day),
        Err(_no_day) => Revision::Named(text.to_owned()),
    }
}
