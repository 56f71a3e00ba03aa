//! Many changes of a plan at once, each made in the lines that say it: what an import or a merge does to plan files.
//!
//! What comes of it is read again and held against what was wanted. Where a file says something in a way that cannot be
//! edited finely, the field is written anew, or else the whole entity; only then does something fail.

mod charter;
mod in_file;
mod job;
mod needs;
mod new_program;

use std::collections::BTreeMap;

use longpole_model::{Changes, Conflict, EntityKey, ProgramId, diff};

use self::job::{Cares, Job};
use super::steps::Care;
use crate::diagnostic::{Diagnostics, FileId};
use crate::plan::decode::{Decoded, decode};
use crate::plan::source::PlanSource;

/// Where what is new goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Homes {
    /// The files of new entities. Those that are not here go to where the last of their kind is, else to the program's file.
    pub files: BTreeMap<EntityKey, FileId>,
    /// The folder of the plan, where a new program gets a file. A plan that is one file has none.
    pub folder: Option<String>,
}

/// Files that say what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The files. Those that had nothing to say differently are as they were, byte for byte.
    pub source: PlanSource,
    /// The same, read.
    pub decoded: Decoded,
}

/// Why nothing was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRewritten {
    /// The files cannot be read as they are.
    #[error("the plan has mistakes")]
    Unreadable,
    /// A change does not fit the plan.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// A new program needs a file of its own, and the plan is one file.
    #[error("the plan is one file, which cannot hold a second program")]
    NoRoom(ProgramId),
    /// With the changes the plan would have mistakes.
    #[error("with the changes the plan would have mistakes")]
    Mistakes {
        /// The files as they would be.
        files: Box<PlanSource>,
        /// What would be wrong.
        diagnostics: Diagnostics,
    },
    /// Files that are written in a way that cannot be edited.
    #[error("{0} is written in a way that cannot be edited without rewriting it")]
    Unusual(EntityKey),
}

/// Makes `changes` in the plan's own text.
pub fn rewrite(
    source: &PlanSource,
    changes: &Changes,
    homes: &Homes,
) -> Result<Rewritten, NotRewritten> {
    let decoded = decode(source);
    let Some(before) = decoded.workspace.clone() else {
        return Err(NotRewritten::Unreadable);
    };
    if changes.is_empty() {
        let source = source.clone();
        return Ok(Rewritten { source, decoded });
    }
    let mut wanted = before.clone();
    longpole_model::apply(&mut wanted, changes)?;
    let mut care = BTreeMap::new();
    let job = Job {
        source,
        decoded: &decoded,
        before: &before,
        wanted: &wanted,
        changes,
        homes,
    };
    loop {
        let source = job.attempt(&care)?;
        let again = decode(&source);
        let Some(got) = &again.workspace else {
            if job.more_coarsely(
                &mut care,
                &mut changes.0.iter().map(|change| change.key.clone()),
            ) {
                continue;
            }
            return Err(NotRewritten::Mistakes {
                files: Box::new(source),
                diagnostics: again.diagnostics,
            });
        };
        let wrong = diff(got, &wanted);
        if wrong.is_empty() {
            return Ok(Rewritten {
                source,
                decoded: again,
            });
        }
        let key = wrong.0[0].key.clone();
        if !job.more_coarsely(&mut care, &mut wrong.0.into_iter().map(|change| change.key)) {
            return Err(NotRewritten::Unusual(key));
        }
    }
}

impl Job<'_> {
    /// Raises how much is written anew of those entries; `false` when all of it is already.
    fn more_coarsely(&self, care: &mut Cares, keys: &mut dyn Iterator<Item = EntityKey>) -> bool {
        let mut raised = false;
        for key in keys.flat_map(|key| self.entry_of(&key)) {
            let care = care.entry(key).or_insert(Care::Fine);
            if *care != Care::Whole {
                *care = Care::Whole;
                raised = true;
            }
        }
        raised
    }
}

#[cfg(test)]
mod tests;
