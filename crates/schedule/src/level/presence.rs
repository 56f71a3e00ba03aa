//! When is somebody of a pool there? Work that needs the pool rests while nobody is, and goes on after.
//!
//! A pool is there while its calendar works and its capacity is not nought. Work goes on by its own calendar while all pools that it asks are there.
//! It is not interrupted for less: where some people are left, but too few, it waits until there are enough.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use longpole_model::{Moment, Split};

use super::people::{LevelRemark, People, Source};
use crate::{Network, NodeIndex, Schedule, Wall, WorkCalendar};

/// How work of one calendar goes on that asks for some pools.
struct Shared {
    /// The calendar in which it does, among those of the network.
    calendar: u32,
    /// The pools that are never there while the others, and the work itself, go on.
    never: Vec<usize>,
}

/// `network` with calendars in which work rests while a pool that it asks has nobody. Pools that are never there when a piece of work can go on are
/// no longer asked by it, which a remark says.
pub(super) fn resting(network: &Network, people: &mut People) -> Network {
    let mut network = network.clone();
    let from = network.programs.iter().map(|program| program.floor).min();
    let idle: Vec<Vec<Split>> = people
        .sources
        .iter()
        .map(|source| idle_days(source, from.unwrap_or(Wall::MIN)))
        .collect();
    let mut known: BTreeMap<(u32, Vec<usize>), Shared> = BTreeMap::new();
    for node in 0..network.nodes.len() {
        let sources: Vec<usize> = people.asked[node].iter().map(|ask| ask.0).collect();
        let base = network.nodes[node].calendar;
        if sources.is_empty() {
            continue;
        }
        let shared = known
            .entry((base, sources))
            .or_insert_with_key(|(base, sources)| {
                share(&mut network.calendars, *base, sources, people, &idle)
            });
        network.nodes[node].calendar = shared.calendar;
        for &source in &shared.never {
            people.asked[node].retain(|ask| ask.0 != source);
            people.remarks.push(LevelRemark::NeverThere {
                subject: network.nodes[node].subject.clone(),
                pool: people.sources[source].pool.clone(),
            });
        }
    }
    people.coverage.levelled = people.asked.iter().filter(|asks| !asks.is_empty()).count();
    network
}

/// The time in which `base` works and all of `sources` are there, as a calendar among `calendars`.
fn share(
    calendars: &mut Vec<WorkCalendar>,
    base: u32,
    sources: &[usize],
    people: &People,
    idle: &[Vec<Split>],
) -> Shared {
    let own = &calendars[base as usize];
    let mut shared = own.clone();
    let mut never = Vec::new();
    for &source in sources {
        let theirs = &calendars[people.sources[source].calendar as usize];
        if *theirs != shared {
            match WorkCalendar::intersection(&shared, theirs) {
                Some(both) => shared = both,
                None => {
                    never.push(source);
                    continue;
                }
            }
        }
        if !idle[source].is_empty() {
            shared = shared.without(&idle[source]);
        }
    }
    let calendar = if shared == *own {
        base
    } else {
        calendars.push(shared);
        calendars.len() as u32 - 1
    };
    Shared { calendar, never }
}

/// The days from `from` on on which a source has nobody, and somebody again after them.
fn idle_days(source: &Source, from: Wall) -> Vec<Split> {
    let changes = source.changes(from.date());
    let pairs = changes.windows(2).filter(|pair| pair[0].1 == 0);
    pairs
        .filter_map(|pair| {
            let last = pair[1].0.date().checked_sub(1.day()).ok()?;
            Some(Split {
                from: Moment::day(pair[0].0.date()),
                to: Moment::day(last),
            })
        })
        .collect()
}

/// Which work is interrupted in `schedule`, a schedule of `resting`, by days on which `network` would let it go on.
pub(super) fn interrupted(
    network: &Network,
    resting: &Network,
    schedule: &Schedule,
) -> Option<LevelRemark> {
    let rests = (0..network.nodes.len()).filter_map(|node| {
        let days = days_of_rest(network, resting, schedule, node);
        Some((node, *days.first()?, days.len()))
    });
    let rests: Vec<_> = rests.collect();
    let &(node, from, days) = rests.iter().max_by_key(|rest| (rest.2, rest.1, rest.0))?;
    Some(LevelRemark::Rests {
        subject: network.nodes[node].subject.clone(),
        from: Wall::new(from * crate::wall::DAY).date(),
        days: days as u32,
        others: rests.len() as u32 - 1,
    })
}

fn days_of_rest(
    network: &Network,
    resting: &Network,
    schedule: &Schedule,
    node: NodeIndex,
) -> Vec<i64> {
    if network.nodes[node].calendar == resting.nodes[node].calendar {
        return Vec::new();
    }
    let (own, shared) = (network.calendar(node), resting.calendar(node));
    let (start, finish) = (schedule.early_restart[node], schedule.early_finish[node]);
    let works = |calendar: &WorkCalendar, day: i64| {
        calendar
            .hours_on(Wall::new(day * crate::wall::DAY))
            .minutes()
            > 0
    };
    (start.day()..finish.day())
        .filter(|&day| works(own, day) && !works(shared, day))
        .collect()
}
