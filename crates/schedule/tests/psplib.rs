//! The problems of the project scheduling library PSPLIB, and what is known of them.

#[path = "../../../benches/psplib.rs"]
mod psplib;

use std::collections::BTreeMap;
use std::fs;

use longpole_schedule::levelling::{Budget, Problem, search, verify};
use longpole_testkit::{files_below, shared_data};
use psplib::{Draft, number, patterson};

fn read(name: &str) -> Option<String> {
    let path = shared_data(&format!("psplib/{name}"))?;
    Some(fs::read_to_string(path).expect("a file that is there can be read"))
}

#[test]
fn small_problems_of_the_library_are_solved() {
    let (Some(set), Some(known)) = (read("j30.rcps"), read("best-known.csv")) else {
        return;
    };
    let optima = optima(&known);
    // The first of each ten, which differ in how tight their resources are. The benchmark takes all.
    let (mut proven, mut missed) = (0, 0);
    for (name, problem) in patterson(&set).into_iter().step_by(10) {
        let budget = Budget {
            schedules: 10_000,
            seed: 1,
        };
        let found = search(&problem, budget, || true);
        assert_eq!(verify(&problem, &found.starts), Ok(()), "{name}");
        let optimum = optima[name];
        assert!(found.cost.makespan >= optimum, "{name}");
        assert!(found.bound.makespan <= optimum, "{name}");
        proven += usize::from(found.is_optimal());
        missed += found.cost.makespan - optimum;
    }
    assert!(proven >= 40, "{proven} of 48 were proven");
    assert!(
        missed <= 4,
        "{missed} slots more than the optima, all in all"
    );
}

#[test]
fn large_problems_of_the_library_are_solved_well() {
    let (Some(set), Some(known)) = (read("j120.rcps"), read("best-known.csv")) else {
        return;
    };
    let best = optima(&known);
    let (mut found_all, mut best_all) = (0, 0);
    for (name, problem) in patterson(&set).into_iter().step_by(30) {
        let budget = Budget {
            schedules: 1_000,
            seed: 1,
        };
        let found = search(&problem, budget, || true);
        assert_eq!(verify(&problem, &found.starts), Ok(()), "{name}");
        found_all += found.cost.makespan;
        best_all += best[name];
    }
    // 3 to 4 percent above the best known ones after so few schedules.
    assert!(
        found_all * 100 <= best_all * 105,
        "{found_all} against {best_all}"
    );
}

#[test]
fn both_layouts_of_the_library_are_read_alike() {
    let Some(samples) = shared_data("psplib/sm-samples") else {
        return;
    };
    for path in files_below(&samples, "sm") {
        // `j301_1.sm` is the first instance of the set that the other file calls `j30_1_1`.
        let stem = path.file_stem().expect("it has a name").to_string_lossy();
        let set = stem
            .strip_suffix("1_1")
            .expect("the samples are the first ones");
        let Some(text) = read(&format!("{set}.rcps")) else {
            return;
        };
        let single = single_mode(&fs::read_to_string(&path).expect("it is there"));
        let (name, concatenated) = patterson(&text).swap_remove(0);
        assert_eq!(name, format!("{set}_1_1"));
        assert_eq!(single.activities(), concatenated.activities());
        assert_eq!(single.capacities(), concatenated.capacities());
        assert_eq!(single.arcs(), concatenated.arcs());
    }
}

/// A problem in PSPLIB's own layout (`.sm`).
fn single_mode(text: &str) -> Problem {
    let mut draft = Draft::default();
    for row in rows(text, "PRECEDENCE RELATIONS", 2) {
        draft.follow(row[0] - 1, &row[3..]);
    }
    for row in rows(text, "REQUESTS/DURATIONS", 3) {
        draft.add(row[2], &row[3..]);
    }
    let capacities = rows(text, "RESOURCEAVAILABILITIES", 2);
    draft.problem(&capacities[0])
}

/// The numbers of a section, line by line: after its heading and `skipped` lines to the next line of stars.
fn rows(text: &str, heading: &str, skipped: usize) -> Vec<Vec<usize>> {
    let from = text.find(heading).expect("the section is there");
    let lines = text[from..].lines().skip(skipped);
    lines
        .take_while(|line| !line.starts_with("***"))
        .map(|line| line.split_ascii_whitespace().map(number).collect())
        .collect()
}

/// The best makespan known of each problem; of the smallest ones the optimum.
fn optima(text: &str) -> BTreeMap<&str, u32> {
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[1], cells[3].parse().expect("it is a makespan"))
    });
    rows.collect()
}
