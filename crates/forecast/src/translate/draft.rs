//! A network for the kernel while it is being made: in minutes, before anybody has said how long a tick is.

use std::collections::BTreeMap;

use super::axis::{Axes, Reading};
use crate::distribution::{Distribution, Triangular};
use crate::kernel::chance::Key;
use crate::kernel::network::{End, Event, Kind, PullTo};
use crate::kernel::quantile::Fitted;

/// The nodes made so far.
pub(crate) struct Draft<'a> {
    pub(crate) axes: Axes<'a>,
    pub(crate) nodes: Vec<DraftNode>,
    pub(crate) events: Vec<Event>,
    /// How dates on one axis are read on others.
    pub(crate) readings: Vec<Reading>,
    numbers: BTreeMap<Reading, u32>,
    /// By reading: the last place that it is asked for.
    pub(crate) reaches: Vec<i64>,
    /// Curves, in minutes.
    pub(crate) curves: Vec<Fitted>,
    known_curves: BTreeMap<[u64; 5], u32>,
}

/// A node in minutes.
#[derive(Debug, Clone)]
pub(crate) struct DraftNode {
    pub(crate) kind: Kind,
    pub(crate) axis: u32,
    pub(crate) floor: i64,
    pub(crate) finish_floor: i64,
    pub(crate) lasts: Lasts,
    pub(crate) links: Vec<DraftLink>,
    pub(crate) hits: Vec<DraftHit>,
    pub(crate) pull: Option<(PullTo, i64, i64)>,
    /// Until when it may be held back beside all that.
    pub(crate) reach: i64,
    /// The latest that its start and its finish can be.
    pub(crate) latest: [i64; 2],
}

/// How long something lasts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lasts {
    /// So many minutes.
    Always(i64),
    /// As chance says, by the number of the curve.
    Drawn(Key, u32),
}

/// A link in minutes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DraftLink {
    pub(crate) from: u32,
    pub(crate) reads: End,
    pub(crate) moves: End,
    pub(crate) reading: Option<u32>,
    pub(crate) lag: i64,
}

/// What an event does, in minutes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DraftHit {
    pub(crate) event: u32,
    pub(crate) lasts: Lasts,
    pub(crate) adds: bool,
}

impl DraftNode {
    /// A point on an axis that waits for nothing.
    pub(crate) fn point(axis: u32) -> Self {
        Self {
            kind: Kind::Work,
            axis,
            floor: 0,
            finish_floor: 0,
            lasts: Lasts::Always(0),
            links: Vec::new(),
            hits: Vec::new(),
            pull: None,
            reach: 0,
            latest: [0; 2],
        }
    }

    /// From the earliest start to the latest finish of what it will be linked to.
    pub(crate) fn span(axis: u32) -> Self {
        Self {
            kind: Kind::Span,
            ..Self::point(axis)
        }
    }
}

impl<'a> Draft<'a> {
    pub(crate) fn new(axes: Axes<'a>) -> Self {
        Self {
            axes,
            nodes: Vec::new(),
            events: Vec::new(),
            readings: Vec::new(),
            numbers: BTreeMap::new(),
            reaches: Vec::new(),
            curves: Vec::new(),
            known_curves: BTreeMap::new(),
        }
    }

    /// Adds a node and says where.
    pub(crate) fn add(&mut self, mut node: DraftNode) -> u32 {
        let mut latest = [node.floor, node.finish_floor.max(node.reach)];
        for link in &node.links {
            let read = self.nodes[link.from as usize].latest[link.reads as usize];
            let read = match link.reading {
                None => read,
                Some(reading) => {
                    let reach = &mut self.reaches[reading as usize];
                    *reach = (*reach).max(read);
                    self.axes.read(&self.readings[reading as usize], read)
                }
            };
            let asked = &mut latest[link.moves as usize];
            *asked = (*asked).max(read + link.lag);
        }
        if let Some((_, at, floor)) = node.pull {
            latest[0] = latest[0].max(at).max(floor);
        }
        let hits = node.hits.iter().filter(|hit| hit.adds);
        let hits: i64 = hits.map(|hit| self.longest(hit.lasts)).sum();
        let longest = self.longest(node.lasts) + hits;
        let finish = match node.kind {
            Kind::Work => latest[1].max(latest[0].saturating_add(longest)),
            Kind::Span => latest[1].max(latest[0]).saturating_add(longest),
        };
        // A start is never later than its finish.
        node.latest = [latest[0].max(finish), finish];
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    /// The number of `reading`.
    pub(crate) fn reading(&mut self, reading: Reading) -> u32 {
        if let Some(&known) = self.numbers.get(&reading) {
            return known;
        }
        let number = self.readings.len() as u32;
        self.readings.push(reading.clone());
        self.numbers.insert(reading, number);
        self.reaches.push(0);
        number
    }

    /// How long what `distribution` says lasts, by the chance of `key`.
    pub(crate) fn lasts(&mut self, key: Key, distribution: &Distribution) -> Lasts {
        match distribution {
            Distribution::Fixed(minutes) => Lasts::Always(i64::from(*minutes)),
            Distribution::Triangular(triangular) | Distribution::Late(_, triangular) => {
                self.triangle(key, triangular)
            }
            Distribution::Backlog(backlog) => {
                self.curves.push(backlog.curve.clone());
                Lasts::Drawn(key, self.curves.len() as u32 - 1)
            }
        }
    }

    /// How long something lasts that is distributed like a triangle.
    pub(crate) fn triangle(&mut self, key: Key, triangular: &Triangular) -> Lasts {
        if triangular.is_point() {
            return Lasts::Always((triangular.quantile(0.5) + 0.5) as i64);
        }
        let next = self.curves.len() as u32;
        let number = *self.known_curves.entry(triangular.bits()).or_insert(next);
        if number == next {
            let longest = f64::from(crate::distribution::LONGEST);
            self.curves
                .push(Fitted::of(&|u| triangular.quantile(u).min(longest)));
        }
        Lasts::Drawn(key, number)
    }

    /// The most minutes that something can last.
    fn longest(&self, lasts: Lasts) -> i64 {
        match lasts {
            Lasts::Always(minutes) => minutes,
            Lasts::Drawn(_, curve) => {
                let curve = &self.curves[curve as usize];
                (curve.low + curve.width) as i64 + 1
            }
        }
    }

    /// The least minutes that something can last.
    pub(crate) fn shortest(&self, lasts: Lasts) -> i64 {
        match lasts {
            Lasts::Always(minutes) => minutes,
            // Less than half a tick may be none.
            Lasts::Drawn(_, curve) => (self.curves[curve as usize].low / 480.0) as i64,
        }
    }

    /// The latest place that anything can have.
    pub(crate) fn horizon(&self) -> i64 {
        let finishes = self.nodes.iter().map(|node| node.latest[1]);
        finishes
            .chain(self.reaches.iter().copied())
            .max()
            .unwrap_or(0)
    }
}
