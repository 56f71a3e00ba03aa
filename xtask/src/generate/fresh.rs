//! Whether the generated files in the tree are what the code makes today.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::{Generated, is_made};

/// One file that is not what the code makes today.
#[derive(Debug, PartialEq, Eq)]
pub enum Staleness {
    Missing {
        path: String,
    },
    Differs {
        path: String,
        /// The first line that differs, counted from 1.
        line: usize,
        /// What the file has there; `None` past its end.
        is: Option<String>,
        /// What is made there; `None` past its end.
        should_be: Option<String>,
    },
    /// It says that it was made, and nothing makes it any more.
    NoLongerMade {
        path: String,
    },
}

impl Staleness {
    /// The file concerned, from the root.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path } | Self::Differs { path, .. } | Self::NoLongerMade { path } => {
                path
            }
        }
    }
}

impl fmt::Display for Staleness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path } => write!(f, "{path} is missing"),
            Self::NoLongerMade { path } => {
                write!(f, "{path} says it was made, but nothing makes it any more")
            }
            Self::Differs {
                path,
                line,
                is,
                should_be,
            } => {
                writeln!(f, "{path}:{line} is not what the code says today")?;
                writeln!(f, "  - {}", shown(is.as_deref()))?;
                write!(f, "  + {}", shown(should_be.as_deref()))
            }
        }
    }
}

fn shown(line: Option<&str>) -> &str {
    line.unwrap_or("(the file ends)")
}

/// Compares the files below `root` with `sources`, and looks under `docs/` for files that nothing makes any more.
pub fn staleness(root: &Path, sources: &[Generated]) -> Result<Vec<Staleness>, String> {
    let mut found = Vec::new();
    for made in sources {
        found.extend(compare(root, made)?);
    }
    left_over(root, &root.join("docs"), sources, &mut found).map_err(|error| error.to_string())?;
    Ok(found)
}

fn compare(root: &Path, made: &Generated) -> Result<Option<Staleness>, String> {
    let path = made.path.clone();
    let text = match fs::read_to_string(root.join(&path)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Some(Staleness::Missing { path }));
        }
        Err(error) => return Err(format!("{path} can't be read: {error}")),
    };
    if text == made.text {
        return Ok(None);
    }
    let (line, is, should_be) = first_difference(&text, &made.text);
    Ok(Some(Staleness::Differs {
        path,
        line,
        is,
        should_be,
    }))
}

// Split at line feeds and nothing else, so that a difference in line ends is one too.
fn first_difference(is: &str, should_be: &str) -> (usize, Option<String>, Option<String>) {
    let (mut is, mut should_be) = (is.split('\n'), should_be.split('\n'));
    let mut line = 1;
    loop {
        let (left, right) = (is.next(), should_be.next());
        if left != right || left.is_none() {
            return (line, left.map(visible), right.map(visible));
        }
        line += 1;
    }
}

fn visible(line: &str) -> String {
    line.replace('\r', "\\r")
}

fn left_over(
    root: &Path,
    folder: &Path,
    sources: &[Generated],
    found: &mut Vec<Staleness>,
) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            left_over(root, &path, sources, found)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        let listed = sources.iter().any(|made| made.path == name);
        // What is no text was not made here.
        let made = fs::read_to_string(&path).is_ok_and(|text| is_made(&text));
        if made && !listed {
            found.push(Staleness::NoLongerMade { path: name });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    struct Folder(TempDir);

    impl Folder {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("docs")).unwrap();
            Self(folder)
        }

        fn with(self, made: &Generated) -> Self {
            fs::write(self.0.path().join(&made.path), &made.text).unwrap();
            self
        }

        fn check(&self, made: Generated, expected: &str) {
            let found = staleness(self.0.path(), &[made]).unwrap();
            assert_eq!(said(&found), expected);
        }
    }

    fn said(found: &[Staleness]) -> String {
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    #[test]
    fn a_file_as_it_is_made_is_fresh() {
        let made = Generated::new("docs/a.md", "# A");
        Folder::new().with(&made).check(made, "");
    }

    #[test]
    fn the_first_line_that_differs_is_shown() {
        Folder::new()
            .with(&Generated::new("docs/a.md", "# A\nold"))
            .check(
                Generated::new("docs/a.md", "# A\nnew"),
                "docs/a.md:4 is not what the code says today\n  - old\n  + new",
            );
    }

    #[test]
    fn a_file_that_ends_early_or_has_other_line_ends_differs() {
        assert_eq!(
            first_difference("a", "a\nb"),
            (2, None, Some("b".to_owned()))
        );
        assert_eq!(
            first_difference("a\r\n", "a\n"),
            (1, Some("a\\r".to_owned()), Some("a".to_owned()))
        );
    }

    #[test]
    fn a_missing_file_and_one_that_nothing_makes_are_named() {
        let folder = Folder::new().with(&Generated::new("docs/old.md", "# Old"));
        fs::write(folder.0.path().join("docs/prose.md"), "# Prose\n").unwrap();
        folder.check(
            Generated::new("docs/a.md", "# A"),
            "docs/a.md is missing\ndocs/old.md says it was made, but nothing makes it any more",
        );
    }
}
