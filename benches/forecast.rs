//! How long does the whole forecast take, beside a vectorised NumPy that runs the same network for the finish alone?
//!
//! `cargo bench -p longpole-forecast --bench forecast`. Projects of 1,000 and 10,000 items, 10,000 iterations: translated, run, and
//! answered with quantiles and odds of every date, criticality of every item and the chains that drive. One thread is measured in time
//! of the processor, as NumPy is; all threads by the clock. Ours and NumPy's runs take turns, so that both see the same machine.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use longpole_forecast::distribution::Triangular;
use longpole_forecast::{Forecast, ForecastOptions, Plan, forecast};
use longpole_model::{Span, Spread};
use longpole_schedule::{Network, Options, Wall, schedule};
use longpole_testkit::{SyntheticTask, processor_time, synthetic_project};

#[path = "synthetic_program.rs"]
mod synthetic_program;

use synthetic_program::workspace;

const ITERATIONS: u32 = 10_000;

/// NumPy is fastest with blocks of about this many iterations, which keep a block's dates in the cache.
const NUMPY_BLOCK: u32 = 500;

const RUNS: usize = 5;

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    println!("{ITERATIONS} iterations; the shortest of {RUNS} runs; milliseconds\n");
    for count in [1_000, 10_000] {
        let tasks = synthetic_project(count, 2);
        let workspace = workspace(&tasks, |task| {
            let [low, likely, high] = days(task).map(|days| Span::days(i64::from(days)));
            Spread::Three { low, likely, high }
        });
        let (network, schedule) =
            schedule(&workspace, &Options::default()).expect("nothing waits in a circle");
        let plan = Plan {
            workspace: &workspace,
            network: &network,
            schedule: &schedule,
        };
        let peer = Peer::new(&tasks);
        let (mut one, mut two) = (Duration::MAX, Duration::MAX);
        let mut theirs: Option<Said> = None;
        let mut odds = Forecast::default();
        for _ in 0..RUNS {
            let by_one = on(1, plan);
            let by_two = on(2, plan);
            assert_eq!(by_one.odds, by_two.odds, "threads change nothing");
            one = one.min(by_one.processor);
            two = two.min(by_two.clock);
            odds = by_two.odds;
            theirs = theirs
                .into_iter()
                .chain(peer.run())
                .min_by(|a, b| a.seconds.total_cmp(&b.seconds));
        }
        let [one, two] = [one, two].map(|took| took.as_secs_f64() * 1e3);
        println!("{count} items, in steps of {} minutes", odds.unit_minutes);
        println!("  one thread, of the processor {one:>9.1}");
        println!("  two threads, by the clock    {two:>9.1}");
        let Some(theirs) = theirs else {
            println!("  NumPy is not installed: no ratio (scripts/setup installs it)");
            continue;
        };
        let took = theirs.seconds * 1e3;
        println!("  NumPy, of the processor      {took:>9.1}");
        println!(
            "  NumPy takes {:.1} times as long as one thread, {:.1} times as long as two",
            took / one,
            took / two
        );
        let finish = &odds.programs.values().next().expect("there is one").finish;
        println!(
            "  P50 and P80 in working days: {} and {}, NumPy {:.1} and {:.1}; standard errors {:.1} and {:.1}\n",
            working_days(&network, finish.quantiles.p50),
            working_days(&network, finish.quantiles.p80),
            theirs.p50,
            theirs.p80,
            finish.p50_error_days,
            finish.p80_error_days,
        );
    }
}

/// A forecast and how long it took.
struct Measured {
    odds: Forecast,
    /// On the thread that did the work, where there was one.
    processor: Duration,
    clock: Duration,
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads a clock")]
fn on(threads: usize, plan: Plan<'_>) -> Measured {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let options = ForecastOptions {
        iterations: ITERATIONS,
        ..ForecastOptions::default()
    };
    pool.expect("there are threads").install(|| {
        let (processor, clock) = (processor_time(), Instant::now());
        let odds = forecast(plan, &options);
        Measured {
            odds,
            processor: processor_time().saturating_sub(processor),
            clock: clock.elapsed(),
        }
    })
}

/// Low, mode and high of a task, in days.
fn days(task: &SyntheticTask) -> [u32; 3] {
    [task.days.div_ceil(2), task.days, task.days * 2]
}

/// Working days from the first day of the program to the end of `day`.
fn working_days(network: &Network, day: Date) -> i64 {
    let first = Wall::midnight(date(2026, 1, 5));
    let end = Wall::midnight(day).plus_clock(24 * 60);
    network.calendar(0).minutes_from(first, end) / 480
}

/// The network as NumPy reads it.
struct Peer {
    file: std::path::PathBuf,
}

/// What NumPy said.
struct Said {
    seconds: f64,
    p50: f64,
    p80: f64,
}

impl Peer {
    fn new(tasks: &[SyntheticTask]) -> Self {
        let mut network = String::new();
        for task in tasks {
            let [low, likely, high] = days(task).map(f64::from);
            let (shortest, longest) = Triangular::from_p10_mode_p90(low, likely, high).ends();
            write!(network, "{shortest} {likely} {longest}").expect("a string takes all");
            for before in &task.predecessors {
                write!(network, " {before}").expect("a string takes all");
            }
            network.push('\n');
        }
        let name = format!("longpole-forecast-{}.txt", std::process::id());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, network).expect("there is room for it");
        Self { file }
    }

    /// `None` where no Python has NumPy.
    fn run(&self) -> Option<Said> {
        ["python3", "/usr/bin/python3"]
            .iter()
            .find_map(|python| self.run_by(python))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the peer is a program of its own"
    )]
    fn run_by(&self, python: &str) -> Option<Said> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/numpy_peer.py");
        let ran = Command::new(python)
            .arg(script)
            .arg(&self.file)
            .args([ITERATIONS.to_string(), NUMPY_BLOCK.to_string()])
            .output()
            .ok()?;
        let said = String::from_utf8(ran.stdout).ok()?;
        let figures: Vec<f64> = said
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        match figures[..] {
            [seconds, p50, p80] => Some(Said { seconds, p50, p80 }),
            _ => None,
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Nothing is lost where it stays.
        std::fs::remove_file(&self.file).ok();
    }
}
