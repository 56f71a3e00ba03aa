//! An MPX file that MPXJ makes of one of Microsoft Project's gives the same tasks, links and days as that.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;

use jiff::civil::{Date, DateTime};
use longpole_exchange::import::{Import, ReadOptions};
use longpole_exchange::{mpx, mspdi};
use longpole_model::{Estimate, ItemId, NeedSource};
use longpole_testkit::{mpxj, shared_data};

/// What both formats say of a task, by its unique id.
#[derive(Debug, PartialEq, Eq)]
struct Task {
    title: Option<String>,
    parent: Option<String>,
    estimate: Option<Estimate>,
    is_milestone: bool,
    /// What it waits for, with link and lag.
    needs: Vec<String>,
    /// Start and finish: MPXJ writes days without their times.
    days: (Option<Date>, Option<Date>),
}

fn tasks(import: &Import) -> BTreeMap<String, Task> {
    let (id, program) = import
        .workspace
        .programs
        .iter()
        .next()
        .expect("a file holds a project");
    let uid = |item: &ItemId| {
        let origin = program
            .items
            .get(item)
            .and_then(|item| item.meta.origin.clone());
        origin
            .and_then(|origin| origin.external_id)
            .unwrap_or_default()
    };
    let mut tasks = BTreeMap::new();
    for (item_id, item) in &program.items {
        let of_item = program
            .needs
            .values()
            .filter(|need| need.consumer == *item_id);
        let mut needs: Vec<String> = of_item
            .map(|need| match &need.source {
                NeedSource::Item(source) => {
                    format!("{} {:?} {}", uid(&source.item), need.link, need.lag)
                }
                other => format!("{other:?}"),
            })
            .collect();
        needs.sort();
        let dates = import
            .dates
            .get(&(id.clone(), item_id.clone()))
            .copied()
            .unwrap_or_default();
        let task = Task {
            title: item.title.clone(),
            parent: item.parent.as_ref().map(uid),
            estimate: item.estimate.clone(),
            is_milestone: item.is_milestone(),
            needs,
            days: (
                dates.start.map(DateTime::date),
                dates.finish.map(DateTime::date),
            ),
        };
        tasks.insert(uid(item_id), task);
    }
    tasks
}

fn both_formats_say_the_same(oracle: &str) {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    let file = folder.join(oracle);
    let out = tempfile::tempdir().expect("a folder can be made");
    let copy = out.path().join("copy.mpx");
    let Some(answer) = mpxj([OsStr::new("convert"), file.as_os_str(), copy.as_os_str()]) else {
        return;
    };
    answer.unwrap_or_else(|words| panic!("{oracle}: {words}"));
    let options = ReadOptions::of("project");
    let theirs = mspdi::read(&fs::read(&file).expect("the oracle can be read"), &options);
    let ours = mpx::read(&fs::read(&copy).expect("MPXJ wrote a file"), &options);
    let theirs = tasks(&theirs.expect("the oracle is sound"));
    let ours = tasks(&ours.expect("MPXJ's file is sound"));
    assert!(!theirs.is_empty(), "{oracle}");
    for (uid, task) in &theirs {
        assert_eq!(ours.get(uid), Some(task), "{oracle}, task {uid}");
    }
    assert_eq!(ours.len(), theirs.len(), "{oracle}");
}

#[test]
fn all_kinds_of_links_are_the_same_in_mpx() {
    both_formats_say_the_same("msp-task-links-2010.xml");
}

#[test]
fn an_outline_with_negative_lags_is_the_same_in_mpx() {
    both_formats_say_the_same("msp-software-plan.xml");
}

#[test]
fn elapsed_durations_are_the_same_in_mpx() {
    both_formats_say_the_same("msp-elapsed-durations.xml");
}
