//! Plans in git history, read in process: no work tree is touched and no `git` command is run.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use longpole_exchange::plan::source::{Content, Limits, PlanSource};

use super::{OpenError, Revision, is_plan_file};
use crate::system::in_words;

/// The commit that a plan was read at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionInfo {
    /// The abbreviated hash of the commit.
    pub commit: String,
    /// The day on which it was committed, in UTC.
    pub on: Date,
}

pub(super) fn read(
    path: &Path,
    revision: &Revision,
) -> Result<(PlanSource, RevisionInfo), OpenError> {
    let at = Place::find(path)?;
    let commit = at.commit(revision)?;
    let files = at.files(&commit, revision)?;
    let info = RevisionInfo {
        commit: commit.id().shorten_or_id().to_string(),
        on: day_of(at.git(commit.time())?.seconds),
    };
    Ok((PlanSource::with_limits(files, Limits::default()), info))
}

/// A plan's path within the repository that holds it.
struct Place {
    repository: gix::Repository,
    /// As the user named it, for messages.
    named: PathBuf,
    /// Relative to the root of the work tree, or of the tree in a bare repository.
    inside: PathBuf,
}

impl Place {
    fn find(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |error: std::io::Error| OpenError::Unreadable {
            path: path.to_owned(),
            reason: in_words(&error),
        };
        // A plan that was deleted or renamed still has a history: begin at the nearest folder that exists.
        let absolute = std::path::absolute(path).map_err(unreadable)?;
        let standing = absolute
            .ancestors()
            .find(|folder| folder.is_dir())
            .unwrap_or(Path::new("/"));
        let repository = gix::discover(standing)
            .map_err(|_no_repository| OpenError::NoRepository(path.to_owned()))?;
        let root = repository.workdir().unwrap_or_else(|| repository.git_dir());
        let root = root.canonicalize().map_err(unreadable)?;
        let below = absolute.strip_prefix(standing).unwrap_or(Path::new(""));
        let resolved = standing.canonicalize().map_err(unreadable)?.join(below);
        let inside = match resolved.strip_prefix(&root) {
            Ok(inside) => inside.to_owned(),
            Err(_outside) => return Err(OpenError::NoRepository(path.to_owned())),
        };
        Ok(Self {
            repository,
            named: path.to_owned(),
            inside,
        })
    }

    fn commit(&self, revision: &Revision) -> Result<gix::Commit<'_>, OpenError> {
        match revision {
            Revision::Named(name) => self.named(name),
            Revision::AsOf(day) => self.as_of(*day),
        }
    }

    fn named(&self, name: &str) -> Result<gix::Commit<'_>, OpenError> {
        let unknown = || OpenError::NoRevision {
            path: self.named.clone(),
            revision: name.to_owned(),
        };
        let id = self
            .repository
            .rev_parse_single(name)
            .map_err(|_unknown| unknown())?;
        let object = self.git(id.object())?;
        object
            .peel_to_kind(gix::object::Kind::Commit)
            .ok()
            .and_then(|it| it.try_into_commit().ok())
            .ok_or_else(unknown)
    }

    /// The newest commit of the first-parent history that is not younger than the end of `day`.
    fn as_of(&self, day: Date) -> Result<gix::Commit<'_>, OpenError> {
        let none = || OpenError::NoCommitBy {
            path: self.named.clone(),
            day,
        };
        let mut commit = self.repository.head_commit().map_err(|_no_commit| none())?;
        loop {
            if day_of(self.git(commit.time())?.seconds) <= day {
                return Ok(commit);
            }
            let parent = commit
                .parent_ids()
                .next()
                .map(gix::Id::detach)
                .ok_or_else(none)?;
            commit = self.git(self.repository.find_commit(parent))?;
        }
    }

    fn files(
        &self,
        commit: &gix::Commit<'_>,
        revision: &Revision,
    ) -> Result<Vec<(String, Content)>, OpenError> {
        let absent = || OpenError::NotAtRevision {
            path: self.named.clone(),
            revision: revision.to_string(),
        };
        let mut tree = self.git(commit.tree())?;
        if !self.inside.as_os_str().is_empty() {
            let entry = self
                .git(tree.lookup_entry_by_path(&self.inside))?
                .ok_or_else(absent)?;
            if entry.mode().is_blob() {
                return Ok(vec![(
                    self.named.to_string_lossy().into_owned(),
                    self.content(entry.object_id())?,
                )]);
            }
            tree = self
                .git(entry.object())?
                .try_into_tree()
                .map_err(|_no_folder| absent())?;
        }
        let mut files = Vec::new();
        for entry in self.git(tree.traverse().breadthfirst.files())? {
            let inside = PathBuf::from(entry.filepath.to_string());
            let hidden = inside
                .iter()
                .any(|part| part.to_string_lossy().starts_with('.'));
            if entry.mode.is_blob() && is_plan_file(&inside) && !hidden {
                files.push((
                    self.named.join(inside).to_string_lossy().into_owned(),
                    self.content(entry.oid)?,
                ));
            }
        }
        if files.is_empty() {
            Err(absent())
        } else {
            Ok(files)
        }
    }

    fn content(&self, id: gix::ObjectId) -> Result<Content, OpenError> {
        let bytes = self.git(self.repository.find_header(id))?.size();
        if bytes > Limits::default().file_bytes {
            return Ok(Content::TooLarge(bytes));
        }
        Ok(Content::Bytes(
            self.git(self.repository.find_object(id))?.detach().data,
        ))
    }

    fn git<T>(&self, result: Result<T, impl std::fmt::Display>) -> Result<T, OpenError> {
        result.map_err(|error| OpenError::Git {
            path: self.named.clone(),
            reason: error.to_string(),
        })
    }
}

impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::AsOf(day) => write!(f, "as of {day}"),
        }
    }
}

fn day_of(seconds: i64) -> Date {
    Timestamp::from_second(seconds)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(TimeZone::UTC)
        .date()
}
