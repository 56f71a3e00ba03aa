//! The network as a list of steps, with everything turned into minutes after the origin.

use longpole_model::{ConstraintKind, LinkKind};
use longpole_schedule::{Lag, NodeKind, NodeState, Tie};

use crate::clock::{Clock, NEVER};
use crate::distribution::LONGEST;
use crate::inputs::Inputs;

/// The network as a list of steps with everything turned into minutes after the origin.
pub(crate) struct Steps<'a> {
    pub(crate) list: Vec<Step>,
    pub(super) joins: Vec<Join>,
    pub(super) clocks: &'a [Clock<'a>],
    /// Unfinished levels of effort, with what they span.
    pub(super) ties: Vec<(u32, Vec<u32>)>,
}

/// What is done for a node.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) kind: NodeKind,
    pub(crate) state: State,
    pub(super) clock: u32,
    /// It goes on no earlier.
    pub(super) floor: i32,
    /// No unfinished work of its program lies before this.
    pub(super) program_floor: i32,
    /// It finishes no earlier.
    pub(super) finish_floor: i32,
    pub(super) constraint: Option<(ConstraintKind, i32)>,
    pub(super) joins: (u32, u32),
    /// The lateness that delays it as a whole.
    pub(super) late: Option<u32>,
    /// Whether anything waits for its start.
    pub(super) start_matters: bool,
    /// Of plain work: the place of `floor` on the axis of its calendar.
    pub(super) place: Option<i32>,
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
    pub(super) lag: i32,
    pub(super) is_elapsed: bool,
    /// The lateness that holds up this link only.
    pub(super) late: Option<u32>,
    pub(super) from_clock: u32,
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
                place: None,
            });
        }
        let mut steps = Self {
            list: steps,
            joins,
            clocks: &inputs.clocks,
            ties: ties(inputs),
        };
        steps.note_whose_start_matters();
        steps.note_what_is_plain(inputs);
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
