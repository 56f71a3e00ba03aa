//! The command line of `cargo xtask`.

use std::io::Write;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::campaign::{self, CampaignArgs};
use crate::generate::{self, GenerateArgs};
use crate::metadata::repo_root;
use crate::rust_goals::{self, RustGoalsArgs};
use crate::tidy;

/// Jobs around the code of longpole
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Make the references and schemas again from the code
    Generate(GenerateArgs),
    /// Hold the rules of the house that no compiler knows
    Tidy,
    /// Look for trouble for as long as one likes
    Campaign(CampaignArgs),
    /// Write the plan of the Rust project goals 2025H1 from the public data set
    RustGoals(RustGoalsArgs),
}

/// The tree of commands, for what has to know it: the check of the README.
pub fn command() -> clap::Command {
    Xtask::command()
}

/// Runs what the command line asks for and says whether all is well.
///
/// An error is a sentence for the person at the terminal.
pub fn run(out: &mut dyn Write) -> Result<bool, String> {
    let root = repo_root();
    match Xtask::parse().job {
        Job::Generate(args) => generate::run(&root, &args, out),
        Job::Tidy => tidy::run(&root, out),
        Job::Campaign(args) => campaign::run(&root, &args, out),
        Job::RustGoals(args) => rust_goals::run(&root, &args, out),
    }
}
