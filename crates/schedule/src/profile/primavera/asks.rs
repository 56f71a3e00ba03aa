//! What a link asks of its successor: from when it may start, or finish.

use longpole_model::{LinkKind, OutOfSequence};

use super::Rules;
use super::activity::{Activity, Status};
use super::lag::Lag;
use crate::{LinkIndex, Wall};

/// What a link asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// It starts no earlier.
    Start(Wall),
    /// It finishes no earlier.
    Finish(Wall),
}

/// What `link` asks, by the early dates of its predecessor. `None` when it asks nothing.
///
/// The start of the predecessor itself, where there is no lag, is moved to where work begins in the lag's calendar.
pub(super) fn ask(rules: &Rules<'_, '_>, link: LinkIndex) -> Option<Ask> {
    let moved = |at: Wall| Lag::of(rules, link).moved(at);
    Some(
        match (rules.details.links[link].kind, date_and_lag(rules, link)?) {
            (LinkKind::StartToStart | LinkKind::StartToFinish, Ask::Start(at)) => {
                Ask::Start(moved(at))
            }
            (LinkKind::StartToStart | LinkKind::StartToFinish, Ask::Finish(at)) => {
                Ask::Finish(moved(at))
            }
            (LinkKind::FinishToStart | LinkKind::FinishToFinish, asked) => asked,
        },
    )
}

/// The date of the predecessor on which `link` hangs, and the lag after it.
pub(super) fn date_and_lag(rules: &Rules<'_, '_>, link: LinkIndex) -> Option<Ask> {
    let ends = &rules.details.links[link];
    let end = match ends.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => rules.early_finish(ends.from()),
        LinkKind::StartToStart | LinkKind::StartToFinish => rules.early_start(ends.from()),
    };
    if end == Wall::MIN || rules.is_overridden(link) {
        return None;
    }
    let at = match ends.kind {
        // Without a lag, the end itself, where that isn't past.
        _ if !ends.has_lag && !rules.is_complete(ends.from()) => end,
        LinkKind::FinishToStart | LinkKind::FinishToFinish => after_finish(rules, link),
        LinkKind::StartToStart | LinkKind::StartToFinish => after_start(rules, link),
    };
    Some(match ends.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => Ask::Start(at),
        LinkKind::FinishToFinish | LinkKind::StartToFinish => Ask::Finish(at),
    })
}

fn after_finish(rules: &Rules<'_, '_>, link: LinkIndex) -> Wall {
    let (from, now) = (rules.details.links[link].from(), rules.now(link));
    let lag = Lag::of(rules, link);
    let predecessor = rules.activity(from);
    if let Some((_, finished)) = actual_dates(rules, link, predecessor) {
        return lag.after(finished);
    }
    let ends = &rules.details.links[link];
    let is_over = rules.is_complete(ends.to());
    match (predecessor.status, ends.kind) {
        (Status::Complete { .. }, _) if is_over => return rules.early_finish(from),
        (Status::Complete { finished, .. }, LinkKind::FinishToFinish) => {
            return lag.after(finished);
        }
        _ => {}
    }
    let at = lag
        .left_of_finish(predecessor, now)
        .after(rules.early_finish(from));
    not_before_now(lag, at, now)
}

fn after_start(rules: &Rules<'_, '_>, link: LinkIndex) -> Wall {
    let (from, now) = (rules.details.links[link].from(), rules.now(link));
    let lag = Lag::of(rules, link);
    let predecessor = rules.activity(from);
    if let Some((started, _)) = actual_dates(rules, link, predecessor) {
        return lag.after(started);
    }
    let is_over = rules.is_complete(rules.details.links[link].to());
    if is_over && rules.is_started(from) {
        return rules.early_start(from);
    }
    let at = lag
        .left_of_start(predecessor, now)
        .after(rules.early_start(from));
    not_before_now(lag, at, now)
}

/// A lead never leads to before the data date.
fn not_before_now(lag: Lag<'_>, at: Wall, now: Wall) -> Wall {
    if lag.minutes < 0 { at.max(now) } else { at }
}

/// The actual dates of a predecessor that is complete, where lags run from them rather than from the data date.
fn actual_dates(
    rules: &Rules<'_, '_>,
    link: LinkIndex,
    predecessor: &Activity,
) -> Option<(Wall, Wall)> {
    let Status::Complete { started, finished } = predecessor.status else {
        return None;
    };
    let rule = rules.rule_of(rules.details.links[link].to());
    (rule == OutOfSequence::ActualDates).then_some((started, finished))
}
