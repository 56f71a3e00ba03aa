//! What was read to come to an answer? So that no output is written over it.

use std::path::{Component, Path, PathBuf};

use crate::import::sources_folder;
use crate::open::is_plan_file;
use crate::save::SaveError;

/// The places that a command read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    plans: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Inputs {
    /// A plan was read from this file or folder, or is kept there.
    pub fn add_plan(&mut self, path: &Path) {
        self.plans.push(path.to_owned());
    }

    /// This file was read.
    pub fn add_file(&mut self, path: &Path) {
        self.files.push(path.to_owned());
    }

    /// Refuses an output that would go over a plan, into what is read as a plan, or over what came from elsewhere.
    ///
    /// Anything else that is there may be replaced, as other tools do with what `-o` names.
    pub fn spare(&self, output: &Path) -> Result<(), SaveError> {
        let place = resolved(output);
        let is = |other: &Path| resolved(other) == place;
        let within = |folder: &Path| place.starts_with(resolved(folder));
        let refused = |why: &'static str| {
            Err(SaveError::Spared {
                path: output.to_owned(),
                why,
            })
        };
        if self.files.iter().any(|file| is(file)) {
            return refused("is read here, and nothing is written over it");
        }
        if self.plans.iter().any(|plan| within(&sources_folder(plan))) {
            return refused("is where longpole keeps what sources said last");
        }
        let is_there = place.is_file();
        if is_there && (is_plan_file(&place) || self.plans.iter().any(|plan| is(plan))) {
            return refused("is a plan, and nothing is written over one");
        }
        let of_a_folder = |plan: &PathBuf| plan.is_dir() && within(plan);
        if is_plan_file(&place) && self.plans.iter().any(of_a_folder) {
            return refused("would be read as a part of the plan");
        }
        Ok(())
    }
}

/// A path without links and detours. Where it does not exist, there are no links.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_no_path| path.to_owned());
    let standing = absolute
        .ancestors()
        .find_map(|there| Some((there, there.canonicalize().ok()?)));
    let Some((there, mut place)) = standing else {
        return absolute;
    };
    for step in absolute
        .strip_prefix(there)
        .into_iter()
        .flat_map(Path::components)
    {
        match step {
            Component::ParentDir => drop(place.pop()),
            step => place.push(step),
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What is said of an output where the plan in `plan` and the file `read.csv` were read.
    fn check(output: &str, why: Option<&str>) {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("plan/deep")).unwrap();
        for file in ["plan/p.yaml", "other.yml", "read.csv", "old.csv"] {
            fs::write(at(file), "").unwrap();
        }
        let mut inputs = Inputs::default();
        inputs.add_plan(&at("plan"));
        inputs.add_file(&at("read.csv"));

        let spared = match inputs.spare(&at(output)) {
            Err(SaveError::Spared { why, .. }) => Some(why),
            other => {
                other.unwrap();
                None
            }
        };

        assert_eq!(spared, why, "{output}");
    }

    #[test]
    fn what_was_read_is_spared_however_it_is_named() {
        let read = Some("is read here, and nothing is written over it");
        check("read.csv", read);
        check("plan/../read.csv", read);
        let plan = Some("is a plan, and nothing is written over one");
        check("plan/p.yaml", plan);
        check("plan/deep/../p.yaml", plan);
        check("other.yml", plan);
        let kept = Some("is where longpole keeps what sources said last");
        check("plan/sources/jira.json", kept);
        check("plan/sources/new/jira.json", kept);
        let part = Some("would be read as a part of the plan");
        check("plan/deep/new.yaml", part);
        check("plans/../plan/new.yaml", part);
        check("plan/not/there/yet.yml", part);
    }

    #[test]
    fn anything_else_may_be_replaced() {
        for output in [
            "old.csv",
            "new.csv",
            "new.yaml",
            "plan/page.html",
            "plans/a.yaml",
        ] {
            check(output, None);
        }
    }
}
