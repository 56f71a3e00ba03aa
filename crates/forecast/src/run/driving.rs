//! What sets the finish in each iteration: the nodes on the driving path, and the chain along it.
//!
//! Backward from what finishes last, along every link that asks for exactly the date that came out. A bit for each
//! iteration, so that one walk serves a whole block and skips whatever drives in none of them.

use std::collections::BTreeMap;

use longpole_model::LinkKind;
use longpole_schedule::NodeKind;

use super::place::SetBy;
use super::prepare::{Join, State, Steps};
use super::step::Times;
use super::{Drawn, LANES, Row};

/// How often each node drives, and each chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Driving {
    /// By node.
    pub(crate) counts: Vec<u32>,
    /// Chains of nodes, first to last.
    pub(crate) chains: BTreeMap<Vec<u32>, u32>,
}

impl Driving {
    /// Nothing has driven yet.
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            counts: vec![0; nodes],
            chains: BTreeMap::new(),
        }
    }

    /// Both together.
    #[must_use]
    pub(crate) fn and(mut self, other: Self) -> Self {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        for (chain, drives) in other.chains {
            *self.chains.entry(chain).or_default() += drives;
        }
        self
    }
}

/// A block whose drivers are asked for.
struct Drivers<'a> {
    steps: &'a Steps<'a>,
    drawn: &'a Drawn,
    times: &'a Times,
}

/// Which end of a node is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    Finish,
}

/// What drives an end of a node, with the iterations in which it does.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: u32,
    end: End,
    lanes: u64,
}

/// The edges on all driving paths of a block.
struct Paths {
    /// By node: the ranges of `edges` that drive its start and its finish.
    ranges: Vec<[(u32, u32); 2]>,
    edges: Vec<Edge>,
}

impl Steps<'_> {
    /// Adds what drives the latest of `closers`, which finish at `finish`, in the first `lanes` iterations of a block.
    pub(crate) fn add_driving(
        &self,
        closers: &[u32],
        finish: &Row,
        lanes: usize,
        drawn: &Drawn,
        times: &Times,
        driving: &mut Driving,
    ) {
        let drivers = Drivers {
            steps: self,
            drawn,
            times,
        };
        let used = u64::MAX >> (LANES - lanes);
        let last: Vec<(u32, u64)> = closers
            .iter()
            .map(|&node| {
                (
                    node,
                    equal(&self.finish(node as usize, times), finish) & used,
                )
            })
            .filter(|&(_, lanes)| lanes != 0)
            .collect();
        let paths = drivers.count(&last, driving);
        for lane in 0..lanes {
            let closer = last.iter().find(|(_, lanes)| lanes >> lane & 1 == 1);
            if let Some(&(closer, _)) = closer {
                let chain = self.chain(&paths, closer, lane);
                *driving.chains.entry(chain).or_default() += 1;
            }
        }
    }

    /// The chain that leads to the finish of `closer` in one iteration. Where several links drive, the first is followed.
    fn chain(&self, paths: &Paths, closer: u32, lane: usize) -> Vec<u32> {
        let mut chain = Vec::new();
        let mut next = Some((closer, End::Finish));
        while let Some((node, end)) = next {
            let kind = self.list[node as usize].kind;
            if !matches!(kind, NodeKind::Entry | NodeKind::Summary) {
                chain.push(node);
            }
            let (from, to) = paths.ranges[node as usize][end as usize];
            next = paths.edges[from as usize..to as usize]
                .iter()
                .find(|edge| edge.lanes >> lane & 1 == 1)
                .map(|edge| (edge.from, edge.end));
        }
        chain.reverse();
        chain
    }
}

impl Drivers<'_> {
    /// Counts for each node the iterations in which it lies on a path to any of `ends`.
    fn count(&self, ends: &[(u32, u64)], driving: &mut Driving) -> Paths {
        let nodes = self.steps.list.len();
        let mut paths = Paths {
            ranges: vec![[(0, 0); 2]; nodes],
            edges: Vec::new(),
        };
        let mut wanted = vec![[0u64; 2]; nodes];
        for &(node, lanes) in ends {
            wanted[node as usize][End::Finish as usize] |= lanes;
        }
        // A program without items ends nowhere.
        let beyond = ends.iter().map(|&(node, _)| node as usize + 1).max();
        for node in (0..beyond.unwrap_or(0)).rev() {
            let [by_start, by_finish] = wanted[node];
            if by_start | by_finish == 0 {
                continue;
            }
            driving.counts[node] += (by_start | by_finish).count_ones();
            for (end, lanes) in [(End::Start, by_start), (End::Finish, by_finish)] {
                let from = paths.edges.len() as u32;
                if lanes != 0 {
                    let kind = self.steps.list[node].kind;
                    self.of(node, end, |join, drives| {
                        let drives = drives & lanes;
                        if drives != 0 {
                            let source = source_end(join.kind, end, kind);
                            wanted[join.from as usize][source as usize] |= drives;
                            paths.edges.push(Edge {
                                from: join.from,
                                end: source,
                                lanes: drives,
                            });
                        }
                    });
                }
                paths.ranges[node][end as usize] = (from, paths.edges.len() as u32);
            }
        }
        paths
    }
}

impl Drivers<'_> {
    /// Calls `drives` with each link that leads to `node` and the iterations in which it sets that end of it.
    fn of(&self, node: usize, end: End, mut drives: impl FnMut(&Join, u64)) {
        let step = &self.steps.list[node];
        match (step.kind, step.state) {
            (NodeKind::Summary, _) => {
                let rolled = self.rolled_up(node, end);
                for join in self.steps.joins(node) {
                    drives(join, equal(&self.end(join.from, end), &rolled));
                }
            }
            (NodeKind::Entry, _) => {
                let of_end = match end {
                    End::Start => &self.times.start[node],
                    End::Finish => &self.times.finish[node],
                };
                for join in self.steps.joins(node) {
                    if asks_for(join.kind) == end {
                        let asked = self.steps.asks(node, join, self.drawn, self.times);
                        drives(join, equal(&asked, of_end));
                    }
                }
            }
            (NodeKind::LevelOfEffort, _) | (_, State::Finished(..)) => {}
            // Its start is history, whatever its finish waits for.
            (_, State::Started(_)) if end == End::Start => {}
            (
                NodeKind::Task | NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision,
                State::Planned | State::Started(_),
            ) => self.of_work(node, drives),
        }
    }

    /// The links that drive work, by its start or by its finish.
    fn of_work(&self, node: usize, mut drives: impl FnMut(&Join, u64)) {
        if self.steps.is_plain(node) {
            let (drawn, times) = (self.drawn, self.times);
            return self.steps.drivers_of_plain(node, drawn, times, drives);
        }
        let bounds = self.steps.bounds(node, self.drawn, self.times);
        let duration = self.drawn.duration(node);
        let (mut by_start, mut by_finish) = (0u64, 0u64);
        for (lane, &minutes) in duration.iter().enumerate() {
            let (start, finish) = (bounds.start[lane], bounds.finish[lane]);
            let placed = self.steps.placed(node, start, finish, minutes);
            by_start |= u64::from(matches!(placed.set_by, SetBy::Start | SetBy::Both)) << lane;
            by_finish |= u64::from(matches!(placed.set_by, SetBy::Finish | SetBy::Both)) << lane;
        }
        for join in self.steps.joins(node) {
            let (bound, lanes) = match asks_for(join.kind) {
                End::Start => (&bounds.start, by_start),
                End::Finish => (&bounds.finish, by_finish),
            };
            if lanes == 0 {
                continue;
            }
            let asked = self.steps.asks(node, join, self.drawn, self.times);
            let mut same = 0;
            for (lane, &minutes) in duration.iter().enumerate() {
                let (asked, bound) = (asked[lane], bound[lane]);
                let is_same = self.steps.is_same_to(node, minutes, asked, bound);
                same |= u64::from(is_same) << lane;
            }
            drives(join, same & lanes);
        }
    }

    /// The instants of one end of `node`.
    fn end(&self, node: u32, end: End) -> Row {
        match end {
            End::Start => self.times.start[node as usize],
            End::Finish => self.steps.finish(node as usize, self.times),
        }
    }

    /// What the children of a summary say before anything delays it as a whole.
    fn rolled_up(&self, node: usize, end: End) -> Row {
        let children = self.steps.joins(node).iter().map(|join| join.from);
        let mut rolled = match end {
            End::Start => [i32::MAX; LANES],
            End::Finish => [i32::MIN; LANES],
        };
        for child in children {
            let asked = self.end(child, end);
            for (rolled, at) in rolled.iter_mut().zip(asked) {
                *rolled = match end {
                    End::Start => at.min(*rolled),
                    End::Finish => at.max(*rolled),
                };
            }
        }
        rolled
    }
}

/// Which end of the node that waits a link is about.
fn asks_for(kind: LinkKind) -> End {
    match kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => End::Start,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => End::Finish,
    }
}

/// Which end of the provider drives. A summary's start comes from a child's start, though rolled up by one link.
fn source_end(kind: LinkKind, end: End, of: NodeKind) -> End {
    if of == NodeKind::Summary {
        return end;
    }
    match kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => End::Finish,
        LinkKind::StartToStart | LinkKind::StartToFinish => End::Start,
    }
}

/// The iterations in which two rows agree.
fn equal(a: &Row, b: &Row) -> u64 {
    let mut lanes = 0;
    for lane in 0..LANES {
        lanes |= u64::from(a[lane] == b[lane]) << lane;
    }
    lanes
}
