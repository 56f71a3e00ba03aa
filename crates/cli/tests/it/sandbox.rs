//! A folder in which the command runs: no environment, a fixed day, nothing of the machine in what is printed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use longpole_testkit::{NOW, Repository};
use snapbox::IntoData;
use tempfile::TempDir;

/// A small plan: a chain of three with a commitment that is in danger, a risk and a decision.
pub(crate) const PLAN: &str = include_str!("plan.yaml");

/// The built command.
pub(crate) const LONGPOLE: &str = env!("CARGO_BIN_EXE_longpole");

/// Where the command runs.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with `plan.yaml`.
    pub(crate) fn with_plan(text: &str) -> Self {
        let sandbox = Self::new();
        sandbox.write("plan.yaml", text);
        sandbox
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// All files, by their paths, with what they hold.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut waiting) = (BTreeMap::new(), vec![self.path().to_owned()]);
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path).unwrap());
                }
            }
        }
        files
    }

    /// Runs a command line that begins with `longpole`. Spaces part words, except between single quotes.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) -> Ran {
        run_in(self.path(), line)
    }
}

/// Runs a command line in `folder`.
#[track_caller]
pub(crate) fn run_in(folder: &Path, line: &str) -> Ran {
    let words = words(line);
    assert_eq!(words[0], "longpole", "{line}");
    run_words_in(folder, &words[1..])
}

/// Runs the command in a repository.
#[track_caller]
pub(crate) fn run_at(repository: &Repository, line: &str) -> Ran {
    run_in(repository.path(), line)
}

/// Runs the command with `arguments` in `folder`.
pub(crate) fn run_words_in(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Ran {
    let output = command(folder).args(arguments).output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The command, ready to be run in `folder`.
#[expect(clippy::disallowed_methods, reason = "the tests run the built command")]
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(LONGPOLE);
    command
        .current_dir(folder)
        .env_clear()
        .env("LONGPOLE_NOW", NOW.to_string())
        .stdin(Stdio::null());
    command
}

pub(crate) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for letter in line.chars() {
        match letter {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// It ended with exit code 0.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.exits(0)
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    /// What it printed as a result.
    #[track_caller]
    pub(crate) fn prints(self, expected: impl IntoData) -> Self {
        snapbox::assert_data_eq!(&*self.stdout, expected);
        self
    }

    /// What it said beside the result.
    #[track_caller]
    pub(crate) fn says(self, expected: impl IntoData) -> Self {
        snapbox::assert_data_eq!(&*self.stderr, expected);
        self
    }

    /// The result holds these words.
    #[track_caller]
    pub(crate) fn mentions(self, words: &str) -> Self {
        assert!(
            self.stdout.contains(words),
            "no \"{words}\" in:\n{}",
            self.stdout
        );
        self
    }

    /// The result as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}:\n{}{}", self.stdout, self.stderr))
    }
}
