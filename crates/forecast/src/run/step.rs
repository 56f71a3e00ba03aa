//! One node after the other: when it starts and finishes in each iteration, by the same rules as the schedule.

use longpole_model::{ConstraintKind, LinkKind};
use longpole_schedule::{Lag, NodeKind, NodeState, Tie};

use super::{Drawn, LANES, Row};
use crate::clock::{Clock, HORIZON, NEVER};
use crate::distribution::LONGEST;
use crate::inputs::Inputs;

/// The network as a list of steps with everything turned into minutes after the origin.
pub(crate) struct Steps<'a> {
    pub(crate) list: Vec<Step>,
    joins: Vec<Join>,
    clocks: &'a [Clock<'a>],
    /// Unfinished levels of effort, with what they span.
    ties: Vec<(u32, Vec<u32>)>,
}

/// What is done for a node.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) kind: NodeKind,
    pub(crate) state: State,
    clock: u32,
    /// It goes on no earlier.
    floor: i32,
    /// No unfinished work of its program lies before this.
    program_floor: i32,
    /// It finishes no earlier.
    finish_floor: i32,
    constraint: Option<(ConstraintKind, i32)>,
    joins: (u32, u32),
    /// The lateness that delays it as a whole.
    late: Option<u32>,
    /// Whether anything waits for its start.
    start_matters: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Planned,
    Started(i32),
    Finished(i32, i32),
}

/// A link as a step sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Join {
    pub(crate) from: u32,
    pub(crate) kind: LinkKind,
    lag: i32,
    is_elapsed: bool,
    /// The lateness that holds up this link only.
    late: Option<u32>,
    from_clock: u32,
}

/// Starts and finishes of every node in a block.
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

impl<'a> Steps<'a> {
    pub(crate) fn new(inputs: &'a Inputs<'a>) -> Self {
        let network = inputs.network;
        let origin = inputs.origin;
        let mut joins = Vec::with_capacity(network.links.len());
        let mut steps = Vec::with_capacity(network.nodes.len());
        for (index, node) in network.nodes.iter().enumerate() {
            let from = joins.len() as u32;
            for link in network.incoming(index) {
                joins.push(join(inputs, link));
            }
            let calendar = network.calendar(index);
            let program = network.programs[node.program as usize].floor;
            let program = origin.minutes(calendar.next_start(program));
            let own = origin.minutes(node.start_floor);
            let late = inputs
                .late
                .of_node(index)
                .filter(|&position| inputs.late.list[position].whole);
            steps.push(Step {
                kind: node.kind,
                state: match node.state {
                    NodeState::Planned => State::Planned,
                    NodeState::Started(start) => State::Started(origin.minutes(start)),
                    NodeState::Finished { start, finish } => {
                        State::Finished(origin.minutes(start), origin.minutes(finish))
                    }
                },
                clock: node.calendar,
                floor: match node.kind {
                    NodeKind::Entry => own,
                    NodeKind::Task
                    | NodeKind::Milestone
                    | NodeKind::Gate
                    | NodeKind::Decision
                    | NodeKind::Summary
                    | NodeKind::LevelOfEffort => own.max(program).max(history(inputs, index)),
                },
                program_floor: program,
                finish_floor: origin.minutes(node.finish_floor),
                constraint: node.constraint.map(|(kind, at)| (kind, origin.minutes(at))),
                joins: (from, joins.len() as u32),
                late: late.map(|position| position as u32),
                start_matters: false,
            });
        }
        let mut steps = Self {
            list: steps,
            joins,
            clocks: &inputs.clocks,
            ties: ties(inputs),
        };
        steps.note_whose_start_matters();
        steps
    }

    fn note_whose_start_matters(&mut self) {
        for node in (0..self.list.len()).rev() {
            let is_summary = self.list[node].kind == NodeKind::Summary;
            let needed = self.list[node].start_matters;
            for join in self.range(node) {
                let join = self.joins[join];
                let by_start = match join.kind {
                    LinkKind::StartToStart | LinkKind::StartToFinish => true,
                    LinkKind::FinishToStart | LinkKind::FinishToFinish => false,
                };
                if by_start || (is_summary && needed) {
                    self.list[join.from as usize].start_matters = true;
                }
            }
        }
    }

    /// Whether the start of `node` is worked out in full.
    #[cfg(test)]
    pub(crate) fn start_matters(&self, node: usize) -> bool {
        self.list[node].start_matters
    }

    fn range(&self, node: usize) -> std::ops::Range<usize> {
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
            LinkKind::FinishToStart | LinkKind::FinishToFinish => times.finish[from],
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
        let mut row = times.finish[from];
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
            for lane in 0..LANES {
                start[lane] = start[lane].min(times.start[from][lane]);
                finish[lane] = finish[lane].max(times.finish[from][lane]);
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
                for lane in 0..LANES {
                    start[lane] = start[lane].min(times.start[span as usize][lane]);
                    finish[lane] = finish[lane].max(times.finish[span as usize][lane]);
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

/// Where a node falls in one iteration, and what asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) start: i32,
    pub(crate) finish: i32,
    pub(crate) set_by: SetBy,
}

/// Which bound sets the dates of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetBy {
    Start,
    Finish,
    Both,
    Constraint,
}

impl Step {
    /// Places `duration` minutes of work that start no earlier than `start` and finish no earlier than `finish`.
    #[inline]
    pub(crate) fn placed(
        &self,
        clock: &Clock<'_>,
        start: i32,
        finish: i32,
        duration: i32,
    ) -> Placed {
        let mut placed = match duration {
            0 => meet(start, finish),
            _ => self.stretch(clock, start, finish, duration),
        };
        if let (Some(constraint), State::Planned) = (self.constraint, self.state) {
            self.constrain(clock, constraint, duration, &mut placed);
        }
        if let State::Started(at) = self.state {
            placed.start = at;
        }
        placed
    }

    /// Work that begins when it may, or later where its finish has to wait.
    #[inline]
    fn stretch(&self, clock: &Clock<'_>, start: i32, finish: i32, duration: i32) -> Placed {
        let ends = clock.finish_after(start, duration);
        // Mostly nothing asks for the finish, and it is not worth looking.
        if finish < ends {
            let start = if self.start_matters || self.constraint.is_some() {
                clock.next_start(start)
            } else {
                start
            };
            return Placed {
                start,
                finish: ends,
                set_by: SetBy::Start,
            };
        }
        if clock.is_same(finish, ends) {
            return Placed {
                start: clock.next_start(start),
                finish: ends,
                set_by: SetBy::Both,
            };
        }
        let start = clock.start_before(finish, duration);
        Placed {
            start,
            finish: clock.finish_after(start, duration),
            set_by: SetBy::Finish,
        }
    }

    /// Constraints that pull: they override what is waited for, but not the data date.
    fn constrain(
        &self,
        clock: &Clock<'_>,
        (kind, at): (ConstraintKind, i32),
        duration: i32,
        placed: &mut Placed,
    ) {
        let start = match kind {
            ConstraintKind::MustStartOn => at,
            ConstraintKind::MustFinishOn => clock.start_before(at, duration),
            ConstraintKind::StartNoLaterThan if placed.start > at => at,
            ConstraintKind::FinishNoLaterThan if placed.finish > at => {
                clock.start_before(at, duration)
            }
            ConstraintKind::StartNoLaterThan
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::AsLateAsPossible => return,
        };
        let start = start.max(self.program_floor);
        let start = if duration > 0 {
            clock.next_start(start)
        } else {
            start
        };
        if start != placed.start {
            placed.set_by = SetBy::Constraint;
        }
        placed.start = start;
        placed.finish = clock.finish_after(start, duration);
    }
}

/// A point in time, where its start and its finish may both be.
#[inline]
fn meet(start: i32, finish: i32) -> Placed {
    Placed {
        start: start.max(finish),
        finish: start.max(finish),
        set_by: match start.cmp(&finish) {
            std::cmp::Ordering::Less => SetBy::Finish,
            std::cmp::Ordering::Equal => SetBy::Both,
            std::cmp::Ordering::Greater => SetBy::Start,
        },
    }
}

/// What a node's start cannot come before, beside floors and links: its actual start, and of one that is to be as late as
/// possible the day for which it is planned. Chance then moves it later, never back to where it could have been.
fn history(inputs: &Inputs<'_>, node: usize) -> i32 {
    let this = &inputs.network.nodes[node];
    let put_off = matches!(this.constraint, Some((ConstraintKind::AsLateAsPossible, _)));
    match this.state {
        NodeState::Started(at) => inputs.origin.minutes(at),
        NodeState::Planned if put_off => inputs.origin.minutes(inputs.schedule.early_start[node]),
        NodeState::Planned | NodeState::Finished { .. } => NEVER,
    }
}

fn join(inputs: &Inputs<'_>, link: usize) -> Join {
    let network = inputs.network;
    let linked = &network.links[link];
    let (lag, is_elapsed) = match linked.lag {
        Lag::Work(minutes) => (minutes, false),
        Lag::Elapsed(minutes) => (minutes, true),
    };
    Join {
        from: linked.from as u32,
        kind: linked.kind,
        lag: lag.clamp(-i64::from(LONGEST), i64::from(LONGEST)) as i32,
        is_elapsed,
        late: inputs.late.of_link[link],
        from_clock: network.nodes[linked.from].calendar,
    }
}

/// Levels of effort with what they span: their whole program when nothing is named.
fn ties(inputs: &Inputs<'_>) -> Vec<(u32, Vec<u32>)> {
    let network = inputs.network;
    let spans_of = |tie: &Tie| -> Vec<u32> {
        if !tie.spans.is_empty() {
            return tie.spans.iter().map(|&node| node as u32).collect();
        }
        let program = network.nodes[tie.node].program;
        let all = network.nodes.iter().enumerate();
        all.filter(|(_, node)| {
            let spanned = match node.kind {
                NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => true,
                NodeKind::Decision
                | NodeKind::Entry
                | NodeKind::Summary
                | NodeKind::LevelOfEffort => false,
            };
            spanned && node.program == program && node.subject.as_item().is_some()
        })
        .map(|(index, _)| index as u32)
        .collect()
    };
    let is_open = |tie: &&Tie| match network.nodes[tie.node].state {
        NodeState::Planned | NodeState::Started(_) => true,
        NodeState::Finished { .. } => false,
    };
    network
        .ties
        .iter()
        .filter(is_open)
        .map(|tie| (tie.node as u32, spans_of(tie)))
        .collect()
}
