//! One node after the other: when it starts and finishes in each iteration, by the same rules as the schedule.

use longpole_model::LinkKind;
use longpole_schedule::NodeKind;

use super::place::Placed;
use super::prepare::{Join, State, Steps};
use super::{Drawn, LANES, Row};
use crate::clock::{HORIZON, NEVER};
use crate::inputs::Inputs;

/// Starts and finishes of every node in a block. Of plain nodes only the finish, as a place on the axis of its calendar: ask
/// [`Steps::finish`] for instants.
#[derive(Clone)]
pub(crate) struct Times {
    pub(crate) start: Vec<Row>,
    pub(crate) finish: Vec<Row>,
}

/// What holds a node back in a block.
pub(crate) struct Bounds {
    /// The least that its start must be.
    pub(crate) start: Row,
    /// The least that its finish must be.
    pub(crate) finish: Row,
}

impl Times {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            start: vec![[NEVER; LANES]; nodes],
            finish: vec![[NEVER; LANES]; nodes],
        }
    }
}

impl Steps<'_> {
    /// Whether the start of `node` is worked out in full.
    #[cfg(test)]
    pub(crate) fn start_matters(&self, node: usize) -> bool {
        self.list[node].start_matters
    }

    pub(super) fn range(&self, node: usize) -> std::ops::Range<usize> {
        let (from, to) = self.list[node].joins;
        from as usize..to as usize
    }

    /// The links that lead to `node`.
    pub(crate) fn joins(&self, node: usize) -> &[Join] {
        &self.joins[self.range(node)]
    }

    /// Works out every node in turn.
    pub(crate) fn run(&self, drawn: &Drawn, times: &mut Times) {
        for node in 0..self.list.len() {
            self.step(node, drawn, times, self.list[node].finish_floor);
        }
        self.span_others(times);
    }

    /// Works out `nodes`, which are in order, again; one of them perhaps with another day before which it is not done.
    pub(crate) fn run_again(
        &self,
        nodes: &[u32],
        drawn: &Drawn,
        times: &mut Times,
        finish_floor: Option<(u32, i32)>,
    ) {
        for &node in nodes {
            let other = finish_floor.filter(|(floored, _)| *floored == node);
            let own = self.list[node as usize].finish_floor;
            let floor = other.map_or(own, |(_, at)| at);
            self.step(node as usize, drawn, times, floor);
        }
        self.span_others(times);
    }

    /// When `node` starts and finishes, given all before it; it finishes no earlier than `finish_floor`.
    fn step(&self, node: usize, drawn: &Drawn, times: &mut Times, finish_floor: i32) {
        let step = &self.list[node];
        if self.is_plain(node) {
            return self.place_plain(node, drawn, times);
        }
        match (step.state, step.kind) {
            (_, NodeKind::Summary) => self.roll_up(node, times),
            (State::Finished(start, finish), _) => {
                times.start[node] = [start; LANES];
                times.finish[node] = [finish; LANES];
                return;
            }
            (_, NodeKind::LevelOfEffort) => return,
            (_, NodeKind::Entry) => {
                let bounds = self.bounds(node, drawn, times);
                times.start[node] = bounds.start;
                times.finish[node] = bounds.finish;
                return;
            }
            (_, NodeKind::Task | NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision) => {
                let bounds = self.bounds_with(node, drawn, times, finish_floor);
                self.place(node, &bounds, &drawn.duration(node), times);
            }
        }
        self.delay_whole(node, drawn, times);
    }

    /// What the links to `node` and its own floors ask for.
    pub(crate) fn bounds(&self, node: usize, drawn: &Drawn, times: &Times) -> Bounds {
        self.bounds_with(node, drawn, times, self.list[node].finish_floor)
    }

    fn bounds_with(&self, node: usize, drawn: &Drawn, times: &Times, finish_floor: i32) -> Bounds {
        let mut bounds = Bounds {
            start: [self.list[node].floor; LANES],
            finish: [finish_floor; LANES],
        };
        for join in self.joins(node) {
            let bound = match join.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => &mut bounds.start,
                LinkKind::FinishToFinish | LinkKind::StartToFinish => &mut bounds.finish,
            };
            let asked = self.asks(node, join, drawn, times);
            for (bound, asked) in bound.iter_mut().zip(asked) {
                *bound = (*bound).max(asked);
            }
        }
        bounds
    }

    /// The least that one link asks of the start or finish of `node`.
    #[inline]
    pub(crate) fn asks(&self, node: usize, join: &Join, drawn: &Drawn, times: &Times) -> Row {
        let from = join.from as usize;
        let mut row = match join.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => self.finish(from, times),
            LinkKind::StartToStart | LinkKind::StartToFinish => times.start[from],
        };
        if let Some(late) = join.late {
            let clock = &self.clocks[join.from_clock as usize];
            for (at, &late) in row.iter_mut().zip(drawn.late(late as usize)) {
                *at = clock.finish_after(*at, late);
            }
        }
        if join.lag == 0 {
            return row;
        }
        let clock = &self.clocks[self.list[node].clock as usize];
        for at in &mut row {
            *at = if join.is_elapsed {
                at.saturating_add(join.lag).min(HORIZON)
            } else {
                clock.shift(*at, join.lag)
            };
        }
        row
    }

    /// When what `link` waits for is delivered: the finish of its provider, and the lateness beyond it.
    pub(crate) fn delivery(
        &self,
        inputs: &Inputs<'_>,
        link: usize,
        drawn: &Drawn,
        times: &Times,
    ) -> Row {
        let from = inputs.network.links[link].from;
        let mut row = self.finish(from, times);
        if let Some(late) = inputs.late.of_link[link] {
            let clock = &self.clocks[self.list[from].clock as usize];
            for (at, &late) in row.iter_mut().zip(drawn.late(late as usize)) {
                *at = clock.finish_after(*at, late);
            }
        }
        row
    }

    /// Whether two instants are the same to `node`: for work when no working time lies between them.
    pub(crate) fn is_same_to(&self, node: usize, duration: i32, a: i32, b: i32) -> bool {
        let clock = &self.clocks[self.list[node].clock as usize];
        if duration > 0 {
            clock.is_same(a, b)
        } else {
            a == b
        }
    }

    /// Where `node` falls in one iteration.
    pub(crate) fn placed(&self, node: usize, start: i32, finish: i32, duration: i32) -> Placed {
        let step = &self.list[node];
        step.placed(&self.clocks[step.clock as usize], start, finish, duration)
    }

    /// Places the work of `node` as early as its bounds allow.
    fn place(&self, node: usize, bounds: &Bounds, duration: &Row, times: &mut Times) {
        let step = &self.list[node];
        let clock = &self.clocks[step.clock as usize];
        let starts = &mut times.start[node];
        let finishes = &mut times.finish[node];
        for lane in 0..LANES {
            let placed = step.placed(
                clock,
                bounds.start[lane],
                bounds.finish[lane],
                duration[lane],
            );
            starts[lane] = placed.start;
            finishes[lane] = placed.finish;
        }
    }

    /// From the earliest start to the latest finish of the children.
    fn roll_up(&self, node: usize, times: &mut Times) {
        if self.joins(node).is_empty() {
            times.start[node] = [self.list[node].floor; LANES];
            times.finish[node] = [self.list[node].floor; LANES];
            return;
        }
        let mut start = [i32::MAX; LANES];
        let mut finish = [NEVER; LANES];
        for join in self.joins(node) {
            let from = join.from as usize;
            let finishes = self.finish(from, times);
            for lane in 0..LANES {
                start[lane] = start[lane].min(times.start[from][lane]);
                finish[lane] = finish[lane].max(finishes[lane]);
            }
        }
        times.start[node] = start;
        times.finish[node] = finish;
    }

    /// Adds what delays a node as a whole: risks of a summary, and the lateness of an external promise.
    fn delay_whole(&self, node: usize, drawn: &Drawn, times: &mut Times) {
        let step = &self.list[node];
        let clock = &self.clocks[step.clock as usize];
        let risks = match step.kind {
            NodeKind::Summary => drawn.delay(node),
            _ => None,
        };
        let late = step.late.map(|late| *drawn.late(late as usize));
        for row in [risks, late].into_iter().flatten() {
            for (finish, minutes) in times.finish[node].iter_mut().zip(row) {
                *finish = if minutes < 0 {
                    clock.start_before(*finish, -minutes)
                } else {
                    clock.finish_after(*finish, minutes)
                };
            }
        }
    }

    /// Levels of effort last as long as what they span.
    fn span_others(&self, times: &mut Times) {
        for (node, spans) in &self.ties {
            let mut start = [i32::MAX; LANES];
            let mut finish = [NEVER; LANES];
            for &span in spans {
                let finishes = self.finish(span as usize, times);
                for lane in 0..LANES {
                    start[lane] = start[lane].min(times.start[span as usize][lane]);
                    finish[lane] = finish[lane].max(finishes[lane]);
                }
            }
            if let State::Started(at) = self.list[*node as usize].state {
                start = [at; LANES];
                for finish in &mut finish {
                    *finish = (*finish).max(at);
                }
            }
            times.start[*node as usize] = start;
            times.finish[*node as usize] = finish;
        }
    }
}
