//! Will it land? A line for each program.

use jiff::civil::Date;
use longpole_check::{ComputedHealth, Subject};
use longpole_forecast::ProgramForecast;
use longpole_model::{EntityKey, MoneyRate, ProgramId, Target};
use longpole_schedule::ProgramDates;

use crate::Analysis;

/// How a program stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramLine<'a> {
    /// The program.
    pub program: ProgramId,
    /// Its name for people.
    pub name: String,
    /// Its data date, after the options.
    pub data_date: Date,
    /// Where it has to land, if that was said.
    pub target: Option<Target>,
    /// What a week of delay costs.
    pub delay_cost: Option<MoneyRate>,
    /// The deterministic finish.
    pub planned_finish: Date,
    /// When it lands, with what odds.
    pub forecast: &'a ProgramForecast,
    /// Working days from the target to P80: positive when P80 is later. `None` without a target or when unknown.
    pub p80_after_target_days: Option<i64>,
    /// The computed health with its reasons, and what was last claimed beside it.
    pub health: &'a ComputedHealth,
}

/// A line for each program that the schedule knows, by id.
pub fn programs(analysis: &Analysis) -> Vec<ProgramLine<'_>> {
    let dates = &analysis.scheduled.schedule.programs;
    dates
        .iter()
        .filter_map(|dates| line(analysis, dates))
        .collect()
}

/// The line of one program.
pub fn program_line<'a>(analysis: &'a Analysis, program: &ProgramId) -> Option<ProgramLine<'a>> {
    let dates = &analysis.scheduled.schedule.programs;
    dates
        .iter()
        .find(|dates| dates.program == *program)
        .and_then(|dates| line(analysis, dates))
}

fn line<'a>(analysis: &'a Analysis, dates: &ProgramDates) -> Option<ProgramLine<'a>> {
    let id = &dates.program;
    let workspace = &analysis.scheduled.plan.workspace;
    let charter = &workspace.programs.get(id)?.charter;
    let forecast = analysis.forecast.programs.get(id)?;
    let health = analysis
        .report
        .healths
        .by_subject
        .get(&Subject::Program(id.clone()))?;
    let after_target = |target: Target| {
        let p80 = forecast.finish.quantiles.p80;
        forecast
            .finish
            .is_complete()
            .then(|| analysis.scheduled.working_days(id, target.finish, p80))
    };
    Some(ProgramLine {
        program: id.clone(),
        name: workspace.display_name(&EntityKey::program(id)),
        data_date: analysis.scheduled.data_date(id)?,
        target: charter.target,
        delay_cost: charter.delay_cost.clone(),
        planned_finish: dates.finish.datetime().date(),
        forecast,
        p80_after_target_days: charter.target.and_then(after_target),
        health,
    })
}
