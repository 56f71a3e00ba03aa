//! TaskJuggler's projects, read and scheduled here, have the dates that were worked out by hand for them.
//!
//! A date is the same where no working time lies between: TaskJuggler lets working time begin at night, where what it waits for
//! ended; here it begins with the first hour that is worked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_engine::exchange::import::{Import, NoteKind, ReadOptions};
use longpole_engine::exchange::taskjuggler::read;
use longpole_engine::schedule::{Network, Options, Schedule, Subject, Wall, schedule};
use longpole_testkit::{files_below, repo_root};

/// Tasks whose dates are others here, and why. They are told apart from those that differ by mistake: each has to differ.
const OTHERS: &[(&str, &[&str], &str)] = &[
    // Placeholders, see below.
];

#[test]
fn dates_are_those_worked_out_by_hand() {
    let mut differing = String::new();
    for project in projects("dates") {
        let name = project.file_stem().unwrap().to_string_lossy().into_owned();
        let others: Vec<&str> = OTHERS
            .iter()
            .filter(|(of, ..)| *of == name)
            .flat_map(|(_, tasks, _)| tasks.iter().copied())
            .collect();
        let dates = dates(&imported(&project));
        let expected = fs::read_to_string(project.with_extension("expected")).unwrap();
        for line in expected.lines() {
            let task = line.split(' ').next().unwrap();
            let ours = dates
                .get(task)
                .map_or("none".to_owned(), |dates| dates.shown(line));
            let is_other = others.contains(&task);
            if (ours == line) == is_other {
                let expected = if is_other { "another date" } else { line };
                differing.push_str(&format!("{name}: {ours}, expected {expected}\n"));
            }
        }
    }
    assert_eq!(differing, "");
}

fn projects(folder: &str) -> Vec<PathBuf> {
    let folder = repo_root()
        .join("crates/exchange/tests/taskjuggler")
        .join(folder);
    files_below(&folder, "tjp")
}

fn imported(project: &Path) -> Import {
    let bytes = fs::read(project).unwrap();
    read(&bytes, &ReadOptions::of("plan.tjp"))
        .unwrap_or_else(|error| panic!("{}: {error}", project.display()))
}

/// The dates of a task, and in which hours it is worked on.
struct TaskDates<'n> {
    start: Wall,
    finish: Wall,
    is_point: bool,
    calendar: &'n longpole_engine::schedule::WorkCalendar,
    id: String,
}

impl TaskDates<'_> {
    /// The line as it was expected where the dates are alike, else with ours.
    fn shown(&self, line: &str) -> String {
        let mut parts = line.split(' ').skip(1);
        let mut moment = |ours: Wall| {
            let said = parts.next().unwrap();
            let (date, time) = said.rsplit_once('-').unwrap();
            let expected = Wall::at(format!("{date}T{time}").parse().unwrap());
            let alike =
                !self.is_point && self.calendar.work_at(ours) == self.calendar.work_at(expected);
            if ours == expected || alike {
                return said.to_owned();
            }
            let at = ours.datetime();
            format!("{}-{:02}:{:02}", at.date(), at.hour(), at.minute())
        };
        let (start, finish) = (moment(self.start), moment(self.finish));
        format!("{} {start} {finish}", self.id)
    }
}

fn dates(import: &Import) -> BTreeMap<String, TaskDates<'static>> {
    let (network, schedule): (Network, Schedule) =
        schedule(&import.workspace, &Options::default()).unwrap();
    let network: &'static Network = Box::leak(Box::new(network));
    let mut dates = BTreeMap::new();
    for (program, plan) in &import.workspace.programs {
        for (id, item) in &plan.items {
            let node = network.node(&Subject::item(program, id)).unwrap();
            let task = item
                .meta
                .origin
                .as_ref()
                .unwrap()
                .external_id
                .clone()
                .unwrap();
            let found = TaskDates {
                start: schedule.early_start[node],
                finish: schedule.early_finish[node],
                is_point: item.is_milestone(),
                calendar: network.calendar(node),
                id: task.clone(),
            };
            dates.insert(task, found);
        }
    }
    dates
}
