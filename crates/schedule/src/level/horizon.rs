//! How far must the axis of working time reach, and which times should lie on the edges of its slots?

use super::axis::Axis;
use super::people::People;
use super::translate::is_set;
use crate::wall::DAY;
use crate::{Lag, Network, NodeKind, NodeState, Schedule, Wall, WorkCalendar};

/// Further than this no axis reaches.
const LONGEST: i64 = 200 * 366 * DAY;

/// Where work may begin at the earliest.
pub(super) fn beginning(network: &Network) -> Wall {
    let floors = network.programs.iter().map(|program| program.floor);
    floors.min().unwrap_or(Wall::MIN)
}

/// A first guess of where the levelled plan ends: its end without levelling, and the time that the busiest pool takes.
pub(super) fn first_horizon(network: &Network, schedule: &Schedule, people: &People) -> Wall {
    let from = beginning(network);
    let end = schedule.early_finish.iter().copied().max().unwrap_or(from);
    let mut work = vec![0i64; people.sources.len()];
    for (node, asked) in people.asked.iter().enumerate() {
        for &(source, units) in asked {
            let minutes = network.nodes[node]
                .duration
                .saturating_mul(i64::from(units));
            work[source] = work[source].saturating_add(minutes);
        }
    }
    let busiest = people
        .sources
        .iter()
        .zip(work)
        .map(|(source, work)| work / i64::from(source.units_on(end.date()).max(1)));
    // A working week of forty hours has 168 on the clock.
    let on_the_clock = busiest.max().unwrap_or(0).saturating_mul(5);
    farthest(from, end.plus_clock(on_the_clock.saturating_add(60 * DAY)))
}

/// Twice as far.
pub(super) fn farther(network: &Network, until: Wall) -> Option<Wall> {
    let from = beginning(network);
    let next = farthest(from, until.plus_clock(until.minutes() - from.minutes()));
    (next > until).then_some(next)
}

fn farthest(from: Wall, until: Wall) -> Wall {
    until.min(from.plus_clock(LONGEST))
}

/// The axis of a network up to `until`.
pub(super) fn axis(network: &Network, schedule: &Schedule, people: &People, until: Wall) -> Axis {
    let from = beginning(network);
    let mut used: Vec<u32> = Vec::new();
    let mut times = Vec::new();
    let mut walls = Vec::new();
    for (node, this) in network.nodes.iter().enumerate() {
        if matches!(this.state, NodeState::Finished { .. }) {
            continue;
        }
        if this.kind == NodeKind::Task && this.duration > 0 {
            used.push(this.calendar);
            times.push(this.duration);
        }
        if is_set(this) || matches!(this.state, NodeState::Started(_)) {
            walls.push(schedule.early_restart[node]);
        }
        walls.push(this.start_floor);
        walls.push(this.finish_floor);
    }
    for link in &network.links {
        match link.lag {
            Lag::Work(minutes) => times.push(minutes),
            // On the clock it depends on where it lies.
            Lag::Elapsed(_) => {}
        }
    }
    for source in &people.sources {
        walls.extend(source.changes(from.date()).iter().map(|change| change.0));
    }
    walls.extend(network.programs.iter().map(|program| program.floor));
    walls.retain(|wall| *wall > from && *wall < until);
    used.sort_unstable();
    used.dedup();
    Axis::new(&calendars(network, &used), from, until, &times, &walls)
}

/// The calendars of `used`, each kind of hours once.
fn calendars<'a>(network: &'a Network, used: &[u32]) -> Vec<&'a WorkCalendar> {
    let mut found: Vec<&WorkCalendar> = Vec::new();
    for &position in used {
        let calendar = &network.calendars[position as usize];
        if !found.contains(&calendar) {
            found.push(calendar);
        }
    }
    if found.is_empty() {
        found.push(&network.calendars[crate::CalendarSet::STANDARD as usize]);
    }
    found
}
