//! How far an item is, and what is left of it on the data date.

use longpole_model::{Estimate, Item, ItemKind, Moment, Progress};

use super::{NodeState, ProgramNode, Work, work};
use crate::{RemarkKind, Wall, WorkCalendar};

/// State and remaining work of an item.
pub(super) struct Standing {
    pub(super) state: NodeState,
    pub(super) work: Work,
    pub(super) used: i64,
    pub(super) duration: i64,
    /// Its remaining work goes on no earlier.
    pub(super) resumes: Wall,
}

/// Works out where `item` stands, given what its estimate says.
pub(super) fn standing(
    item: &Item,
    estimated: Work,
    calendar: &WorkCalendar,
    program: &ProgramNode,
    remarks: &mut Vec<RemarkKind>,
) -> Standing {
    let progress = &item.progress;
    if let Some(finished) = progress.finished {
        return done(progress, finished, &estimated, calendar, program, remarks);
    }
    let Some(started) = progress.started else {
        return planned(estimated);
    };
    if started.date > program.data_date {
        remarks.push(RemarkKind::StartAfterDataDate(started.date));
    }
    let start = start_wall(started, calendar);
    let state = NodeState::Started(start);
    let resumes = progress
        .resumed
        .map_or(Wall::MIN, |resumed| start_wall(resumed, calendar));
    if let Some(remaining) = progress.remaining {
        let work = work::left(remaining, item.people, calendar, remarks);
        return Standing {
            state,
            duration: work.likely(),
            work,
            used: 0,
            resumes,
        };
    }
    if let Some(Estimate::Backlog(_)) = item.estimate {
        // What is left of a backlog is counted, at a pace or at none; the time that has passed says nothing about it.
        return Standing {
            state,
            duration: estimated.likely(),
            work: estimated,
            used: 0,
            resumes,
        };
    }
    let used = used_up(progress, start, calendar, program);
    let left = estimated.likely() - used;
    // A level of effort has no work of its own to use up.
    let lasts = item.kind == ItemKind::LevelOfEffort;
    let duration = if left > 0 || lasts || item.is_milestone() {
        left.max(0)
    } else {
        overrun(progress, &estimated, remarks)
    };
    Standing {
        state,
        work: estimated,
        used,
        duration,
        resumes,
    }
}

fn planned(estimated: Work) -> Standing {
    Standing {
        state: NodeState::Planned,
        duration: estimated.likely(),
        work: estimated,
        used: 0,
        resumes: Wall::MIN,
    }
}

fn done(
    progress: &Progress,
    finished: Moment,
    estimated: &Work,
    calendar: &WorkCalendar,
    program: &ProgramNode,
    remarks: &mut Vec<RemarkKind>,
) -> Standing {
    if finished.date > program.data_date {
        remarks.push(RemarkKind::FinishAfterDataDate(finished.date));
    }
    let finish = finish_wall(finished, calendar);
    let start = match progress.started {
        Some(started) => start_wall(started, calendar),
        None => calendar.start_before(finish, estimated.likely()),
    };
    if start > finish {
        remarks.push(RemarkKind::FinishBeforeStart);
    }
    let start = start.min(finish);
    Standing {
        state: NodeState::Finished { start, finish },
        work: Work::None,
        used: 0,
        duration: 0,
        resumes: Wall::MIN,
    }
}

/// What is left where the estimate is used up: by the owner's percentage, else nothing.
fn overrun(progress: &Progress, estimated: &Work, remarks: &mut Vec<RemarkKind>) -> i64 {
    let full = i128::from(estimated.likely());
    match progress.percent {
        _ if full == 0 => {
            remarks.push(RemarkKind::StartedWithoutRemaining);
            0
        }
        Some(percent) if percent.in_millionths() < 1_000_000 => {
            remarks.push(RemarkKind::RemainingFromPercent);
            let open = i128::from(1_000_000 - percent.in_millionths());
            ((full * open + 500_000) / 1_000_000) as i64
        }
        Some(_) | None => {
            remarks.push(RemarkKind::OverrunWithoutRemaining);
            0
        }
    }
}

/// Working minutes from the start to the data date, less an interruption.
fn used_up(
    progress: &Progress,
    start: Wall,
    calendar: &WorkCalendar,
    program: &ProgramNode,
) -> i64 {
    let now = program.now;
    let until = |end: Wall| calendar.minutes_from(start, end.min(now)).max(0);
    let Some(stopped) = progress.stopped else {
        return until(now);
    };
    let before = until(finish_wall(stopped, calendar));
    let after = progress.resumed.map_or(0, |resumed| {
        calendar
            .minutes_from(start_wall(resumed, calendar), now)
            .max(0)
    });
    before + after
}

/// A start: the time that was said, else where the day's work begins.
pub(crate) fn start_wall(moment: Moment, calendar: &WorkCalendar) -> Wall {
    match moment.time {
        Some(time) => Wall::at(moment.date.to_datetime(time)),
        None => calendar.day_start(Wall::midnight(moment.date)),
    }
}

/// A finish: the time that was said, else where the day's work ends.
pub(crate) fn finish_wall(moment: Moment, calendar: &WorkCalendar) -> Wall {
    match moment.time {
        Some(time) => Wall::at(moment.date.to_datetime(time)),
        None => calendar.day_end(Wall::midnight(moment.date)),
    }
}
