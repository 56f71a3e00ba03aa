//! `cargo xtask tidy`: the rules of the house that no compiler knows.

use std::io::Write;
use std::path::Path;

/// Holds the rules for the files below `root`; says whether all are kept.
pub fn run(root: &Path, out: &mut dyn Write) -> Result<bool, String> {
    writeln!(out, "{}: no rules yet", root.display()).map_err(|error| error.to_string())?;
    Ok(true)
}
