//! The analysis: schedule, odds, findings and health of a plan on a day. Every front end and every message reads one of these.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use longpole_check::{Context, Report, run};
use longpole_forecast::{Forecast, ForecastOptions, Plan as ForecastPlan, forecast};
use longpole_model::ProgramId;
use longpole_schedule::{
    Cycle, LinkIndex, NeedBy, NeedRef, Network, Options, ProgramNode, Schedule, Wall, needs_by,
    schedule,
};

use crate::Plan;
use crate::by_profile::Rules;

/// What an analysis depends on besides the plan. The same plan and options give the same analysis, to the bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisOptions {
    /// The day against which things are stale or overdue.
    pub now: Date,
    /// The data date of every program, in place of its own.
    pub data_date: Option<Date>,
    /// The seed that chance is drawn from.
    pub seed: u64,
    /// How often the network is run.
    pub iterations: u32,
}

impl AnalysisOptions {
    /// The usual options on a day.
    pub fn on(now: Date) -> Self {
        Self {
            now,
            data_date: None,
            seed: 1,
            iterations: 10_000,
        }
    }

    pub(crate) fn schedule(&self) -> Options {
        Options {
            data_date: self.data_date,
            undated: Some(self.now),
            ..Options::default()
        }
    }

    pub(crate) fn forecast(&self) -> ForecastOptions {
        ForecastOptions {
            seed: self.seed,
            iterations: self.iterations,
            ..ForecastOptions::default()
        }
    }
}

/// The dates of a plan, without odds.
#[derive(Debug, Clone)]
pub struct Scheduled {
    /// The plan.
    pub plan: Arc<Plan>,
    /// What it was computed for.
    pub options: AnalysisOptions,
    /// All programs' work as one graph.
    pub network: Network,
    /// Early and late dates, slack, drivers.
    pub schedule: Schedule,
    /// By when each need that binds has to be met, in the order of the network's needs.
    pub needs_by: Vec<NeedBy>,
    /// By whose rules.
    pub(crate) rules: Rules,
    /// Positions in `needs_by`, by link.
    need_by_link: BTreeMap<LinkIndex, usize>,
}

/// Dates, odds, findings and health of a plan.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The dates.
    pub scheduled: Scheduled,
    /// The odds.
    pub forecast: Forecast,
    /// The findings and the computed health.
    pub report: Report,
}

/// Why there is no analysis.
#[derive(Debug, thiserror::Error)]
pub enum AnalysisError {
    /// Needs wait for each other in a circle. Plan files with circles are refused before; plans made otherwise come here.
    #[error(transparent)]
    Cycle(#[from] Cycle),
}

/// Computes the dates of a plan.
pub fn schedule_plan(
    plan: Arc<Plan>,
    options: &AnalysisOptions,
) -> Result<Scheduled, AnalysisError> {
    let (network, schedule) = schedule(&plan.workspace, &options.schedule())?;
    let needs_by = needs_by(&network, &schedule);
    Ok(Scheduled::assemble(
        plan,
        options,
        network,
        schedule,
        needs_by,
        Rules::Own,
    ))
}

/// Computes dates, odds, findings and health of a plan.
pub fn analyse(plan: Arc<Plan>, options: &AnalysisOptions) -> Result<Analysis, AnalysisError> {
    let scheduled = schedule_plan(plan, options)?;
    let forecast = forecast(scheduled.to_forecast(), &options.forecast());
    let context = Context::new(&scheduled.plan.workspace, options.now)
        .with_schedule(&scheduled.network, &scheduled.schedule, &scheduled.needs_by)
        .with_forecast(&forecast);
    let report = run(&context);
    Ok(Analysis {
        scheduled,
        forecast,
        report,
    })
}

/// Up to so many samples (nodes times iterations) each comparison runs as often as the forecast itself, so that its figures
/// are the forecast's own; larger networks are compared on fewer iterations.
const FULL_COMPARISON: u64 = 10_000_000;

impl Scheduled {
    pub(crate) fn assemble(
        plan: Arc<Plan>,
        options: &AnalysisOptions,
        network: Network,
        schedule: Schedule,
        needs_by: Vec<NeedBy>,
        rules: Rules,
    ) -> Self {
        let need_by_link = needs_by
            .iter()
            .enumerate()
            .map(|(at, by)| (by.link, at))
            .collect();
        Self {
            plan,
            options: options.clone(),
            network,
            schedule,
            needs_by,
            rules,
            need_by_link,
        }
    }

    /// The options of forecasts that are compared with the analysis' own.
    pub(crate) fn comparison_options(&self) -> ForecastOptions {
        let options = self.options.forecast();
        let samples = self.network.nodes.len() as u64 * u64::from(options.iterations);
        let full = samples <= FULL_COMPARISON;
        let fewer = options.comparison_iterations.min(options.iterations);
        ForecastOptions {
            comparison_iterations: if full { options.iterations } else { fewer },
            ..options
        }
    }

    /// What a forecast is made from.
    pub(crate) fn to_forecast(&self) -> ForecastPlan<'_> {
        ForecastPlan {
            workspace: &self.plan.workspace,
            network: &self.network,
            schedule: &self.schedule,
        }
    }

    /// Working days of the program's calendar from the end of `from` to the end of `to`, rounded to the nearest; negative
    /// when `to` is earlier.
    pub fn working_days(&self, program: &ProgramId, from: Date, to: Date) -> i64 {
        let Some(node) = self.program_node(program) else {
            return 0;
        };
        let calendar = &self.network.calendars[node.calendar as usize];
        let end = |day| calendar.day_end(Wall::midnight(day));
        let minutes = calendar.minutes_from(end(from), end(to));
        let per_day = i64::from(calendar.minutes_per_day().max(1));
        (2 * minutes + per_day).div_euclid(2 * per_day)
    }

    /// By when a need has to be met; `None` when it does not bind.
    pub fn need_by(&self, need: &NeedRef) -> Option<&NeedBy> {
        let link = self.network.link_of(need)?;
        self.need_by_link.get(&link).map(|&at| &self.needs_by[at])
    }

    /// The data date of a program, after the options.
    pub fn data_date(&self, program: &ProgramId) -> Option<Date> {
        self.program_node(program).map(|node| node.data_date)
    }

    fn program_node(&self, program: &ProgramId) -> Option<&ProgramNode> {
        self.network
            .programs
            .iter()
            .find(|node| node.program == *program)
    }
}
