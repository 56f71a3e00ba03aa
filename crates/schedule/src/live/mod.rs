//! A schedule that is kept up to date while its network is edited: after an edit only what it reaches is computed anew.
//!
//! Edits change the network at once and note what they touch; [`Live::update`] then runs the passes from there, forward and
//! backward, as far as dates come out otherwise than before. The steps for a node are those of the full pass, so that the
//! outcome is the same as if all were computed from the beginning.

mod chains;
mod export;
mod graph;
mod layer;
mod marks;
mod order;
mod settle;
mod states;
#[cfg(test)]
mod tests;
mod ties;
mod totals;
mod touched;

use std::collections::BTreeMap;

use longpole_model::{CalendarId, LinkKind};

use crate::backward::Late;
use crate::driving::Chain;
use crate::forward::is_put_off;
use crate::network::{Graph, Packed};
use crate::slack::{self, Free};
use crate::{
    Cycle, Lag, Link, LinkIndex, LinkRole, NeedRef, Network, Node, NodeIndex, NodeKind,
    ProgramNode, Remark, Schedule, Subject,
};

use chains::Chains;
use graph::LiveGraph;
use layer::{Layer, Moved, Round};
use marks::Marks;
use settle::Settling;
use ties::Ties;
use touched::Touched;

/// A network that is edited, and its schedule by Longpole's own profile.
///
/// Positions of nodes and links are those of the network that it began with. They stay while others come and go; the place of
/// what was removed goes to what is added next.
#[derive(Debug, Clone)]
pub struct Live {
    graph: LiveGraph,
    durations: Vec<i64>,
    /// Everything as early as it can be.
    first: Layer,
    /// With what is to be as late as possible put off; there only while something is.
    second: Option<Second>,
    free: Free,
    schedule: Schedule,
    ties: Ties,
    chains: Chains,
    by_subject: BTreeMap<Subject, NodeIndex>,
    calendar_ids: BTreeMap<CalendarId, u32>,
    remarks: Vec<Remark>,
    touched: Touched,
    /// Nodes that are to be as late as possible.
    put_off: usize,
}

/// The round in which what is to be as late as possible is put off.
#[derive(Debug, Clone)]
struct Second {
    layer: Layer,
    /// How late that can be without anything else moving.
    room: Late,
}

impl Live {
    /// Schedules `network`, to be edited from now on.
    pub fn new(network: &Network) -> Self {
        let graph = LiveGraph::new(network);
        let durations = network.durations();
        let packed = Packed::of(network);
        let first = Layer::first(&packed, &graph, &durations);
        let put_off = network.nodes.iter().filter(|node| is_put_off(node)).count();
        let second = (put_off > 0).then(|| {
            let room = first.room(&packed, &durations);
            Second {
                layer: Layer::second(&packed, &graph, &durations, &first, &room),
                room,
            }
        });
        let layer = second.as_ref().map_or(&first, |second| &second.layer);
        let backward = layer.backward_pass(&graph, &durations);
        let ends = layer.totals.finishes(&graph);
        let mut free = Free::unbounded(network.nodes.len());
        for node in (0..network.nodes.len()).rev() {
            let end = layer.end_of(&graph, &ends, node);
            slack::free_at(&backward, &layer.early, &mut free, node, end);
        }
        let schedule = Schedule::compute(network);
        let mut chains = Chains::new(network.programs.len(), network.nodes.len());
        for (program, dates) in schedule.programs.iter().enumerate() {
            let chain = Chain {
                graph: &graph,
                drivers: &schedule.driver,
                ends: schedule.ends(),
                first_children: &layer.first_children,
            };
            let path = dates.last.map(|last| chain.path(last)).unwrap_or_default();
            chains.put(program as u32, path, network.nodes.len());
        }
        Self {
            ties: Ties::new(network),
            by_subject: network.by_subject.clone(),
            touched: Touched::default(),
            remarks: network.remarks.clone(),
            calendar_ids: network.calendar_ids.clone(),
            graph,
            durations,
            first,
            second,
            free,
            schedule,
            chains,
            put_off,
        }
    }

    /// The schedule as of the last update, by the positions of nodes. Those of removed nodes say nothing.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The node that has the dates of `subject`.
    pub fn node(&self, subject: &Subject) -> Option<NodeIndex> {
        self.by_subject.get(subject).copied()
    }

    /// The node at `node`.
    pub fn node_at(&self, node: NodeIndex) -> &Node {
        self.graph.node(node)
    }

    /// The link at `link`.
    pub fn link_at(&self, link: LinkIndex) -> Link {
        self.graph.link_at(link)
    }

    /// The links that lead to `node`.
    pub fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        Graph::links_to(&self.graph, node)
    }

    /// The links that leave `node`.
    pub fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        Graph::links_from(&self.graph, node)
    }

    /// Puts `node` in the place of the one at `at`: another duration, state, constraint, floor, calendar.
    ///
    /// # Panics
    ///
    /// When one of the two is a level of effort and the other is not: those are tied, not linked.
    pub fn put_node(&mut self, at: NodeIndex, node: Node) {
        let is_effort = |node: &Node| node.kind == NodeKind::LevelOfEffort;
        let before = self.graph.node(at);
        assert_eq!(
            is_effort(before),
            is_effort(&node),
            "a level of effort stays one"
        );
        self.put_off =
            self.put_off - usize::from(is_put_off(before)) + usize::from(is_put_off(&node));
        self.durations[at] = node.duration;
        self.graph.put_node(at, node);
        self.touched.node(&self.graph, at);
    }

    /// Adds a node that nothing is tied to yet. A level of effort spans its program until [`Live::put_spans`].
    pub fn add_node(&mut self, node: Node) -> NodeIndex {
        self.put_off += usize::from(is_put_off(&node));
        let (kind, duration) = (node.kind, node.duration);
        let at = self.graph.add_node(node);
        if kind != NodeKind::Entry {
            self.by_subject
                .insert(self.graph.node(at).subject.clone(), at);
        }
        self.durations.resize(self.graph.places(), 0);
        self.durations[at] = duration;
        if kind == NodeKind::LevelOfEffort {
            self.ties.put(at, Vec::new());
        }
        self.touched.added.push(at);
        self.touched.node(&self.graph, at);
        at
    }

    /// Removes a node with all its links.
    pub fn remove_node(&mut self, at: NodeIndex) {
        let links = self.links_to(at).chain(self.links_from(at));
        for link in links.collect::<Vec<_>>() {
            self.remove_link(link);
        }
        self.touched.ties.extend(self.ties.remove(at));
        self.put_off -= usize::from(is_put_off(self.graph.node(at)));
        let subject = &self.graph.node(at).subject;
        if self.by_subject.get(subject) == Some(&at) {
            self.by_subject.remove(subject);
        }
        self.graph.remove_node(at);
        self.touched.itself.push(at);
    }

    /// Adds a link. One that would close a circle is refused, and nothing has changed.
    ///
    /// The role of a need is given by [`Live::need`].
    pub fn add_link(&mut self, link: Link) -> Result<LinkIndex, Cycle> {
        let at = self.graph.add_link(link)?;
        self.touched.link(&self.graph, at);
        Ok(at)
    }

    /// The role of a link that stands for `need`.
    pub fn need(&mut self, need: NeedRef) -> LinkRole {
        self.graph.needs.push(need);
        LinkRole::Need(self.graph.needs.len() as u32 - 1)
    }

    /// Gives a link another kind and lag.
    pub fn put_link(&mut self, at: LinkIndex, kind: LinkKind, lag: Lag) {
        self.graph.put_link(at, kind, lag);
        self.touched.link(&self.graph, at);
    }

    /// Removes a link.
    pub fn remove_link(&mut self, at: LinkIndex) {
        self.touched.link(&self.graph, at);
        self.graph.remove_link(at);
    }

    /// Makes the level of effort `node` last as long as all of `spans`; as its program, when there are none.
    pub fn put_spans(&mut self, node: NodeIndex, spans: Vec<NodeIndex>) {
        self.ties.put(node, spans);
        self.touched.ties.push(node);
    }

    /// Gives a program another calendar, data date or floor. `program` is its position in [`Network::programs`].
    pub fn put_program(&mut self, program: usize, node: ProgramNode) {
        self.graph.put_program(program, node);
        self.touched.programs.push(program);
        for at in 0..self.graph.places() {
            if self.graph.present[at] && self.graph.packed()[at].program as usize == program {
                self.touched.node(&self.graph, at);
            }
        }
    }

    /// Brings the schedule up to date. Gives the nodes of which anything is other than before, and those that were added, by
    /// their positions.
    pub fn update(&mut self) -> Vec<NodeIndex> {
        if self.touched.is_empty() {
            return Vec::new();
        }
        self.settle_states();
        self.settle_rounds();
        let touched = std::mem::take(&mut self.touched);
        let moved = self.follow(&touched);
        let freed = self.free_slack(&touched, &moved);
        let layer = self
            .second
            .as_ref()
            .map_or(&self.first, |second| &second.layer);
        let first = &self.first.totals;
        let settling = Settling::new(
            &self.graph,
            &self.durations,
            layer,
            first,
            &self.free,
            &mut self.schedule,
        );
        settling.settle(&touched, &moved, &freed, &self.ties, &mut self.chains)
    }

    /// The passes over early and late dates; gives what moved in the last of them.
    fn follow(&mut self, touched: &Touched) -> Moved {
        let (graph, durations) = (&self.graph, self.durations.as_slice());
        let first = self.first.follow(graph, durations, touched, None);
        let Some(Second { layer, room }) = &mut self.second else {
            return first;
        };
        let room_moved = self
            .first
            .follow_room(graph, durations, touched, &first, room);
        let round = Round {
            early: &self.first.early,
            moved: &first,
            room,
            room_moved: &room_moved,
        };
        layer.follow(graph, durations, touched, Some(&round))
    }

    /// A second round comes or goes with the first thing to be put off, or the last; then everything is computed anew.
    fn settle_rounds(&mut self) {
        if (self.put_off > 0) == self.second.is_some() {
            return;
        }
        self.second = (self.put_off > 0).then(|| Second {
            layer: self.first.clone(),
            room: Late::unbounded(self.graph.places()),
        });
        for node in 0..self.graph.places() {
            if self.graph.present[node] {
                self.touched.node(&self.graph, node);
            }
        }
    }

    /// The backward pass over what may lie anywhere without moving anything else. Gives the nodes of which free slack or what
    /// it rests on is other than before.
    fn free_slack(&mut self, touched: &Touched, moved: &Moved) -> Vec<NodeIndex> {
        let graph = &self.graph;
        let layer = self
            .second
            .as_ref()
            .map_or(&self.first, |second| &second.layer);
        let backward = layer.backward_pass(graph, &self.durations);
        self.free.resize(graph.places());
        let mut marks = Marks::none(graph.places());
        let begin = [
            &touched.backward,
            &moved.early,
            &moved.bounded,
            &moved.first_children,
        ];
        for &node in begin.into_iter().flatten() {
            marks.set(graph.order.rank(node));
        }
        let providers = |node: NodeIndex| {
            let links = Graph::links_to(graph, node);
            links.map(|link| graph.order.rank(graph.link_at(link).from))
        };
        for &node in &moved.early {
            for rank in providers(node) {
                marks.set(rank);
            }
        }
        let ends = layer.totals.finishes(graph);
        let mut freed = Vec::new();
        while let Some(rank) = marks.take_last() {
            let node = graph.order.node(rank);
            if !graph.present[node] {
                continue;
            }
            let before = self.free.at(node);
            let end = layer.end_of(graph, &ends, node);
            slack::free_at(&backward, &layer.early, &mut self.free, node, end);
            if self.free.at(node) != before {
                freed.push(node);
                for rank in providers(node) {
                    marks.set(rank);
                }
            }
        }
        freed
    }
}
