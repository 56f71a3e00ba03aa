//! A network packed for the passes: what they read of nodes and links lies together, in a quarter of the room.

use std::collections::BTreeMap;

use longpole_model::{ConstraintKind, LinkKind};

use super::{
    Graph, Lag, Link, LinkIndex, LinkRole, Network, Node, NodeIndex, NodeKind, NodeState,
    ProgramNode,
};
use crate::schedule::{counts, promised};
use crate::{Subject, Wall, WorkCalendar};

/// What the passes read of a network, by the positions of its nodes and links.
pub(crate) struct Packed<'a> {
    network: &'a Network,
    nodes: Vec<PackedNode>,
    links: Vec<PackedLink>,
}

/// What the passes read of a node.
#[derive(Debug, Clone)]
pub(crate) struct PackedNode {
    pub(crate) state: NodeState,
    pub(crate) constraint: Option<(ConstraintKind, Wall)>,
    pub(crate) start_floor: Wall,
    pub(crate) finish_floor: Wall,
    /// See [`Graph::floor`].
    pub(crate) floor: Wall,
    /// The earliest of the dates that its finish should keep and that bound slack; [`Wall::MAX`] for none.
    pub(crate) promised: Wall,
    pub(crate) program: u32,
    pub(crate) calendar: u32,
    pub(crate) kind: NodeKind,
    /// Whether the dates of its program are its own, among others.
    pub(crate) counts: bool,
}

/// What the passes read of a link.
#[derive(Debug, Clone)]
pub(crate) struct PackedLink {
    from: u32,
    to: u32,
    /// Minutes.
    lag: i64,
    /// Of a need, which; else nothing.
    need: u32,
    kind: LinkKind,
    role: Role,
    elapsed: bool,
}

/// [`LinkRole`] without its number.
#[derive(Debug, Clone, Copy)]
enum Role {
    Need,
    Gate,
    Replacement,
    Entry,
    Rollup,
}

impl<'a> Packed<'a> {
    pub(crate) fn of(network: &'a Network) -> Self {
        let mut floors: BTreeMap<(u32, u32), Wall> = BTreeMap::new();
        let mut last = ((u32::MAX, u32::MAX), Wall::MIN);
        let mut floor_of = |key: (u32, u32)| {
            if last.0 != key {
                let (program, calendar) = key;
                let floor = *floors.entry(key).or_insert_with(|| {
                    let floor = network.programs[program as usize].floor;
                    network.calendars[calendar as usize].next_start(floor)
                });
                last = (key, floor);
            }
            last.1
        };
        Self {
            nodes: network
                .nodes
                .iter()
                .map(|node| PackedNode::of(node, floor_of((node.program, node.calendar))))
                .collect(),
            links: network.links.iter().map(PackedLink::of).collect(),
            network,
        }
    }

    pub(crate) fn network(&self) -> &'a Network {
        self.network
    }

    pub(crate) fn nodes(&self) -> &[PackedNode] {
        &self.nodes
    }
}

impl PackedNode {
    /// Packs a node whose unfinished work can begin at `floor`.
    pub(crate) fn of(node: &Node, floor: Wall) -> Self {
        Self {
            state: node.state,
            constraint: node.constraint,
            start_floor: node.start_floor,
            finish_floor: node.finish_floor,
            floor,
            promised: promised(node),
            program: node.program,
            calendar: node.calendar,
            kind: node.kind,
            counts: counts(node),
        }
    }
}

impl PackedLink {
    pub(crate) fn of(link: &Link) -> Self {
        let (need, role) = match link.role {
            LinkRole::Need(need) => (need, Role::Need),
            LinkRole::Gate => (0, Role::Gate),
            LinkRole::Replacement => (0, Role::Replacement),
            LinkRole::Entry => (0, Role::Entry),
            LinkRole::Rollup => (0, Role::Rollup),
        };
        let (lag, elapsed) = match link.lag {
            Lag::Work(minutes) => (minutes, false),
            Lag::Elapsed(minutes) => (minutes, true),
        };
        Self {
            from: link.from as u32,
            to: link.to as u32,
            lag,
            need,
            kind: link.kind,
            role,
            elapsed,
        }
    }

    /// The link as it was.
    #[inline]
    pub(crate) fn link(&self) -> Link {
        Link {
            from: self.from as NodeIndex,
            to: self.to as NodeIndex,
            kind: self.kind,
            lag: if self.elapsed {
                Lag::Elapsed(self.lag)
            } else {
                Lag::Work(self.lag)
            },
            role: match self.role {
                Role::Need => LinkRole::Need(self.need),
                Role::Gate => LinkRole::Gate,
                Role::Replacement => LinkRole::Replacement,
                Role::Entry => LinkRole::Entry,
                Role::Rollup => LinkRole::Rollup,
            },
        }
    }
}

impl Graph for Packed<'_> {
    fn subject(&self, node: NodeIndex) -> &Subject {
        &self.network.nodes[node].subject
    }

    #[inline]
    fn kind(&self, node: NodeIndex) -> NodeKind {
        self.nodes[node].kind
    }

    #[inline]
    fn state(&self, node: NodeIndex) -> NodeState {
        self.nodes[node].state
    }

    #[inline]
    fn start_floor(&self, node: NodeIndex) -> Wall {
        self.nodes[node].start_floor
    }

    #[inline]
    fn finish_floor(&self, node: NodeIndex) -> Wall {
        self.nodes[node].finish_floor
    }

    #[inline]
    fn constraint(&self, node: NodeIndex) -> Option<(ConstraintKind, Wall)> {
        self.nodes[node].constraint
    }

    #[inline]
    fn link_at(&self, link: LinkIndex) -> Link {
        self.links[link].link()
    }

    #[inline]
    fn links_to(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        self.network.incoming(node)
    }

    #[inline]
    fn links_from(&self, node: NodeIndex) -> impl Iterator<Item = LinkIndex> {
        let links = self.network.outgoing(node).iter();
        links.map(|&link| link as LinkIndex)
    }

    #[inline]
    fn calendar_of(&self, node: NodeIndex) -> &WorkCalendar {
        &self.network.calendars[self.nodes[node].calendar as usize]
    }

    #[inline]
    fn program_of(&self, node: NodeIndex) -> &ProgramNode {
        &self.network.programs[self.nodes[node].program as usize]
    }

    #[inline]
    fn floor(&self, node: NodeIndex) -> Wall {
        self.nodes[node].floor
    }
}
