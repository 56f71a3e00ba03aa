//! Plan files on their way back to disk: whole or not at all, and never over somebody else's edit.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use longpole_exchange::plan::source::PlanSource;

use crate::system::in_words;

/// Why files were not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A file was changed by somebody else after it was read.
    #[error("\"{}\" was changed by somebody else in the meantime; nothing was written", .0.display())]
    ChangedMeanwhile(PathBuf),
    /// A file that was to be made is there already.
    #[error("\"{}\" is there already; nothing was written", .0.display())]
    Exists(PathBuf),
    /// Nothing may be written there.
    #[error("\"{}\" {why}", .path.display())]
    Spared {
        /// The file.
        path: PathBuf,
        /// What it is.
        why: &'static str,
    },
    /// The system refused.
    #[error("cannot write \"{}\": {reason}", .path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

/// Writes the files of `after` that differ from `before`, each in one step, and returns their paths.
///
/// All files are checked before the first is written: a file that no longer reads as `before` stops everything.
pub fn save(before: &PlanSource, after: &PlanSource) -> Result<Vec<PathBuf>, SaveError> {
    let changed: Vec<_> = after
        .files
        .iter()
        .filter_map(|file| {
            let old = before.files.iter().find(|old| old.name == file.name);
            (old.map(|old| &old.text) != Some(&file.text)).then_some((
                PathBuf::from(&file.name),
                old,
                file,
            ))
        })
        .collect();
    // Held until everything is written, so that nobody else's edit comes between the look and the write.
    let mut held = Vec::new();
    for (path, old, _) in &changed {
        match old {
            Some(old) => {
                held.push(hold(path)?);
                check_unchanged(path, &old.text)?;
            }
            None if path.exists() => return Err(SaveError::Exists(path.clone())),
            None => {}
        }
    }
    for (path, _, file) in &changed {
        let mark = fs::read(path).is_ok_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK));
        let mark = if mark { BYTE_ORDER_MARK } else { b"" };
        replace(path, &[mark, file.text.as_bytes()].concat())?;
    }
    Ok(changed.into_iter().map(|(path, _, _)| path).collect())
}

/// Writes a new file, and the folders that it needs.
pub fn create(path: &Path, text: &str) -> Result<(), SaveError> {
    if path.exists() {
        return Err(SaveError::Exists(path.to_owned()));
    }
    make_folder_of(path)?;
    replace(path, text.as_bytes())
}

/// Makes the folders that a file lies in.
pub fn make_folder_of(path: &Path) -> Result<(), SaveError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), |folder| {
        fs::create_dir_all(folder).map_err(|error| refused(path, &error))
    })
}

/// Keeps `bytes` in a file of ours, whatever it held before, in one step. `false` when it held them already.
///
/// What is no regular file (a pipe, a device) is neither read nor replaced: the bytes are written into it.
pub fn keep(path: &Path, bytes: &[u8]) -> Result<bool, SaveError> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => {
            return Err(SaveError::Refused {
                path: path.to_owned(),
                reason: "it is a folder".to_owned(),
            });
        }
        Ok(about) if !about.is_file() => {
            let mut stream = File::options()
                .write(true)
                .open(path)
                .map_err(|error| refused(path, &error))?;
            let written = stream.write_all(bytes).and_then(|()| stream.flush());
            return written
                .map(|()| true)
                .map_err(|error| refused(path, &error));
        }
        Ok(about) if about.len() == bytes.len() as u64 => {
            if fs::read(path).is_ok_and(|there| there == bytes) {
                return Ok(false);
            }
        }
        // What cannot be looked at says why when it is written.
        Ok(_) | Err(_) => {}
    }
    make_folder_of(path)?;
    replace(path, bytes)?;
    Ok(true)
}

/// Some editors begin a file with it. The reader takes it off, and it comes back when the file is written.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Keeps other edits of longpole off a file, and refuses one that may not be written: a rename would not ask.
fn hold(path: &Path) -> Result<File, SaveError> {
    let failed = |error: std::io::Error| refused(path, &error);
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.permissions().readonly() {
        return Err(SaveError::Refused {
            path: path.to_owned(),
            reason: "it is read-only".to_owned(),
        });
    }
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(SaveError::ChangedMeanwhile(path.to_owned())),
        // Some file systems have no locks; the comparison still guards what was changed before it.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Compares as text, without the byte order mark.
fn check_unchanged(path: &Path, text: &str) -> Result<(), SaveError> {
    let bytes = fs::read(path).map_err(|error| refused(path, &error))?;
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    if bytes == text.as_bytes() {
        Ok(())
    } else {
        Err(SaveError::ChangedMeanwhile(path.to_owned()))
    }
}

/// Writes beside the file and renames, so that a reader sees the old text or the new one, and a crash leaves either.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let failed = |error: std::io::Error| refused(path, &error);
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_new_file| path.to_owned());
    let (beside, mut file) = new_beside(&target).map_err(failed)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Ok(about) = fs::metadata(&target) {
        fs::set_permissions(&beside, about.permissions()).map_err(failed)?;
    }
    written
        .and_then(|()| fs::rename(&beside, &target))
        .map_err(|error| {
            // Best effort: the error that is reported is the first one.
            fs::remove_file(&beside).ok();
            failed(error)
        })
}

/// A file of one's own beside `target`: two who write at once must not share it.
fn new_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    const MOST: u32 = 1000;
    let mut attempt = 0;
    loop {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".longpole-new-{attempt}"));
        let beside = target.with_file_name(name);
        match File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < MOST => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

fn refused(path: &Path, error: &std::io::Error) -> SaveError {
    SaveError::Refused {
        path: path.to_owned(),
        reason: in_words(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &Path, text: &str) -> PlanSource {
        PlanSource::of_text(&path.to_string_lossy(), text)
    }

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.yaml");
        fs::write(&path, "a: 1\n").unwrap();

        let same = save(&source(&path, "a: 1\n"), &source(&path, "a: 1\n")).unwrap();
        let other = save(&source(&path, "a: 1\n"), &source(&path, "a: 2\n")).unwrap();

        assert_eq!(same, Vec::<PathBuf>::new());
        assert_eq!(other, std::slice::from_ref(&path));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a: 2\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_byte_order_mark_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.yaml");
        fs::write(&path, "\u{feff}a: 1\n").unwrap();

        save(&source(&path, "a: 1\n"), &source(&path, "a: 2\n")).unwrap();

        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{feff}a: 2\n");
    }

    #[test]
    fn an_edit_made_meanwhile_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.yaml");
        fs::write(&path, "a: 3\n").unwrap();

        let refused = save(&source(&path, "a: 1\n"), &source(&path, "a: 2\n")).unwrap_err();

        assert!(matches!(refused, SaveError::ChangedMeanwhile(_)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a: 3\n");
    }

    #[test]
    fn of_many_who_write_at_once_one_wins_and_the_others_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.yaml");
        fs::write(&path, "a: 0\n").unwrap();
        let before = source(&path, "a: 0\n");

        let results: Vec<_> = std::thread::scope(|scope| {
            let writers: Vec<_> = (1..=8)
                .map(|n| source(&path, &format!("a: {n}\n").repeat(1000)))
                .map(|after| {
                    let before = &before;
                    scope.spawn(move || save(before, &after).map(|_paths| after))
                })
                .collect();
            writers
                .into_iter()
                .map(|writer| writer.join().unwrap())
                .collect()
        });

        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1);
        assert!(
            lost.iter()
                .all(|lost| matches!(lost, Err(SaveError::ChangedMeanwhile(_)))),
            "{lost:?}"
        );
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            won[0].as_ref().unwrap().files[0].text
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.yaml");
        fs::write(&path, "a: 1\n").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();

        let refused = save(&source(&path, "a: 1\n"), &source(&path, "a: 2\n")).unwrap_err();

        assert!(refused.to_string().contains("it is read-only"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "a: 1\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_into_and_stays_one() {
        use std::os::unix::fs::FileTypeExt as _;

        let kept = keep(Path::new("/dev/null"), b"a: 1\n");
        let full = keep(Path::new("/dev/full"), b"a: 1\n").unwrap_err();

        assert!(kept.unwrap());
        assert!(full.to_string().contains("no space is left"), "{full}");
        for device in ["/dev/null", "/dev/full"] {
            let kind = fs::metadata(device).unwrap().file_type();
            assert!(kind.is_char_device(), "{device}");
        }
    }

    #[test]
    fn a_folder_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();

        let refused = keep(folder.path(), b"a: 1\n").unwrap_err();

        assert!(refused.to_string().contains("it is a folder"), "{refused}");
    }

    #[test]
    fn a_new_file_does_not_replace_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/p.yaml");

        create(&path, "first").unwrap();
        let refused = create(&path, "second").unwrap_err();

        assert!(matches!(refused, SaveError::Exists(_)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    }
}
