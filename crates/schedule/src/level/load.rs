//! What is asked of each pool, week by week, and what does it have?
//!
//! Work is counted on the day on which it is done, in its own calendar, and what a pool has on the days on which it works. A day on which more is
//! asked than there is is overloaded, however quiet the rest of its week.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::people::{LevelRemark, People, Pool, Source};
use crate::wall::DAY;
use crate::{Network, NodeIndex, NodeState, Schedule, Wall};

/// A pool's weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolLoad {
    /// Whose.
    pub pool: Pool,
    /// From the week of the data date to the last one in which anything is asked, before or after levelling.
    pub weeks: Vec<WeekLoad>,
}

/// A day of a pool, in thousandths of a person's working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayLoad {
    /// Which.
    pub day: Date,
    /// What there is.
    pub available: i64,
    /// What is asked for.
    pub asked: i64,
}

impl DayLoad {
    /// What is asked for beyond what there is.
    pub fn over(&self) -> i64 {
        (self.asked - self.available).max(0)
    }
}

/// A week of a pool, in thousandths of a person's working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekLoad {
    /// Its Monday.
    pub monday: Date,
    /// What there is.
    pub available: i64,
    /// What the plan asks for as it is.
    pub asked: i64,
    /// What of that goes beyond what there is, day by day.
    pub over: i64,
    /// What the levelled plan asks for.
    pub levelled: i64,
    /// What of that goes beyond what there is: work that was begun or is set, or less than a slot of rounding.
    pub levelled_over: i64,
    /// The day on which the plan asks for most beyond what there is, if it does on any.
    pub worst_day: Option<DayLoad>,
    /// The days on which the levelled plan does.
    pub levelled_days_over: Vec<DayLoad>,
    /// The work that the plan asks for in this week.
    pub work: Vec<NodeIndex>,
}

/// A plan with its dates.
#[derive(Clone, Copy)]
pub(super) struct Dated<'a> {
    pub(super) network: &'a Network,
    pub(super) schedule: &'a Schedule,
    /// By node, which source it asks for how much.
    pub(super) asked: &'a [Vec<(usize, u32)>],
}

/// Loads of all sources before and after levelling.
pub(super) fn loads(
    people: &People,
    before: Dated<'_>,
    after: Dated<'_>,
    from: Date,
) -> Vec<PoolLoad> {
    let first_day = Wall::midnight(from).day();
    let asked = by_day(people.sources.len(), before, first_day);
    let levelled = by_day(people.sources.len(), after, first_day);
    let sources = people.sources.iter().enumerate();
    sources
        .map(|(index, source)| PoolLoad {
            pool: source.pool.clone(),
            weeks: weeks(
                source,
                before.network,
                &asked[index],
                &levelled[index],
                first_day,
            ),
        })
        .collect()
}

/// Minutes times thousandths of a person on a day, and who asks for them.
#[derive(Default)]
struct Day {
    asked: i64,
    work: Vec<NodeIndex>,
}

/// By source, what is asked for on each day that has any.
fn by_day(sources: usize, plan: Dated<'_>, first_day: i64) -> Vec<BTreeMap<i64, Day>> {
    let mut days: Vec<BTreeMap<i64, Day>> = (0..sources).map(|_| BTreeMap::new()).collect();
    for (node, asked) in plan.asked.iter().enumerate() {
        let is_done = matches!(plan.network.nodes[node].state, NodeState::Finished { .. });
        if asked.is_empty() || is_done {
            continue;
        }
        let calendar = plan.network.calendar(node);
        let (start, finish) = (
            plan.schedule.early_restart[node],
            plan.schedule.early_finish[node],
        );
        let last_day = Wall::new(finish.minutes() - 1).day();
        let mut done = calendar.work_at(start);
        for day in start.day().max(first_day)..=last_day {
            let until = calendar.work_at(Wall::new((day + 1) * DAY).min(finish));
            let minutes = until - done;
            done = until;
            if minutes <= 0 {
                continue;
            }
            for &(source, units) in asked {
                let entry = days[source].entry(day).or_default();
                entry.asked += minutes * i64::from(units);
                entry.work.push(node);
            }
        }
    }
    days
}

fn weeks(
    source: &Source,
    network: &Network,
    asked: &BTreeMap<i64, Day>,
    levelled: &BTreeMap<i64, Day>,
    first_day: i64,
) -> Vec<WeekLoad> {
    let calendar = &network.calendars[source.calendar as usize];
    let per_day = i64::from(calendar.minutes_per_day().max(1));
    let last = [asked, levelled]
        .into_iter()
        .filter_map(|days| days.keys().next_back());
    let Some(&last_day) = last.max() else {
        return Vec::new();
    };
    // 1970-01-01 was a Thursday.
    let monday_of = |day: i64| day - (day + 3).rem_euclid(7);
    let to_days = |minutes: i64| (minutes + per_day / 2) / per_day;
    let mut weeks: Vec<WeekLoad> = Vec::new();
    for day in first_day..=monday_of(last_day) + 6 {
        let date = Wall::new(monday_of(day) * DAY).date();
        if weeks.last().is_none_or(|week| week.monday != date) {
            weeks.push(WeekLoad {
                monday: date,
                available: 0,
                asked: 0,
                over: 0,
                levelled: 0,
                levelled_over: 0,
                worst_day: None,
                levelled_days_over: Vec::new(),
                work: Vec::new(),
            });
        }
        let Some(week) = weeks.last_mut() else {
            continue;
        };
        let midnight = Wall::new(day * DAY);
        let minutes = i64::from(calendar.hours_on(midnight).minutes());
        let available = minutes * i64::from(source.units_on(midnight.date()));
        let (before, after) = (asked.get(&day), levelled.get(&day));
        let planned = before.map_or(0, |day| day.asked);
        let then = after.map_or(0, |day| day.asked);
        week.available += available;
        week.asked += planned;
        week.over += (planned - available).max(0);
        week.levelled += then;
        week.levelled_over += (then - available).max(0);
        let load = |asked| DayLoad {
            day: midnight.date(),
            available: to_days(available),
            asked: to_days(asked),
        };
        let is_worst = |worst: DayLoad| load(planned).over() > worst.over();
        if planned > available && week.worst_day.is_none_or(is_worst) {
            week.worst_day = Some(load(planned));
        }
        if then > available {
            week.levelled_days_over.push(load(then));
        }
        week.work
            .extend(before.into_iter().flat_map(|day| &day.work));
    }
    for week in &mut weeks {
        week.work.sort_unstable();
        week.work.dedup();
        for figure in [
            &mut week.available,
            &mut week.asked,
            &mut week.over,
            &mut week.levelled,
            &mut week.levelled_over,
        ] {
            *figure = to_days(*figure);
        }
    }
    weeks
}

/// Of which pools the levelled plan takes more than there is on some day.
pub(super) fn beyond_there(pools: &[PoolLoad]) -> Vec<LevelRemark> {
    let beyond = pools.iter().filter_map(|pool| {
        let days = || pool.weeks.iter().flat_map(|week| &week.levelled_days_over);
        let worst = days().max_by_key(|day| (day.over(), std::cmp::Reverse(day.day)))?;
        Some(LevelRemark::BeyondThere {
            pool: pool.pool.clone(),
            days: days().count() as u32,
            worst: *worst,
        })
    });
    beyond.collect()
}
