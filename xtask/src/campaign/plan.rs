//! Campaign `fuzz-plan`: plans with a few things broken, read and, where they can be read, analysed and briefed.
//!
//! Whatever the bytes, the answer is mistakes with their places or a brief. Never a panic, never an endless case.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use longpole_brief::{BriefOptions, Tier, executive_brief};
use longpole_document::terminal::{Terminal, write};
use longpole_engine::exchange::fuzz::{mutate, run_one};
use longpole_engine::exchange::plan::source::PlanSource;
use longpole_engine::{AnalysisOptions, Plan, analyse, insights, playbook};
use longpole_model::ProgramId;

use super::Trial;

/// Plans that the cases start from.
struct BrokenPlans {
    /// Those that can be read as they are: half of the cases start here, so that many get as far as a brief.
    sound: Vec<String>,
    /// The others: the corpus of broken plans, and files that are only a part of a plan.
    broken: Vec<String>,
}

/// Iterations of the forecast of a case: enough to reach every branch.
const ITERATIONS: u32 = 64;
/// Exclusion runs take long on a large plan: only so small ones are weighed.
const WEIGHED_ITEMS: usize = 150;

/// Reads the examples, the playbooks and the corpus of broken plans.
pub(super) fn prepare(root: &Path) -> Result<Box<dyn Trial>, String> {
    let start = date(2026, 11, 23);
    let id = ProgramId::new("north-star").map_err(|error| error.to_string())?;
    let mut bases: Vec<String> = playbook::ALL
        .iter()
        .map(|playbook| playbook.render(&id, "North star", start))
        .collect();
    for folder in ["examples", "crates/exchange/tests/broken"] {
        for path in yaml_files(&root.join(folder))? {
            let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            // Some files of the corpus are not even text.
            bases.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    let (sound, broken) = bases
        .into_iter()
        .partition(|base| Plan::decode(PlanSource::of_text("plan.yaml", base)).is_ok());
    Ok(Box::new(BrokenPlans { sound, broken }))
}

fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

impl Trial for BrokenPlans {
    fn input(&self, seed: u64) -> Vec<u8> {
        let bases = if seed.is_multiple_of(2) {
            &self.sound
        } else {
            &self.broken
        };
        let base = &bases[(seed / 2 % bases.len() as u64) as usize];
        mutate(seed, base)
    }

    fn run(&self, input: &[u8]) -> &'static str {
        run_one(input);
        match Plan::decode(PlanSource::new([("plan.yaml".to_owned(), input.to_vec())])) {
            Err(mistakes) => {
                assert!(!mistakes.views().is_empty(), "refused without saying why");
                "refused"
            }
            Ok(plan) => brief(plan),
        }
    }
}

fn brief(plan: Plan) -> &'static str {
    let options = AnalysisOptions {
        iterations: ITERATIONS,
        ..AnalysisOptions::on(date(2026, 11, 22))
    };
    let Ok(analysis) = analyse(Arc::new(plan), &options) else {
        return "circular";
    };
    let programs = &analysis.scheduled.plan.workspace.programs;
    let small = programs
        .values()
        .map(|program| program.items.len())
        .sum::<usize>()
        <= WEIGHED_ITEMS;
    let weighed = if small {
        insights(&analysis)
    } else {
        longpole_engine::Insights::default()
    };
    for program in programs.keys() {
        let options = BriefOptions {
            tier: Tier::Long,
            since: None,
        };
        let document = executive_brief(&analysis, &weighed, program, &options);
        let text = write(&document, Terminal::plain(80));
        assert!(!text.is_empty(), "a brief that says nothing");
    }
    "briefed"
}
