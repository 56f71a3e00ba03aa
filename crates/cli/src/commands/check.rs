//! `longpole check`

use std::path::PathBuf;

use longpole_engine::Analysis;
use longpole_engine::check::format::{self, Place, TextOptions};
use longpole_engine::check::{FindingSeverity, rules};
use longpole_model::EntityKey;

use crate::error::{CommandError, Outcome};
use crate::names::{Kind, pick};
use crate::settings::Settings;
use crate::ui::Format;

/// Say what contradicts what, and what is missing
///
/// Holds every rule against the plan, its schedule and its forecast. A rule that lacks its input says so: unknown is never
/// fine. `longpole explain RULE` says why a rule matters; an `allow:` entry in the plan accepts a finding for a reason and
/// a time.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole check
  longpole check --rule item-without-owner --rule promise-after-need-by
  longpole check --format github --fail-on warning    in a CI job
  longpole check --format sarif > findings.sarif")]
pub(crate) struct CheckArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// How to print findings
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value = "text",
        conflicts_with = "json"
    )]
    format: Form,
    /// The least grave finding that makes the exit code 1
    #[arg(long, value_enum, value_name = "GRADE", default_value = "error")]
    fail_on: FailOn,
    /// Only this rule (may be repeated)
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// Every finding, what was measured, passed or not, and what is allowed
    #[arg(long)]
    all: bool,
}

/// Ways to print findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people, with places in the plan
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// What a CI job fails on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

/// A plan that lacks something everywhere says it this often, and then how often more.
const MOST_OF_A_RULE: usize = 5;

pub(crate) fn run(settings: &Settings, args: &CheckArgs) -> Result<Outcome, CommandError> {
    let wanted = args
        .rule
        .iter()
        .map(|name| pick(Kind::Rule, name, rules().iter().map(|rule| rule.name)));
    let wanted: Vec<&str> = wanted.collect::<Result<_, _>>()?;
    let plan = settings.open(args.path.as_deref())?;
    settings.warn_of(&plan);
    let mut analysis = settings.analyse(plan)?;
    if !wanted.is_empty() {
        analysis.report = analysis.report.only(&wanted);
    }
    print(settings, args, &analysis)?;
    let fails = args
        .fail_on
        .grade()
        .is_some_and(|grade| analysis.report.worst() >= Some(grade));
    Ok(if fails {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn print(settings: &Settings, args: &CheckArgs, analysis: &Analysis) -> Result<(), CommandError> {
    let (ui, report) = (&settings.ui, &analysis.report);
    let place = |key: &EntityKey, field: Option<&str>| {
        let place = analysis.scheduled.plan.place(key, field)?;
        Some(Place {
            file: place.file,
            line: place.line,
            column: place.column,
        })
    };
    let everything = args.all || !args.rule.is_empty();
    let options = TextOptions {
        colour: ui.colour(),
        measures: args.all,
        allowed: args.all,
        most_of_a_rule: (!everything).then_some(MOST_OF_A_RULE),
    };
    match (ui.format(), args.format) {
        (Format::Json, _) | (_, Form::Json) => {
            ui.json(&longpole_api::value(&longpole_api::Findings::of(analysis)))?;
        }
        (Format::Text, Form::Text) => ui.print(&format::text(report, options, &place))?,
        (Format::Text, Form::Sarif) => {
            ui.json(&format::sarif(report, env!("CARGO_PKG_VERSION"), &place))?;
        }
        (Format::Text, Form::Github) => ui.print(&format::github(report, &place))?,
    }
    Ok(())
}

impl FailOn {
    fn grade(self) -> Option<FindingSeverity> {
        match self {
            Self::Error => Some(FindingSeverity::Error),
            Self::Warning => Some(FindingSeverity::Warning),
            Self::Info => Some(FindingSeverity::Info),
            Self::Never => None,
        }
    }
}
