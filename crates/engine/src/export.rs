//! A program in another tool's format, with the dates that its rules give.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::DateTime;
use longpole_exchange::export::{
    ContractDay, DecisionDay, Export, ExportDates, ExportDays, Writer, Written,
};
use longpole_exchange::import::ForeignDates;
use longpole_forecast::last_responsible_day;
use longpole_model::{
    DecideBy, DecisionId, Estimate, Item, NeedId, Program, ProgramId, SchedulingProfile,
};
use longpole_schedule::profile::{self, NodeDates, Tick, Working};
use longpole_schedule::{Cycle, Network, Options, Subject};

use crate::analysis::{Analysis, AnalysisError, AnalysisOptions, analyse};
use crate::answers::{contracts, is_open};
use crate::plan::Plan;

/// Writes a program of a plan, with dates by the program's own rules or by `rules`. `None` when there is no such program.
pub fn export_program(
    plan: &Plan,
    program: &ProgramId,
    writer: &Writer,
    options: &AnalysisOptions,
    rules: Option<SchedulingProfile>,
) -> Result<Option<Written>, Cycle> {
    let dates = export_dates(plan, options, rules)?;
    let days = if writer.asks_for_days {
        export_days(plan, program, options)?
    } else {
        ExportDays::default()
    };
    Ok(writer.write(&Export {
        workspace: &plan.workspace,
        program,
        dates: &dates,
        days: &days,
        today: options.now,
    }))
}

/// By when decisions have to be made and contracts to be met, and on which days gates can be passed, by Longpole's own rules.
fn export_days(
    plan: &Plan,
    program: &ProgramId,
    options: &AnalysisOptions,
) -> Result<ExportDays, Cycle> {
    let analysis = match analyse(Arc::new(plan.clone()), options) {
        Ok(analysis) => analysis,
        Err(AnalysisError::Cycle(cycle)) => return Err(cycle),
    };
    let mut days = ExportDays::default();
    for line in contracts(&analysis, Some(program)) {
        let Some(by) = line.need_by.filter(|_| !line.met) else {
            continue;
        };
        let id = NeedId::new(&line.key.id).expect("the id of a need is one");
        let day = ContractDay {
            by,
            is_anchored: line.need_by_is_anchored,
            promised: line.promise.and_then(|promise| promise.date),
            planned: line.planned,
            what: line.what,
            consumer: line.consumer_title,
            provider: line.provider_title,
        };
        days.contracts.insert(id, day);
    }
    let Some(contents) = plan.workspace.programs.get(program) else {
        return Ok(days);
    };
    let scheduled = &analysis.scheduled;
    for id in contents.gates.keys() {
        if let Some(node) = scheduled.network.node(&Subject::gate(program, id)) {
            let dates = scheduled.schedule.dates(&scheduled.network, node);
            days.gates.insert(id.clone(), dates.early.finish.date());
        }
    }
    days.decisions = decision_days(&analysis, program);
    Ok(days)
}

/// By when the open decisions of a program have to be made, where somebody said so or can tell.
fn decision_days(analysis: &Analysis, program: &ProgramId) -> BTreeMap<DecisionId, DecisionDay> {
    let scheduled = &analysis.scheduled;
    let Some(contents) = scheduled.plan.workspace.programs.get(program) else {
        return BTreeMap::new();
    };
    // Without an estimate somewhere nobody can tell what waiting costs.
    let finish = analysis.forecast.programs.get(program);
    let is_known = finish.is_some_and(|forecast| forecast.finish.is_complete());
    let options = scheduled.comparison_options();
    let open = contents
        .decisions
        .iter()
        .filter(|(_, decision)| is_open(decision));
    let days = open.filter_map(|(id, decision)| {
        let day = match decision.decide_by {
            Some(DecideBy::On(by)) => DecisionDay {
                by,
                is_computed: false,
            },
            Some(DecideBy::Auto) | None => {
                let last = is_known
                    .then(|| last_responsible_day(scheduled.to_forecast(), program, id, &options));
                DecisionDay {
                    by: last.flatten()?.day?,
                    is_computed: true,
                }
            }
        };
        Some((id.clone(), day))
    });
    days.collect()
}

/// The dates of every item, as another tool's file states them.
pub fn export_dates(
    plan: &Plan,
    options: &AnalysisOptions,
    rules: Option<SchedulingProfile>,
) -> Result<ExportDates, Cycle> {
    let options = Options {
        profile: rules,
        ..options.schedule()
    };
    let network = Network::build(&plan.workspace, &options)?;
    let dates = profile::compute(&plan.workspace, &network, &options);
    let mut export = BTreeMap::new();
    for (id, program) in &plan.workspace.programs {
        export.extend(of_program(&network, &dates.nodes, id, program));
    }
    Ok(export)
}

fn of_program(
    network: &Network,
    nodes: &[NodeDates],
    id: &ProgramId,
    program: &Program,
) -> ExportDates {
    let dated = program.items.iter().filter_map(|(item, what)| {
        let node = network.node(&Subject::item(id, item))?;
        let working = Working(network.calendar(node));
        Some((
            (id.clone(), item.clone()),
            stated(&nodes[node], what, working),
        ))
    });
    dated.collect()
}

fn stated(dates: &NodeDates, item: &Item, working: Working<'_>) -> ForeignDates {
    ForeignDates {
        start: known(dates.start),
        finish: known(dates.finish),
        duration: duration(dates, item, working),
        early_start: known(dates.early_start),
        early_finish: known(dates.early_finish),
        late_start: known(dates.late_start),
        late_finish: known(dates.late_finish),
        total_slack: dates.total_slack,
        free_slack: dates.free_slack,
        start_slack: dates.start_slack,
        finish_slack: dates.finish_slack,
        critical: Some(dates.critical),
        longest_path: Some(dates.longest_path),
    }
}

/// The ends of time stand for dates that nothing sets.
fn known(tick: Tick) -> Option<DateTime> {
    Some(tick)
        .filter(|tick| *tick > Tick::MIN && *tick < Tick::MAX)
        .map(Tick::datetime)
}

/// From start to finish: by the clock where the estimate is, else working time. Where work is interrupted, only its own
/// estimate tells.
fn duration(dates: &NodeDates, item: &Item, working: Working<'_>) -> Option<i64> {
    let elapsed = match &item.estimate {
        Some(Estimate::Duration(spread)) => spread.likely().elapsed,
        Some(Estimate::Effort(_) | Estimate::Backlog(_)) | None => false,
    };
    if !item.splits.is_empty() {
        return None;
    }
    Some(if elapsed {
        dates.finish.tenths() - dates.start.tenths()
    } else {
        working.between(dates.start, dates.finish)
    })
}
