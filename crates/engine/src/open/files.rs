//! Plans in the file system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use longpole_exchange::plan::source::{Content, Limits, PlanSource};

use super::{OpenError, is_plan_file};
use crate::system::in_words;

pub(super) fn read(path: &Path) -> Result<PlanSource, OpenError> {
    let about = fs::metadata(path).map_err(|error| not_readable(path, &error))?;
    let files = if about.is_dir() {
        plan_files(path)?
    } else {
        vec![path.to_owned()]
    };
    if files.is_empty() {
        return Err(OpenError::Empty(path.to_owned()));
    }
    let limits = Limits::default();
    let contents: Result<Vec<_>, _> = files.iter().map(|file| content(file, limits)).collect();
    Ok(PlanSource::with_limits(contents?, limits))
}

fn content(path: &Path, limits: Limits) -> Result<(String, Content), OpenError> {
    let about = fs::metadata(path).map_err(|error| not_readable(path, &error))?;
    let name = path.to_string_lossy().into_owned();
    if !about.is_file() {
        let reason = "it is no regular file".to_owned();
        return Err(OpenError::Unreadable {
            path: path.to_owned(),
            reason,
        });
    }
    if about.len() > limits.file_bytes {
        return Ok((name, Content::TooLarge(about.len())));
    }
    let bytes = fs::read(path).map_err(|error| not_readable(path, &error))?;
    Ok((name, Content::Bytes(bytes)))
}

/// The plan files under `folder`, sorted; hidden files and folders are no part of a plan, and links to folders are not
/// followed, since they may lead back.
fn plan_files(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let failed = |error| not_readable(&folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type().map_err(failed)?.is_dir() {
                waiting.push(path);
            } else if is_plan_file(&path) && path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn not_readable(path: &Path, error: &io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenError::NotFound(path.to_owned()),
        _ => OpenError::Unreadable {
            path: path.to_owned(),
            reason: in_words(error),
        },
    }
}
