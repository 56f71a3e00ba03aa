//! Do schedules that other products computed come out with the dates that those products stored?

#[path = "../oracles/run.rs"]
mod run;

use std::collections::BTreeMap;
use std::fs;

use longpole_engine::fidelity::Share;
use longpole_testkit::{repo_root, shared_data};

use run::outcomes;

#[test]
fn every_schedule_keeps_as_many_dates_as_the_committed_table_says() {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    let committed = committed();
    let mut changed = Vec::new();
    for outcome in outcomes(&folder) {
        let Share { agree, of } = outcome.ours.items;
        println!("{:36} {agree}/{of} {}", outcome.file, outcome.remark);
        for difference in &outcome.ours.differences {
            println!("    {difference:?}");
        }
        let expected = committed.get(&outcome.file).copied();
        if expected != Some((agree, of)) {
            changed.push(format!("{}: {agree}/{of}, not {expected:?}", outcome.file));
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn every_schedule_keeps_at_least_the_dates_that_mpxj_keeps() {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    let behind: Vec<String> = outcomes(&folder)
        .into_iter()
        .filter(|outcome| {
            let mpxj = outcome.mpxj.unwrap_or_default();
            let ours = outcome.ours.items;
            // As many tasks, or all of those whose dates the product stored.
            ours.agree < mpxj.agree && ours.agree < ours.of
        })
        .map(|outcome| outcome.file)
        .collect();
    assert_eq!(behind, [""; 0]);
}

/// The figures of `docs/reference/fidelity.md`: `| file | agree/of | …`. None where the page is missing.
fn committed() -> BTreeMap<String, (usize, usize)> {
    let page = fs::read_to_string(repo_root().join("docs/reference/fidelity.md"));
    page.unwrap_or_default()
        .lines()
        .filter_map(figures)
        .collect()
}

fn figures(line: &str) -> Option<(String, (usize, usize))> {
    let mut cells = line.split('|').map(str::trim).skip(1);
    let file = cells.next()?.to_owned();
    let figure = cells.next()?;
    if figure == "–" {
        return Some((file, (0, 0)));
    }
    let (agree, of) = figure.split_once('/')?;
    Some((file, (agree.parse().ok()?, of.parse().ok()?)))
}
