//! How good are levelled schedules, and how fast are they made? On all problems of the project scheduling library PSPLIB.
//!
//! `cargo bench -p longpole-schedule --bench levelling`, with `-- --short` for a quick look; `-- --schedules` and
//! `-- --seconds` take one half of it. Every schedule is verified. Beside our figures stand
//! those that were published, which count schedules in the same way: each pass over all activities is one. Where Python has
//! OR-tools, its CP-SAT solves a sample of the problems in the same run, with the same seconds and as many cores. Seconds are of CPU time, so that a busy
//! machine doesn't tell.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod psplib;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use longpole_schedule::levelling::{
    Budget, Generator, Levelled, PriorityRule, Problem, priority_list, search, search_within,
    verify,
};
use longpole_testkit::shared_data;

const SETS: [&str; 4] = ["j30", "j60", "j90", "j120"];
const BUDGETS: [u64; 3] = [1_000, 5_000, 50_000];
const SEED: u64 = 1;

/// Mean deviation in percent after 1,000, 5,000 and 50,000 schedules (j30 from the optimum, others from the critical path). Read in
/// Wang and Fang 2012 and quoted from Kolisch and Hartmann 2006; see `benches/levelling.md`.
const PUBLISHED: [(&str, &str, &str, &str); 6] = [
    (
        "Debels and Vanhoucke 2007, decomposition GA",
        "0.12 / 0.04 / 0.02",
        "11.31 / 10.95 / 10.68",
        "33.55 / 32.18 / 30.69",
    ),
    (
        "Valls et al. 2008, hybrid GA",
        "0.27 / 0.06 / 0.02",
        "11.56 / 11.10 / 10.73",
        "34.07 / 32.54 / 31.24",
    ),
    (
        "Kochetov and Stolyar 2003, GA and tabu",
        "0.10 / 0.04 / 0.00",
        "11.71 / 11.17 / 10.74",
        "34.74 / 33.36 / 32.06",
    ),
    (
        "Debels et al. 2006, scatter search",
        "0.27 / 0.11 / 0.01",
        "11.73 / 11.10 / 10.71",
        "35.22 / 33.10 / 31.57",
    ),
    (
        "Hartmann 2002, self-adapting GA",
        "0.38 / 0.22 / 0.08",
        "12.21 / 11.70 / 11.21",
        "37.19 / 35.39 / 33.21",
    ),
    (
        "Kolisch 1995, random sampling",
        "1.77 / 1.48 / 1.22",
        "–",
        "44.46 / 43.05 / –",
    ),
];

/// What is known of a problem.
struct Known {
    critical_path: f64,
    best: f64,
    at_least: u32,
}

/// Mean deviations in percent, and counts.
#[derive(Default)]
struct Tally {
    problems: usize,
    over_critical_path: f64,
    over_best: f64,
    best_reached: usize,
    proven: usize,
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let asked = |flag: &str| args.iter().any(|arg| arg == flag);
    let short = asked("--short");
    let Some(known) = read("best-known.csv").map(|text| known(&text)) else {
        return;
    };
    let step = if short { 20 } else { 1 };
    let all = !asked("--schedules") && !asked("--seconds");
    if all || asked("--schedules") {
        by_schedules(&known, step, if short { &BUDGETS[..2] } else { &BUDGETS });
    }
    if !all && !asked("--seconds") {
        return;
    }
    speed();
    let (every, seconds): (usize, &[f64]) = if short {
        (100, &[1.0])
    } else {
        (20, &[0.1, 1.0, 10.0])
    };
    by_seconds(&known, every, seconds);
}

fn read(name: &str) -> Option<String> {
    let path = shared_data(&format!("psplib/{name}"))?;
    Some(fs::read_to_string(path).expect("a file that is there can be read"))
}

fn known(text: &str) -> BTreeMap<String, Known> {
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |at: usize| cells[at].parse::<f64>().expect("it is a makespan");
        let known = Known {
            critical_path: cell(2),
            best: cell(3),
            at_least: cell(4) as u32,
        };
        (cells[1].to_owned(), known)
    });
    rows.collect()
}

/// Plain serial schedules a second, on one core.
fn speed() {
    println!(
        "serial schedules a second, one core (mean over every fortieth problem, rules in turn)"
    );
    for set in SETS {
        let Some(text) = read(&format!("{set}.rcps")) else {
            continue;
        };
        let (mut made, mut took) = (0, Duration::ZERO);
        for (_, problem) in psplib::patterson(&text).iter().step_by(40) {
            let lists: Vec<_> = PriorityRule::ALL
                .iter()
                .map(|&rule| priority_list(problem, rule))
                .collect();
            let mut generator = Generator::new(problem);
            let began = now();
            for _ in 0..500 {
                for list in &lists {
                    std::hint::black_box(generator.serial(list));
                }
            }
            took += began.elapsed();
            made += generator.schedules_made();
        }
        println!("  {set:<5} {:>10.0}", made as f64 / took.as_secs_f64());
    }
}

/// Deviations after so many schedules, beside the published ones.
fn by_schedules(known: &BTreeMap<String, Known>, step: usize, budgets: &[u64]) {
    println!("\nmean deviation in percent after so many schedules (seed {SEED})");
    println!(
        "  set    schedules  problems  from best known  from critical path  best reached  proven  seconds  schedules/s"
    );
    for set in SETS {
        let Some(text) = read(&format!("{set}.rcps")) else {
            continue;
        };
        let problems = psplib::patterson(&text);
        for &schedules in budgets {
            let (mut tally, mut made) = (Tally::default(), 0);
            let began = now();
            for (name, problem) in problems.iter().step_by(step) {
                let found = search(
                    problem,
                    Budget {
                        schedules,
                        seed: SEED,
                    },
                    || true,
                );
                tally.add(name, problem, &found, known);
                made += found.schedules;
            }
            let seconds = began.elapsed().as_secs_f64();
            println!(
                "  {set:<5} {schedules:>10} {}  {seconds:>7.1} {:>12.0}",
                tally.row(),
                made as f64 / seconds
            );
        }
    }
    println!(
        "\npublished (schedules 1,000 / 5,000 / 50,000; j30 from the optimum, j60 and j120 from the critical path)"
    );
    for (name, j30, j60, j120) in PUBLISHED {
        println!("  {name:<46} j30 {j30:<20} j60 {j60:<23} j120 {j120}");
    }
}

/// Deviations after so many seconds, ours and CP-SAT's, on every `every`th problem.
fn by_seconds(known: &BTreeMap<String, Known>, every: usize, budgets: &[f64]) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!(
        "\nmean deviation in percent after so many seconds of CPU time on each of {cores} cores, every {every}th problem"
    );
    println!(
        "  set   seconds  solver     problems  from best known  from critical path  best reached  proven"
    );
    for set in ["j30", "j60", "j120"] {
        let Some(text) = read(&format!("{set}.rcps")) else {
            continue;
        };
        let problems: Vec<_> = psplib::patterson(&text)
            .into_iter()
            .step_by(every)
            .collect();
        for &seconds in budgets {
            let mut ours = Tally::default();
            for (name, problem) in &problems {
                let found = on_all_cores(problem, seconds, cores);
                ours.add(name, problem, &found, known);
            }
            println!("  {set:<5} {seconds:>7}  longpole  {}", ours.row());
            match cp_sat(&problems, seconds, cores) {
                Some(answers) => {
                    let mut theirs = Tally::default();
                    for ((name, _), (makespan, proven)) in problems.iter().zip(&answers) {
                        theirs.count(&known[*name], *makespan, *proven);
                    }
                    println!("  {set:<5} {seconds:>7}  CP-SAT    {}", theirs.row());
                }
                None => println!(
                    "  {set:<5} {seconds:>7}  CP-SAT: no Python here has OR-tools (scripts/setup installs it)"
                ),
            }
        }
    }
}

/// A search on each core, of which the best counts.
fn on_all_cores(problem: &Problem, seconds: f64, cores: usize) -> Levelled {
    let run = |seed: u64| {
        let clock = CpuClock::of_this_thread();
        let mut asked = 0u32;
        let mut used = 0.0;
        search_within(problem, seed, || {
            // Reading it takes as long as a small schedule.
            if asked.is_multiple_of(32) {
                used = clock.seconds() / seconds;
            }
            asked += 1;
            used
        })
    };
    let found = thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..cores as u64)
            .map(|core| scope.spawn(move || run(SEED + core)))
            .collect();
        let found = threads
            .into_iter()
            .map(|thread| thread.join().expect("a search doesn't panic"));
        found.collect::<Vec<_>>()
    });
    let best = found.iter().min_by_key(|found| found.cost).cloned();
    let mut best = best.expect("there is a core");
    best.bound = found
        .iter()
        .map(|found| found.bound)
        .max()
        .unwrap_or(best.bound);
    best
}

impl Tally {
    fn add(
        &mut self,
        name: &str,
        problem: &Problem,
        found: &Levelled,
        known: &BTreeMap<String, Known>,
    ) {
        let known = &known[name];
        verify(problem, &found.starts).unwrap_or_else(|violation| panic!("{name}: {violation}"));
        let makespan = problem.makespan(&found.starts);
        assert_eq!(makespan, found.cost.makespan, "{name}");
        assert!(
            makespan >= known.at_least,
            "{name}: {makespan} is below a proven bound"
        );
        assert!(
            f64::from(found.bound.makespan) <= known.best,
            "{name}: the bound {:?} is wrong",
            found.bound
        );
        self.count(known, makespan, found.is_optimal());
    }

    /// A makespan of nought is none; it then counts as twice the best known.
    fn count(&mut self, known: &Known, makespan: u32, proven: bool) {
        let makespan = if makespan == 0 {
            known.best * 2.0
        } else {
            f64::from(makespan)
        };
        self.problems += 1;
        self.over_critical_path += (makespan / known.critical_path - 1.0) * 100.0;
        self.over_best += (makespan / known.best - 1.0) * 100.0;
        self.best_reached += usize::from(makespan <= known.best);
        self.proven += usize::from(proven);
    }

    fn row(&self) -> String {
        let problems = self.problems.max(1) as f64;
        format!(
            "{:>9} {:>16.3} {:>19.3} {:>13} {:>7}",
            self.problems,
            self.over_best / problems,
            self.over_critical_path / problems,
            self.best_reached,
            self.proven
        )
    }
}

/// What CP-SAT finds for each problem; `None` where no Python has OR-tools.
fn cp_sat(problems: &[(&str, Problem)], seconds: f64, cores: usize) -> Option<Vec<(u32, bool)>> {
    let mut lines = String::new();
    for (_, problem) in problems {
        write!(lines, "{} {}", problem.len(), problem.capacities().len()).ok()?;
        for capacity in problem.capacities() {
            write!(lines, " {}", capacity.last()).ok()?;
        }
        for (index, activity) in problem.activities().iter().enumerate() {
            write!(lines, " {}", activity.duration).ok()?;
            let mut units = vec![0; problem.capacities().len()];
            for demand in &activity.demands {
                units[demand.resource] = demand.units;
            }
            for units in units {
                write!(lines, " {units}").ok()?;
            }
            let successors: Vec<_> = problem
                .arcs()
                .iter()
                .filter(|arc| arc.from == index)
                .collect();
            write!(lines, " {}", successors.len()).ok()?;
            for arc in successors {
                write!(lines, " {}", arc.to).ok()?;
            }
        }
        lines.push('\n');
    }
    let file = env::temp_dir().join(format!("longpole-levelling-{}.txt", std::process::id()));
    fs::write(&file, lines).ok()?;
    let prepared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/peers/bin/python");
    let answers = [prepared, "python3", "/usr/bin/python3"]
        .iter()
        .find_map(|python| peer(python, &file, seconds, cores));
    fs::remove_file(&file).ok();
    answers.filter(|answers| answers.len() == problems.len())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the peer is a program of its own"
)]
fn peer(
    python: &str,
    file: &std::path::Path,
    seconds: f64,
    cores: usize,
) -> Option<Vec<(u32, bool)>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/cp_sat_peer.py");
    let ran = Command::new(python)
        .arg(script)
        .arg(file)
        .args([seconds.to_string(), cores.to_string()])
        .output()
        .ok()?;
    if !ran.status.success() {
        return None;
    }
    let said = String::from_utf8(ran.stdout).ok()?;
    said.lines()
        .map(|line| {
            let (makespan, proven) = line.split_once(' ')?;
            Some((makespan.parse().ok()?, proven == "1"))
        })
        .collect()
}

/// The CPU time of a thread, where the system says it, else the time on the clock.
struct CpuClock {
    began: Instant,
    before: Option<f64>,
}

impl CpuClock {
    fn of_this_thread() -> Self {
        Self {
            began: now(),
            before: on_cpu(),
        }
    }

    fn seconds(&self) -> f64 {
        match (self.before, on_cpu()) {
            (Some(before), Some(after)) => after - before,
            _ => self.began.elapsed().as_secs_f64(),
        }
    }
}

/// Seconds that this thread has been on a CPU, by Linux.
fn on_cpu() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads a clock")]
fn now() -> Instant {
    Instant::now()
}
