//! Where a plan is read from: a file, a folder of files, or either of them at a git revision.

mod files;
mod revision;

use std::path::{Path, PathBuf};

use longpole_exchange::plan::source::PlanSource;

pub use revision::RevisionInfo;

/// A place that holds a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanPlace {
    /// A file, or a folder whose YAML files together are the plan.
    Path(PathBuf),
    /// The same path as it was at a git revision.
    Revision {
        /// The file or folder, inside a work tree.
        path: PathBuf,
        /// The revision.
        revision: Revision,
    },
}

/// How a revision of the plan is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// Anything that git understands: a hash, a branch, a tag, `HEAD~3`.
    Named(String),
    /// The newest commit on the current branch that was made on or before this day, in UTC.
    AsOf(jiff::civil::Date),
}

/// Why a plan could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing is there.
    #[error("no plan at \"{}\"", .0.display())]
    NotFound(PathBuf),
    /// A folder without plan files.
    #[error("no plan files (*.yaml) in \"{}\"", .0.display())]
    Empty(PathBuf),
    /// It is there and cannot be read.
    #[error("cannot read \"{}\": {reason}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The path is in no git repository.
    #[error("\"{}\" is in no git repository", .0.display())]
    NoRepository(PathBuf),
    /// Git does not know the revision.
    #[error("no revision \"{revision}\" in the repository of \"{}\"", .path.display())]
    NoRevision {
        /// The plan.
        path: PathBuf,
        /// As it was asked for.
        revision: String,
    },
    /// The repository is younger.
    #[error("the repository of \"{}\" has no commit of {day} or before", .path.display())]
    NoCommitBy {
        /// The plan.
        path: PathBuf,
        /// The day that was asked for.
        day: jiff::civil::Date,
    },
    /// The plan did not exist at the revision.
    #[error("\"{}\" did not exist at revision \"{revision}\"", .path.display())]
    NotAtRevision {
        /// The plan.
        path: PathBuf,
        /// As it was asked for.
        revision: String,
    },
    /// The repository is damaged or of a kind that cannot be read.
    #[error("cannot read git history of \"{}\": {reason}", .path.display())]
    Git {
        /// The plan.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
}

impl OpenError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "`longpole init` writes a first plan",
            Self::Empty(_) => {
                "a plan is one or more files that end in .yaml; `longpole init` writes a first one"
            }
            Self::Unreadable { .. } => "`ls -ld` shows what it is, whose it is and who may read it",
            Self::NoRepository(_) => "keep the plan in git, or name two files or folders",
            Self::NoCommitBy { .. } | Self::NoRevision { .. } => {
                "`git log -- PLAN` lists the revisions of the plan"
            }
            Self::NotAtRevision { .. } => {
                "`git log --follow -- PLAN` shows when it was added or moved"
            }
            Self::Git { .. } => "`git fsck` says whether the repository is sound",
        }
    }
}

/// Reads the files of a plan. Mistakes in them are for the decoder; only a plan that is not there is an error here.
pub fn read(place: &PlanPlace) -> Result<(PlanSource, Option<RevisionInfo>), OpenError> {
    match place {
        PlanPlace::Path(path) => files::read(path).map(|source| (source, None)),
        PlanPlace::Revision { path, revision } => {
            revision::read(path, revision).map(|(source, info)| (source, Some(info)))
        }
    }
}

/// Whether a file of that name is a plan, or part of one.
pub(crate) fn is_plan_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}
