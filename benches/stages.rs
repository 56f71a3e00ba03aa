//! How long each stage takes on the synthetic project of 10,000 items and 20,000 needs, with 10,000 iterations.
//!
//! `cargo bench -p longpole-brief --bench stages`. Every item has two providers among the fifty before it; durations are triangles of
//! half to twice of one to ten days. What a forecast takes beside NumPy, `forecast` measures.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use longpole_brief::{BriefOptions, Tier, executive_brief};
use longpole_engine::exchange::plan::source::PlanSource;
use longpole_engine::{
    Analysis, AnalysisOptions, Plan, Scheduled, check, forecast, insights, schedule_plan,
};
use longpole_model::ProgramId;
use longpole_testkit::{SyntheticTask, synthetic_project};

const ITEMS: usize = 10_000;
const ITERATIONS: u32 = 10_000;
const RUNS: usize = 3;

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    let tasks = synthetic_project(ITEMS, 2);
    let text = plan_text(&tasks);
    println!(
        "{ITEMS} items, {} needs, {ITERATIONS} iterations, {:.1} MB of plan text",
        tasks
            .iter()
            .map(|task| task.predecessors.len())
            .sum::<usize>(),
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
}

fn plan_text(tasks: &[SyntheticTask]) -> String {
    let mut text = String::from(
        "program: synthetic\nname: Synthetic\nstart: 2026-01-05\ndata_date: 2026-01-05\n",
    );
    text.push_str("sponsor: cio\ndriver: lead\ntarget: { finish: 2045-01-31, confidence: 80% }\n");
    text.push_str("teams:\n  crew: { name: Crew, lead: lead, people: 5 }\nitems:\n");
    for (at, task) in tasks.iter().enumerate() {
        let (low, likely, high) = (task.days.div_ceil(2), task.days, task.days * 2);
        write!(text, "  t{at}:\n    title: Task {at}\n    team: crew\n    owner: lead\n    estimate: {low}d..{likely}d..{high}d\n")
            .expect("a string takes everything");
        if !task.predecessors.is_empty() {
            let list = task
                .predecessors
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
