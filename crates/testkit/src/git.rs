//! Git repositories made for one test: real ones, with fixed names and dates, so that their hashes are the same everywhere.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A git repository in a temporary folder, which is deleted with this value.
pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// Makes an empty repository whose branch is `main`.
    pub fn new() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// Where its working tree is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits everything in the working tree as of noon UTC on `day` (`2026-11-20`) and returns the full hash.
    pub fn commit(&self, message: &str, day: &str) -> String {
        self.git(&["add", "--all"]);
        self.run(
            &["commit", "--quiet", "--allow-empty", "--message", message],
            day,
        );
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs a git command in the repository and returns what it prints, without the last line break.
    ///
    /// # Panics
    ///
    /// When git says that it failed.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.run(arguments, "2026-11-20")
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test repository is made by git itself"
    )]
    fn run(&self, arguments: &[&str], day: &str) -> String {
        let noon = format!("{day}T12:00:00+00:00");
        let output = Command::new("git")
            .args(arguments)
            .current_dir(self.path())
            // The developer's own settings (signing, hooks, another default branch) stay out of the test,
            // and so does a repository that a git hook running these tests would point to.
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Test Author")
            .env("GIT_AUTHOR_EMAIL", "author@example.org")
            .env("GIT_AUTHOR_DATE", &noon)
            .env("GIT_COMMITTER_NAME", "Test Author")
            .env("GIT_COMMITTER_EMAIL", "author@example.org")
            .env("GIT_COMMITTER_DATE", &noon)
            .output()
            .expect("git is installed");
        assert!(
            output.status.success(),
            "git {} failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout)
            .unwrap()
            .trim_end()
            .to_owned()
    }
}

impl Default for Repository {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_history_has_the_same_hash_everywhere() {
        let hash = || {
            let repository = Repository::new();
            repository.write("plans/a.yaml", "program: a\n");
            repository.commit("start", "2026-09-07")
        };
        assert_eq!(hash(), "be3c6874616189028e70265e9dae9b82ce3ac4b1");
    }

    #[test]
    fn a_commit_carries_the_day_that_the_test_gave() {
        let repository = Repository::new();
        repository.write("a.yaml", "1\n");
        repository.commit("one", "2026-09-07");
        repository.write("a.yaml", "2\n");
        repository.commit("two", "2026-10-05");
        assert_eq!(
            repository.git(&["log", "--format=%as %s"]),
            "2026-10-05 two\n2026-09-07 one"
        );
        assert_eq!(repository.git(&["show", "HEAD~1:a.yaml"]), "1");
    }

    #[test]
    #[should_panic(expected = "git show HEAD failed")]
    fn a_git_command_that_fails_fails_the_test() {
        Repository::new().git(&["show", "HEAD"]);
    }
}
