//! Details: what the products' rules need of each node, link and program beside what the network has.
//!
//! Longpole's own pass works on what is left to do, in whole minutes; the products also look at what was done, at both
//! constraints, at dates set by hand and at assignments, and Microsoft Project does so in tenths of a minute.

mod assignment;
mod effort;
mod item;
mod program;
mod stated;

use std::borrow::Cow;
use std::ops::Range;

use longpole_model::{
    ConstraintKind, LinkKind, NeedLag, Probability, SchedulingProfile, WorkRule, Workspace,
};

use super::Working;
use super::tick::{PER_MINUTE, Tick};
use crate::{
    Link, LinkIndex, LinkRole, Network, NodeIndex, NodeKind, NodeState, Options, WorkCalendar,
};

pub use assignment::AssignmentDetails;
pub use effort::{EffortDetails, EffortLink};
pub use program::ProgramDetails;

/// Details by node, link and program of a [`Network`].
#[derive(Debug, Clone)]
pub struct Details {
    /// By the position of the node in [`Network::nodes`].
    pub nodes: Vec<NodeDetails>,
    /// What some of them state beyond that; the first states nothing, and is that of most nodes.
    facts: Vec<NodeFacts>,
    /// By the position of the link in [`Network::links`].
    pub links: Vec<LinkDetails>,
    /// The links that leave each node, node after node, each with its position.
    outgoing: Vec<(u32, LinkDetails)>,
    /// By the position of the link in [`Network::links`]; empty where no link has one.
    lags: Vec<LinkLag>,
    /// By the position of the program in [`Network::programs`].
    pub programs: Vec<ProgramDetails>,
    /// The assignments of all nodes, by [`NodeFacts::assignments`].
    pub assignments: Vec<AssignmentDetails>,
    /// The calendars of the network, and after them those that assignments share with their items.
    pub calendars: Vec<WorkCalendar>,
    /// Levels of effort.
    pub efforts: Vec<EffortDetails>,
}

/// What the passes read of every node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeDetails {
    /// The work as a whole, in tenths of a minute: done and left.
    pub duration: i64,
    /// The calendar of its work, in [`Details::calendars`]; of elapsed work the one that its slack is counted in.
    pub calendar: u32,
    /// Its program, in [`Details::programs`].
    pub program: u32,
    /// What else is known of it, in [`Details::facts`].
    facts: u32,
    /// What kind of node.
    pub kind: NodeKind,
    /// By whose rules its program is dated.
    pub profile: SchedulingProfile,
    /// How far it is; an entry as far as its summary.
    pub stage: Stage,
    /// Whether its owner says how long it takes.
    pub states_duration: bool,
}

/// How far a node is: its [`NodeState`] without the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not begun.
    Planned,
    /// Begun.
    Started,
    /// Done.
    Finished,
}

impl Stage {
    fn of(network: &Network, node: NodeIndex) -> Self {
        let this = &network.nodes[node];
        let summary = match this.kind {
            NodeKind::Entry => network.node(&this.subject),
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::Summary
            | NodeKind::LevelOfEffort => None,
        };
        match network.nodes[summary.unwrap_or(node)].state {
            NodeState::Planned => Self::Planned,
            NodeState::Started(_) => Self::Started,
            NodeState::Finished { .. } => Self::Finished,
        }
    }
}

/// What is known of a node that says more than how long it takes.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that a plan states"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeFacts {
    /// Whether its item names that calendar, rather than taking it from its team or program.
    pub names_calendar: bool,
    /// Whether its work runs through the clock.
    pub elapsed: bool,
    /// What is left, where its owner says so.
    pub remaining: Option<i64>,
    /// What is done, where its owner says so.
    pub actual_duration: Option<i64>,
    /// The share that is done, where its owner says so.
    pub percent: Option<Probability>,
    /// When it began.
    pub started: Option<Tick>,
    /// When it was done.
    pub finished: Option<Tick>,
    /// When work was interrupted.
    pub stopped: Option<Tick>,
    /// When it goes on.
    pub resumed: Option<Tick>,
    /// Stretches in which it is not worked on, in order.
    pub splits: Vec<Range<Tick>>,
    /// Its dates are set by hand.
    pub manual: Option<ManualTicks>,
    /// `not_before` of its item.
    pub not_before: Option<Tick>,
    /// Its constraint.
    pub constraint: Option<Constrained>,
    /// Its second constraint.
    pub also: Option<Constrained>,
    /// The date after which it is of no use.
    pub deadline: Option<Tick>,
    /// The finish that its owner expects.
    pub expected_finish: Option<Tick>,
    /// The earliest start that a schedule elsewhere leaves it.
    pub external_start: Option<Tick>,
    /// The latest finish that a schedule elsewhere leaves it.
    pub external_finish: Option<Tick>,
    /// Time by which levelling puts it off.
    pub levelling_delay: Delay,
    /// What stays fixed when people change.
    pub work_rule: Option<WorkRule>,
    /// Whether the calendars of its resources don't count.
    pub ignores_resource_calendars: bool,
    /// A milestone where work begins, not where it ends.
    pub starts_work: bool,
    /// Its assignments, in [`Details::assignments`].
    pub assignments: Range<usize>,
}

/// What the passes read of every link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkDetails {
    from: u32,
    to: u32,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Why it is there.
    pub role: Role,
    /// Whether there is time between the two ends: see [`Details::lag`].
    pub has_lag: bool,
}

/// Why a link is there: a [`LinkRole`](crate::LinkRole) without its need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What it leads to waits for what it leads from.
    Wait,
    /// An entry hands on what is asked of it.
    Entry,
    /// A child counts for its summary.
    Rollup,
}

impl LinkDetails {
    fn of(link: &Link, has_lag: bool) -> Self {
        Self {
            from: link.from as u32,
            to: link.to as u32,
            kind: link.kind,
            role: match link.role {
                LinkRole::Need(_) | LinkRole::Gate | LinkRole::Replacement => Role::Wait,
                LinkRole::Entry => Role::Entry,
                LinkRole::Rollup => Role::Rollup,
            },
            has_lag,
        }
    }

    /// What is waited for.
    #[inline]
    pub fn from(&self) -> NodeIndex {
        self.from as NodeIndex
    }

    /// What waits.
    #[inline]
    pub fn to(&self) -> NodeIndex {
        self.to as NodeIndex
    }
}

/// Dates that were set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ManualTicks {
    /// When it starts.
    pub start: Option<Tick>,
    /// When it finishes.
    pub finish: Option<Tick>,
}

/// A date constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constrained {
    /// Which.
    pub kind: ConstraintKind,
    /// Its date; [`Tick::MAX`] for one that has none. A day alone is where its work begins for a start, and ends for a finish.
    pub at: Tick,
    /// Whether only a day was given.
    pub is_day: bool,
}

/// Time by which something is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delay {
    /// Tenths of a minute.
    pub tenths: i64,
    /// Whether it runs through the clock.
    pub elapsed: bool,
}

/// Time between the two ends of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkLag {
    /// Tenths of a minute of working time. In whose calendar is the profile's choice; days are those of the node that waits.
    Work(i64),
    /// Tenths of a minute on the clock.
    Elapsed(i64),
    /// A share of the duration of what is waited for.
    Share {
        /// Thousandths of a percent.
        milli_percent: i64,
        /// Whether it runs through the clock.
        elapsed: bool,
    },
}

impl LinkLag {
    /// No time between.
    pub const NONE: Self = Self::Work(0);

    /// Its tenths of a minute and whether they run through the clock, for a predecessor of that duration.
    pub fn resolve(self, predecessor_duration: i64) -> Delay {
        match self {
            Self::Work(tenths) => Delay {
                tenths,
                elapsed: false,
            },
            Self::Elapsed(tenths) => Delay {
                tenths,
                elapsed: true,
            },
            Self::Share {
                milli_percent,
                elapsed,
            } => {
                let product = i128::from(predecessor_duration) * i128::from(milli_percent);
                let tenths = (product + 50_000).div_euclid(100_000);
                Delay {
                    tenths: tenths.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64,
                    elapsed,
                }
            }
        }
    }
}

impl Details {
    /// What the products need to know of `network`, which was built of `workspace`.
    pub fn new(workspace: &Workspace, network: &Network, options: &Options) -> Self {
        let mut details = Self {
            nodes: Vec::with_capacity(network.nodes.len()),
            facts: vec![NodeFacts::default()],
            links: Vec::new(),
            outgoing: Vec::new(),
            lags: Vec::new(),
            programs: program::programs(workspace, network, options),
            assignments: Vec::new(),
            calendars: network.calendars.clone(),
            efforts: Vec::new(),
        };
        details.add_nodes(workspace, network);
        details.add_assignments(workspace, network);
        details.add_lags(workspace, network);
        details.add_links(network);
        details.add_efforts(workspace, network);
        details
    }

    /// What is known of `node` beside what every node has.
    #[inline]
    pub fn facts(&self, node: NodeIndex) -> &NodeFacts {
        &self.facts[self.nodes[node].facts as usize]
    }

    /// Working time in the calendar of `node`.
    pub fn working(&self, node: NodeIndex) -> Working<'_> {
        self.calendar(self.nodes[node].calendar)
    }

    /// Working time in a calendar.
    pub fn calendar(&self, calendar: u32) -> Working<'_> {
        Working(&self.calendars[calendar as usize])
    }

    /// The assignments of `node`.
    pub fn assignments(&self, node: NodeIndex) -> &[AssignmentDetails] {
        &self.assignments[self.facts(node).assignments.clone()]
    }

    /// The time between the two ends of `link`.
    #[inline]
    pub fn lag(&self, link: LinkIndex) -> LinkLag {
        self.lags.get(link).copied().unwrap_or(LinkLag::NONE)
    }

    /// The links that leave `node`, with their positions.
    #[inline]
    pub fn outgoing(&self, network: &Network, node: NodeIndex) -> &[(u32, LinkDetails)] {
        &self.outgoing[network.outgoing[node] as usize..network.outgoing[node + 1] as usize]
    }

    /// What items say of their nodes. Of most the network knows that it is no more than their duration.
    fn add_nodes(&mut self, workspace: &Workspace, network: &Network) {
        let plain = network.stated.as_ref().map_or(&[][..], |it| &it.plain);
        let is_plain = |node: NodeIndex| plain.get(node).copied().unwrap_or(false);
        let all = (0..network.nodes.len()).all(is_plain);
        let items = (!all).then(|| stated::items(workspace, network));
        for (node, this) in network.nodes.iter().enumerate() {
            let mut details = NodeDetails {
                duration: this.duration * PER_MINUTE,
                calendar: this.own_calendar,
                program: this.program,
                facts: 0,
                kind: this.kind,
                profile: self.programs[this.program as usize].profile,
                stage: Stage::of(network, node),
                states_duration: true,
            };
            if !is_plain(node) {
                let item = items.as_ref().and_then(|items| items[node]);
                details.duration = item.map_or(0, |item| item::duration(item, this, network));
                details.states_duration = item.is_some_and(item::states_duration);
                details.facts = self.add_facts(item.map(|item| item::facts(item, this, network)));
            }
            self.nodes.push(details);
        }
    }

    /// The place of `facts`.
    fn add_facts(&mut self, facts: Option<NodeFacts>) -> u32 {
        let Some(facts) = facts.filter(|facts| *facts != self.facts[0]) else {
            return 0;
        };
        self.facts.push(facts);
        self.facts.len() as u32 - 1
    }

    /// The facts of `node`, for more of them.
    fn facts_mut(&mut self, node: NodeIndex) -> &mut NodeFacts {
        if self.nodes[node].facts == 0 {
            self.facts.push(NodeFacts::default());
            self.nodes[node].facts = self.facts.len() as u32 - 1;
        }
        &mut self.facts[self.nodes[node].facts as usize]
    }

    /// The lags of needs that have one.
    fn add_lags(&mut self, workspace: &Workspace, network: &Network) {
        let known = network.stated.as_ref().map(|stated| &stated.lags[..]);
        let lags = match known {
            Some(lags) => Cow::Borrowed(lags),
            None => Cow::Owned(stated::lags(workspace, network)),
        };
        if !lags.is_empty() {
            self.lags = vec![LinkLag::NONE; network.links.len()];
        }
        for &(need, lag) in lags.iter() {
            let link = network.need_links[need as usize] as LinkIndex;
            self.lags[link] = self.link_lag(lag, network.links[link].to);
        }
    }

    fn add_links(&mut self, network: &Network) {
        let links = network.links.iter().enumerate();
        self.links = links
            .map(|(at, link)| LinkDetails::of(link, self.lag(at) != LinkLag::NONE))
            .collect();
        let outgoing = network.outgoing_links.iter();
        self.outgoing = outgoing
            .map(|&link| (link, self.links[link as usize]))
            .collect();
    }

    fn link_lag(&self, lag: NeedLag, to: NodeIndex) -> LinkLag {
        match lag {
            NeedLag::Time(span) if span.elapsed => {
                LinkLag::Elapsed(self.working(to).tenths_of(span))
            }
            NeedLag::Time(span) => LinkLag::Work(self.working(to).tenths_of(span)),
            NeedLag::Share {
                milli_percent,
                elapsed,
            } => LinkLag::Share {
                milli_percent,
                elapsed,
            },
        }
    }
}
