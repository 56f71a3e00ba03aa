//! A program in another tool's format, with the dates that its rules give.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use longpole_exchange::export::{Export, ExportDates, Writer, Written};
use longpole_exchange::import::ForeignDates;
use longpole_model::{Estimate, Item, Program, ProgramId, SchedulingProfile};
use longpole_schedule::profile::{self, NodeDates, Tick, Working};
use longpole_schedule::{Cycle, Network, Options, Subject};

use crate::analysis::AnalysisOptions;
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
    Ok(writer.write(&Export {
        workspace: &plan.workspace,
        program,
        dates: &dates,
        today: options.now,
    }))
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
