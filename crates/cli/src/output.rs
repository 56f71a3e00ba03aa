//! Documents on their way out: to the terminal, and to files in the form that their names say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser as _};
use longpole_document::terminal::{Colour, Sources, Terminal};
use longpole_document::{Document, html, json, markdown, terminal};

use crate::error::CommandError;
use crate::settings::Settings;
use crate::ui::Format;

/// Where a document goes besides the terminal.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write it to a file, too: .html, .md, .json or .txt (may be repeated)
    #[arg(short, long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(Target::new))]
    output: Vec<Target>,
    /// What to print
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value = "terminal",
        conflicts_with = "json"
    )]
    format: Form,
}

/// The forms of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people at a terminal
    Terminal,
    /// GitHub-flavoured Markdown
    Markdown,
    /// One HTML file that needs nothing else
    Html,
    /// The tree of the document, each figure with its citation
    Json,
}

/// A file to write, and the form that its name asks for.
#[derive(Debug, Clone)]
struct Target {
    path: PathBuf,
    form: Form,
}

impl Target {
    fn new(path: PathBuf) -> Result<Self, &'static str> {
        let form = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "htm") => Form::Html,
            Some("md" | "markdown") => Form::Markdown,
            Some("json") => Form::Json,
            Some("txt" | "text") => Form::Terminal,
            _ => return Err("end the name in .html, .md, .json or .txt"),
        };
        Ok(Self { path, form })
    }
}

/// Prints `document` and writes it to the files that were asked for.
pub(crate) fn deliver(
    settings: &Settings,
    document: &Document,
    args: &OutputArgs,
) -> Result<(), CommandError> {
    deliver_or_json(settings, document, args, || json::value(document))
}

/// Writes `document` to the files that were asked for, and prints it, or `value` where JSON is wanted.
pub(crate) fn deliver_or_json(
    settings: &Settings,
    document: &Document,
    args: &OutputArgs,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<(), CommandError> {
    for target in &args.output {
        write(&target.path, &in_a_file(settings, document, target.form))?;
        settings
            .ui
            .remark(&format!("wrote {}", target.path.display()));
    }
    match settings.ui.format() {
        Format::Text => settings
            .ui
            .print(&printed(settings, document, args.format))?,
        Format::Json => settings.ui.json(&value())?,
    }
    Ok(())
}

fn printed(settings: &Settings, document: &Document, form: Form) -> String {
    let colour = if settings.ui.colour() {
        Colour::On
    } else {
        Colour::Off
    };
    let terminal = Terminal {
        width: settings.ui.width(),
        colour,
        sources: Sources::LeftOut,
    };
    render(document, form, terminal)
}

/// A file is the same whatever the terminal, and its reader cannot ask: it lists its sources.
fn in_a_file(settings: &Settings, document: &Document, form: Form) -> String {
    render(document, form, Terminal::plain(settings.ui.file_width()))
}

fn render(document: &Document, form: Form, terminal: Terminal) -> String {
    match form {
        Form::Terminal => terminal::write(document, terminal),
        Form::Markdown => markdown::write(document),
        Form::Html => html::write(document),
        Form::Json => json::write(document),
    }
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    fs::write(path, text).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => error.to_string(),
        };
        CommandError::user(
            format!("cannot write \"{}\": {reason}", path.display()),
            "choose another place with `-o`",
        )
    })
}
