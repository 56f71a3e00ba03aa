//! `longpole import`

use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser as _};
use longpole_api::Import;
use longpole_brief::import_page;
use longpole_engine::exchange::import::{Format as FileFormat, ImportError};
use longpole_engine::import::{
    ImportFailure, ImportRequest, ImportTarget, MergeError, PreparedImport,
};
use longpole_engine::{Mistakes, PlanError};
use longpole_model::{Preference, ProgramId};

use crate::error::{CommandError, Outcome};
use crate::output::{self, OutputArgs, Target, deliver_or_json};
use crate::settings::Settings;

/// Take in what another tool has, for the first time and again
///
/// Reads Microsoft Project XML and MPX, Primavera P6 XER and XML, TaskJuggler and GanttProject projects, CSV and
/// Excel tables, Jira searches and GitHub issues. What a file is, its content says.
///
/// A new plan opens at once in every other command. Nothing of the file is lost: what a plan has no place for stays in the
/// origin of each entity and comes out again when the same format is exported. The report says what was taken, changed and
/// kept, what is suspicious, and how the dates that the file states compare with those that the same rules give here.
///
/// With `--into`, the file is merged into a plan that is there. Entities are known by the ids that their source has for them,
/// whatever the plan calls them, or by what they say they are called there (`fields: { also: jira/LEDG-12 }`). What the
/// source changed since its last import is taken over; what was changed in the plan stays; where both changed something, both
/// values are shown and the plan's stands. What is gone from the source is marked, never removed. The same file again
/// changes nothing. For this the last file of each source is kept beside the plan, in `sources` or `plan.sources`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole import home-move.xml
  longpole import export.xer -o plan --dry-run
  longpole import tasks.csv --into plan --program ledger --source platform-team
  longpole import jira.json --into plan.yaml --source jira --theirs
  longpole import tasks.csv --map 'Wann fertig?=finish' --encoding windows-1252")]
pub(crate) struct ImportArgs {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The new plan: a file that ends in .yaml, or a folder [default: `plan.yaml`, or `plan` for several programs]
    #[arg(
        short = 'o',
        long = "out",
        value_name = "PLAN",
        conflicts_with = "into"
    )]
    out: Option<PathBuf>,
    /// Merge it into this plan
    #[arg(long, value_name = "PLAN")]
    into: Option<PathBuf>,
    /// The name of the source: the same for every export of it [default: made from the file's name]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The format, where the content does not tell
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<FileFormat>,
    /// Which field a column of a table is: 'Header=field' (may be repeated)
    #[arg(long, value_name = "HEADER=FIELD", value_parser = column)]
    map: Vec<(String, String)>,
    /// The encoding of a text that does not say, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// A file that belongs to it, such as a table of links (may be repeated)
    #[arg(long, value_name = "FILE")]
    with: Vec<PathBuf>,
    /// Where both changed something, take the source's value: on the import that shows it, since later ones see no conflict
    #[arg(long, requires = "into")]
    theirs: bool,
    /// Take a file that has little in common with the last one of its source
    #[arg(long, requires = "into")]
    anyway: bool,
    /// Only report: write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the report to a file, too: .html, .md, .json or .txt (may be repeated)
    #[arg(long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(Target::new))]
    report: Vec<Target>,
}

pub(crate) fn run(settings: &Settings, args: &ImportArgs) -> Result<Outcome, CommandError> {
    let program = settings.named_program.as_deref().map(program).transpose()?;
    let request = ImportRequest {
        file: args.file.clone(),
        format: args.format,
        source: args.source.clone(),
        columns: args.map.clone(),
        encoding: args.encoding.clone(),
        with: args.with.clone(),
        target: target(args),
        program,
        dry_run: args.dry_run,
        anyway: args.anyway,
        data_date: settings.options.data_date,
        today: settings.options.now,
        preference: if args.theirs {
            Preference::Theirs
        } else {
            Preference::Ours
        },
    };
    let prepared = settings
        .ui
        .during("reading and comparing", || request.prepare());
    let prepared = prepared.map_err(|error| refusal(settings, args, error))?;
    {
        let mut inputs = settings.inputs.borrow_mut();
        inputs.add_plan(&prepared.place);
        let files = std::iter::once(&args.file).chain(&args.with);
        files.for_each(|file| inputs.add_file(file));
    }
    output::spare(settings, output::targets(&args.report))?;
    let written = if args.dry_run {
        Vec::new()
    } else {
        save(settings, &prepared)?
    };
    let page = import_page(&prepared.report);
    let json = || {
        longpole_api::value(&Import::new(
            &prepared.report,
            written
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        ))
    };
    deliver_or_json(settings, &page, &OutputArgs::to_files(&args.report), json)?;
    for path in &written {
        settings.ui.remark(&format!("wrote {}", path.display()));
    }
    say_next(settings, args, &prepared, &written);
    Ok(if asks_for_decisions(&prepared) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn program(id: &str) -> Result<ProgramId, CommandError> {
    ProgramId::new(id).map_err(|error| {
        CommandError::user(
            format!("\"{id}\" is no id: {error}"),
            "use letters, digits and dashes",
        )
    })
}

fn target(args: &ImportArgs) -> ImportTarget {
    match (&args.into, &args.out) {
        (Some(plan), _) => ImportTarget::Into(plan.clone()),
        (None, Some(plan)) => ImportTarget::New(plan.clone()),
        (None, None) => ImportTarget::Usual,
    }
}

/// Writes the plan and what the source said.
fn save(settings: &Settings, prepared: &PreparedImport) -> Result<Vec<PathBuf>, CommandError> {
    let saved = settings.ui.during("writing", || prepared.save());
    saved.map_err(|error| {
        CommandError::user(
            error.to_string(),
            "run the command again: it works on the plan as it is then",
        )
    })
}

/// Whether the source and the plan both changed something.
fn has_conflicts(prepared: &PreparedImport) -> bool {
    let merge = prepared.report.merge.as_ref();
    merge.is_some_and(|merge| !merge.conflicts.is_empty())
}

/// Whether something is left for people to decide.
fn asks_for_decisions(prepared: &PreparedImport) -> bool {
    let merge = prepared.report.merge.as_ref();
    has_conflicts(prepared)
        || merge.is_some_and(|merge| !merge.loops.is_empty() || merge.stranger.is_some())
}

/// What can be done now.
fn say_next(
    settings: &Settings,
    args: &ImportArgs,
    prepared: &PreparedImport,
    written: &[PathBuf],
) {
    let ui = &settings.ui;
    if args.dry_run {
        ui.remark("nothing was written");
    } else if written.is_empty() {
        ui.remark("the plan says so already; nothing was written");
    }
    if has_conflicts(prepared) && !args.theirs {
        ui.remark(if args.dry_run {
            "with `--theirs`, this import takes the source's values where both changed something"
        } else {
            "the plan's values stand, and later imports no longer see these conflicts: `longpole set` takes over a value"
        });
    }
    if prepared.before().is_none() && !written.is_empty() {
        let plan = prepared.place.display().to_string();
        let named = match plan.as_str() {
            "plan.yaml" | "plan" => String::new(),
            plan => format!(" {plan}"),
        };
        ui.remark(&format!(
            "next: `longpole check{named}`, then `longpole schedule{named}`"
        ));
    }
}

/// What stops an import, and what to do about it.
fn refusal(settings: &Settings, args: &ImportArgs, error: ImportFailure) -> CommandError {
    let message = error.to_string();
    let hint = match error {
        ImportFailure::Plan(error) => return settings.plan_error(error),
        ImportFailure::Merge(MergeError::Mistakes(mistakes)) | ImportFailure::NoPlan(mistakes) => {
            return mistaken(settings, mistakes);
        }
        ImportFailure::Import { error, .. } => match *error {
            ImportError::Malformed {
                hint: Some(hint), ..
            } => hint,
            ImportError::Malformed { hint: None, .. } => {
                "is the file complete, and of that format?".to_owned()
            }
            ImportError::UnknownFormat => format!("`--format` says which it is: {}", formats()),
            ImportError::TooLarge(_) => "export a part of it".to_owned(),
        },
        ImportFailure::Unreadable { .. } => {
            "check the name; `ls -ld` shows whose it is and who may read it".to_owned()
        }
        ImportFailure::Kept(kept) => format!(
            "the new file is compared with it: bring it back, as with `git checkout -- {}`; where it is lost, remove \"{}\" and import again, and all that differs is shown as changed on both sides",
            kept.path.display(),
            kept.note.display()
        ),
        ImportFailure::SourceName(_) => {
            "use letters, digits, dots and dashes, as in `--source platform-team`".to_owned()
        }
        ImportFailure::WhichSource { known, .. } => {
            format!("say `--source NAME`; the plan has {}", known.join(", "))
        }
        ImportFailure::DataDate => {
            "leave `--data-date` out; `longpole set data_date` changes the plan's".to_owned()
        }
        ImportFailure::Exists(path) => format!(
            "`--into {}` merges into a plan that is there; `-o` names another",
            path.display()
        ),
        ImportFailure::Nothing(_) => {
            "a table of links belongs to a table of items: name it with `--with`".to_owned()
        }
        ImportFailure::Stranger { .. } => {
            "`--dry-run` shows what would change; `--anyway` takes the file all the same".to_owned()
        }
        ImportFailure::OneFile(_) => "name a folder: `-o plan`".to_owned(),
        ImportFailure::Merge(MergeError::OneFile) => {
            "`--program ID` says into which program it goes; a folder holds several".to_owned()
        }
        ImportFailure::Merge(MergeError::NotRewritten(_)) => format!(
            "`longpole export {}` writes the plan in a form that can be edited",
            args.into.as_deref().unwrap_or(Path::new("")).display()
        ),
        ImportFailure::Cycle(_) => "take one of these links away".to_owned(),
    };
    CommandError::user(message, hint)
}

fn mistaken(settings: &Settings, mistakes: Box<Mistakes>) -> CommandError {
    settings.plan_error(PlanError::Mistakes(mistakes))
}

fn format(name: &str) -> Result<FileFormat, String> {
    FileFormat::named(name).ok_or_else(|| format!("one of {}", formats()))
}

fn formats() -> String {
    let names: Vec<_> = FileFormat::ALL.iter().map(|format| format.name()).collect();
    names.join(", ")
}

fn column(text: &str) -> Result<(String, String), &'static str> {
    match text.rsplit_once('=') {
        Some((header, field)) if !header.is_empty() && !field.is_empty() => {
            Ok((header.to_owned(), field.to_owned()))
        }
        _ => Err("write it as 'Header=field'"),
    }
}
