//! Documents on their way out: to the terminal, and to files in the form that their names say.

use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser as _};
use longpole_document::png::{self, PngError};
use longpole_document::terminal::{Colour, Sources, Terminal};
use longpole_document::{Block, Chart, Document, html, json, markdown, svg, terminal, words};
use longpole_engine::save::{self, SaveError};

use crate::error::CommandError;
use crate::settings::Settings;
use crate::ui::Format;

/// Where a document goes besides the terminal.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write it to a file, too: .html, .md, .json or .txt, or its first chart as .svg or .png (may be repeated)
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

impl OutputArgs {
    /// To the terminal, and to these files.
    pub(crate) fn to_files(files: &[Target]) -> Self {
        Self::new(files, Form::Terminal)
    }

    /// To the terminal in a form, and to these files.
    pub(crate) fn new(files: &[Target], format: Form) -> Self {
        Self {
            output: files.to_vec(),
            format,
        }
    }
}

/// A file to write, and the form that its name asks for.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    path: PathBuf,
    form: FileForm,
}

/// The forms of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileForm {
    Page(Form),
    /// The first chart alone.
    Svg,
    /// The first chart alone.
    Png,
}

impl FileForm {
    fn is_picture(self) -> bool {
        match self {
            Self::Svg | Self::Png => true,
            Self::Page(_) => false,
        }
    }
}

impl Target {
    pub(crate) fn new(path: PathBuf) -> Result<Self, &'static str> {
        let form = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "htm") => FileForm::Page(Form::Html),
            Some("md" | "markdown") => FileForm::Page(Form::Markdown),
            Some("json") => FileForm::Page(Form::Json),
            Some("txt" | "text") => FileForm::Page(Form::Terminal),
            Some("svg") => FileForm::Svg,
            Some("png") => FileForm::Png,
            _ => return Err("end the name in .html, .md, .json, .txt, .svg or .png"),
        };
        Ok(Self { path, form })
    }
}

/// The files that targets name.
pub(crate) fn targets(targets: &[Target]) -> impl Iterator<Item = &Path> {
    targets.iter().map(|target| target.path.as_path())
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
    deliver_with_picture(settings, document, document, args, value)
}

impl OutputArgs {
    /// Whether a picture is to be written.
    pub(crate) fn has_picture(&self) -> bool {
        self.output.iter().any(|target| target.form.is_picture())
    }

    /// Whether it goes to a page that shows pictures.
    pub(crate) fn has_page(&self) -> bool {
        let page = |target: &Target| target.form == FileForm::Page(Form::Html);
        self.format == Form::Html || self.output.iter().any(page)
    }
}

/// As [`deliver_or_json`]; pictures are those of another document, which has more room than a page.
pub(crate) fn deliver_with_picture(
    settings: &Settings,
    document: &Document,
    picture: &Document,
    args: &OutputArgs,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<(), CommandError> {
    deliver_files(settings, document, picture, args)?;
    match settings.ui.format() {
        Format::Text => settings
            .ui
            .print(&printed(settings, document, args.format))?,
        Format::Json => settings.ui.json(&value())?,
    }
    Ok(())
}

/// Writes `document` to the files that were asked for, and `picture` to those that are pictures.
pub(crate) fn deliver_files(
    settings: &Settings,
    document: &Document,
    picture: &Document,
    args: &OutputArgs,
) -> Result<(), CommandError> {
    spare(settings, targets(&args.output))?;
    for target in &args.output {
        let mut remark = format!("wrote {}", target.path.display());
        let bytes = match target.form {
            FileForm::Page(form) => in_a_file(settings, document, form).into_bytes(),
            FileForm::Svg => svg::standalone(first_chart(picture)?).into_bytes(),
            FileForm::Png => {
                let png = png::write(first_chart(picture)?).map_err(no_picture)?;
                if png.halved {
                    let size = format!("{} × {}", grouped(png.width), grouped(png.height));
                    remark = format!("{remark} at half the resolution: {size} pixels; {FEWER}");
                }
                png.bytes
            }
        };
        write(&target.path, &bytes)?;
        settings.ui.remark(&remark);
    }
    Ok(())
}

fn first_chart(document: &Document) -> Result<&Chart, CommandError> {
    let chart = document.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    chart.ok_or_else(|| {
        CommandError::user(
            "there is no chart to draw here".to_owned(),
            "choose .html, .md, .json or .txt",
        )
    })
}

/// What to do about a picture with too many rows.
const FEWER: &str =
    "an .svg or .html has no such bound, and `--driving` or `--team` draws fewer rows";

fn no_picture(error: PngError) -> CommandError {
    match error {
        PngError::TooLarge { width, height } => CommandError::user(
            format!(
                "the picture would have {} × {} pixels, more than most programs open",
                grouped(width),
                grouped(height)
            ),
            FEWER,
        ),
        PngError::Failed(reason) => CommandError::user(
            format!("the picture cannot be drawn: {reason}"),
            "an .svg needs no drawing",
        ),
    }
}

/// Thousands apart.
fn grouped(number: u32) -> String {
    words::integer(i64::from(number))
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

/// Refuses outputs that would go over what was read. Asked before any of them is written.
pub(crate) fn spare<'p>(
    settings: &Settings,
    outputs: impl IntoIterator<Item = &'p Path>,
) -> Result<(), CommandError> {
    let inputs = settings.inputs.borrow();
    outputs
        .into_iter()
        .try_for_each(|output| inputs.spare(output))
        .map_err(|error| not_written(&error))
}

/// Writes a file that was asked for, in place of what is there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    save::keep(path, bytes)
        .map(drop)
        .map_err(|error| not_written(&error))
}

fn not_written(error: &SaveError) -> CommandError {
    CommandError::user(error.to_string(), "choose another place")
}
