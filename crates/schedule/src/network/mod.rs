//! The network: one flat graph for the whole workspace, ordered once.
//!
//! Nodes lie in topological order, so that a pass forward is `0..n` and a pass backward its reverse. Links lie grouped by
//! the node they lead to. An item with children has up to two nodes: an *entry* before its children, which hands the needs
//! of the summary to every child, and a *summary* after them, which starts with the earliest and finishes with the latest.

mod build;
mod graph;
mod items;
mod needs;
mod order;
mod packed;
mod points;
pub(crate) mod progress;
mod scope;
mod stated;
pub(crate) mod work;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

pub(crate) use build::{Parts, rolled_up};
pub(crate) use graph::Graph;
use jiff::civil::Date;
use longpole_model::{CalendarId, ConstraintKind, LinkKind, ProgramId, SchedulingProfile, Spread};
pub(crate) use order::circle;
pub(crate) use packed::{Packed, PackedLink, PackedNode};
pub(crate) use stated::Stated;

use crate::{NeedRef, Remark, Subject, Wall, WorkCalendar};

/// The position of a node in [`Network::nodes`].
pub type NodeIndex = usize;

/// The position of a link in [`Network::links`].
pub type LinkIndex = usize;

/// What a schedule is computed for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The data date of every program, in place of its own.
    pub data_date: Option<Date>,
    /// The data date of a plan that names no date at all; the beginning of the year 2000 when this is left out, too.
    pub undated: Option<Date>,
    /// By whose rules [`profile::compute`](crate::profile::compute) dates every program, in place of its own profile.
    pub profile: Option<SchedulingProfile>,
}

/// All programs' work as one graph without cycles.
#[derive(Debug, Clone)]
pub struct Network {
    /// In topological order.
    pub nodes: Vec<Node>,
    /// Grouped by the node that they lead to, in the order of nodes.
    pub links: Vec<Link>,
    /// The needs that are links, sorted; [`LinkRole::Need`] points here.
    pub needs: Vec<NeedRef>,
    /// Levels of effort: nodes whose dates span others'. They drive nothing and have no links.
    pub ties: Vec<Tie>,
    /// Programs in the order of their ids.
    pub programs: Vec<ProgramNode>,
    /// Compiled calendars. The first is the clock itself, by which elapsed time runs.
    pub calendars: Vec<WorkCalendar>,
    /// What had to be assumed, sorted.
    pub remarks: Vec<Remark>,
    /// `links[incoming[i] .. incoming[i + 1]]` lead to node `i`.
    pub(crate) incoming: Vec<u32>,
    /// `outgoing_links[outgoing[i] .. outgoing[i + 1]]` leave node `i`.
    pub(crate) outgoing: Vec<u32>,
    pub(crate) outgoing_links: Vec<u32>,
    pub(crate) by_subject: BTreeMap<Subject, NodeIndex>,
    /// The workspace's calendars, in `calendars`.
    pub(crate) calendar_ids: BTreeMap<CalendarId, u32>,
    /// The link of each of `needs`.
    pub(crate) need_links: Vec<u32>,
    /// What the plan states beyond all this; `None` once the network was edited, when only the plan knows.
    pub(crate) stated: Option<Stated>,
}

/// A program's place in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramNode {
    /// Which program.
    pub program: ProgramId,
    /// The calendar of items whose team has none, in [`Network::calendars`].
    pub calendar: u32,
    /// Its data date, after the options.
    pub data_date: Date,
    /// The instant of its data date.
    pub now: Wall,
    /// Unfinished work starts no earlier: the later of `now` and its first moment.
    pub floor: Wall,
    /// The end of the day by which the program is to land.
    pub target: Option<Wall>,
}

/// A point of the network: something with a start and a finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it stands for. An entry stands for its summary.
    pub subject: Subject,
    /// What kind of node.
    pub kind: NodeKind,
    /// Its program, in [`Network::programs`].
    pub program: u32,
    /// Its calendar, in [`Network::calendars`].
    pub calendar: u32,
    /// The calendar that it has for its work as a whole: `calendar`, save where that is the clock for elapsed work or
    /// leaves out the days of splits.
    pub own_calendar: u32,
    /// How far it is.
    pub state: NodeState,
    /// Working minutes still to do: all of them when it is not started, none when it is finished.
    pub duration: i64,
    /// What it takes, with its uncertainty; of a started item with `remaining`, what is left of it.
    pub work: Work,
    /// Working minutes to take off a sample of `work`: what a started item has used up. `duration` is
    /// `max(0, likely work − used)`, save where a remark says otherwise.
    pub used: i64,
    /// Its remaining work starts no earlier (`not_before`, a no-earlier constraint, a resumption). [`Wall::MIN`] for none.
    pub start_floor: Wall,
    /// It finishes no earlier (a gate's or decision's day, an external promise, a finish-no-earlier constraint).
    /// [`Wall::MIN`] for none.
    pub finish_floor: Wall,
    /// A constraint that does more than push later, with its date.
    pub constraint: Option<(ConstraintKind, Wall)>,
    /// The dates that its finish should keep: bounds of slack (deadline and commitment) and of need-by (all).
    pub anchors: Vec<Anchor>,
}

/// What kind of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// Work, whose remaining part is done in one go in its calendar.
    Task,
    /// A point in time.
    Milestone,
    /// A gate: not before its needs, nor before its day.
    Gate,
    /// A decision: not before its day.
    Decision,
    /// Before a summary's children: its early start and finish are the least that each child's start and finish must be
    /// (the two are independent; [`Wall::MIN`] when nothing asks). It has no dates of its own.
    Entry,
    /// After a summary's children: from the earliest start to the latest finish of its [`LinkRole::Rollup`] links.
    Summary,
    /// Spans others: see [`Network::ties`]. No links.
    LevelOfEffort,
}

impl NodeKind {
    /// Whether it stands for a summary: its dates are its children's, and what is asked of it is handed on to them.
    pub(crate) fn is_of_summary(self) -> bool {
        match self {
            Self::Entry | Self::Summary => true,
            Self::Task | Self::Milestone | Self::Gate | Self::Decision | Self::LevelOfEffort => {
                false
            }
        }
    }
}

/// How far a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeState {
    /// Not begun.
    Planned,
    /// Begun then; its remaining work lies after the data date.
    Started(Wall),
    /// Done.
    Finished {
        /// When it began.
        start: Wall,
        /// When it was done.
        finish: Wall,
    },
}

/// What a node takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// No time, or nobody said.
    None,
    /// Working minutes in its calendar: P10, mode and P90, or one value.
    Minutes(Spread<i64>),
    /// So many things at a pace: `things × period ÷ pace` minutes.
    Backlog {
        /// How many things are left.
        things: Spread<u32>,
        /// How many were done in each past period; their sum is above nought.
        pace: Vec<u32>,
        /// The working minutes of a period.
        period: i64,
    },
}

/// A date that a node's finish should keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The end of the day, or the instant.
    pub at: Wall,
    /// What kind of date.
    pub kind: AnchorKind,
}

/// What kind of date should be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKind {
    /// Its owner committed to it.
    Commitment,
    /// After it, it is of no use.
    Deadline,
    /// The day of a gate.
    GateDay,
    /// Wished for. It anchors need-by, not slack.
    Target,
    /// The program is to land by it. It anchors need-by, not slack.
    ProgramTarget,
}

impl AnchorKind {
    /// Whether it bounds late dates and slack.
    pub fn bounds_slack(self) -> bool {
        match self {
            Self::Commitment | Self::Deadline | Self::GateDay => true,
            Self::Target | Self::ProgramTarget => false,
        }
    }
}

/// An edge: `to` waits for `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What is waited for.
    pub from: NodeIndex,
    /// What waits.
    pub to: NodeIndex,
    /// Which ends are tied. Of an entry, a start-to-start link hands on its start and a finish-to-finish link its finish.
    pub kind: LinkKind,
    /// Time between them, in the calendar of `to`.
    pub lag: Lag,
    /// Why it is there.
    pub role: LinkRole,
}

/// Time between the two ends of a link; negative for a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lag {
    /// Working minutes in the calendar of the node that waits.
    Work(i64),
    /// Minutes on the clock.
    Elapsed(i64),
}

impl Lag {
    /// No time between.
    pub const NONE: Self = Self::Work(0);
}

/// Why a link is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRole {
    /// A need, in [`Network::needs`].
    Need(u32),
    /// What a gate waits for.
    Gate,
    /// A decision waits for the one that replaces it.
    Replacement,
    /// A summary's entry hands on to a child or a child's entry.
    Entry,
    /// A child counts for its summary.
    Rollup,
}

/// A level of effort and what it lasts as long as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The level of effort.
    pub node: NodeIndex,
    /// The nodes that it spans; empty when it spans its whole program.
    pub spans: Vec<NodeIndex>,
}

/// Needs that wait for each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Cycle {
    /// Each waits for the next one, and the last for the first.
    pub steps: Vec<CycleStep>,
}

/// One of those that wait for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleStep {
    /// What waits.
    pub subject: Subject,
    /// Why it waits for the next step.
    pub reason: CycleReason,
}

/// Why one thing waits for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CycleReason {
    /// It needs it.
    Need(NeedRef),
    /// The gate waits for it.
    Gate,
    /// The decision was replaced by it.
    Replacement,
    /// It is part of it, and so waits for what that waits for.
    PartOf,
    /// It consists of it, and so is done with it.
    ConsistsOf,
}

impl fmt::Display for Cycle {
    /// `a waits for b, b waits for a`, as a path: `a -> b -> a`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these wait for each other: ")?;
        for step in &self.steps {
            write!(f, "{} -> ", step.subject)?;
        }
        match self.steps.first() {
            Some(first) => write!(f, "{}", first.subject),
            None => Ok(()),
        }
    }
}

impl Network {
    /// The links that lead to `node`.
    pub fn incoming(&self, node: NodeIndex) -> Range<LinkIndex> {
        self.incoming[node] as usize..self.incoming[node + 1] as usize
    }

    /// The links that leave `node`, as positions in [`Network::links`].
    pub fn outgoing(&self, node: NodeIndex) -> &[u32] {
        &self.outgoing_links[self.outgoing[node] as usize..self.outgoing[node + 1] as usize]
    }

    /// Whether a need leads to `node` or away from it.
    pub fn has_needs(&self, node: NodeIndex) -> bool {
        let away = self.outgoing(node).iter().map(|&link| link as LinkIndex);
        let mut links = self.incoming(node).chain(away);
        links.any(|link| matches!(self.links[link].role, LinkRole::Need(_)))
    }

    /// The node that has the dates of `subject`: of a summary, the one after its children.
    pub fn node(&self, subject: &Subject) -> Option<NodeIndex> {
        self.by_subject.get(subject).copied()
    }

    /// The link of a need. `None` when the need does not bind: withdrawn, accepted, or left out with a remark.
    pub fn link_of(&self, need: &NeedRef) -> Option<LinkIndex> {
        let index = self.need_index(need)?;
        Some(self.need_links[index] as LinkIndex)
    }

    /// The position of a need in [`Network::needs`], and so in the answer of [`needs_by`](crate::needs_by).
    pub fn need_index(&self, need: &NeedRef) -> Option<usize> {
        self.needs.binary_search(need).ok()
    }

    /// The need that a link stands for, if it stands for one.
    pub fn need_of(&self, link: LinkIndex) -> Option<&NeedRef> {
        match self.links[link].role {
            LinkRole::Need(need) => Some(&self.needs[need as usize]),
            LinkRole::Gate | LinkRole::Replacement | LinkRole::Entry | LinkRole::Rollup => None,
        }
    }

    /// The calendar of `node`.
    pub fn calendar(&self, node: NodeIndex) -> &WorkCalendar {
        &self.calendars[self.nodes[node].calendar as usize]
    }

    /// Working minutes still to do, by node: what the passes take unless a caller samples its own.
    pub fn durations(&self) -> Vec<i64> {
        self.nodes.iter().map(|node| node.duration).collect()
    }
}
