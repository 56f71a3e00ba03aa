//! The schedules that products computed: each read, dated anew by the rules of its product, and compared with what that stored.
//!
//! Tests and the generated table of `docs/reference/fidelity.md` share this file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use longpole_engine::fidelity::{Fidelity, Field, Share, of_import};
use longpole_exchange::import::{ForeignDates, Import, ReadOptions};
use longpole_testkit::{StoredDates, files_below, repo_root, stored_dates};

/// What came out for one file.
pub(crate) struct Outcome {
    pub(crate) file: String,
    pub(crate) ours: Fidelity,
    /// How many tasks MPXJ schedules as the product did, as measured.
    pub(crate) mpxj: Option<Share>,
    /// What is known of the file.
    pub(crate) remark: String,
}

/// Every schedule in `folder`, by format in the order of their names.
pub(crate) fn outcomes(folder: &Path) -> Vec<Outcome> {
    let data = repo_root().join("crates/engine/tests/oracles");
    let scores = scores(&data.join("mpxj-scores.csv"));
    let remarks = remarks(&data.join("remarks.csv"));
    ["xml", "xer", "pmxml"]
        .iter()
        .flat_map(|extension| files_below(folder, extension))
        .map(|path| outcome(&path, &scores, &remarks))
        .collect()
}

fn outcome(
    path: &Path,
    scores: &BTreeMap<String, Share>,
    remarks: &BTreeMap<String, Remark>,
) -> Outcome {
    let name = path.file_name().unwrap_or_default();
    let file = name.to_string_lossy().into_owned();
    let remark = remarks.get(&file);
    let none = BTreeSet::new();
    let skip = remark.map_or(&none, |remark| &remark.skip);
    let ours = of_import(&import(path), skip);
    Outcome {
        ours: ours.unwrap_or_else(|cycle| panic!("{}: {cycle}", path.display())),
        mpxj: scores.get(&file).copied(),
        remark: remark.map(|remark| remark.why.clone()).unwrap_or_default(),
        file,
    }
}

/// Reads a schedule, with the dates that its product stored.
fn import(path: &Path) -> Import {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let read = match path.extension().and_then(|extension| extension.to_str()) {
        Some("xer") => longpole_exchange::xer::read,
        Some("pmxml") => longpole_exchange::pmxml::read,
        _ => longpole_exchange::mspdi::read,
    };
    let mut import = read(&bytes, &ReadOptions::of("oracle"))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let stored = stored_dates(path).unwrap_or_default();
    for ((program, item), dates) in &mut import.dates {
        let item = &import.workspace.programs[program].items[item];
        let origin = item.meta.origin.as_ref();
        let uid = origin.and_then(|origin| origin.external_id.as_deref());
        if let Some(stored) = uid.and_then(|uid| stored.get(uid)) {
            overlay(dates, stored);
        }
    }
    import
}

fn overlay(dates: &mut ForeignDates, stored: &StoredDates) {
    *dates = ForeignDates {
        start: stored.start,
        finish: stored.finish,
        early_start: stored.early_start,
        early_finish: stored.early_finish,
        late_start: stored.late_start,
        late_finish: stored.late_finish,
        total_slack: stored.total_slack,
        free_slack: stored.free_slack,
        start_slack: stored.start_slack,
        finish_slack: stored.finish_slack,
        critical: stored.critical,
        ..*dates
    };
}

/// What is known of a file.
struct Remark {
    skip: BTreeSet<Field>,
    why: String,
}

/// `file,agree,of`
fn scores(path: &Path) -> BTreeMap<String, Share> {
    let number = |text: &str| text.trim().parse::<usize>().unwrap_or_default();
    lines(path)
        .iter()
        .filter_map(|line| {
            let (file, rest) = line.split_once(',')?;
            let (agree, of) = rest.split_once(',')?;
            let share = Share {
                agree: number(agree),
                of: number(of),
            };
            Some((file.to_owned(), share))
        })
        .collect()
}

/// `file,skip,why`: the fields to skip are separated by semicolons.
fn remarks(path: &Path) -> BTreeMap<String, Remark> {
    lines(path)
        .iter()
        .filter_map(|line| {
            let (file, rest) = line.split_once(',')?;
            let (skip, why) = rest.split_once(',')?;
            let skip = skip.split(';').filter_map(|title| {
                let fields = Field::ALL.iter().copied();
                fields.into_iter().find(|field| field.title() == title)
            });
            let remark = Remark {
                skip: skip.collect(),
                why: why.to_owned(),
            };
            Some((file.to_owned(), remark))
        })
        .collect()
}

fn lines(path: &Path) -> Vec<String> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().skip(1).map(str::to_owned).collect()
}
