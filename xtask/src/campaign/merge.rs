//! Campaign `fuzz-merge`: the next export of a source, with a few things broken, merged into a plan that people have worked on.
//!
//! Whatever the source says now, the answer is an error or a plan; and the same file again is nothing new.

use std::path::Path;

use jiff::civil::date;
use longpole_engine::Plan;
use longpole_engine::exchange::diagnostic::Look;
use longpole_engine::exchange::fuzz::{FOREIGN, ForeignFormat};
use longpole_engine::exchange::import::{Format, Import, ReadOptions, read};
use longpole_engine::exchange::plan::encode;
use longpole_engine::exchange::plan::source::PlanSource;
use longpole_engine::import::{MergeError, MergedPlan, Merger};
use longpole_model::Preference;

use super::Trial;
use super::foreign::corpus;

const SOURCE: &str = "it";

/// A plan that came from a file and was worked on.
struct Taken {
    fuzzed: &'static ForeignFormat,
    format: Format,
    bytes: Vec<u8>,
    first: Import,
    plan: Plan,
}

struct BrokenExports {
    taken: Vec<Taken>,
}

/// Takes in every sound file of every corpus.
pub(super) fn prepare(root: &Path) -> Result<Box<dyn Trial>, String> {
    let mut taken = Vec::new();
    for fuzzed in FOREIGN {
        // A sheet alone is no file that can be imported.
        let Some(format) = Format::named(fuzzed.name) else {
            continue;
        };
        for bytes in corpus(fuzzed, root)? {
            if let Ok(first) = read(format, &bytes, &ReadOptions::of(SOURCE)) {
                let plan = worked_on(&first)?;
                taken.push(Taken {
                    fuzzed,
                    format,
                    bytes,
                    first,
                    plan,
                });
            }
        }
    }
    Ok(Box::new(BrokenExports { taken }))
}

/// The plan of an import in which every third item has another title.
fn worked_on(import: &Import) -> Result<Plan, String> {
    let mut workspace = import.workspace.clone();
    for program in workspace.programs.values_mut() {
        for item in program.items.values_mut().step_by(3) {
            item.title = Some("As we call it".to_owned());
        }
    }
    let files = encode(&workspace).into_iter();
    let files = files.map(|(name, text)| (name, text.into_bytes()));
    Plan::decode(PlanSource::new(files)).map_err(|mistakes| mistakes.render(Look::default()))
}

impl Trial for BrokenExports {
    /// The number of the plan in two bytes, then the file.
    fn input(&self, seed: u64) -> Vec<u8> {
        let at = (seed % self.taken.len() as u64) as usize;
        let taken = &self.taken[at];
        let mut input = (at as u16).to_le_bytes().to_vec();
        input.extend(taken.fuzzed.mutate(seed, &taken.bytes));
        input
    }

    fn run(&self, input: &[u8]) -> &'static str {
        let Some((at, bytes)) = input.split_at_checked(2) else {
            return "too short";
        };
        let at = usize::from(u16::from_le_bytes([at[0], at[1]]));
        let Some(taken) = self.taken.get(at) else {
            return "of no plan";
        };
        let Ok(next) = read(taken.format, bytes, &ReadOptions::of(SOURCE)) else {
            return "refused by the reader";
        };
        match merge(&taken.plan, Some(&taken.first), &next) {
            Err(error) => {
                assert!(!error.to_string().is_empty(), "an error has words");
                "refused by the plan"
            }
            Ok(merged) => {
                let again = merge(&merged.plan, Some(&next), &next);
                let again = again.unwrap_or_else(|error| panic!("the same again: {error}"));
                let said = &again.merged;
                assert_eq!(said.added, [], "added by the same again");
                assert_eq!(said.changed, [], "changed by the same again");
                assert_eq!(said.gone, [], "gone by the same again");
                assert_eq!(said.back, [], "back by the same again");
                assert_eq!(
                    again.plan.workspace, merged.plan.workspace,
                    "the same again changes nothing"
                );
                "merged"
            }
        }
    }
}

fn merge(plan: &Plan, base: Option<&Import>, import: &Import) -> Result<MergedPlan, MergeError> {
    Merger {
        says_less: false,
        plan,
        folder: Some(String::new()),
        source: SOURCE,
        import,
        base,
        others: &[],
        program: None,
        today: date(2026, 11, 23),
        preference: Preference::Ours,
    }
    .run()
}
