//! Everything that the command says: results to standard output, remarks to standard error, in one format, width and colour.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

/// In which form results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColourChoice {
    /// Whether colour goes to a stream for which the environment and the kind of stream say `natural`.
    fn settle(self, natural: ColorChoice) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => natural != ColorChoice::Never,
        }
    }
}

/// The one way out.
pub(crate) struct Ui {
    format: Format,
    width: usize,
    file_width: usize,
    /// Of results.
    colour: bool,
    /// Of remarks and errors.
    trouble_colour: bool,
    quiet: bool,
}

/// The width of lines that go to a pipe or file.
const PIPE_WIDTH: usize = 100;
/// Wider than this no line reads well.
const WIDEST: usize = 120;
/// Narrower than this no table fits.
const NARROWEST: usize = 40;

impl Ui {
    pub(crate) fn new(
        format: Format,
        colour: ColourChoice,
        width: Option<u16>,
        quiet: bool,
    ) -> Self {
        Self {
            format,
            width: width.map_or_else(natural_width, usize::from).max(NARROWEST),
            file_width: width.map_or(PIPE_WIDTH, usize::from),
            colour: colour.settle(AutoStream::choice(&io::stdout())),
            trouble_colour: colour.settle(AutoStream::choice(&io::stderr())),
            quiet,
        }
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Columns of the terminal, or of what is piped.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Columns of text that is written to a file.
    pub(crate) fn file_width(&self) -> usize {
        self.file_width
    }

    /// Whether results are coloured.
    pub(crate) fn colour(&self) -> bool {
        self.colour
    }

    /// Whether what goes to standard error is coloured.
    pub(crate) fn trouble_colour(&self) -> bool {
        self.trouble_colour
    }

    /// Prints a result as it is; a line break is put at its end where it has none.
    #[expect(
        clippy::unused_self,
        reason = "who prints has been told the format, width and colour"
    )]
    pub(crate) fn print(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Prints a result as JSON.
    pub(crate) fn json(&self, value: &serde_json::Value) -> io::Result<()> {
        self.print(&format!("{value:#}"))
    }

    /// Says something that is no result, such as which file was written.
    pub(crate) fn remark(&self, text: &str) {
        if !self.quiet {
            to_stderr(&format!("{text}\n"));
        }
    }

    /// Says that something will surprise whoever relies on it, and what to do about it.
    pub(crate) fn warn(&self, message: &str, hint: &str) {
        if !self.quiet {
            self.tell("warning", AnsiColor::Yellow, message, Some(hint));
        }
    }

    /// Says what went wrong, and what to do about it.
    pub(crate) fn error(&self, message: &str, hint: Option<&str>) {
        self.tell("error", AnsiColor::Red, message, hint);
    }

    /// Text that is already rendered, such as the mistakes of a plan, to standard error.
    #[expect(
        clippy::unused_self,
        reason = "who prints has been told the format, width and colour"
    )]
    pub(crate) fn trouble(&self, text: &str) {
        to_stderr(text);
    }

    /// Does `work`, and shows on a terminal that it goes on.
    pub(crate) fn during<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        self.during_steps(what, |_| work())
    }

    /// As [`during`](Self::during), where `work` can say how far it is.
    pub(crate) fn during_steps<T>(
        &self,
        what: &'static str,
        work: impl FnOnce(&dyn Fn(String)) -> T,
    ) -> T {
        if self.quiet || self.format == Format::Json || !io::stderr().is_terminal() {
            return work(&|_| {});
        }
        let spinner = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        spinner.set_message(what);
        spinner.enable_steady_tick(Duration::from_millis(100));
        let result = work(&|step| spinner.set_message(step));
        spinner.finish_and_clear();
        result
    }

    fn tell(&self, word: &str, colour: AnsiColor, message: &str, hint: Option<&str>) {
        let (loud, bold) = if self.trouble_colour {
            (
                Style::new().fg_color(Some(colour.into())).bold(),
                Style::new().bold(),
            )
        } else {
            Default::default()
        };
        let hint = hint
            .map(|hint| format!("{bold}hint{bold:#}: {hint}\n"))
            .unwrap_or_default();
        to_stderr(&format!(
            "{loud}{word}{loud:#}{bold}: {message}{bold:#}\n{hint}"
        ));
    }
}

fn natural_width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(PIPE_WIDTH, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// A closed standard error is no reason to fail.
pub(crate) fn to_stderr(text: &str) {
    io::stderr().lock().write_all(text.as_bytes()).ok();
}
