//! A program in another tool's format, with the dates that its rules give.

mod by_the_clock;

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
use longpole_schedule::profile::{self, NodeDates, ProfileDates, Tick, Working};
use longpole_schedule::{Cycle, Network, Options, Subject};

use self::by_the_clock::in_hours;
use crate::analysis::{Analysis, AnalysisError, AnalysisOptions, analyse};
use crate::answers::{contracts, is_open};
use crate::fidelity::Field;
use crate::import::compare_dates;
use crate::plan::Plan;

/// Writes a program of a plan, with dates by the program's own rules or by `rules`. `None` when there is no such program.
pub fn export_program(
    plan: &Plan,
    program: &ProgramId,
    writer: &Writer,
    options: &AnalysisOptions,
    rules: Option<SchedulingProfile>,
) -> Result<Option<Written>, Cycle> {
    let dated = Dated::of(plan, options, rules)?;
    let mut dates = dated.stated(plan);
    let own = plan.workspace.programs.get(program);
    let by = rules.or(own.map(|program| program.charter.scheduling.profile));
    let is_for_p6 = matches!(writer.name, "xer" | "pmxml");
    let workspace = &plan.workspace;
    let hours = is_for_p6
        .then(|| in_hours(workspace, program, &dated.network, &dated.dates))
        .flatten();
    if let Some(hours) = &hours {
        let is_ours = by == Some(SchedulingProfile::Longpole);
        hours.restate(&mut dates, &dated.network, &dated.dates, is_ours);
    }
    let days = if writer.asks_for_days {
        export_days(plan, program, options)?
    } else {
        ExportDays::default()
    };
    let written = writer.write(&Export {
        workspace: hours.as_ref().map_or(workspace, |hours| &hours.workspace),
        program,
        dates: &dates,
        days: &days,
        today: options.now,
    });
    Ok(written.map(|mut written| {
        if let Some(hours) = hours {
            written.notes.extend(hours.notes);
        }
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
            Some(SchedulingProfile::MicrosoftProject),
            "Microsoft Project",
        ),
        "xer" => (
            Format::Xer,
            Some(SchedulingProfile::PrimaveraP6),
            "Primavera P6",
        ),
        "pmxml" => (
            Format::Pmxml,
            Some(SchedulingProfile::PrimaveraP6),
            "Primavera P6",
        ),
        // A table has no calendars and no options.
        "csv" => (Format::Csv, None, "a new plan of the table alone"),
        "xlsx" => (Format::Xlsx, None, "a new plan of the table alone"),
        _ => return None,
    };
    if rules.is_some() && by == rules {
        return None;
    }
    let import = import::read(format, &written.bytes, &ReadOptions::of("export")).ok()?;
    let dates = compare_dates(&import, today).ok()?.into_iter().next()?;
    let differ = |is_meant: fn(Field) -> bool| {
        let fields = dates.fields.iter().filter(|it| is_meant(it.field));
        fields.map(|it| it.of - it.equal).max().unwrap_or(0)
    };
    let moved = differ(|field| matches!(field, Field::Start | Field::Finish));
    let slack = differ(|field| {
        matches!(
            field,
            Field::LateStart
                | Field::LateFinish
                | Field::TotalSlack
                | Field::FreeSlack
                | Field::StartSlack
                | Field::FinishSlack
                | Field::Critical
        )
    });
    let day = |day: Date| day.strftime("%-d %b %Y").to_string();
    let end = match (dates.file_finish?, dates.product_finish?) {
        (here, there) if here == there => format!("the program ends on {} as here", day(there)),
        (here, there) => format!(
            "the program ends on {} and not on {}",
            day(there),
            day(here)
        ),
    };
    let moves = match moved {
        0 => "all items start and finish as here".to_owned(),
        1 => "at least one item starts or finishes at another time".to_owned(),
        more => format!("at least {more} items start or finish at another time"),
    };
    let slacks = match slack {
        0 => String::new(),
        1 => "; at least one item has other late dates or other slack".to_owned(),
        more => format!("; at least {more} items have other late dates or other slack"),
    };
    (moved + slack > 0)
        .then(|| format!("when {whose} computes the dates anew, {end}, and {moves}{slacks}"))
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
    Ok(Dated::of(plan, options, rules)?.stated(plan))
}

/// A plan with its dates.
struct Dated {
    network: Network,
    dates: ProfileDates,
    /// The rules that were asked for in place of each program's own.
    rules: Option<SchedulingProfile>,
}

impl Dated {
    fn of(
        plan: &Plan,
        options: &AnalysisOptions,
        rules: Option<SchedulingProfile>,
    ) -> Result<Self, Cycle> {
        let options = Options {
            profile: rules,
            ..options.schedule()
        };
        let network = Network::build(&plan.workspace, &options)?;
        let dates = profile::compute(&plan.workspace, &network, &options);
        Ok(Self {
            network,
            dates,
            rules,
        })
    }

    fn stated(&self, plan: &Plan) -> ExportDates {
        let mut export = BTreeMap::new();
        for (id, program) in &plan.workspace.programs {
            let own = self.rules.unwrap_or(program.charter.scheduling.profile);
            let by = By {
                network: &self.network,
                is_ours: own == SchedulingProfile::Longpole,
            };
            export.extend(of_program(&by, &self.dates.nodes, id, program));
        }
        export
    }
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
    use longpole_exchange::import::Note;
    use longpole_exchange::plan::source::PlanSource;
    use longpole_model::{CalendarId, Preference};

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

    /// A plan, written in a format and read again: its notes, and by the file's own rules the start and finish of each item.
    fn there_and_back(text: &str, format: &str) -> (Vec<String>, String, String) {
        let today = date(2026, 1, 5);
        let plan = Plan::decode(PlanSource::of_text("p.yaml", text)).unwrap();
        let (writer, program) = (writer(format).unwrap(), ProgramId::new("p").unwrap());
        let options = AnalysisOptions::on(today);
        let written = export_program(&plan, &program, writer, &options, None).unwrap();
        let written = written.unwrap();
        let notes = written.notes.iter().map(Note::told).collect();
        let format = Format::named(format).unwrap();
        let read = |bytes: &[u8]| {
            let import = import::read(format, bytes, &ReadOptions::of("x")).unwrap();
            let files = longpole_exchange::plan::encode(&import.workspace);
            let files = files.into_iter();
            let files = files.map(|(name, text)| (name, text.into_bytes()));
            Plan::decode(PlanSource::new(files)).unwrap()
        };
        let written_again = |plan: &Plan| {
            let written = export_program(plan, &program, writer, &options, None);
            written.unwrap().unwrap().bytes
        };
        let again = read(&written.bytes);
        // Beside a calendar of all hours, what has none must not go by that one.
        let charter = &again.workspace.programs["p"].charter;
        assert_eq!(
            charter.calendar.as_ref().map(CalendarId::as_str),
            Some("standard")
        );
        // What comes out of what came in is the same file.
        let once = written_again(&again);
        let twice = written_again(&read(&once));
        assert!(once == twice, "{}", String::from_utf8_lossy(&twice));
        let told = |plan: &Plan| {
            let dates = export_dates(plan, &options, None).unwrap();
            let told = dates.iter().map(|((_, item), dates)| {
                format!("{item} {} {}", dates.start.unwrap(), dates.finish.unwrap())
            });
            told.collect::<Vec<_>>().join("\n")
        };
        let (here, there) = (told(&plan), told(&again));
        (notes, here, there)
    }

    #[test]
    fn what_runs_by_the_clock_keeps_its_dates_in_p6() {
        let text = "\
program: p
start: 2026-01-05
data_date: 2026-01-05
items:
  pour: { estimate: 4d }
  cure: { estimate: 7ed, needs: [pour] }
  strip: { estimate: 2d, needs: [cure] }
  sand: { estimate: 2d, needs: [{ cure: { lag: 1d } }] }
  paint: { estimate: 2d, needs: [{ pour: { lag: 7ed } }] }
  dry: { estimate: 3d, needs: [{ paint: { kind: SS, lag: 48eh } }] }
";
        for format in ["xer", "pmxml"] {
            let (notes, here, there) = there_and_back(text, format);

            assert_eq!(here, there, "{format}");
            assert!(
                notes.iter().any(|note| note.ends_with("all hours: cure")),
                "{notes:?}"
            );
            assert!(
                notes
                    .iter()
                    .any(|note| note.ends_with("moves: dry, paint, sand")),
                "{notes:?}"
            );
        }
    }

    #[test]
    fn work_by_the_clock_that_has_begun_goes_out_with_what_is_left() {
        let text = "\
program: p
start: 2025-12-29
data_date: 2026-01-05
items:
  cure: { estimate: 10ed, started: 2026-01-02T12:00 }
  strip: { estimate: 2d, needs: [cure] }
";
        for format in ["xer", "pmxml"] {
            let (_, here, there) = there_and_back(text, format);
            assert_eq!(here, there, "{format}");
        }
    }

    #[test]
    fn a_summary_that_is_called_as_its_program_is_there_when_it_is_read_again() {
        let text = "\
program: p
name: Ledger
start: 2027-01-04
items:
  all: { title: Ledger }
  part: { parent: all, estimate: 5d }
";
        let plan = Plan::decode(PlanSource::of_text("p.yaml", text)).unwrap();
        let program = ProgramId::new("p").unwrap();
        for format in ["xer", "pmxml", "mspdi"] {
            let writer = writer(format).unwrap();
            let options = AnalysisOptions::on(date(2027, 1, 4));
            let written = export_program(&plan, &program, writer, &options, None).unwrap();
            let bytes = written.unwrap().bytes;
            let read = Format::named(format).unwrap();
            let import = import::read(read, &bytes, &ReadOptions::of("x")).unwrap();
            let items = import.workspace.programs.values().map(|it| it.items.len());
            assert_eq!(items.sum::<usize>(), 2, "{format}");
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

        let slack = "when Microsoft Project computes the dates anew, the program ends on 15 Jan 2027 as here, and all items start and finish as here; at least one item has other late dates or other slack";
        assert_eq!(note("primavera-p6", "mspdi").as_deref(), Some(slack));
        let said = note("longpole", "xer");
        assert_eq!(note("primavera-p6", "xer"), None);
        assert_eq!(note("longpole", "csv"), None);
        let text = text.replace(
            "items:",
            "calendar: late\ncalendars: { late: { week: { mon: \"08:00-12:00 13:00-17:00\", tue: off, wed: off, thu: off, fri: off } } }\nitems:",
        );
        let plan = Plan::decode(PlanSource::of_text(
            "p.yaml",
            &text.replace("RULES", "longpole"),
        ));
        let options = AnalysisOptions::on(date(2027, 1, 4));
        let program = ProgramId::new("p").unwrap();
        let writer = writer("csv").unwrap();
        let table = export_program(&plan.unwrap(), &program, writer, &options, None);
        let notes = table.unwrap().unwrap().notes;
        let said_of_table = notes.iter().find(|note| note.code == "recalculated");
        assert_eq!(
            said_of_table.map(|note| note.message.as_str()),
            Some(
                "when a new plan of the table alone computes the dates anew, the program ends on 15 Jan 2027 and not on 8 Mar 2027, \
                 and at least 3 items start or finish at another time"
            )
        );
        assert_eq!(
            said.as_deref(),
            Some(
                "when Primavera P6 computes the dates anew, the program ends on 8 Jan 2027 and not on 15 Jan 2027, \
                 and at least one item starts or finishes at another time; at least one item has other late dates or other slack"
            )
        );
    }
}
