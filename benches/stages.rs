//! How long each stage takes on a synthetic program of 10,000 items and 20,000 needs, and how that compares with a vectorised
//! NumPy Monte Carlo of the same network, measured in the same run.
//!
//! `cargo bench -p longpole-brief --bench stages`. The network is the usual one of the literature on project networks: every
//! item has two providers among the fifty before it; durations are triangles of one to ten days. All items share a calendar,
//! as they do for NumPy, which knows none.

use std::fmt::Write as _;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use longpole_brief::{BriefOptions, Tier, executive_brief};
use longpole_engine::exchange::plan::source::PlanSource;
use longpole_engine::forecast::distribution::Triangular;
use longpole_engine::{
    Analysis, AnalysisOptions, Plan, Scheduled, check, forecast, insights, schedule_plan,
};
use longpole_model::ProgramId;

const ITEMS: usize = 10_000;
const WINDOW: u64 = 50;
const ITERATIONS: u32 = 10_000;
/// NumPy is fastest with blocks of about this many iterations, which keep a block's dates in the cache.
const NUMPY_BLOCK: u32 = 500;
const RUNS: usize = 3;

/// One item of the synthetic network: P10, mode, P90 in days, and its providers.
struct Task {
    days: [u64; 3],
    providers: Vec<usize>,
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    let tasks = tasks();
    let text = plan_text(&tasks);
    println!(
        "{ITEMS} items, {} needs, {ITERATIONS} iterations, {:.1} MB of plan text",
        needs(&tasks),
        text.len() as f64 / 1e6
    );
    println!("best of {RUNS} runs; the machine has {} cores\n", cores());

    let (parse, plan) =
        best(|| Plan::decode(PlanSource::of_text("plan.yaml", &text)).expect("the plan is sound"));
    let plan = Arc::new(plan);
    let options = AnalysisOptions {
        iterations: ITERATIONS,
        ..AnalysisOptions::on(date(2026, 1, 5))
    };
    let (schedule, scheduled) =
        best(|| schedule_plan(plan.clone(), &options).expect("there is no circle"));
    let (simulate, odds) =
        best(|| forecast::forecast(inputs(&scheduled), &forecast_options(&options)));
    let (rules, report) = best(|| check::run(&context(&scheduled, &odds)));
    let analysis = Analysis {
        scheduled,
        forecast: odds,
        report,
    };
    let (compare, insights) = once(|| insights(&analysis));
    let program = ProgramId::new("synthetic").expect("it is an id");
    let tier = BriefOptions {
        tier: Tier::Long,
        since: None,
    };
    let (brief, _) = best(|| executive_brief(&analysis, &insights, &program, &tier));

    let all = [
        ("parse", parse),
        ("schedule", schedule),
        ("forecast", simulate),
        ("check", rules),
        ("brief", brief),
    ];
    for (stage, took) in all {
        println!("{stage:<22} {:>9.1} ms", ms(took));
    }
    println!(
        "{:<22} {:>9.1} ms",
        "all of these",
        ms(all.iter().map(|(_, took)| *took).sum())
    );
    println!(
        "{:<22} {:>9.1} ms   (comparisons by exclusion, run once)\n",
        "insights",
        ms(compare)
    );

    let finish = &analysis.forecast.programs[&program].finish.quantiles;
    println!(
        "longpole: P50 {}, P80 {}, criticality of every item, odds and quantiles of every date, {} cores",
        finish.p50,
        finish.p80,
        cores()
    );
    match numpy(&tasks) {
        Some((seconds, p50, p80)) => {
            println!(
                "NumPy:    P50 day {p50:.1}, P80 day {p80:.1}, the finish alone, one core, {:.1} ms",
                seconds * 1e3
            );
            println!(
                "longpole: P50 day {:.1}, P80 day {:.1}",
                day_of(&analysis, finish.p50),
                day_of(&analysis, finish.p80)
            );
            println!(
                "\nNumPy takes {:.1} times as long as the forecast stage ({:.1} times for each core that it uses)",
                seconds / simulate.as_secs_f64(),
                seconds / simulate.as_secs_f64() / cores() as f64
            );
        }
        None => println!("NumPy is not installed: no ratio (scripts/setup installs it)"),
    }
}

/// 64-bit linear congruential generator (Knuth's MMIX constants), top 31 bits: the same network everywhere.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn tasks() -> Vec<Task> {
    let mut chance = Lcg(1);
    (0..ITEMS)
        .map(|at| {
            let mode = 1 + chance.below(10);
            let window = WINDOW.min(at as u64);
            let mut providers: Vec<usize> = (0..2.min(at))
                .map(|_| at - 1 - chance.below(window) as usize)
                .collect();
            providers.sort_unstable();
            providers.dedup();
            Task {
                days: [mode.div_ceil(2), mode, mode * 2],
                providers,
            }
        })
        .collect()
}

fn needs(tasks: &[Task]) -> usize {
    tasks.iter().map(|task| task.providers.len()).sum()
}

fn plan_text(tasks: &[Task]) -> String {
    let mut text = String::from(
        "program: synthetic\nname: Synthetic\nstart: 2026-01-05\ndata_date: 2026-01-05\n",
    );
    text.push_str("sponsor: cio\ndriver: lead\ntarget: { finish: 2045-01-31, confidence: 80% }\n");
    text.push_str("teams:\n  crew: { name: Crew, lead: lead, people: 5 }\nitems:\n");
    for (at, task) in tasks.iter().enumerate() {
        let [low, likely, high] = task.days;
        write!(text, "  t{at}:\n    title: Task {at}\n    team: crew\n    owner: lead\n    estimate: {low}d..{likely}d..{high}d\n")
            .expect("a string takes everything");
        if !task.providers.is_empty() {
            let list = task
                .providers
                .iter()
                .map(|provider| format!("t{provider}"))
                .collect::<Vec<_>>()
                .join(", ");
            writeln!(text, "    needs: [{list}]").expect("a string takes everything");
        }
    }
    text
}

fn inputs(scheduled: &Scheduled) -> forecast::Plan<'_> {
    forecast::Plan {
        workspace: &scheduled.plan.workspace,
        network: &scheduled.network,
        schedule: &scheduled.schedule,
    }
}

fn forecast_options(options: &AnalysisOptions) -> forecast::ForecastOptions {
    forecast::ForecastOptions {
        seed: options.seed,
        iterations: options.iterations,
        ..forecast::ForecastOptions::default()
    }
}

fn context<'a>(scheduled: &'a Scheduled, odds: &'a forecast::Forecast) -> check::Context<'a> {
    check::Context::new(&scheduled.plan.workspace, scheduled.options.now)
        .with_schedule(&scheduled.network, &scheduled.schedule, &scheduled.needs_by)
        .with_forecast(odds)
}

/// Working days from the first day of the program to the end of `day`.
fn day_of(analysis: &Analysis, day: jiff::civil::Date) -> f64 {
    let program = ProgramId::new("synthetic").expect("it is an id");
    analysis
        .scheduled
        .working_days(&program, date(2026, 1, 4), day) as f64
}

/// Seconds, P50 and P80 in days of the peer; `None` where no Python has NumPy.
fn numpy(tasks: &[Task]) -> Option<(f64, f64, f64)> {
    let mut network = String::new();
    for task in tasks {
        let [low, likely, high] = task.days.map(|days| days as f64);
        let triangle = Triangular::from_p10_mode_p90(low, likely, high);
        let (shortest, longest) = triangle.ends();
        write!(network, "{shortest} {likely} {longest}").ok()?;
        for provider in &task.providers {
            write!(network, " {provider}").ok()?;
        }
        network.push('\n');
    }
    let file = std::env::temp_dir().join(format!("longpole-stages-{}.txt", std::process::id()));
    std::fs::write(&file, network).ok()?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/numpy_peer.py");
    let runs = (0..RUNS).filter_map(|_| {
        ["python3", "/usr/bin/python3"]
            .iter()
            .find_map(|python| peer(python, script, &file))
    });
    let best = runs.min_by(|a, b| a.0.total_cmp(&b.0));
    std::fs::remove_file(&file).ok();
    best
}

#[expect(
    clippy::disallowed_methods,
    reason = "the peer is a program of its own"
)]
fn peer(python: &str, script: &str, file: &std::path::Path) -> Option<(f64, f64, f64)> {
    let ran = Command::new(python)
        .arg(script)
        .arg(file)
        .args([ITERATIONS.to_string(), NUMPY_BLOCK.to_string()])
        .output()
        .ok()?;
    let said = String::from_utf8(ran.stdout).ok()?;
    let figures: Vec<f64> = said
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match figures[..] {
        [seconds, p50, p80] => Some((seconds, p50, p80)),
        _ => None,
    }
}

/// The shortest of some runs, and what the last one gave.
fn best<T>(work: impl Fn() -> T) -> (Duration, T) {
    let (mut shortest, mut result) = once(&work);
    for _ in 1..RUNS {
        let (took, again) = once(&work);
        shortest = shortest.min(took);
        result = again;
    }
    (shortest, result)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads a clock")]
fn once<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let result = work();
    (began.elapsed(), result)
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
