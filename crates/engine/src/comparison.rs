//! Two states of a plan held against each other: what was changed, and what that did to the dates.

use jiff::civil::Date;
use longpole_model::{Changes, EntityKey, EntityKind, Health, ProgramId, diff};

use crate::look::subject_of;
use crate::open::RevisionInfo;
use crate::{Analysis, Scheduled};

/// What differs between an earlier and a later state of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The commit of the earlier state, when it came from history.
    pub before: Option<RevisionInfo>,
    /// The edits that lead from the earlier to the later state, in the order in which they apply.
    pub changes: Changes,
    /// Each program's finish, by program.
    pub programs: Vec<ProgramMove>,
    /// Items, decisions and gates whose dates moved, the farthest first.
    pub moves: Vec<Move>,
}

/// How a program's finish moved.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramMove {
    /// The program.
    pub program: ProgramId,
    /// Its finish before; `None` when it is new.
    pub before: Option<Landing>,
    /// Its finish after; `None` when it is gone.
    pub after: Option<Landing>,
    /// Working days by which P80 moved; positive is later. `None` when either is unknown.
    pub p80_days: Option<i64>,
}

/// When a program lands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landing {
    /// The deterministic finish.
    pub planned: Date,
    /// P50; `None` when unknown.
    pub p50: Option<Date>,
    /// P80; `None` when unknown.
    pub p80: Option<Date>,
    /// The odds of the target, 0 to 1; `None` without target or when unknown.
    pub odds: Option<f64>,
    /// The computed health; `None` when nothing is open.
    pub health: Option<Health>,
}

/// How an item's scheduled finish moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The item, decision or gate.
    pub key: EntityKey,
    /// Its name for people, in the later state where it is in it.
    pub title: String,
    /// Its scheduled finish before; `None` when it is new.
    pub before: Option<Date>,
    /// Its scheduled finish after; `None` when it is gone.
    pub after: Option<Date>,
    /// Working days of the program's calendar by which it moved; positive is later, 0 when it is new or gone.
    pub days: i64,
}

/// Holds `after` against `before`.
pub fn compare(before: &Analysis, after: &Analysis) -> Comparison {
    Comparison {
        before: before.scheduled.plan.revision.clone(),
        changes: diff(
            &before.scheduled.plan.workspace,
            &after.scheduled.plan.workspace,
        ),
        programs: program_moves(before, after),
        moves: moves(&before.scheduled, &after.scheduled),
    }
}

fn program_moves(before: &Analysis, after: &Analysis) -> Vec<ProgramMove> {
    let ids = |analysis: &Analysis| {
        analysis
            .scheduled
            .plan
            .workspace
            .programs
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut programs = [ids(before), ids(after)].concat();
    programs.sort();
    programs.dedup();
    programs
        .into_iter()
        .map(|program| {
            let (was, is) = (landing(before, &program), landing(after, &program));
            let p80_days = was.and_then(|it| it.p80).zip(is.and_then(|it| it.p80));
            let p80_days =
                p80_days.map(|(was, is)| after.scheduled.working_days(&program, was, is));
            ProgramMove {
                program,
                before: was,
                after: is,
                p80_days,
            }
        })
        .collect()
}

fn landing(analysis: &Analysis, program: &ProgramId) -> Option<Landing> {
    let line = crate::answers::program_line(analysis, program)?;
    let finish = &line.forecast.finish;
    let known = finish.is_complete();
    Some(Landing {
        planned: line.planned_finish,
        p50: known.then_some(finish.quantiles.p50),
        p80: known.then_some(finish.quantiles.p80),
        odds: finish.target.and_then(|odds| odds.share()),
        health: line.health.health,
    })
}

fn moves(before: &Scheduled, after: &Scheduled) -> Vec<Move> {
    let mut keys: Vec<_> = [before, after]
        .iter()
        .flat_map(|it| it.plan.workspace.keys())
        .filter(has_dates)
        .collect();
    keys.sort();
    keys.dedup();
    let mut moves: Vec<_> = keys
        .into_iter()
        .filter_map(|key| moved(before, after, key))
        .collect();
    moves.sort_by(|a, b| {
        b.days
            .abs()
            .cmp(&a.days.abs())
            .then_with(|| a.key.cmp(&b.key))
    });
    moves
}

fn has_dates(key: &EntityKey) -> bool {
    matches!(
        key.kind,
        EntityKind::Item | EntityKind::Decision | EntityKind::Gate
    )
}

fn moved(before: &Scheduled, after: &Scheduled, key: EntityKey) -> Option<Move> {
    let (was, is) = (finish(before, &key), finish(after, &key));
    if was == is {
        return None;
    }
    let days = was.zip(is).zip(key.program.as_ref());
    let days = days.map_or(0, |((was, is), program)| {
        after.working_days(program, was, is)
    });
    let named = if is.is_some() { after } else { before };
    Some(Move {
        title: named.plan.workspace.display_name(&key),
        before: was,
        after: is,
        days,
        key,
    })
}

fn finish(scheduled: &Scheduled, key: &EntityKey) -> Option<Date> {
    let dates = scheduled
        .schedule
        .of(&scheduled.network, &subject_of(key)?)?;
    Some(dates.early.finish.date())
}
