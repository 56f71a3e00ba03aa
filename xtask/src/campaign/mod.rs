//! `cargo xtask campaign`: long runs that look for trouble.
//!
//! A campaign makes inputs from seeds and runs each. A panic or a case that doesn't end is trouble: the input is kept, and the
//! command fails. The short form runs the same few seeds every time and is part of the tests.

mod drive;
mod foreign;
mod list;
mod merge;
mod plan;
mod worker;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use drive::{Limit, drive};
use list::CAMPAIGNS;

/// One kind of long run.
struct Campaign {
    name: &'static str,
    /// The question that it answers.
    question: &'static str,
    /// How many cases the short form runs: a few seconds' worth.
    short_cases: u64,
    /// Reads what it starts from (a corpus) below the root of the checkout.
    prepare: fn(&Path) -> Result<Box<dyn Trial>, String>,
}

/// What a campaign does again and again. The same seed makes the same input, on every machine.
trait Trial: Send + Sync {
    /// The input of the case with this seed.
    fn input(&self, seed: u64) -> Vec<u8>;

    /// Runs a case and says in a word or two what came out, to be counted. A panic is trouble.
    fn run(&self, input: &[u8]) -> &'static str;
}

#[derive(Clone, Debug, clap::Args)]
pub struct CampaignArgs {
    /// The campaign to run; without it, all are listed, or with `--short` run
    name: Option<String>,
    /// Run for so long
    #[arg(long, value_name = "MINUTES", conflicts_with = "short")]
    minutes: Option<u64>,
    /// Run the few cases that belong to the tests
    #[arg(long)]
    short: bool,
    /// Begin with this seed
    #[arg(long, default_value_t = 0, value_name = "SEED")]
    seed: u64,
}

/// Runs what the arguments ask for; says whether no trouble was found.
pub fn run(root: &Path, args: &CampaignArgs, out: &mut dyn Write) -> Result<bool, String> {
    let Some(name) = &args.name else {
        return if args.short {
            run_all_short(root, args, out)
        } else {
            list(out)
        };
    };
    let campaign = CAMPAIGNS.iter().find(|campaign| campaign.name == name);
    let campaign = campaign.ok_or_else(|| {
        format!("no campaign called \"{name}\"; `cargo xtask campaign` lists them")
    })?;
    run_one(root, campaign, args, out)
}

fn list(out: &mut dyn Write) -> Result<bool, String> {
    for campaign in CAMPAIGNS {
        writeln!(out, "{:<14} {}", campaign.name, campaign.question)
            .map_err(|error| error.to_string())?;
    }
    Ok(true)
}

fn run_all_short(root: &Path, args: &CampaignArgs, out: &mut dyn Write) -> Result<bool, String> {
    let mut all_well = true;
    for campaign in CAMPAIGNS {
        all_well &= run_one(root, campaign, args, out)?;
    }
    Ok(all_well)
}

fn run_one(
    root: &Path,
    campaign: &Campaign,
    args: &CampaignArgs,
    out: &mut dyn Write,
) -> Result<bool, String> {
    let limit = match (args.short, args.minutes) {
        (true, _) => Limit::Cases(campaign.short_cases),
        (false, Some(minutes)) => Limit::Time(Duration::from_mins(minutes)),
        (false, None) => {
            return Err("say how long: `--minutes N`, or `--short`".to_owned());
        }
    };
    let trial = (campaign.prepare)(root)?;
    let kept = root.join("target/campaign").join(campaign.name);
    let summary = drive(campaign, trial, limit, args.seed, &kept, out)
        .map_err(|error| format!("{}: {error}", campaign.name))?;
    write!(out, "{summary}").map_err(|error| error.to_string())?;
    Ok(summary.is_well())
}
