//! `cargo xtask rust-goals`: the Rust project goals of 2025H1 as a plan, made from the public data set.
//!
//! Facts only: what the data does not say (estimates, capacities, dates, sponsor) is not in the plan. How each figure is
//! counted stands in the README beside the plan.

mod data;
mod plan;
mod yaml;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The plan that is made, from the root.
pub const PLAN: &str = "examples/rust-goals-2025h1/rust-goals.yaml";

#[derive(Clone, Debug, clap::Args)]
pub struct RustGoalsArgs {
    /// The folder with `goals.json` and `progress.csv`
    #[arg(default_value = "../shared/data/rust-goals")]
    data: PathBuf,
}

/// Writes the plan from the data set.
pub fn run(root: &Path, args: &RustGoalsArgs, out: &mut dyn Write) -> Result<bool, String> {
    let text = make(&root.join(&args.data))?;
    let path = root.join(PLAN);
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    writeln!(out, "wrote {PLAN}").map_err(|error| error.to_string())?;
    Ok(true)
}

/// The text of the plan, made from the data set in `folder`.
pub fn make(folder: &Path) -> Result<String, String> {
    let goals = data::goals(&read(&folder.join("goals.json"))?)?;
    let reports = data::reports(&read(&folder.join("progress.csv"))?)?;
    Ok(plan::plan(&goals, &reports))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
