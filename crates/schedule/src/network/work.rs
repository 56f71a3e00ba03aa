//! What an item takes: its estimate as working minutes of its calendar.

use longpole_model::{
    Backlog, Effort, Estimate, Item, Pace, PeopleRange, Remaining, Span, SpanUnit, Spread, Team,
};

use super::Work;
use crate::{RemarkKind, WorkCalendar};

/// Longer than any program, and far from where adding up could overflow: a thousand years of minutes.
const LONGEST: i64 = 1000 * 366 * 24 * 60;

/// What the estimate of `item` says, in `calendar`; and what had to be assumed.
pub(crate) fn estimated(
    item: &Item,
    team: Option<&Team>,
    calendar: &WorkCalendar,
    remarks: &mut Vec<RemarkKind>,
) -> Work {
    match &item.estimate {
        None => Work::None,
        Some(Estimate::Duration(spread)) => minutes(*spread, calendar),
        Some(Estimate::Effort(spread)) => effort(*spread, item.people, calendar, remarks),
        Some(Estimate::Backlog(backlog)) => {
            let pace = backlog
                .pace
                .as_ref()
                .or_else(|| team.and_then(|team| team.pace.as_ref()));
            at_pace(backlog, pace, calendar, remarks)
        }
    }
}

/// What is left of a started item, as its owner says.
pub(crate) fn left(
    remaining: Remaining,
    people: Option<PeopleRange>,
    calendar: &WorkCalendar,
    remarks: &mut Vec<RemarkKind>,
) -> Work {
    match remaining {
        Remaining::Duration(spread) => minutes(spread, calendar),
        Remaining::Effort(spread) => effort(spread, people, calendar, remarks),
    }
}

/// Whether an item's work runs through the clock rather than through working time.
pub(crate) fn is_elapsed(item: &Item) -> bool {
    match (&item.progress.remaining, &item.estimate) {
        (Some(Remaining::Duration(spread)), _) | (None, Some(Estimate::Duration(spread))) => {
            spread.likely().elapsed
        }
        (Some(Remaining::Effort(_)), _)
        | (None, Some(Estimate::Effort(_) | Estimate::Backlog(_)) | None) => false,
    }
}

fn minutes(spread: Spread<Span>, calendar: &WorkCalendar) -> Work {
    Work::Minutes(spread.map(|span| calendar.minutes_of(span).clamp(0, LONGEST)))
}

/// The fewest people that were named are the ones to count on; more is a lever, not a plan.
fn effort(
    spread: Spread<Effort>,
    people: Option<PeopleRange>,
    calendar: &WorkCalendar,
    remarks: &mut Vec<RemarkKind>,
) -> Work {
    let people = match people.map(|people| people.least) {
        Some(0) => {
            remarks.push(RemarkKind::ZeroPeople);
            1
        }
        Some(people) => people,
        None => {
            remarks.push(RemarkKind::EffortWithoutPeople);
            1
        }
    };
    let day = i128::from(calendar.minutes_per_day());
    Work::Minutes(spread.map(|effort| {
        let minutes = i128::from(effort.micro_person_days.max(0)) * day;
        rounded(minutes, 1_000_000 * i128::from(people))
    }))
}

fn at_pace(
    backlog: &Backlog,
    pace: Option<&Pace>,
    calendar: &WorkCalendar,
    remarks: &mut Vec<RemarkKind>,
) -> Work {
    let Some(pace) = pace.filter(|pace| !pace.samples.is_empty()) else {
        remarks.push(RemarkKind::NoPace);
        return Work::None;
    };
    if pace.samples.iter().all(|&done| done == 0) {
        remarks.push(RemarkKind::ZeroPace);
        return Work::None;
    }
    Work::Backlog {
        things: backlog.size.remaining(),
        pace: pace.samples.clone(),
        period: period(pace.per, calendar),
    }
}

fn period(per: SpanUnit, calendar: &WorkCalendar) -> i64 {
    calendar.minutes_of(Span {
        thousandths: 1000,
        unit: per,
        elapsed: false,
    })
}

impl Work {
    /// The working minutes that a schedule without chance takes: the mode; a backlog's mode at the mean pace.
    pub fn likely(&self) -> i64 {
        match self {
            Self::None => 0,
            Self::Minutes(spread) => spread.likely(),
            Self::Backlog {
                things,
                pace,
                period,
            } => {
                let done: i128 = pace.iter().map(|&done| i128::from(done)).sum();
                let minutes =
                    i128::from(things.likely()) * i128::from(*period) * pace.len() as i128;
                rounded(minutes, done)
            }
        }
    }
}

/// `minutes ÷ by`, rounded half up, and never longer than [`LONGEST`].
fn rounded(minutes: i128, by: i128) -> i64 {
    let by = by.max(1);
    ((2 * minutes + by) / (2 * by)).min(i128::from(LONGEST)) as i64
}
