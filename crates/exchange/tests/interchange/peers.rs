//! MPXJ opens what was written, and reads the same dates in it as in the file that came in.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use longpole_exchange::import::{Format, Import};
use longpole_model::Item;
use longpole_testkit::mpxj;
use serde_json::Value;

use crate::files::{all_oracles, name, read, written};

/// What MPXJ reads in each file: tasks, or why it refuses. `None` where it is not installed, or there is no file.
fn opened(files: &[PathBuf]) -> Option<Vec<Result<Vec<Value>, String>>> {
    if files.is_empty() {
        return None;
    }
    let mut arguments: Vec<OsString> = vec!["read-each".into()];
    arguments.extend(files.iter().map(OsString::from));
    let answer = mpxj(arguments)?.expect("MPXJ answers for each file");
    let mut json: Value = serde_json::from_str(&answer).expect("MPXJ answers in JSON");
    let files = json["files"].as_array_mut().map(std::mem::take);
    let answers = files.expect("MPXJ answers for each file");
    let tasks = answers.into_iter().map(|answer| {
        if let Some(refused) = answer["refused"].as_str() {
            return Err(refused.to_owned());
        }
        let projects = answer["projects"].as_array().cloned().unwrap_or_default();
        let tasks = projects
            .into_iter()
            .filter_map(|project| project["tasks"].as_array().cloned());
        Ok(tasks.flatten().collect())
    });
    Some(tasks.collect())
}

/// The dates of a task as MPXJ reads them, to the minute: P6 works to the minute.
fn dates(task: &Value) -> [Option<String>; 4] {
    ["start", "finish", "actual_start", "actual_finish"].map(|field| {
        let text = task[field].as_str()?;
        Some(text.get(..16)?.to_owned())
    })
}

/// The tasks with their dates, in order; without summaries and what is only named.
fn lines(tasks: &[Value]) -> Vec<String> {
    let tasks = tasks.iter().filter(|task| task["summary"] == false);
    let mut lines: Vec<String> = tasks
        .filter_map(|task| {
            let name = task["name"].as_str()?;
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            // MPXJ takes every XER file for one in Windows-1252.
            let name: String = name.chars().filter(char::is_ascii).collect();
            let dates = dates(task);
            let is_dated = dates.iter().any(Option::is_some);
            is_dated.then(|| format!("{name}: {dates:?}"))
        })
        .collect();
    lines.sort();
    lines
}

/// How many tasks of a file go out in a format; of several projects, MSPDI has the first.
fn count(import: &Import, format: Format) -> usize {
    let programs = import.workspace.programs.iter();
    let most = if format == Format::Mspdi {
        1
    } else {
        usize::MAX
    };
    let counts = programs.take(most).map(|(id, _)| {
        let dated = import
            .dates
            .iter()
            .filter(|((program, _), _)| program == id);
        dated
            .filter(|((_, item), dates)| {
                let items = &import.workspace.programs[id].items;
                let is_part = |other: &Item| other.parent.as_ref() == Some(item);
                dates.start.is_some() && !items.values().any(is_part)
            })
            .count()
    });
    counts.sum()
}

#[test]
fn mpxj_reads_the_same_dates_in_every_file_that_is_written_again() {
    let folder = tempfile::tempdir().expect("there is room for files");
    let originals = all_oracles();
    let mut copies: Vec<(&PathBuf, Format, PathBuf)> = Vec::new();
    for file in &originals {
        let import = read(file);
        for format in [Format::Mspdi, Format::Xer, Format::Pmxml] {
            let extension = match format {
                Format::Mspdi => "xml",
                other => other.name(),
            };
            let copy = folder.path().join(format!("{}.{extension}", name(file)));
            fs::write(&copy, written(&import, format)).expect("there is room for files");
            copies.push((file, format, copy));
        }
    }
    let mut all = originals.clone();
    all.extend(copies.iter().map(|(.., copy)| copy.clone()));
    let Some(answers) = opened(&all) else {
        return;
    };
    let (theirs, ours) = answers.split_at(originals.len());
    let theirs: BTreeMap<&PathBuf, _> = originals.iter().zip(theirs).collect();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for ((file, format, _), ours) in copies.iter().zip(ours) {
        let what = format!("{} as {}", name(file), format.name());
        // What MPXJ refuses as the product wrote it, it may refuse again.
        let Ok(before) = theirs[file] else {
            continue;
        };
        let import = read(file);
        match ours {
            Ok(after) => {
                let (before, after) = (lines(before), lines(after));
                compared += after.len();
                let lost = before.iter().filter(|task| !after.contains(task));
                // The other projects of a file are not in MSPDI.
                let lost = lost.take(if *format == Format::Mspdi { 0 } else { 3 });
                let lost: Vec<_> = lost.collect();
                let more = after.iter().filter(|task| !before.contains(task));
                let more: Vec<_> = more.take(3).collect();
                let count = count(&import, *format);
                if !lost.is_empty() || !more.is_empty() || after.len() < count {
                    let there = after.len();
                    wrong.push(format!(
                        "{what}: {lost:?} became {more:?}; {there} of {count}"
                    ));
                }
            }
            Err(refused) => wrong.push(format!("{what}: {refused}")),
        }
    }
    assert!(
        compared > 2000 || originals.is_empty(),
        "only {compared} tasks were compared"
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}
