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
    for outcome in outcomes(&folder) {
        let Share { agree, of } = outcome.ours.items;
        println!("{:32} {agree}/{of} {}", outcome.file, outcome.remark);
        let expected = committed.get(&outcome.file).copied();
        assert_eq!(Some((agree, of)), expected, "{}", outcome.file);
    }
}

#[test]
fn every_schedule_keeps_at_least_the_dates_that_mpxj_keeps() {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    for outcome in outcomes(&folder) {
        if let Some(mpxj) = outcome.mpxj {
            assert!(outcome.ours.items.agree >= mpxj.agree, "{}", outcome.file);
            assert_eq!(outcome.ours.items.of, mpxj.of, "{}", outcome.file);
        }
    }
}

/// The figures of `docs/reference/fidelity.md`: `| file | agree/of | …`.
fn committed() -> BTreeMap<String, (usize, usize)> {
    let page = fs::read_to_string(repo_root().join("docs/reference/fidelity.md")).unwrap();
    page.lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let file = cells.next()?.to_owned();
            let figure = cells.next()?;
            let (agree, of) = match figure.split_once('/') {
                Some((agree, of)) => (agree.parse().ok()?, of.parse().ok()?),
                None if figure == "–" => (0, 0),
                None => return None,
            };
            Some((file, (agree, of)))
        })
        .collect()
}
