//! `cargo xtask generate`: what can be made from the code is made from it, and committed.
//!
//! `sources` lists what is made. `--check` makes it again and compares, so that a reference never tells of yesterday's code.

mod cli_reference;
mod fidelity;
mod fresh;
mod header;
mod sources;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use fresh::{Staleness, staleness};
pub use header::is_made;
pub use sources::sources;

/// One file that is made from the code.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Where it lies, from the root.
    pub path: String,
    /// All of it, with the line that says what made it.
    pub text: String,
}

impl Generated {
    /// A file at `path` that holds `content`, under a line that says what made it.
    pub fn new(path: impl Into<String>, content: impl AsRef<str>) -> Self {
        let path = path.into();
        let text = header::with_header(&path, content.as_ref());
        Self { path, text }
    }
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct GenerateArgs {
    /// Change nothing: say what is not fresh, and fail if anything is
    #[arg(long)]
    check: bool,
}

/// Makes or checks all generated files below `root`; says whether all is well.
pub fn run(root: &Path, args: &GenerateArgs, out: &mut dyn Write) -> Result<bool, String> {
    let sources = sources();
    let stale = staleness(root, &sources)?;
    let result = if args.check {
        report(&sources, &stale, out)
    } else {
        make(root, &sources, &stale, out)
    };
    result.map_err(|error| error.to_string())?;
    Ok(!args.check || stale.is_empty())
}

fn report(sources: &[Generated], stale: &[Staleness], out: &mut dyn Write) -> io::Result<()> {
    for staleness in stale {
        writeln!(out, "{staleness}")?;
    }
    if stale.is_empty() {
        return all_fresh(sources, out);
    }
    writeln!(
        out,
        "\nRun `cargo xtask generate` and commit what it changes."
    )
}

fn all_fresh(sources: &[Generated], out: &mut dyn Write) -> io::Result<()> {
    match sources.len() {
        1 => writeln!(out, "The one generated file is fresh."),
        count => writeln!(out, "All {count} generated files are fresh."),
    }
}

fn make(
    root: &Path,
    sources: &[Generated],
    stale: &[Staleness],
    out: &mut dyn Write,
) -> io::Result<()> {
    for staleness in stale {
        let path = root.join(staleness.path());
        match sources.iter().find(|made| made.path == staleness.path()) {
            Some(made) => {
                fs::create_dir_all(path.parent().unwrap_or(root))?;
                fs::write(&path, &made.text)?;
                writeln!(out, "wrote {}", made.path)?;
            }
            None => {
                fs::remove_file(&path)?;
                writeln!(out, "removed {}", staleness.path())?;
            }
        }
    }
    if stale.is_empty() {
        all_fresh(sources, out)?;
    }
    Ok(())
}
