//! What the DCMA checks count: the open tasks of a program, the needs between them, and what was due by the baseline.
//!
//! The base is what the assessment calls incomplete normal tasks: no summaries, no milestones, no levels of effort. A need
//! counts when its consumer is open.

use jiff::civil::Date;
use longpole_model::{EntityKey, LinkKind, NeedSource, ProgramId};

use crate::context::{Context, ItemView, NeedView, program_key};
use crate::finding::{Limit, Ratio};
use crate::findings::Findings;

pub(crate) use crate::findings::Counted;

/// 44 working days, two months, in thousandths.
pub(crate) const LONG_THOUSANDTHS: i64 = 44_000;

/// The open tasks of a program.
pub(crate) fn open_tasks<'c>(
    context: &'c Context<'_>,
    program: &'c ProgramId,
) -> Vec<ItemView<'c>> {
    let items = context.items_of(program);
    items
        .filter(|item| item.is_task() && item.is_open())
        .collect()
}

/// The needs of a program that tie two items and whose consumer is open.
pub(crate) fn open_links<'c>(
    context: &'c Context<'_>,
    program: &'c ProgramId,
) -> Vec<NeedView<'c>> {
    let needs = context.needs_of(program);
    let counts = |need: &NeedView<'_>| {
        need.binds()
            && need.provider().is_some()
            && need.consumer().is_some_and(|item| item.is_open())
    };
    needs.filter(counts).collect()
}

/// `offenders` out of `all`.
pub(crate) fn share(offenders: &[EntityKey], all: usize, limit: Limit) -> Ratio {
    Ratio {
        numerator: offenders.len() as i64,
        denominator: all as i64,
        limit,
    }
}

/// Whether it, or what it is part of, waits for something.
pub(crate) fn is_waiting(task: &ItemView<'_>) -> bool {
    let mut lineage = task.lineage();
    lineage.any(|item| item.needs().any(|need| need.binds()))
}

/// Whether something waits for it, or for what it is part of; a gate counts.
pub(crate) fn is_waited_for(context: &Context<'_>, task: &ItemView<'_>) -> bool {
    let mut lineage = task.lineage();
    lineage.any(|item| {
        let by_gate = context.programs().any(|(program, held)| {
            let mut sources = held.gates.values().flat_map(|gate| &gate.needs);
            sources.any(|source| match source {
                NeedSource::Item(needed) => {
                    needed.item == *item.id()
                        && needed.program.as_ref().unwrap_or(program) == item.program_id()
                }
                NeedSource::Decision(_) | NeedSource::Gate(_) => false,
            })
        });
        by_gate || item.consumers().any(|need| need.binds())
    })
}

/// Whether only its start is held by what it needs, or only its finish is needed through its finish.
pub(crate) fn is_dangling(task: &ItemView<'_>) -> bool {
    let all = |mut needs: Box<dyn Iterator<Item = NeedView<'_>> + '_>, kind: LinkKind| {
        let first = needs.next();
        first.is_some_and(|first| {
            first.need().link == kind && needs.all(|need| need.need().link == kind)
        })
    };
    let waits_to_start = all(
        Box::new(task.consumers().filter(NeedView::binds)),
        LinkKind::StartToStart,
    );
    let waits_to_finish = all(
        Box::new(task.needs().filter(NeedView::binds)),
        LinkKind::FinishToFinish,
    );
    waits_to_start || waits_to_finish
}

/// Whether somebody said what it takes.
pub(crate) fn is_estimated(task: &ItemView<'_>) -> bool {
    let scheduled = task.remaining_work_days().is_some();
    let item = task.item();
    scheduled && (item.estimate.is_some() || item.progress.remaining.is_some())
}

/// Whether there is a schedule that rests on any estimate: without one its durations and slack are all nought.
pub(crate) fn are_estimated(tasks: &[ItemView<'_>]) -> bool {
    tasks.is_empty() || tasks.iter().any(is_estimated)
}

/// Total slack of each task in thousandths of its working day; `None` without a schedule that rests on estimates.
pub(crate) fn slack_thousandths(tasks: &[ItemView<'_>]) -> Option<Vec<i64>> {
    if !are_estimated(tasks) {
        return None;
    }
    tasks.iter().map(ItemView::slack_thousandths).collect()
}

/// The tasks whose baseline finish lies on or before the data date, with that finish; `None` without a baseline.
pub(crate) fn due_by_baseline<'c>(
    context: &'c Context<'_>,
    program: &'c ProgramId,
) -> Option<Vec<(ItemView<'c>, Date)>> {
    context.baseline_of(program)?;
    let data_date = context.data_date(program);
    let tasks = context.items_of(program).filter(ItemView::is_task);
    let due = tasks.filter_map(|task| {
        let finish = task.baseline()?.finish?;
        (finish <= data_date).then_some((task, finish))
    });
    Some(due.collect())
}

/// Says that a check needs a schedule.
pub(crate) fn no_schedule(findings: &mut Findings, program: &ProgramId) {
    findings.unknown(
        program_key(program),
        "there is no schedule with estimates to measure",
        "estimate open tasks, and resolve needs that wait for each other",
    );
}

/// Says that a check needs a baseline.
pub(crate) fn no_baseline(findings: &mut Findings, program: &ProgramId) {
    findings.unknown(
        program_key(program),
        "there is no baseline to compare with",
        "run `longpole baseline set charter`",
    );
}
