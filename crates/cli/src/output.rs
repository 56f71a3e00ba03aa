//! Documents on their way out: to the terminal, and to files in the form that their names say.

use std::fs;
use std::path::{Path, PathBuf};

use longpole_document::terminal::{Colour, Sources, Terminal};
use longpole_document::{Document, html, json, markdown, terminal};

use crate::error::CommandError;
use crate::settings::Settings;
use crate::ui::Format;

/// Where a document goes besides the terminal.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write it to a file, too: .html, .md, .json or .txt (may be repeated)
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
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

/// Prints `document` and writes it to the files that were asked for.
pub(crate) fn deliver(
    settings: &Settings,
    document: &Document,
    args: &OutputArgs,
) -> Result<(), CommandError> {
    write_files(settings, document, args)?;
    let form = match settings.ui.format() {
        Format::Json => Form::Json,
        Format::Text => args.format,
    };
    Ok(settings
        .ui
        .print(&render(settings, document, form, settings.ui.colour()))?)
}

/// Writes `document` to the files that were asked for, and prints it, or `value` where JSON is wanted.
pub(crate) fn deliver_or_json(
    settings: &Settings,
    document: &Document,
    args: &OutputArgs,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<(), CommandError> {
    match settings.ui.format() {
        Format::Text => deliver(settings, document, args),
        Format::Json => {
            write_files(settings, document, args)?;
            Ok(settings.ui.json(&value())?)
        }
    }
}

fn write_files(
    settings: &Settings,
    document: &Document,
    args: &OutputArgs,
) -> Result<(), CommandError> {
    for path in &args.output {
        let text = render(settings, document, form_of(path)?, false);
        write(path, &text)?;
        settings.ui.remark(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn render(settings: &Settings, document: &Document, form: Form, colour: bool) -> String {
    match form {
        Form::Terminal => {
            let colour = if colour { Colour::On } else { Colour::Off };
            terminal::write(
                document,
                Terminal {
                    width: settings.ui.width(),
                    colour,
                    sources: Sources::LeftOut,
                },
            )
        }
        Form::Markdown => markdown::write(document),
        Form::Html => html::write(document),
        Form::Json => json::write(document),
    }
}

fn form_of(path: &Path) -> Result<Form, CommandError> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => Ok(Form::Html),
        Some("md" | "markdown") => Ok(Form::Markdown),
        Some("json") => Ok(Form::Json),
        Some("txt" | "text") => Ok(Form::Terminal),
        _ => Err(CommandError::usage(
            format!("cannot tell in which form to write \"{}\"", path.display()),
            "end the name in .html, .md, .json or .txt",
        )),
    }
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    fs::write(path, text).map_err(|error| {
        CommandError::user(
            format!("cannot write \"{}\": {error}", path.display()),
            "choose another place with `-o`",
        )
    })
}
