//! How long is a tick? As short as sixteen bits allow, and such that nothing that is known has to be rounded.
//!
//! Lengths come from a fixed ladder, so that runs that are compared share one. Where no length of it does both, ticks take thirty-two
//! bits.

use super::axis::CLOCK;
use super::draft::{Draft, Lasts};
use crate::clock::Clock;
use crate::kernel::network::{Hit, Link, Network, Node, Pull, Takes};
use crate::kernel::quantile::Fitted;

/// Minutes that a tick may have.
const LADDER: [i64; 10] = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];

/// The last tick that sixteen bits carry.
const NARROW: i64 = u16::MAX as i64;

/// The last tick that a plan may have at all; no reading of one axis on another has more entries.
const WIDE: i64 = 1 << 22;

/// The minutes of a tick for `draft`.
pub(crate) fn unit(draft: &Draft<'_>) -> i64 {
    let horizon = draft.horizon();
    let common = common(draft);
    let fits = |unit: i64, last: i64| ticks_up(horizon, unit) <= last;
    let is_exact = |unit: i64| common % unit == 0;
    let find = |suits: &dyn Fn(i64) -> bool| LADDER.into_iter().find(|unit| suits(*unit));
    find(&|unit| is_exact(unit) && fits(unit, NARROW))
        .or_else(|| find(&|unit| is_exact(unit) && fits(unit, WIDE)))
        // A plan of more than eight years of minutes on the clock is not held to the minute.
        .or_else(|| find(&|unit| fits(unit, WIDE)))
        .unwrap_or(LADDER[LADDER.len() - 1])
}

/// Whether ticks of so many minutes, which suit another network, carry `draft`, too.
pub(crate) fn carries(draft: &Draft<'_>, unit: i64) -> bool {
    ticks_up(draft.horizon(), unit) <= WIDE
}

/// The largest number of minutes that divides everything that is known.
fn common(draft: &Draft<'_>) -> i64 {
    let mut common = 0;
    let mut add = |minutes: i64| common = greatest_divisor(common, minutes.abs());
    for node in &draft.nodes {
        add(node.floor);
        add(node.finish_floor);
        for lasts in node.hits.iter().map(|hit| hit.lasts).chain([node.lasts]) {
            if let Lasts::Always(minutes) = lasts {
                add(minutes);
            }
        }
        for link in &node.links {
            add(link.lag);
        }
        if let Some((_, at, floor)) = node.pull {
            add(at);
            add(floor);
        }
    }
    for reading in &draft.readings {
        add(reading.elapsed);
        for axis in [reading.from, reading.to] {
            if axis != CLOCK {
                add(draft.axes.0[axis as usize].grain());
            }
        }
    }
    common
}

fn greatest_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The ticks of `unit` minutes that reach `minutes`, which are not negative.
pub(crate) fn ticks_up(minutes: i64, unit: i64) -> i64 {
    (minutes + unit - 1) / unit
}

/// `draft` in ticks of so many minutes.
pub(crate) fn in_ticks(draft: &Draft<'_>, unit: i64) -> Network {
    let up = |minutes: i64| ticks_up(minutes.max(0), unit) as u32;
    let nearest = |minutes: i64| ((minutes.max(0) + unit / 2) / unit) as u32;
    let takes = |lasts: Lasts| match lasts {
        Lasts::Always(minutes) => Takes::Always(nearest(minutes)),
        Lasts::Drawn(key, curve) => {
            let curve = &draft.curves[curve as usize];
            let fitted = Fitted {
                shape: curve.shape.clone(),
                low: curve.low / unit as f64,
                width: curve.width / unit as f64,
            };
            Takes::Drawn(key, fitted)
        }
    };
    let nodes = draft.nodes.iter().map(|node| Node {
        kind: node.kind,
        floor: up(node.floor),
        finish_floor: up(node.finish_floor),
        takes: some_time(takes(node.lasts)),
        links: node
            .links
            .iter()
            .map(|link| Link {
                from: link.from,
                reads: link.reads,
                moves: link.moves,
                map: link.reading,
                lag: (link.lag + link.lag.signum() * (unit / 2)).wrapping_div(unit) as i32,
            })
            .collect(),
        hits: node
            .hits
            .iter()
            .map(|hit| Hit {
                event: hit.event,
                takes: some_time(takes(hit.lasts)),
                adds: hit.adds,
            })
            .collect(),
        pull: node.pull.map(|(to, at, floor)| Pull {
            to,
            at: up(at),
            floor: up(floor),
        }),
    });
    let nodes: Vec<Node> = nodes.collect();
    Network {
        maps: maps(draft, unit, &nodes),
        nodes,
        events: draft.events.clone(),
    }
}

/// By reading: what it makes of every tick that it may be asked for, in ticks. A reading ends where no plan has dates any more; the
/// kernel refuses to go beyond.
fn maps(draft: &Draft<'_>, unit: i64, nodes: &[Node]) -> Vec<Vec<u32>> {
    let mut maps: Vec<Vec<u32>> = vec![Vec::new(); draft.readings.len()];
    let mut latest: Vec<[u64; 2]> = Vec::with_capacity(nodes.len());
    for (node, drafted) in nodes.iter().zip(&draft.nodes) {
        let reach = ticks_up(drafted.reach, unit) as u64;
        let mut ends = [
            u64::from(node.floor),
            u64::from(node.finish_floor).max(reach),
        ];
        for link in &node.links {
            let mut at = latest[link.from as usize][link.reads as usize];
            if let Some(reading) = link.map {
                let last = at.min(WIDE as u64);
                let map = &mut maps[reading as usize];
                let reading = &draft.readings[reading as usize];
                map.extend((map.len() as u64..=last).map(|tick| {
                    let place = draft.axes.read(reading, tick as i64 * unit);
                    ticks_up(place.max(0), unit) as u32
                }));
                at = u64::from(map[last as usize]);
            }
            let end = &mut ends[link.moves as usize];
            *end = (*end).max(at.saturating_add_signed(i64::from(link.lag)));
        }
        latest.push(node.latest(ends));
    }
    maps
}

/// What is uncertain takes at least a tick: work that takes none would be done before what it waits for, where that is done on a day
/// off, and whether a delay is one would hang on how it is rounded.
fn some_time(takes: Takes) -> Takes {
    match takes {
        Takes::Always(_) => takes,
        Takes::Drawn(key, curve) => {
            let high = (curve.low + curve.width).max(1.0);
            let low = curve.low.max(1.0);
            let width = high - low;
            Takes::Drawn(
                key,
                Fitted {
                    low,
                    width,
                    ..curve
                },
            )
        }
    }
}

impl Clock<'_> {
    /// The largest number of minutes that divides every moment at which work begins or ends.
    fn grain(&self) -> i64 {
        let mut grain = 0;
        for &minute in self.edges() {
            grain = greatest_divisor(grain, i64::from(minute));
        }
        grain
    }
}
