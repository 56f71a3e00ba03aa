//! Programs on their way to other tools: which formats there are, and to where the bytes go.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use longpole_api::Exported as Answer;
use longpole_engine::exchange::export::{WRITERS, Writer, Written, writer};
use longpole_engine::exchange::import::{Note, NoteKind};
use longpole_engine::{Plan, export_program};
use longpole_model::{ProgramId, SchedulingProfile};

use crate::error::CommandError;
use crate::output;
use crate::settings::{Settings, refused};
use crate::ui::Format;

/// A program that is to be exported.
pub(crate) struct Exported<'a> {
    /// The plan that holds it.
    pub(crate) plan: &'a Plan,
    /// The program.
    pub(crate) program: &'a ProgramId,
    /// By whose rules it is dated; its own when left out.
    pub(crate) rules: Option<SchedulingProfile>,
}

/// The formats of other tools, as `--help` names them.
pub(crate) fn possible() -> impl Iterator<Item = PossibleValue> + Clone {
    let values = WRITERS.iter();
    values.map(|writer| PossibleValue::new(writer.name).help(writer.title))
}

/// Takes the name of one of them.
pub(crate) fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(possible())
}

/// The format of that name, which was checked.
pub(crate) fn named(name: &str) -> &'static Writer {
    writer(name).unwrap_or(&WRITERS[0])
}

/// Writes the program to a file, or prints it, and says what the format has no room for.
pub(crate) fn send(
    settings: &Settings,
    exported: &Exported<'_>,
    writer: &'static Writer,
    out: Option<&Path>,
) -> Result<(), CommandError> {
    output::spare(settings, out)?;
    let written = settings.ui.during("scheduling and writing", || {
        export_program(
            exported.plan,
            exported.program,
            writer,
            &settings.options,
            exported.rules,
        )
    });
    let written = written.map_err(|cycle| refused(cycle.into()))?;
    let written = written.ok_or_else(crate::names::no_program)?;
    if let Some(path) = out {
        output::write(path, &written.bytes)?;
    }
    match settings.ui.format() {
        Format::Json => {
            let answer = answer(exported, writer, out, &written)?;
            settings.ui.json(&longpole_api::value(&answer))?;
        }
        Format::Text => {
            if out.is_none() {
                settings.ui.print(text(writer, &written)?)?;
            }
            tell(settings, writer, &written);
        }
    }
    if let Some(path) = out {
        settings.ui.remark(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn answer(
    exported: &Exported<'_>,
    writer: &Writer,
    out: Option<&Path>,
    written: &Written,
) -> Result<Answer, CommandError> {
    let text = match out {
        Some(_) => None,
        None => Some(text(writer, written)?.to_owned()),
    };
    let path = out.map(|path| path.display().to_string());
    let program = exported.program.to_string();
    Ok(Answer::new(
        writer.name,
        program,
        path,
        text,
        &written.notes,
    ))
}

/// What can be printed.
fn text<'w>(writer: &Writer, written: &'w Written) -> Result<&'w str, CommandError> {
    std::str::from_utf8(&written.bytes).map_err(|_no_text| {
        CommandError::user(
            format!("{} is no text that can be printed", writer.title),
            format!(
                "write it to a file: `longpole export --format {} -o plan.{}`",
                writer.name, writer.extension
            ),
        )
    })
}

/// What has no equivalent, and what was changed.
fn tell(settings: &Settings, writer: &Writer, written: &Written) {
    for note in written
        .notes
        .iter()
        .filter(|note| note.kind != NoteKind::Taken)
    {
        settings
            .ui
            .remark(&format!("{}: {}", writer.title, said(note)));
    }
}

fn said(note: &Note) -> String {
    if !note.names.is_empty() {
        return note.told();
    }
    match note.count {
        1 => note.message.clone(),
        times => format!("{} ({times} times)", note.message),
    }
}
