//! Programs under Longpole's own rules among others: the passes of this crate, node by node, on shared arrays of whole minutes.

use super::tick::Tick;
use crate::backward::{Backward, Bound, Late, first_children};
use crate::forward::{Early, Placed, is_put_off, place};
use crate::network::Packed;
use crate::schedule::{own_bounds, program_ends};
use crate::{Driver, Network, NodeIndex, Schedule, Wall, put_off};

/// The arrays of Longpole's own passes. Programs of other profiles write theirs into them, too.
pub(super) struct Own<'a> {
    network: &'a Network,
    packed: Packed<'a>,
    durations: Vec<i64>,
    early: Early,
    late: Late,
    ends: Vec<Wall>,
    bounds: Vec<Wall>,
    first_children: Vec<Option<u32>>,
    /// By node, the start to which a first round puts it off when it is to be as late as possible.
    put_off_to: Option<Vec<Wall>>,
}

impl<'a> Own<'a> {
    pub(super) fn new(network: &'a Network) -> Self {
        let nodes = network.nodes.len();
        Self {
            network,
            packed: Packed::of(network),
            durations: network.durations(),
            early: Early::empty(nodes),
            late: Late::unbounded(nodes),
            ends: Vec::new(),
            bounds: Vec::new(),
            first_children: Vec::new(),
            put_off_to: None,
        }
    }

    /// Places `node` by Longpole's rules.
    pub(super) fn forward(&mut self, node: NodeIndex) -> Placed {
        let duration = self.durations[node];
        let mut placed = place(&self.packed, self.early.ends(), node, duration, None);
        if let Some(late) = self.put_off_to.as_ref().map(|late| late[node]) {
            let before = self.early.placed(node);
            if is_put_off(&self.network.nodes[node]) && late > placed.restart {
                placed = Placed {
                    start: late,
                    restart: late,
                    finish: self.network.calendar(node).finish_after(late, duration),
                    driver: Driver::AsLateAsPossible,
                };
            } else if (placed.start, placed.finish) == (before.start, before.finish) {
                // What was put off until here does not hold it.
                placed.driver = before.driver;
            }
        }
        self.early.put(node, placed);
        placed
    }

    /// Takes the dates that another profile's rules gave `node`.
    pub(super) fn take_early(&mut self, node: NodeIndex, start: Tick, finish: Tick) {
        let start = start.minute();
        self.early.put(
            node,
            Placed {
                start,
                restart: start,
                finish: finish.minute_after(),
                driver: Driver::Nothing,
            },
        );
    }

    /// Every node has its early dates.
    pub(super) fn begin_backward(&mut self) {
        self.ends = program_ends(&self.packed, &self.early);
        self.bounds = own_bounds(&self.packed, &self.ends);
        self.first_children = first_children(&self.packed, &self.early.start);
        self.late = Late::unbounded(self.network.nodes.len());
    }

    /// The late start and finish of `node` by Longpole's rules.
    pub(super) fn backward(&mut self, node: NodeIndex) -> (Wall, Wall) {
        let (start, finish) = self.rules().late_date(&self.late, node, self.bounds[node]);
        self.late.put(node, start, finish);
        (start.at, finish.at)
    }

    /// Takes the late dates that another profile's rules gave `node`.
    pub(super) fn take_late(&mut self, node: NodeIndex, start: Tick, finish: Tick) {
        let bound = |at: Tick| Bound {
            at: at.minute(),
            by: None,
        };
        self.late.put(node, bound(start), bound(finish));
    }

    /// Late dates are known: whether a second round has to put something off that is to be as late as possible. `is_own`
    /// says which nodes are dated by these rules.
    pub(super) fn put_off(&mut self, is_own: impl Fn(NodeIndex) -> bool) -> bool {
        let any = (0..self.network.nodes.len())
            .any(|node| is_own(node) && is_put_off(&self.network.nodes[node]));
        if any {
            let is_late = |node: NodeIndex| is_own(node) && is_put_off(&self.network.nodes[node]);
            let room = put_off::room(&self.rules(), &self.early, &self.bounds, is_late);
            self.put_off_to = Some(room.start);
        }
        any
    }

    /// What sets the early dates of `node`.
    pub(super) fn driver(&self, node: NodeIndex) -> Driver {
        self.early.driver[node]
    }

    /// The start and finish of `node` that its program counts.
    pub(super) fn shown(&self, node: NodeIndex) -> (Wall, Wall) {
        (self.early.start[node], self.early.finish[node])
    }

    /// Slack and drivers, when both passes are through.
    pub(super) fn settle(self) -> Schedule {
        Schedule::of_passes(
            &self.packed,
            &self.durations,
            self.early,
            self.late,
            &self.ends,
        )
    }

    fn rules(&self) -> Backward<'_, Packed<'a>> {
        Backward {
            graph: &self.packed,
            durations: &self.durations,
            first_children: &self.first_children,
            constraints: true,
        }
    }
}
