//! `longpole export`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser as _;
use longpole_api::{Files, MadeFile};
use longpole_engine::exchange::export::Writer;
use longpole_engine::exchange::plan::encode;
use longpole_engine::save;

use crate::error::{CommandError, Outcome};
use crate::exporting::{self, Exported};
use crate::output;
use crate::settings::Settings;
use crate::ui::Format;

/// Write the plan in its canonical form, or a program for another tool
///
/// A plan comes out with its fields in a fixed order, defaults left out, no comments. Reading it again gives the same plan.
///
/// With `--format`, a program comes out as another tool reads it, with the dates that its own rules give. What was kept when
/// it came in from that tool comes out again; what the format has no room for is said.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole export
  longpole export --out canonical/
  longpole export --format mspdi --out ferry.xml
  longpole export --format ical --out ferry.ics
  longpole export --at 2026-11-01")]
pub(crate) struct ExportArgs {
    /// The plan: a file or folder
    #[arg(value_name = "PLAN")]
    path: Option<PathBuf>,
    /// Write the files to this folder, or a program to this file, instead of printing
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write a program as this, instead of the plan
    #[arg(long, value_name = "FORMAT", value_parser = exporting::formats().map(|name| exporting::named(&name)))]
    format: Option<&'static Writer>,
}

pub(crate) fn run(settings: &Settings, args: &ExportArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open(args.path.as_deref())?;
    if let Some(writer) = args.format {
        let program = settings.program(&plan)?.0.clone();
        let program = Exported {
            plan: &plan,
            program: &program,
            rules: None,
        };
        exporting::send(settings, &program, writer, args.out.as_deref())?;
        return Ok(Outcome::Clean);
    }
    let files = encode(&plan.workspace);
    if let Some(folder) = &args.out {
        write(settings, folder, &files)?;
    }
    match (settings.ui.format(), &args.out) {
        (Format::Json, folder) => settings.ui.json(&json(folder.as_deref(), &files))?,
        (Format::Text, Some(_)) => {}
        (Format::Text, None) => settings.ui.print(&together(&files))?,
    }
    Ok(Outcome::Clean)
}

/// Nothing is written when one of the files is there already.
fn write(
    settings: &Settings,
    folder: &Path,
    files: &[(String, String)],
) -> Result<(), CommandError> {
    let refused = |message| CommandError::user(message, "choose another folder");
    let paths = || files.iter().map(|(name, text)| (folder.join(name), text));
    if let Some((path, _)) = paths().find(|(path, _)| path.exists()) {
        return Err(refused(save::SaveError::Exists(path).to_string()));
    }
    let made: Vec<_> = paths().map(|(path, _)| path).collect();
    output::spare(settings, made.iter().map(PathBuf::as_path))?;
    for (path, text) in paths() {
        save::create(&path, text).map_err(|error| refused(error.to_string()))?;
        settings.ui.remark(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn json(folder: Option<&Path>, files: &[(String, String)]) -> serde_json::Value {
    let files = files.iter().map(|(name, text)| MadeFile {
        path: folder.map_or_else(
            || name.clone(),
            |folder| folder.join(name).display().to_string(),
        ),
        text: text.clone(),
        written: folder.is_some(),
    });
    longpole_api::value(&Files::new(files.collect()))
}

/// One file as it is; several with their names above them.
fn together(files: &[(String, String)]) -> String {
    if let [(_, text)] = files {
        return text.clone();
    }
    let mut all = String::new();
    for (name, text) in files {
        writeln!(all, "# {name}\n{text}").ok();
    }
    all
}
