//! A program in another tool's format, with the dates that its rules give.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use longpole_exchange::export::{
    ContractDay, DecisionDay, Export, ExportDates, ExportDays, Writer, Written,
};
use longpole_exchange::import::{self, ForeignDates, Format, NoteKind, Place, ReadOptions};
use longpole_forecast::last_responsible_day;
use longpole_model::{
    DecideBy, DecisionId, Estimate, Item, NeedId, Program, ProgramId, Remaining, SchedulingProfile,
};
use longpole_schedule::profile::{self, NodeDates, Tick, Working};
use longpole_schedule::{Cycle, Network, Options, Subject};

use crate::analysis::{Analysis, AnalysisError, AnalysisOptions, analyse};
use crate::answers::{contracts, is_open};
use crate::fidelity::Field;
use crate::import::{FieldAgreement, compare_dates};
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
    let written = writer.write(&Export {
        workspace: &plan.workspace,
        program,
        dates: &dates,
        days: &days,
        today: options.now,
    });
    let own = plan.workspace.programs.get(program);
    let by = rules.or(own.map(|program| program.charter.scheduling.profile));
    Ok(written.map(|mut written| {
        if let Some(note) = recalculated(&written, writer, by, options.now) {
            let place = Place::default();
            written
                .notes
                .add(NoteKind::Changed, "recalculated", note, place);
        }
        written
    }))
}

/// What the tool that the file is for will make of its dates, where they were computed by other rules than its own.
fn recalculated(
    written: &Written,
    writer: &Writer,
    by: Option<SchedulingProfile>,
    today: Date,
) -> Option<String> {
    let (format, rules, whose) = match writer.name {
        "mspdi" => (
            Format::Mspdi,
            SchedulingProfile::MicrosoftProject,
            "Microsoft Project",
        ),
        "xer" => (Format::Xer, SchedulingProfile::PrimaveraP6, "Primavera P6"),
        "pmxml" => (
            Format::Pmxml,
            SchedulingProfile::PrimaveraP6,
            "Primavera P6",
        ),
        _ => return None,
    };
    if by == Some(rules) {
        return None;
    }
    let import = import::read(format, &written.bytes, &ReadOptions::of("export")).ok()?;
    let dates = compare_dates(&import, today).ok()?.into_iter().next()?;
    let others = |field: &&FieldAgreement| matches!(field.field, Field::Start | Field::Finish);
    let others = dates.fields.iter().filter(others);
    let others = others.map(|field| field.of - field.equal).max()?;
    let move_too = match others {
        1 => "at least one item starts or finishes".to_owned(),
        more => format!("at least {more} items start or finish"),
    };
    let day = |day: Date| day.strftime("%-d %b %Y").to_string();
    match (dates.file_finish?, dates.product_finish?) {
        (_, _) if others == 0 => None,
        (here, there) if here == there => Some(format!(
            "when {whose} computes the dates anew, the program ends on {} as here, and {move_too} at another time",
            day(there)
        )),
        (here, there) => Some(format!(
            "when {whose} computes the dates anew, the program ends on {} and not on {}, and {move_too} at another time",
            day(there),
            day(here)
        )),
    }
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
        let own = options
            .profile
            .unwrap_or(program.charter.scheduling.profile);
        let by = By {
            network: &network,
            is_ours: own == SchedulingProfile::Longpole,
        };
        export.extend(of_program(&by, &dates.nodes, id, program));
    }
    Ok(export)
}

/// What dates were computed with.
struct By<'n> {
    network: &'n Network,
    /// Whether by Longpole's own rules.
    is_ours: bool,
}

fn of_program(by: &By<'_>, nodes: &[NodeDates], id: &ProgramId, program: &Program) -> ExportDates {
    let dated = program.items.iter().filter_map(|(item, what)| {
        let node = by.network.node(&Subject::item(id, item))?;
        let working = Working(by.network.calendar(node));
        let mut stated = stated(&nodes[node], what, working);
        if by.is_ours {
            stated.remaining = remaining(&nodes[node], what, working);
        }
        Some(((id.clone(), item.clone()), stated))
    });
    dated.collect()
}

fn stated(dates: &NodeDates, item: &Item, working: Working<'_>) -> ForeignDates {
    ForeignDates {
        start: known(dates.start),
        finish: known(dates.finish),
        duration: duration(dates, item, working),
        remaining: None,
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

/// By Longpole's own rules what is left of work under way follows from its estimate and the data date, where nobody says it;
/// another tool would take the whole duration. The early start is that of what is left.
fn remaining(dates: &NodeDates, item: &Item, working: Working<'_>) -> Option<i64> {
    let progress = &item.progress;
    let is_open = progress.started.is_some() && progress.finished.is_none();
    let is_elapsed =
        matches!(item.estimate, Some(Estimate::Duration(spread)) if spread.likely().elapsed);
    let is_said = matches!(progress.remaining, Some(Remaining::Duration(_)));
    let follows = is_open && !is_said && !is_elapsed && item.splits.is_empty();
    let begins = dates.early_start.max(dates.start);
    follows.then(|| working.between(begins, dates.finish).max(0))
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use longpole_exchange::export::writer;
    use longpole_exchange::plan::source::PlanSource;
    use longpole_model::Preference;

    use super::*;
    use crate::import::{ImportRequest, ImportTarget};

    #[test]
    fn work_under_way_goes_out_with_what_is_left_of_it() {
        let text = "\
program: p
start: 2027-01-04
data_date: 2027-01-18
items:
  begun: { estimate: 20d, started: 2027-01-04 }
  half: { estimate: 20d, started: 2027-01-04, percent: 50% }
  effort: { effort: 20pd, people: 1, started: 2027-01-04 }
  said: { estimate: 20d, started: 2027-01-04, remaining: 10d }
";
        let plan = Plan::decode(PlanSource::of_text("p.yaml", text)).unwrap();
        let program = ProgramId::new("p").unwrap();
        let today = date(2027, 1, 18);
        let folder = tempfile::tempdir().unwrap();
        for name in ["mspdi", "xer", "pmxml"] {
            let writer = writer(name).unwrap();
            let options = AnalysisOptions::on(today);
            let written = export_program(&plan, &program, writer, &options, None).unwrap();
            let file = folder.path().join(format!("p.{name}"));
            std::fs::write(&file, written.unwrap().bytes).unwrap();

            let request = ImportRequest {
                file,
                format: None,
                source: None,
                columns: Vec::new(),
                encoding: None,
                with: Vec::new(),
                target: ImportTarget::New(folder.path().join("new.yaml")),
                program: None,
                data_date: None,
                today,
                preference: Preference::Ours,
                dry_run: true,
                anyway: false,
            };
            let report = request.prepare().unwrap().report;

            let dates = &report.dates[0];
            let finishes = (dates.file_finish, dates.product_finish);
            let end = Some(date(2027, 1, 29));
            assert_eq!(finishes, (end, end), "{name}");
            for field in &dates.fields {
                let is_planned = matches!(field.field, Field::Start | Field::Finish);
                assert!(!is_planned || field.equal == field.of, "{name}: {field:?}");
            }
        }
    }

    #[test]
    fn dates_that_the_other_tool_would_not_keep_are_said() {
        let text = "\
program: p
start: 2027-01-04
data_date: 2027-01-04
scheduling: { profile: RULES }
items:
  whole: {}
  part: { parent: whole, estimate: 5d }
  b: { estimate: 5d, needs: [whole] }
";
        let note = |rules: &str, format: &str| {
            let text = text.replace("RULES", rules);
            let plan = Plan::decode(PlanSource::of_text("p.yaml", &text)).unwrap();
            let options = AnalysisOptions::on(date(2027, 1, 4));
            let writer = writer(format).unwrap();
            let program = ProgramId::new("p").unwrap();
            let written = export_program(&plan, &program, writer, &options, None).unwrap();
            let notes = written.unwrap().notes;
            let note = notes.iter().find(|note| note.code == "recalculated");
            note.map(|note| note.message.clone())
        };

        let said = note("longpole", "xer");
        assert_eq!(note("primavera-p6", "xer"), None);
        assert_eq!(note("longpole", "csv"), None);
        assert_eq!(
            said.as_deref(),
            Some(
                "when Primavera P6 computes the dates anew, the program ends on 8 Jan 2027 and not on 15 Jan 2027, \
                 and at least one item starts or finishes at another time"
            )
        );
    }
}
