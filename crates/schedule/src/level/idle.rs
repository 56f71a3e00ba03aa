//! Days on which a pool has nobody: work that needs it pauses there, and goes on after.
//!
//! Work is not interrupted for less: where some people are left, but too few, it waits until there are enough.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use longpole_model::{Moment, Split};

use super::people::{People, Source};
use crate::{Network, Wall};

/// `network` with calendars in which work rests while a pool that it asks has nobody.
pub(super) fn without_idle_days(network: &Network, people: &People) -> Network {
    let mut network = network.clone();
    let from = network.programs.iter().map(|program| program.floor).min();
    let idle: Vec<Vec<Split>> = people
        .sources
        .iter()
        .map(|source| idle_days(source, from.unwrap_or(Wall::MIN)))
        .collect();
    let mut made: BTreeMap<(u32, Vec<usize>), u32> = BTreeMap::new();
    for (node, asked) in people.asked.iter().enumerate() {
        let sources = asked.iter().map(|&(source, _)| source);
        let resting: Vec<usize> = sources.filter(|&source| !idle[source].is_empty()).collect();
        if resting.is_empty() {
            continue;
        }
        let base = network.nodes[node].calendar;
        let calendar = match made.get(&(base, resting.clone())) {
            Some(&calendar) => calendar,
            None => {
                let days: Vec<Split> = resting
                    .iter()
                    .flat_map(|&source| idle[source].clone())
                    .collect();
                let calendar = network.calendars[base as usize].without(&days);
                network.calendars.push(calendar);
                let position = network.calendars.len() as u32 - 1;
                made.insert((base, resting), position);
                position
            }
        };
        network.nodes[node].calendar = calendar;
    }
    network
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
