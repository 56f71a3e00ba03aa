//! A network compiled into flat arrays for one type of tick.

use std::collections::BTreeMap;

use super::chance::Key;
use super::network::{End, Event, Hit, Kind, Link, Network, Node, Pull, Takes, TooLong};
use super::quantile::{Coarse, FINE, Fitted, Shape};
use super::row::Tick;

/// No row, map or pull.
pub(crate) const NONE: u32 = u32::MAX;

/// A network that can be run with ticks of type `T`.
#[derive(Debug, Clone)]
pub(crate) struct Program<T: Tick> {
    pub(crate) steps: Vec<Step<T>>,
    /// Rows of finishes whose latest a start waits for, and nothing else.
    pub(crate) plain: Vec<u32>,
    pub(crate) arcs: Vec<Arc>,
    pub(crate) maps: Vec<Vec<T>>,
    pub(crate) pulls: Vec<Pull>,
    pub(crate) coarse: Vec<Coarse>,
    pub(crate) fine: Vec<[u16; FINE + 1]>,
    pub(crate) events: Vec<Event>,
    pub(crate) hits: Vec<Strike<T>>,
    /// Rows in all: the finish of every node, then starts that somebody asks for.
    pub(crate) rows: usize,
}

/// What is done for a node.
#[derive(Debug, Clone)]
pub(crate) struct Step<T: Tick> {
    pub(crate) kind: Kind,
    pub(crate) floor: T,
    pub(crate) finish_floor: T,
    pub(crate) lasts: Lasts<T>,
    /// Where its links lie: from the first to before the second those in `plain`, from the third to before the fourth those in
    /// `arcs` that move its start, from there to before the fifth those that move its finish.
    pub(crate) links: [u32; 5],
    pub(crate) hits: (u32, u32),
    /// The row of its start, or [`NONE`].
    pub(crate) start_row: u32,
    /// Its place among the pulls, or [`NONE`].
    pub(crate) pull: u32,
}

/// How long a step takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lasts<T: Tick> {
    Always(T),
    /// A curve by its place among the coarse ones.
    Coarse(Key, u32, T::Scale),
    /// A curve by its place among the fine ones.
    Fine(Key, u32, T::Scale),
}

/// A link that is not plain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arc {
    pub(crate) row: u32,
    pub(crate) from: u32,
    pub(crate) reads: End,
    pub(crate) map: u32,
    pub(crate) lag: i32,
}

/// What an event does to a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strike<T: Tick> {
    pub(crate) event: u32,
    pub(crate) lasts: Lasts<T>,
    pub(crate) adds: bool,
}

impl<T: Tick> Program<T> {
    /// Compiles `network`. Fails where the longest durations, all together, may lead to a date that `T` does not hold; then no
    /// run could exceed it either, whatever is drawn.
    ///
    /// The starts of `asked` are kept, too.
    pub(crate) fn compile(network: &Network, asked: &[u32]) -> Result<Self, TooLong> {
        check_reach::<T>(network)?;
        let mut program = Self {
            steps: Vec::with_capacity(network.nodes.len()),
            plain: Vec::new(),
            arcs: Vec::new(),
            maps: network
                .maps
                .iter()
                .map(|map| map.iter().map(|&to| T::of(to.min(T::LAST))).collect())
                .collect(),
            pulls: Vec::new(),
            coarse: Vec::new(),
            fine: Vec::new(),
            events: network.events.clone(),
            hits: Vec::new(),
            rows: network.nodes.len(),
        };
        let starts = program.starts(network, asked);
        let mut shapes = Shapes::default();
        for (index, node) in network.nodes.iter().enumerate() {
            let first_plain = program.plain.len() as u32;
            let first_arc = program.arcs.len() as u32;
            let (plain, others): (Vec<&Link>, Vec<&Link>) =
                node.links.iter().partition(|link| is_plain(link));
            program.plain.extend(plain.iter().map(|link| link.from));
            let arc = |link: &Link| Arc {
                row: match link.reads {
                    End::Finish => link.from,
                    End::Start => starts[link.from as usize],
                },
                from: link.from,
                reads: link.reads,
                map: link.map.unwrap_or(NONE),
                lag: link.lag,
            };
            let moving = |end: End| others.iter().filter(move |link| link.moves == end);
            program
                .arcs
                .extend(moving(End::Start).map(|link| arc(link)));
            let first_of_finish = program.arcs.len() as u32;
            program
                .arcs
                .extend(moving(End::Finish).map(|link| arc(link)));
            let first_hit = program.hits.len() as u32;
            for hit in &node.hits {
                let lasts = program.lasts(&mut shapes, &hit.takes);
                program.hits.push(Strike {
                    event: hit.event,
                    lasts,
                    adds: hit.adds,
                });
            }
            let pull = node.pull.map_or(NONE, |pull| {
                program.pulls.push(pull);
                program.pulls.len() as u32 - 1
            });
            let lasts = program.lasts(&mut shapes, &node.takes);
            program.steps.push(Step {
                kind: node.kind,
                floor: T::of(node.floor),
                finish_floor: T::of(node.finish_floor),
                lasts,
                links: [
                    first_plain,
                    program.plain.len() as u32,
                    first_arc,
                    first_of_finish,
                    program.arcs.len() as u32,
                ],
                hits: (first_hit, program.hits.len() as u32),
                start_row: starts[index],
                pull,
            });
        }
        Ok(program)
    }

    /// The rows of ends of nodes.
    pub(crate) fn rows_of(&self, ends: &[(u32, End)]) -> Vec<u32> {
        ends.iter()
            .map(|&(node, end)| match end {
                End::Finish => node,
                End::Start => self.steps[node as usize].start_row,
            })
            .collect()
    }

    /// By node: the row of its start where something reads it, or where its start does not follow from what it waits for alone.
    fn starts(&mut self, network: &Network, asked: &[u32]) -> Vec<u32> {
        let mut wanted = vec![false; network.nodes.len()];
        for &node in asked {
            wanted[node as usize] = true;
        }
        for (index, node) in network.nodes.iter().enumerate() {
            let by_finish = node.finish_floor > 0
                || node.pull.is_some()
                || node.links.iter().any(|link| link.moves == End::Finish);
            wanted[index] |= by_finish;
            for link in &node.links {
                wanted[link.from as usize] |= link.reads == End::Start;
            }
        }
        let mut starts = vec![NONE; wanted.len()];
        for (start, wanted) in starts.iter_mut().zip(wanted) {
            if wanted {
                *start = self.rows as u32;
                self.rows += 1;
            }
        }
        starts
    }

    fn lasts(&mut self, shapes: &mut Shapes, takes: &Takes) -> Lasts<T> {
        match takes {
            Takes::Always(ticks) => Lasts::Always(T::of(*ticks)),
            Takes::Drawn(_, fitted) if fitted.width <= 0.0 => {
                Lasts::Always(T::of((fitted.low + 0.5) as u32))
            }
            Takes::Drawn(key, fitted) => {
                let scale = T::scale(fitted.low, fitted.width);
                match &fitted.shape {
                    Shape::Coarse(curve) => {
                        let known = shapes.coarse.entry(curve.base.concat()).or_default();
                        let place = known
                            .iter()
                            .find(|&&at| self.coarse[at as usize] == **curve);
                        let place = place.copied().unwrap_or_else(|| {
                            self.coarse.push(**curve);
                            let place = self.coarse.len() as u32 - 1;
                            known.push(place);
                            place
                        });
                        Lasts::Coarse(*key, place, scale)
                    }
                    Shape::Fine(curve) => {
                        let place = *shapes.fine.entry(curve.to_vec()).or_insert_with(|| {
                            self.fine.push(**curve);
                            self.fine.len() as u32 - 1
                        });
                        Lasts::Fine(*key, place, scale)
                    }
                }
            }
        }
    }
}

/// Curves that are there already.
#[derive(Default)]
struct Shapes {
    coarse: BTreeMap<Vec<u8>, Vec<u32>>,
    fine: BTreeMap<Vec<u16>, u32>,
}

fn is_plain(link: &Link) -> bool {
    link.reads == End::Finish && link.moves == End::Start && link.map.is_none() && link.lag == 0
}

/// Whether ticks carry all dates when everything takes as long as it can.
fn check_reach<T: Tick>(network: &Network) -> Result<(), TooLong> {
    let mut latest: Vec<(u64, u64)> = Vec::with_capacity(network.nodes.len());
    for node in &network.nodes {
        let asked = |end: End| {
            node.links
                .iter()
                .filter(move |link| link.moves == end)
                .map(|link| {
                    let (start, finish) = latest[link.from as usize];
                    let read = match link.reads {
                        End::Start => start,
                        End::Finish => finish,
                    };
                    let read = match link.map {
                        None => Some(read),
                        Some(map) => {
                            let map = &network.maps[map as usize];
                            map.get(read as usize).map(|&to| u64::from(to))
                        }
                    };
                    read.map(|read| read.saturating_add_signed(i64::from(link.lag)))
                        .ok_or(TooLong)
                })
        };
        let most = |mut sum: u64, next: Result<u64, TooLong>| {
            sum = sum.max(next?);
            Ok::<u64, TooLong>(sum)
        };
        let start = asked(End::Start).try_fold(u64::from(node.floor), most)?;
        let finish = asked(End::Finish).try_fold(u64::from(node.finish_floor), most)?;
        let [start, finish] = node.latest([start, finish]);
        if finish > u64::from(T::LAST) || !node.lasts_carried_by::<T>() {
            return Err(TooLong);
        }
        latest.push((start, finish));
    }
    Ok(())
}

impl Node {
    /// The latest that its start and its finish can be, when nothing asks for later than `asked`.
    pub(crate) fn latest(&self, asked: [u64; 2]) -> [u64; 2] {
        let [mut start, finish] = asked;
        if let Some(pull) = self.pull {
            start = start.max(u64::from(pull.at)).max(u64::from(pull.floor));
        }
        let adds = self.hits.iter().filter(|hit| hit.adds);
        let longest = longest(&self.takes) + adds.map(longest_hit).sum::<u64>();
        let finish = match self.kind {
            Kind::Work => finish.max(start.saturating_add(longest)),
            Kind::Span => finish.max(start).saturating_add(longest),
        };
        [start.max(finish), finish]
    }

    fn lasts_carried_by<T: Tick>(&self) -> bool {
        let hits = self.hits.iter().map(|hit| &hit.takes);
        hits.chain([&self.takes]).all(|takes| match takes {
            Takes::Always(_) => true,
            Takes::Drawn(..) => longest(takes) <= u64::from(T::LONGEST),
        })
    }
}

fn longest_hit(hit: &Hit) -> u64 {
    longest(&hit.takes)
}

/// The most ticks that something can take.
pub(crate) fn longest(takes: &Takes) -> u64 {
    match takes {
        Takes::Always(ticks) => u64::from(*ticks),
        Takes::Drawn(_, Fitted { low, width, .. }) => (low + width) as u64 + 1,
    }
}
