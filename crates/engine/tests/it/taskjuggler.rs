//! TaskJuggler's projects, read and scheduled here, have the dates that were worked out by hand for them.
//!
//! A date is the same where no working time lies between: TaskJuggler lets working time begin at night, where what it waits for
//! ended; here it begins with the first hour that is worked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_engine::exchange::import::{Import, ReadOptions};
use longpole_engine::exchange::taskjuggler::read;
use longpole_engine::schedule::{
    LevelOptions, Network, Options, Schedule, Subject, Wall, level, schedule,
};
use longpole_testkit::{files_below, repo_root};

/// Tasks whose dates are others here, and why. They are told apart from those that differ by mistake: each has to differ.
const OTHERS: &[(&str, &[&str], &str)] = &[
    (
        "alap_resources",
        &["low"],
        "two tasks want one person: that is levelling",
    ),
    (
        "alternatives",
        &["changing"],
        "another person goes on with the work",
    ),
    (
        "equal_priority",
        &["short"],
        "two tasks want one person: levelled, they have these dates",
    ),
    (
        "gaplength",
        &["clock", "week"],
        "a lag runs in the calendar of the one who waits, which for work on the clock is the clock",
    ),
    (
        "limits",
        &["half_days", "six_hours", "a_week", "one_of_two"],
        "limits of the hours a day or a week have no equivalent",
    ),
    (
        "priority",
        &["low", "usual"],
        "three tasks want one person: levelled, they have these dates",
    ),
    (
        "priority_interrupts",
        &["low"],
        "work is interrupted for work of higher priority",
    ),
    (
        "several_resources",
        &["without", "with"],
        "people with different hours share a task: that is levelling",
    ),
    (
        "start_and_depends",
        &["turned"],
        "a length that follows from what is waited for and an end has no equivalent",
    ),
    (
        "time_zone",
        &["clock"],
        "days on the clock have 24 hours, also where summer time begins",
    ),
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
        let import = imported(&project);
        let dates = dates_of(&import, scheduled(&import));
        let expected = fs::read_to_string(project.with_extension("expected")).unwrap();
        for line in expected.lines() {
            let task = line.split(' ').next().unwrap();
            let ours = dates
                .get(task)
                .map_or("none".to_owned(), |dates| dates.shown(line));
            let is_other = others.contains(&task);
            if (ours == line) == is_other {
                let expected = if is_other { "another date" } else { line };
                let line = format!("{name}: {ours}, expected {expected}\n");
                differing.push_str(&line);
            }
        }
    }
    assert_eq!(differing, "");
}

/// Who wants a person that another has gets him by priority, and among equals by the longer chain of work, as TaskJuggler serves them.
#[test]
fn tasks_that_want_one_person_have_the_dates_worked_out_by_hand_when_they_are_levelled() {
    for name in ["equal_priority", "priority"] {
        let project = projects("dates")
            .into_iter()
            .find(|project| project.file_stem().is_some_and(|stem| stem == name))
            .expect("the project is there");
        let import = imported(&project);
        let (network, schedule) = scheduled(&import);
        let options = LevelOptions {
            schedules: Some(200),
            seed: 1,
        };
        let levelled = level(
            &import.workspace,
            &network,
            &schedule,
            &options,
            &mut || true,
        )
        .expect("it can be levelled");
        let dates = dates_of(&import, (levelled.network, levelled.schedule));
        let expected = fs::read_to_string(project.with_extension("expected")).unwrap();
        let ours: Vec<String> = expected
            .lines()
            .map(|line| dates[line.split(' ').next().unwrap()].shown(line))
            .collect();
        assert_eq!(ours.join("\n"), expected.trim_end(), "{name}");
    }
}

/// What TaskJuggler refuses because of its dates shows in the schedule. The other mistakes show when the project is read.
#[test]
fn what_taskjuggler_refuses_for_its_dates_is_late_here() {
    let refused = |name: &str| {
        let file = repo_root().join(format!(
            "crates/exchange/tests/taskjuggler/refused/{name}.tjp"
        ));
        imported(&file)
    };
    let import = refused("past_the_end");
    let end = import
        .workspace
        .programs
        .values()
        .next()
        .unwrap()
        .charter
        .scheduling
        .finish
        .unwrap();
    let last = dates_of(&import, scheduled(&import))
        .values()
        .map(|dates| dates.finish)
        .max()
        .unwrap();
    assert!(last.date() > end.date, "{end}");

    let import = refused("start_before_the_end_of_what_it_waits_for");
    let dates = dates_of(&import, scheduled(&import));
    assert!(dates["second"].start < dates["first"].finish);
}

fn projects(folder: &str) -> Vec<PathBuf> {
    let folder = repo_root()
        .join("crates/exchange/tests/taskjuggler")
        .join(folder);
    files_below(&folder, "tjp")
}

fn imported(project: &Path) -> Import {
    let bytes = fs::read(project).expect("the project can be read");
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
            let said = parts.next().expect("a start and an end are expected");
            let (date, time) = said
                .rsplit_once('-')
                .expect("a moment has a day and a time");
            let expected = Wall::at(format!("{date}T{time}").parse().expect("a moment"));
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

fn scheduled(import: &Import) -> (Network, Schedule) {
    schedule(&import.workspace, &Options::default()).expect("circles were broken")
}

fn dates_of(
    import: &Import,
    (network, schedule): (Network, Schedule),
) -> BTreeMap<String, TaskDates<'static>> {
    let network: &'static Network = Box::leak(Box::new(network));
    let mut dates = BTreeMap::new();
    for (program, plan) in &import.workspace.programs {
        for (id, item) in &plan.items {
            let node = network
                .node(&Subject::item(program, id))
                .expect("every item has a node");
            let task = item
                .meta
                .origin
                .as_ref()
                .and_then(|origin| origin.external_id.clone())
                .expect("every item has its task");
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
